"""Names and figures of a claim that the evidence has nowhere tell that it does not bear the claim out."""

import numpy as np

from assistant.checking.combine import shipped
from assistant.checking.comparisons.absent import MOST_NAMES, absent_figures, absent_names
from assistant.checking.features import NAMES, examine


def test_names_are_words_with_a_capital_that_do_not_open_the_claim():
    evidence = "Pupils at Larkfield visit the museum with Year 4."
    assert absent_names("Larkfield takes Year 4 to a museum.", evidence) == 0
    assert absent_names("Pupils at Thornby visit the Tate.", evidence) == 2
    assert absent_names("Thornby visits a museum.", evidence) == 0, "the first word has a capital whatever it is"
    assert absent_names("Pupils know Ada, Bea, Cid, Dee, Eve and Flo.", evidence) == MOST_NAMES


def test_figures_are_looked_for_as_they_are_written():
    assert absent_figures("In 2019, 14 of 20 passed.", "Of the 20 who sat it in 2019, 14 passed.") == 0
    assert absent_figures("In 2018, 14 of 20 passed.", "Of the 20 who sat it in 2019, 15 passed.") == 2
    assert absent_figures("Many passed.", "Of the 20 who sat it in 2019, 15 passed.") == 0


def test_without_a_model_a_name_or_figure_that_is_nowhere_makes_a_claim_less_likely(embedder):
    evidence = "The choir of the school sang at the festival in 2019, and parents enjoyed it greatly."
    claims = ["The choir sang at the festival in 2019.", "The choir sang at the Penrose festival in 2015 and 2016."]
    rows = np.stack([one.row for one in examine([(evidence, claim) for claim in claims], embedder.embed_words, None)])
    near, far = (dict(zip(NAMES, row, strict=True)) for row in rows)
    assert (near["absent_names"], near["absent_figures"]) == (0, 0)
    assert (far["absent_names"], far["absent_figures"]) == (1, 2)
    combiner = shipped(with_model=False)
    for name in ("absent_names", "absent_figures"):
        assert combiner.weights[0, NAMES.index(name)] < combiner.weights[2, NAMES.index(name)]
