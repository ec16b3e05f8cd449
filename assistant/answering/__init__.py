"""From a question to a cited answer, as one visible list of named steps (`pipeline`).

A question goes one of few ways: to what was read of a report (`recorded`), to a group's own papers (`papers`), to the
sentences that name a thing (`lookups`), part by part (`parts`), or through `ranking` to the `evidence` that answers
best. Whichever it is, `compose` makes claims of it, `verbatim` holds them against the pages, `render` puts them in
words.
"""
