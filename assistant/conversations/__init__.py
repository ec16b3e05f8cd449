"""Conversations that outlive the window: answers kept, given back as they were, and what people think of them."""
