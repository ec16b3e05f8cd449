"""Claim–evidence pairs in the language of school inspection, and the training of the entailment adapter on them."""
