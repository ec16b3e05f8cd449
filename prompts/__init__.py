"""What chat models are told, as Markdown; `assistant.prose` reads it and fills it in. No code."""
