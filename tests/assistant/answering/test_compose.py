"""What the answer says of reports that gave nothing."""

from datetime import date

from assistant.answering.compose import AnswerComposer
from assistant.answering.evidence import Evidence, SchoolEvidence, SelectedEvidence
from assistant.scope import understand
from ingest.documents import Locator, Span
from tests.assistant.records import made_record

OLD = made_record("old", "Elm Park Primary School", date(2019, 3, 5))
NEW = made_record("new", "Elm Park Primary School", date(2026, 5, 12))


def test_where_only_an_older_report_answers_the_newest_is_not_called_silent():
    found = Evidence(OLD.id, "It has a pond.", (Locator(OLD.id, 1, Span(0, 14)),), None, None, 0.9)
    scope = understand("Has Elm Park a pond?", [OLD, NEW])
    school = SchoolEvidence("Elm Park Primary School", True, (found,), from_older=True)
    composed = AnswerComposer({OLD.id: OLD, NEW.id: NEW}, 1).compose(SelectedEvidence(scope, (school,)))
    assert composed.lead == (
        "In the latest report (12 May 2026) nothing was found that answers this; "
        "an older report on Elm Park Primary School says:"
    )
    assert (
        "Elm Park Primary School: in the latest report (12 May 2026) nothing was found that answers this, "
        "so an older one is quoted."
    ) in composed.notes
