"""An answer in prose, by a chat model that somebody configured: written from the evidence, every sentence checked."""
