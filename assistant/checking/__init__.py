"""Claim → verdict: the one checker that answers, drafts and reviewers all use.

What decides a verdict stands here (`checker`, and the rules and weights that it asks); what it asks them of stands in the
packages below: `words` and `claims` take texts apart, `comparisons` say how two texts relate in one aspect of meaning,
`entailment` reads both, `quotations` looks words in quotation marks up. `drafts` puts a whole draft to the checker.
"""
