"""Measures of themes, directions and findings."""
