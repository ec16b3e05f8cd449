"""Whatever a document holds appears on the screen as it stands in the document, and nothing of it acts."""

from __future__ import annotations

import html
import re
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from assistant.answer import (
    Answer,
    AnswerClaim,
    Citation,
    Coverage,
    Searched,
    Source,
    Status,
)
from assistant.answering.render import answer_markdown, plain_text
from assistant.ui.conversation import answer_message, user_message
from assistant.ui.evidence import text
from assistant.writing.escaping import escape, one_line, visible
from assistant.writing.naming import date_words, format_words, page_words, place_words
from ingest.documents import Locator, Span

MARKDOWN = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
NASTY = [
    "<img src=x onerror=alert(1)>",
    "[x](javascript:alert(1))",
    "![x](https://evil.example/x.png)",
    "`code` ```fence```",
    "$$x^2$$ and $y$",
    "| a | b |\n|---|---|\n| 1 | 2 |",
    "# heading",
    "heading\n===",
    "- bullet",
    "+ bullet",
    "1. one",
    "12) twelve",
    "> quoted",
    "---",
    "***bold***",
    "__bold__ ~~gone~~",
    "https://evil.example www.evil.example WWW.evil.example me@evil.example",
    "<https://evil.example>",
    "&lt;b&gt; &amp; &#60;",
    "\\*not escaped\\*",
    "[ref]: https://evil.example",
    "[^1]: note",
    "    indented code",
    "</div></details><script>alert(1)</script>",
    "<!-- comment -->",
    ":smile: ${1+1} {{value}} {%raw%}",
    "[[1]](#cite-9)",
    "a  \nb",
    "”] [1](#cite-1",
]


def shown(markdown: str) -> str:
    """Return the text that a reader sees, by another Markdown implementation than the browser's."""
    tokens = MARKDOWN.parse(markdown)
    kinds = {token.type for token in tokens}
    assert kinds <= {"paragraph_open", "inline", "paragraph_close"}, kinds
    children = [child for token in tokens for child in token.children or []]
    assert {child.type for child in children} <= {"text", "text_special"}, [child.type for child in children]
    return "".join(child.content for child in children)


@given(st.text(max_size=80))
@example("1.")
@example("0) a")
@example("=")
@settings(max_examples=400)
def test_any_text_appears_literally(words: str) -> None:
    # a letter before it, since Markdown drops a leading or trailing no-break space of a paragraph
    assert shown(escape(words) or "x") == (one_line(words) or "x")


@pytest.mark.parametrize("words", NASTY)
def test_markup_appears_literally(words: str) -> None:
    assert shown(escape(words)) == one_line(words)


@pytest.mark.parametrize("words", NASTY)
def test_escaped_markdown_holds_no_live_html_and_no_address(words: str) -> None:
    escaped = escape(words)
    assert "<" not in escaped
    assert not re.search(r"https?:|javascript:|www\.|[^\s]@", escaped, re.IGNORECASE)


def test_plain_prose_stays_readable() -> None:
    prose = "Pupils’ attendance (94.1%) is high; it’s 2.3 points above 2024/25, and leaders know why: routines."
    assert escape(prose) == prose


def test_direction_overrides_and_controls_are_left_out() -> None:
    assert escape("good\u202edab\u202c \x1b[31mred\x07") == "gooddab &#91;31mred"


@given(st.text(max_size=60))
def test_html_text_appears_literally_and_cannot_leave_an_attribute(words: str) -> None:
    escaped = text(words)
    assert not set(escaped) & set("<>\"'")
    assert html.unescape(escaped) == visible(words)


@pytest.mark.parametrize(
    ("number", "label", "measured", "words"),
    [
        (5, "5", True, "page 5"),
        (5, "4", True, "page 5 of the PDF, printed 4"),
        (5, None, True, "page 5"),
        (5, "4", False, "about page 5 (estimated)"),
    ],
)
def test_a_page_is_named_as_it_opens_and_as_it_is_printed(
    number: int, label: str | None, measured: bool, words: str
) -> None:
    assert page_words(number, label, measured=measured) == words


def test_dates_are_shown_as_printed() -> None:
    assert date_words(date(2024, 3, 12), "12 and 13\nMarch 2024") == "12 and 13 March 2024"
    assert date_words(date(2024, 3, 12), None) == "12 March 2024"
    assert date_words(None, None) is None


def test_formats_are_named_for_people() -> None:
    assert format_words("graded") == "Graded report (2019–25)"
    assert format_words("Something else") == "Something else"


def source(school: str = "Ash Hill School", document: str = "a" * 64, superseded: str | None = None) -> Source:
    return Source(document, "ash.pdf", "A report", school, date(2024, 3, 12), "12 March 2024", "graded", superseded)


def cite(
    marker: int, quote: str, of: Source | None = None, pages: tuple[int, ...] = (2,), before: str | None = None
) -> Citation:
    of = of or source()
    places = tuple(Locator(of.document, page, Span(0, 5), str(page)) for page in pages)
    return Citation(marker, of, quote, places, before=before)


def claim(citation: Citation, words: str | None = None, verdict: str = "supported") -> AnswerClaim:
    return AnswerClaim(words or citation.quote, verdict, (citation,), citation.source.school)


def answer(*claims: AnswerClaim, **changes: object) -> Answer:
    values: dict[str, object] = {
        "question": "What?",
        "status": Status.ANSWERED,
        "lead": "Two schools speak.",
        "claims": claims,
        "searched": Searched(3, ("A", "B"), 27, ("since 2024",)),
    }
    return Answer(**{**values, **changes})  # type: ignore[arg-type]


def test_markers_are_links_whose_ids_are_their_numbers() -> None:
    words = answer_markdown(answer(claim(cite(7, "Pupils read.")), claim(cite(8, "They count."))))
    assert re.findall(r"\]\(#cite-(\d+) ", words) == ["7", "8"]
    assert '"Show source 7, page 2"' in words


def test_without_links_a_marker_is_a_number_in_brackets() -> None:
    assert "“Pupils read.”\u00a0[7]" in answer_markdown(answer(claim(cite(7, "Pupils read."))), links=False)


def test_quotation_marks_stand_only_around_what_is_verbatim() -> None:
    words = answer_markdown(answer(claim(cite(1, "Quality of education Good"), words="Quality of education: Good")))
    assert "Quality of education: Good" in words
    assert "“" not in words


def test_claims_are_grouped_by_school_with_date_and_format() -> None:
    other = source("Birch School", "b" * 64, superseded="1 May 2026")
    words = answer_markdown(answer(claim(cite(1, "A one.")), claim(cite(2, "B one.", other)), claim(cite(3, "A two."))))
    assert words.index("### Ash Hill School") < words.index("A two.") < words.index("### Birch School")
    assert words.count("### Ash Hill School") == 1
    assert "Inspected 12 March 2024 · Graded report (2019–25)" in words
    assert "**Superseded:** the library holds a newer report, 1 May 2026." in words


def test_what_is_set_beside_each_other_stands_together_and_a_report_s_standing_is_told_once() -> None:
    old, new = source(superseded="1 May 2026"), source(document="b" * 64)
    asked = [replace(claim(cite(n, f"Asked {n}.", old)), matter=f"Point {n}") for n in (1, 2)]
    said = [replace(claim(cite(n + 2, f"Said {n}.", new)), matter=f"Point {n}") for n in (1, 2)]
    words = answer_markdown(answer(asked[0], said[0], asked[1], said[1]))
    order = ["**Point 1**", "Asked 1.", "Said 1.", "**Point 2**", "Asked 2.", "Said 2."]
    assert [words.index(each) for each in order] == sorted(words.index(each) for each in order)
    assert words.count("**Superseded:**") == 1
    assert words.count("Inspected 12 March 2024") == 4


def test_coverage_is_counted_and_the_silent_are_named() -> None:
    coverage = Coverage(("A", "B", "C"), ("A",), ("B", "C"))
    words = answer_markdown(answer(claim(cite(1, "x")), coverage=coverage))
    assert "**1 of 3 schools** speaks to this." in words
    assert "**Nothing found on this:** B, C." in words


@pytest.mark.parametrize(
    ("areas", "words"), [(0, "1 of 3 schools"), (3, "1 of 3 local areas"), (2, "schools and local")]
)
def test_local_areas_are_not_called_schools(areas: int, words: str) -> None:
    assert words in Coverage(("A", "B", "C"), ("A",), ("B", "C"), areas).count


def test_a_count_already_in_the_lead_is_not_said_twice() -> None:
    coverage = Coverage(("A", "B", "C"), ("A", "B"), ("C",))
    words = answer_markdown(answer(claim(cite(1, "x")), lead="2 of 3 schools speak to this.", coverage=coverage))
    assert words.count("2 of 3 schools") == 1


def test_nearest_things_are_offered_as_nearest() -> None:
    words = answer_markdown(answer(status=Status.NOT_FOUND, lead="Not found.", nearest=(cite(1, "Pupils swim."),)))
    assert "### Nearest in the library (not an answer)\n\n- Ash Hill School, 12 March 2024: “Pupils swim.”" in words


def test_a_claim_that_is_not_borne_out_is_shown_as_what_it_is() -> None:
    words = answer_markdown(answer(claim(cite(1, "x"), "y", verdict="not_found")))
    assert "### Not borne out by the passage cited\n\n- y\u00a0" in words
    assert "(not found)" in words


def test_the_sentence_before_leads_in_only_where_it_is_not_just_above() -> None:
    first, second = cite(1, "Leaders act."), cite(2, "They know why.", before="Leaders act.")
    assert answer_markdown(answer(claim(first), claim(second))).count("Leaders act.") == 1
    assert "*“Leaders act.”* “They know why.”" in answer_markdown(answer(claim(second)))


def test_everything_from_documents_is_escaped_in_the_whole_message() -> None:
    nasty = "<img src=x onerror=alert(1)> [x](javascript:alert(1)) `a` | b | $$c$$"
    place = Source("a" * 64, nasty, nasty, nasty, None, nasty, nasty, nasty)
    citation = Citation(1, place, nasty, (Locator("a" * 64, 2, Span(0, 1), '4" onclick="x'),), nasty, nasty)
    message = answer_message(
        answer(
            AnswerClaim(nasty, nasty, (citation,), nasty),
            AnswerClaim(nasty, "supported", (citation,), nasty),
            lead=nasty,
            coverage=Coverage((nasty,), (), (nasty,)),
            nearest=(citation,),
            missing=(nasty,),
            notes=(nasty,),
            searched=Searched(1, (nasty,), 1, (nasty,)),
        )
    )
    assert "<img" not in message
    assert "](javascript" not in message
    assert 'onclick="' not in message
    assert "`" not in message


def test_a_question_is_escaped_and_keeps_its_lines() -> None:
    assert user_message("<b>one</b>\n\n# two")["content"] == "&#60;b&#62;one&#60;/b&#62;  \n&#35; two"


def test_plain_text_names_every_source_and_gives_a_terminal_no_commands() -> None:
    words = plain_text(answer(claim(cite(1, "Pupils \x1b[31mread <b>."))))
    assert "“Pupils [31mread <b>.”\u00a0[1]" in words
    assert "[1] Ash Hill School, 12 March 2024, page 2, ash.pdf" in words
    assert "\x1b" not in words


def test_a_quotation_over_two_pages_names_both() -> None:
    assert place_words(cite(1, "x", pages=(3, 4)).locators) == "page 3 and page 4"
