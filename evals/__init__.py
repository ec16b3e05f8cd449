"""Measures: data sets, metrics and floors. ``python -m evals --help``.

Changes nothing in the product, with one exception that says so: ``--fit`` writes the weights of relevance.
"""
