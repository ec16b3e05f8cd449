"""The last check in evidence mode, and the words that an answer is led by."""

from dataclasses import replace

from assistant.answer import AnswerClaim, Citation, Searched, Source, Status
from assistant.answering.compose import Composed
from assistant.answering.selecting import needs_context
from assistant.answering.verbatim import check, stands
from assistant.scope import QuestionScope
from ingest.documents import Locator, Page, Span

PAGES = {
    1: Page(1, None, 595, 842, "Pupils are safe. Those who need", (), ()),
    2: Page(2, "2", 595, 842, "help get it.", (), ()),
}
SOURCE = Source("d" * 64, "a.pdf", "A School", "A School", None, None, "Report card (since 2025)")


def page_of(document, number):
    return PAGES[number]


def citation(quote, *places):
    locators = tuple(Locator("d" * 64, page, Span(*span)) for page, span in places)
    return Citation(1, SOURCE, quote, locators)


GOOD = citation("Pupils are safe.", (1, (0, 16)))
CROSSING = citation("Those who need help get it.", (1, (17, 31)), (2, (0, 12)))
INVENTED = citation("Pupils are very safe.", (1, (0, 16)))


def composed(*citations):
    scope = QuestionScope("?", "?", (), (), named=False, across=False, past=False, narrowed=())
    claims = tuple(AnswerClaim(item.quote, "supported", (item,)) for item in citations)
    return Composed(scope, Status.ANSWERED, "From:", claims, Searched(1, (), 1), None, (), (), ())


def test_a_quotation_stands_when_every_part_is_character_for_character_there():
    assert stands(GOOD, page_of)
    assert stands(CROSSING, page_of)
    assert not stands(INVENTED, page_of)
    assert not stands(replace(GOOD, locators=()), page_of)


def test_an_invented_quotation_is_left_out_and_said_to_be():
    result = check(composed(GOOD, INVENTED), page_of)
    assert [claim.text for claim in result.claims] == ["Pupils are safe."]
    assert result.notes == ("1 quotation(s) left out: they do not stand on the page where the index places them.",)


def test_with_nothing_left_the_answer_is_not_found():
    assert check(composed(INVENTED), page_of).status is Status.NOT_FOUND


def test_a_sentence_that_leans_on_the_one_before_is_known_by_its_first_word():
    assert needs_context("This means that pupils fall behind.")
    assert needs_context("However, writing is weaker.")
    assert needs_context("checking what pupils understand")
    assert not needs_context("Thistle class reads well.")
