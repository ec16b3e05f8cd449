"""Small models that read two texts together: whether a sentence answers a question, and in which order passages stand.

They give numbers and decide nothing. The model that reads a claim beside its evidence is `checking.entailment`.
"""
