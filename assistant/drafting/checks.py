"""Claims of a draft → their verdicts and broken rules.

A claim that code composed is checked by code against what it was made of: the places still hold the quoted words,
the schools and months are those cited, the count is the number of schools cited. A claim that a person wrote or changed
goes to the checker as well, against the passages that it cites, each headed with school and month.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from assistant.checking.checker import Checker
from assistant.checking.drafts.scope import words_of
from assistant.checking.plain import reason_lines
from assistant.checking.quotations.lookup import only_quotes
from assistant.checking.quotations.quotations import stands_in
from assistant.checking.verdict import Checked, Reason, Verdict
from assistant.drafting.rules import RuleContext, outside_quotations, quoted_texts, violations
from assistant.drafting.values import LETTER_ON_GROUP, Cite, Claim, Draft, Section, Violation, title_of
from assistant.drafting.wording import month
from assistant.schools.names import mentions
from ingest.documents import Passage
from ingest.errors import LibraryError
from ingest.library import DocumentRecord, Library
from ingest.number_words import MONTH_AND_YEAR, in_words

MOST_REASONS = 4
"""Reasons shown of one claim. Chosen: the first ones decide."""
Told = tuple[Verdict, tuple[str, ...]]
"""A verdict and its reasons as sentences for people."""
_MONTH = re.compile(rf"\b{MONTH_AND_YEAR}\b")
_IN_MONTH = re.compile(rf",? (?:in|of) (?P<month>{MONTH_AND_YEAR})\b,?")
_COUNT = re.compile(r"\b(?P<some>[a-z]+|\d+) of (?:the|our) (?P<all>[a-z]+|\d+) schools\b", re.IGNORECASE)


class CitedPlaces:
    """The places that claims cite, as the library holds them now. Needs no model; reads each page once."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._pages: dict[tuple[str, int], str | None] = {}

    def forget(self) -> None:
        """Forget the pages read so far, so that what was read again since is seen."""
        self._pages.clear()

    def stands(self, cite: Cite) -> bool:
        """Say whether every place of a citation still holds its words."""
        pages = [self._page(place.document, place.page) for place in cite.locators]
        parts = [place.span.of(text) for place, text in zip(cite.locators, pages, strict=True) if text is not None]
        return len(parts) == len(pages) and " ".join(" ".join(parts).split()) == " ".join(cite.quote.split())

    def looked_up(self, claim: Claim) -> Claim:
        """Return a claim with what it cites and the library no longer holds so."""
        return replace(claim, lost=tuple(self._lost(cite) for cite in claim.citations if not self.stands(cite)))

    def _lost(self, cite: Cite) -> str:
        if self._page(cite.document, cite.page) is None:
            return f"The library no longer holds what it cites ({title_of(cite)}). Cite another place, or reject it."
        return f"Page {cite.page} no longer holds the words cited ({title_of(cite)}). Cite them afresh, or reject it."

    def _page(self, document: str, page: int) -> str | None:
        if (document, page) not in self._pages:
            try:
                self._pages[document, page] = self._library.page(document, page).text
            except LibraryError:  # the document, or the page, is gone
                self._pages[document, page] = None
        return self._pages[document, page]


class ClaimChecker:
    """Gives claims of a draft their verdicts."""

    def __init__(self, library: Library, checker: Checker) -> None:
        self._library = library
        self._checker = checker
        self._places = CitedPlaces(library)

    def forget(self) -> None:
        """Forget the pages read so far, so that what was read again since is seen."""
        self._places.forget()

    def checked(self, claims: Sequence[Claim], draft: Draft, section: Section) -> tuple[Claim, ...]:
        """Return the claims with verdict, reasons and violations."""
        by_code = [list(self._problems(claim, draft)) for claim in claims]
        asked = [i for i, claim in enumerate(claims) if not claim.composed and claim.citations and not by_code[i]]
        answers = dict(zip(asked, self.verdicts([claims[i] for i in asked]), strict=True))
        return tuple(
            _decided(
                claim,
                by_code[i],
                self._told(claim, answers.get(i)),
                violations(claim.text, context_of(claim, draft, section)),
            )
            for i, claim in enumerate(claims)
        )

    def verdicts(self, claims: Sequence[Claim]) -> list[Checked]:
        """Put claims to the checker, each against the passages that it cites.

        What a claim says of whose report it is, and of when, is compared by code; the checker reads the rest, as it
        does for a draft that comes from outside. A claim that only quotes needs no reading.
        """
        quoting = [self._only_quotes(claim) for claim in claims]
        read = [claim for claim, known in zip(claims, quoting, strict=True) if known is None]
        found = iter(self._checker.check([(self.evidence(claim), self._words(claim)) for claim in read]))
        return [known or next(found) for known in quoting]

    def _told(self, claim: Claim, answer: Checked | None) -> Told | None:
        """Return the checker's answer with its reasons as sentences for people."""
        if answer is None:
            return None
        lines = reason_lines(answer.verdict, answer.reasons, claim.text, self.evidence(claim))
        return answer.verdict, tuple(lines[:MOST_REASONS])

    def _only_quotes(self, claim: Claim) -> Checked | None:
        """Return *supported* for a claim that says nothing beyond a quotation that stands in what it cites."""
        quotations = quoted_texts(claim.text)
        standing = [q for q in quotations if any(stands_in(q, cite.quote) for cite in claim.citations)]
        names = [name for cite in claim.citations if (name := cite.school or cite.owner)]
        records = [r for cite in claim.citations if (r := self._record(cite.document)) is not None]
        if not quotations or len(standing) < len(quotations) or not only_quotes(claim.text, records, names):
            return None
        return Checked(Verdict.SUPPORTED, tuple(Reason("stands word for word", q, q) for q in quotations), 1.0)

    def _record(self, document: str) -> DocumentRecord | None:
        try:
            return self._library.document(document)
        except LibraryError:  # it has left the library; what cites it is told as lost
            return None

    def _words(self, claim: Claim) -> str:
        """Return a claim without the words that code has compared already: school, month, and that a report says so."""
        names = [cite.school for cite in claim.citations if cite.school]
        months = {month(cite.date) for cite in claim.citations}
        text = _IN_MONTH.sub(lambda match: "" if match["month"] in months else match.group(), claim.text)
        return words_of(" ".join(text.split()), names)

    def evidence(self, claim: Claim) -> str:
        """Return what the checker reads for a claim: for each citation who says it, when, and the passage."""
        return " ".join(f"{_head(cite)} {self._passage_text(cite)}" for cite in claim.citations)

    def _passage_text(self, cite: Cite) -> str:
        passages = [p for p in self._library.passages_of(cite.document) if _holds(p, cite)]
        return " ".join(p.text for p in passages) or cite.quote

    def _problems(self, claim: Claim, draft: Draft) -> Iterator[str]:
        """Yield what code can show to be wrong, in plain words."""
        if not claim.citations:
            yield "It cites nothing."
            return
        for cite in claim.citations:
            if not self._places.stands(cite):
                yield f"The place cited no longer holds the words ({title_of(cite)}, page {cite.page})."
        bare = outside_quotations(claim.text)
        cited = {name for cite in claim.citations for name in (cite.school, cite.owner)}
        for found in mentions(bare, list(draft.schools)):
            if not cited & set(found.names):
                yield f"It names {' or '.join(found.names)}, of which it cites nothing."
        months = {month(cite.date) for cite in claim.citations}
        for match in _MONTH.finditer(bare):
            if match.group() not in months:
                yield f"It says {match.group()}; what it cites is of {', '.join(sorted(months))}."
        yield from _miscounted(bare, claim, draft)


def context_of(claim: Claim, draft: Draft, section: Section) -> RuleContext:
    """Return what the rules need to know of a claim."""
    return RuleContext(draft.group, draft.schools, claim.citations, draft.people, section.must_not_say)


def _miscounted(bare: str, claim: Claim, draft: Draft) -> Iterator[str]:
    cited = len({cite.school for cite in claim.citations if cite.school})
    total = len(draft.schools)
    for match in _COUNT.finditer(bare):
        some, whole = match["some"].lower(), match["all"].lower()
        if some not in (in_words(cited), str(cited)):
            yield f"It says {some}; it cites {in_words(cited)}."
        if whole not in (in_words(total), str(total)):
            yield f"It says {whole} schools; the draft is on {in_words(total)}."
    if claim.composed and claim.counted and claim.counted != (cited, total):
        yield f"It counts {claim.counted[0]} of {claim.counted[1]}; it cites {cited} of {total}."


def _decided(claim: Claim, problems: Sequence[str], answer: Told | None, broken: tuple[Violation, ...]) -> Claim:
    if not claim.citations:
        return replace(claim, verdict=Verdict.NOT_FOUND, reasons=tuple(problems), violations=broken)
    if problems:
        return replace(claim, verdict=Verdict.CONTRADICTED, reasons=tuple(problems), violations=broken)
    if any(violation.rule == "quotation" for violation in broken):
        reasons = tuple(f"“{v.words}”: {v.reason}" for v in broken if v.rule == "quotation")
        return replace(claim, verdict=Verdict.CONTRADICTED, reasons=reasons, violations=broken)
    if answer is None:
        reasons = ("Made by code of what it cites; places, schools, months and counts compared.",)
        return replace(claim, verdict=Verdict.SUPPORTED, reasons=reasons, violations=broken)
    verdict, reasons = answer
    return replace(claim, verdict=verdict, reasons=reasons, violations=broken)


def _head(cite: Cite) -> str:
    if cite.kind == LETTER_ON_GROUP:
        return f"{cite.kind} of {month(cite.date)}. It gives no grade."
    owner = f"on {cite.school}" if cite.school else "of the group"
    asked = " It is a next step." if cite.graded is None and cite.quote.startswith("Leaders should") else ""
    graded = f" {cite.graded.area} was judged {cite.graded.grade}." if cite.graded else ""
    return f"The {cite.kind} of {month(cite.date)} {owner}.{asked}{graded}"


def _holds(passage: Passage, cite: Cite) -> bool:
    return any(
        place.page == wanted.page and place.span.overlaps(wanted.span)
        for sentence in passage.sentences
        for place in sentence.locators
        for wanted in cite.locators
    )


__all__ = ["ClaimChecker", "CitedPlaces", "context_of"]
