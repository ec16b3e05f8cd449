"""Answers of the real pipeline over the real sample reports."""

import pytest

from assistant.answer import Filters, Status
from ingest.documents import boxes_of


def quotes(answer):
    return " ".join(claim.text for claim in answer.claims)


def assert_verbatim(answer, library):
    for citation in answer.citations:
        parts = [place.span.of(library.page(place.document, place.page).text) for place in citation.locators]
        assert " ".join(parts) == citation.quote


def test_a_fact_is_answered_with_the_sentence_that_states_it(assistant, sample_library):
    answer = assistant.ask("How many places does The Lantern at Hollin Reach have?")
    assert answer.status is Status.ANSWERED
    assert "24" in answer.claims[0].text
    citation = answer.claims[0].citations[0]
    assert citation.source.file == "hollin-reach-2026.pdf"
    assert citation.page_label is None, "report cards print no page number"
    assert_verbatim(answer, sample_library)


def test_next_steps_are_not_dropped_for_the_reason_of_a_grade_that_is_asked_beside_them(assistant):
    answer = assistant.ask("What does Marlpit Vale need to do next? Why did it get its grade for curriculum?")
    assert any(claim.text.startswith("Leaders should") for claim in answer.claims)
    assert "Curriculum and teaching: Needs attention" in quotes(answer)


def test_words_that_nobody_knows_are_not_answered_with_whatever_stands_nearest(assistant):
    answer = assistant.ask("qzrx wvlk?")
    assert answer.status is Status.NOT_FOUND
    assert answer.lead.startswith("No document in the library has the words ‘qzrx’ and ‘wvlk’")
    assert not answer.claims


def test_similar_schools_are_kept_apart(assistant):
    high = assistant.ask("What is attendance like at Ashlark High?")
    assert {claim.school for claim in high.claims} == {"Ashlark High School"}


def test_across_schools_the_counts_are_lists_that_can_be_opened(assistant, sample_library):
    answer = assistant.ask("Which schools have weaknesses in pupils' attendance?")
    coverage = answer.coverage
    assert coverage is not None
    assert len(coverage.asked) == 8
    assert set(coverage.speaking) == {claim.school for claim in answer.claims}
    assert sorted(coverage.speaking + coverage.silent) == sorted(coverage.asked)
    assert answer.lead == (
        f"{len(coverage.speaking)} of 8 schools speak to this in the reports searched: "
        "they name something to improve in attendance."
    )
    assert_verbatim(answer, sample_library)


def test_what_is_narrower_than_a_subject_is_answered_by_what_names_it(assistant, sample_library):
    answer = assistant.ask("What do reports say about unregistered alternative provision?")
    assert answer.lead == "1 of 8 schools speaks of unregistered alternative provision in the reports searched."
    assert all("unregistered" in claim.text for claim in answer.claims)
    assert_verbatim(answer, sample_library)


def test_what_no_report_names_is_not_found_and_the_wider_subject_is_offered_as_that(assistant, sample_library):
    answer = assistant.ask("What do reports say about alternative provision for astronauts?")
    assert answer.status is Status.NOT_FOUND
    assert answer.claims == ()
    assert answer.lead.endswith("Of alternative provision they say what stands below.")
    assert answer.nearest
    assert_verbatim(answer, sample_library)


def test_a_single_mention_is_found_and_counted(assistant, sample_library):
    answer = assistant.ask("Does any report mention vaping?")
    assert answer.lead == "1 of 8 schools speaks of vaping in the reports searched."
    assert [claim.school for claim in answer.claims] == ["Corvane Academy"]
    assert_verbatim(answer, sample_library)


def test_a_fall_names_no_school_for_a_rise(assistant):
    answer = assistant.ask("Which schools have rising suspensions?")
    assert {claim.school for claim in answer.claims} == {"Ashlark High School"}
    assert answer.coverage is not None
    assert "Corvane Academy" in answer.coverage.silent


def test_a_superseded_report_is_quoted_only_when_asked_for(assistant):
    now = assistant.ask("Is safeguarding effective at Corvane?")
    assert {c.source.file for claim in now.claims for c in claim.citations} == {"corvane-2026.pdf"}
    then = assistant.ask("Was safeguarding effective at Corvane in 2019?")
    assert {c.source.file for claim in then.claims for c in claim.citations} == {"corvane-2019.pdf"}
    assert then.notes == ("Corvane Academy: a report quoted here has been followed by a newer inspection.",)


def test_a_grade_is_answered_from_the_judgement_as_printed(assistant, sample_library):
    answer = assistant.ask("What grade did Ashlark High get for attendance and behaviour?")
    assert [claim.text for claim in answer.claims] == ["Attendance and behaviour: Needs attention"]
    assert_verbatim(answer, sample_library)


def test_what_no_report_mentions_is_not_found_and_the_nearest_is_no_answer(assistant, sample_library):
    answer = assistant.ask("Does Fennick Road have solar panels?")
    assert answer.status is Status.NOT_FOUND
    assert answer.claims == ()
    assert answer.lead == ("Not found: nothing in 2 documents searched on Fennick Road Primary School answers this.")
    assert answer.nearest
    assert_verbatim(answer, sample_library)


def test_praise_does_not_answer_a_question_for_what_is_weak(assistant):
    answer = assistant.ask("What are the weaknesses in reading at Ashlark Primary?")
    assert answer.status is Status.NOT_FOUND
    assert answer.nearest, "what is said of reading is offered as nearest"
    assert answer.notes == ("Ashlark Primary School speaks of reading, but not of anything that needs to improve.",)


def test_an_older_report_is_asked_the_same_way_as_the_newest(assistant):
    answer = assistant.ask("What are the weaknesses in music at Fennick Road?")
    assert answer.status is Status.NOT_FOUND
    assert "Music has a high profile." not in quotes(answer)


def test_what_is_beside_the_subject_is_not_shown_after_what_is_on_it(assistant):
    answer = assistant.ask("How has attendance changed at Fennick Road?")
    assert answer.claims
    assert all("atten" in claim.text.lower() or "absen" in claim.text.lower() for claim in answer.claims)


def test_a_school_that_is_not_in_the_library_is_not_guessed(assistant):
    answer = assistant.ask("What did inspectors say about reading at Thornbury Academy?")
    assert answer.status is Status.NOT_FOUND
    assert answer.lead == "The library holds no report on ‘Thornbury Academy’, so this cannot be answered."


def test_a_grade_for_the_group_is_declined(assistant):
    answer = assistant.ask("What grade would you give the trust?")
    assert answer.status is Status.DECLINED
    assert answer.lead == "No report grades a group of schools, and neither does this assistant."


def test_markers_go_on_through_a_conversation(assistant):
    answer = assistant.ask("How many places does The Lantern at Hollin Reach have?", first_marker=7)
    assert [citation.marker for citation in answer.citations][0] == 7


def test_filters_that_fit_nothing_are_said(assistant):
    answer = assistant.ask("What is reading like?", filters=Filters(since=2030))
    assert answer.lead == "No document in the library fits the schools, formats and years that were asked for."


def test_each_step_is_told_in_the_trace_and_the_audit(assistant, sample_library):
    answer = assistant.ask("What is reading like at Fennick Road?")
    assert [step.step for step in answer.trace] == ["scope", "retrieve", "select evidence", "compose", "check"]
    entry = sample_library.audit("answer", 1)[0]
    assert entry.payload["question"] == "What is reading like at Fennick Road?"
    assert entry.author == "local"


@pytest.mark.parametrize("question", ["How is reading at Fennick Road?", "What must Corvane improve?"])
def test_the_highlight_covers_exactly_the_words_of_the_quotation(assistant, sample_library, question):
    answer = assistant.ask(question)
    assert answer.citations
    for citation in answer.citations:
        for place in citation.locators:
            page = sample_library.page(place.document, place.page)
            touched = [word.span.of(page.text) for word in page.words if word.span.overlaps(place.span)]
            assert " ".join(touched).split() == place.span.of(page.text).split()
            boxes = assistant.highlight(citation, place.page)
            assert boxes
            assert len(boxes) <= len(boxes_of(page, place.span))


def test_schools_are_picked_by_a_grade_only_where_a_report_prints_it(assistant):
    answer = assistant.ask("Which schools are judged exceptional for early years?")
    assert [(claim.school, claim.text) for claim in answer.claims] == [
        ("Hollin Reach School", "Early years: Exceptional")
    ]
    none = assistant.ask("How many of the schools are rated outstanding?")
    assert none.status.value == "not_found"
    assert none.lead.startswith("None of ") and none.lead.endswith(" has a grade ‘Outstanding’.")


def test_the_highest_figure_is_answered_with_each_school_s_own_row(assistant):
    answer = assistant.ask("Which school has the highest persistent absence?")
    assert all(claim.text.startswith("Persistent absence, ") for claim in answer.claims)
    assert len({claim.school for claim in answer.claims}) == len(answer.claims) > 4


def test_employers_are_no_rows_on_employment(assistant):
    answer = assistant.ask("How many pupils in Year 10 at Corvane had met an employer?")
    assert not any("employment or training" in claim.text for claim in answer.claims)


def test_whether_something_is_a_problem_at_one_school_is_answered_by_what_its_report_says_either_way(assistant):
    answer = assistant.ask("Is bullying a problem at Corvane?")
    assert answer.status is Status.ANSWERED
    assert any("Bullying is infrequent" in claim.text for claim in answer.claims)
    assert "Corvane Academy speaks of bullying, but not of anything that needs to improve." in answer.notes


def test_a_name_in_the_question_is_spoken_of_by_the_school_that_has_it_alone(assistant):
    answer = assistant.ask("How many places does the Tidewell Base have?")
    assert {claim.school for claim in answer.claims} == {"Corvane Academy"}


def test_who_holds_an_office_that_no_report_names_is_not_found(assistant):
    assert assistant.ask("Who is the SENCo at Hollin Reach?").status is Status.NOT_FOUND


def test_a_practice_is_found_under_the_name_that_the_report_has_for_it(assistant):
    answer = assistant.ask("Do staff at Wickenmoss use sign language?")
    assert any("sign" in claim.text for claim in answer.claims)


def test_a_long_description_is_answered_by_the_schools_that_come_near_it(assistant):
    answer = assistant.ask(
        "Which schools have governors who did not know enough about the quality of education to question what leaders "
        "told them?"
    )
    speaking = {claim.school for claim in answer.claims}
    assert "St Orrin’s Church of England Voluntary Aided Primary School" in speaking
    assert len(speaking) <= 3
