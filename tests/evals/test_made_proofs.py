"""The suite "proof": its cases are what their making says, and the two halves share no report."""

from assistant.checking.checker import plainly
from assistant.checking.verdict import Verdict
from evals.checking_proof import KnownReport, cases, figures

TEXTS = (
    "Pupils behave well in lessons because staff expect it of them.",
    "Leaders ensure that all pupils read widely, including in Year 6.",
    "Attainment in mathematics is above the national average for the third year.",
    "Some teachers do not check what pupils know, which slows their progress.",
    "Parents and carers speak warmly of the school and of its staff.",
    "In lessons, 12 pupils at a time are taught by teachers who know them.",
)
REPORTS = [KnownReport(str(number), TEXTS) for number in range(40)]


def test_each_half_has_cases_of_each_group_and_no_report_is_in_both():
    made = cases(REPORTS, 3)
    assert {(case.half, case.group) for case in made} == {
        (half, group) for half in ("tune", "report") for group in ("near-verbatim", "clause dropped", "flip")
    }
    assert {report.half for report in REPORTS} == {"tune", "report"}
    assert all(any(text in case.evidence for text in TEXTS) for case in made)


def test_flips_change_the_words_that_their_kind_names():
    flips = {(case.kind, case.claim) for case in cases(REPORTS, 9) if case.group == "flip"}
    assert ("above or below", TEXTS[2].replace("above", "below")) in flips
    assert ("number", TEXTS[5].replace("12", "14")) in flips
    assert not {claim for _, claim in flips} & set(TEXTS)


def test_figures_count_what_is_right_by_kind_and_what_is_wrongly_firm():
    made = [case for case in cases(REPORTS, 2) if case.half == "report"]
    pairs = [(case, checked) for case in made if (checked := plainly(case.evidence, case.claim)) is not None]
    result = {figure.name: figure for figure in figures(list(dict(pairs).items()), "report")}
    flips, true = result["wrongly_supported"], result["wrongly_contradicted"]
    assert flips.n + true.n == len(dict(pairs))
    assert (true.value, true.baselines) == (0, {"everything supported": 0.0})
    assert (result["near-verbatim"].value, result["near-verbatim"].key) == (1, "report: near-verbatim")
    assert result["near-verbatim"].low < 1
    assert all(checked.verdict is not Verdict.NOT_FOUND for _, checked in pairs)
