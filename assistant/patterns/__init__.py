"""Patterns across a group of schools: grades as printed, themes, findings, responses. Every count can be opened."""
