"""Claim–citation pairs labelled by reading them, and what citations are worth by those labels."""
