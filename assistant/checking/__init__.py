"""Claim → verdict: the one checker that answers, drafts and reviewers all use."""
