"""Claim → verdict: the one checker that answers, drafts and reviewers all use.

What decides a verdict stands here: `checker`, with the rules and weights that it asks. Below it, `words` and `claims`
take texts apart, `comparisons` say how two texts relate in one aspect of meaning, `entailment` reads both, and
`quotations` looks up words in quotation marks. `drafts` puts a whole draft to the checker.
"""
