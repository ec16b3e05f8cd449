"""From a question to a cited answer, as one visible list of named steps."""
