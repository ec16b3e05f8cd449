"""Drafts that several people write and review: made, opened, edited, decided on, agreed, exported.

Keeps every step in the library at once. A sentence that is edited is checked before it is kept, and kept whatever the
verdict, so that nothing typed is lost; what is not borne out never leaves as fact. Whenever a draft is read, every
place that it cites is looked up again. Holds no draft in memory.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from assistant.checking.checker import Checker
from assistant.checking.verdict import Verdict
from assistant.drafting.agreement import CannotAgree, open_points, refusal
from assistant.drafting.checks import CitedPlaces
from assistant.drafting.drafter import Drafter, OutlineRow
from assistant.drafting.forms import FORMS
from assistant.drafting.frameworks import Framework, Voice, all_frameworks, framework
from assistant.drafting.gaps import Repeats, warnings_of
from assistant.drafting.matrices import looked_up
from assistant.drafting.narrative import narrative
from assistant.drafting.narrowing import Narrowing
from assistant.drafting.places import CitableSentence, find_places, place_of
from assistant.drafting.prose import NO_MODEL, NoModel, SectionWriter
from assistant.drafting.values import Cite, Claim, ClaimKind, Draft, DraftState, ReviewDecision, Section
from assistant.patterns.group import schools_of, the_group
from ingest.errors import LibraryError
from ingest.library import Library
from ingest.library.narratives import ClaimRecord, EventRecord, NarrativeRecord, named

_CLAIM, _SECTION, _DRAFT = TypeAdapter(Claim), TypeAdapter(Section), TypeAdapter(Draft)


@dataclass(frozen=True, slots=True)
class KeptDraft:
    """A draft as the library holds it; `versions` has the version of each claim, by its id."""

    record: NarrativeRecord
    draft: Draft
    versions: dict[str, int]

    def claim(self, id: str) -> tuple[Section, Claim]:
        """Return a claim and its section.

        :raises LibraryError: if the draft has no such claim.
        """
        for section in self.draft.sections:
            for claim in section.claims:
                if claim.id == id:
                    return section, claim
        raise LibraryError("The draft has no such sentence any more. Open it again.")


class Room:
    """The drafts of one library."""

    def __init__(
        self,
        library: Callable[[], Library],
        checker: Callable[[], Checker],
        writer: Callable[[], SectionWriter] | None = None,
        model: str | None = None,
        frameworks: Path | None = None,
    ) -> None:
        """`writer` makes what writes one draft in prose, where a chat model is configured, which `model` names.

        `frameworks` is the folder of frameworks beside those that ship.
        """
        self._library, self._checker, self._writer = library, checker, writer
        self.model = model if writer else None
        self._folder = frameworks
        self._repeats: tuple[tuple[tuple[str, datetime], ...], Repeats] | None = None

    def frameworks(self) -> tuple[Framework, ...]:
        """Return the frameworks that a draft can follow, by key.

        :raises FrameworkInvalid: if a file of the settings' folder is none.
        """
        return all_frameworks(self._folder)

    def framework(self, key: str) -> Framework:
        """Return one framework.

        :raises FrameworkInvalid: if there is none of that key.
        """
        return framework(key, self._folder)

    def make(
        self,
        group: str | None,
        framework: Framework,
        voice: Voice,
        author: str,
        progress: Callable[[int, int], None] | None = None,
        narrowing: Narrowing | None = None,
        prose: bool = False,
    ) -> KeptDraft:
        """Compose a draft, in evidence mode or in prose, and keep it.

        :raises IngestError: if the group is not known, the framework has no such voice, no report is left, no name is
            given, or prose is asked for and no chat model is configured.
        """
        author = named(author)  # at once: composing takes longer than anybody should wait to hear that no name is given
        if prose and self._writer is None:
            raise NoModel(NO_MODEL)
        drafter = self._drafter(author)
        patterns = drafter.patterns(group, narrowing=narrowing)
        writer = self._writer() if prose and self._writer else None
        draft = drafter.draft(patterns, framework, voice, narrowing=narrowing, progress=progress, writer=writer)
        bare = [_SECTION.dump_python(replace(s, claims=()), mode="json") for s in draft.sections]
        claims = [
            ClaimRecord(claim.id, i, claim.text, _dumped(claim))
            for i, s in enumerate(draft.sections)
            for claim in s.claims
        ]
        head = _DRAFT.dump_python(replace(draft, sections=()), mode="json")
        title = f"{draft.group}: {draft.framework_name}"
        return self.open(self._library().narratives.make(title, author, head, bare, claims))

    def outline(self, group: str | None, framework: Framework, narrowing: Narrowing) -> tuple[OutlineRow, ...]:
        """Return for each question of a framework the evidence that there is for it, and is not.

        :raises IngestError: if the group is not known, or no report is left.
        """
        drafter = self._drafter("")
        return drafter.outline(drafter.patterns(group, narrowing=narrowing), framework)

    def schools(self, group: str | None) -> tuple[str, ...]:
        """Return the names of a group's schools.

        :raises UnknownGroup: if it cannot be told which group is meant.
        """
        library = self._library()
        return tuple(school.name for school in schools_of(library, the_group(library, group)))

    def listed(self) -> list[NarrativeRecord]:
        """Return the drafts of the library, the last changed first."""
        return self._library().narratives.listed()

    def open(self, id: str) -> KeptDraft:
        """Return a draft as it stands now: claims whose source has gone or changed since are known as such.

        Cautions are worked out anew: what rests on too little, and what stands elsewhere in nearly the same words.

        :raises LibraryError: if the library has none with this id.
        """
        kept, places = self._load(id), CitedPlaces(self._library())
        repeats = (self._in_library(), Repeats(None, self._library().narratives.written_elsewhere(id)))
        sections: list[Section] = []
        for section in kept.draft.sections:
            claims = tuple(places.looked_up(claim) for claim in section.claims)
            again = [words for claim in claims if _speaks(claim) for known in repeats for words in known.of(claim)]
            warnings = (*warnings_of(claims, date.today()), *dict.fromkeys(again))
            sections.append(replace(section, claims=claims, warnings=warnings))
        matrices = tuple(looked_up(table, places) for table in kept.draft.matrices)
        return replace(kept, draft=replace(kept.draft, sections=tuple(sections), matrices=matrices))

    def _in_library(self) -> Repeats:
        """Return the wording of the library's documents, indexed again when one has come, gone or been read anew."""
        library = self._library()
        state = tuple((record.id, record.added_at) for record in library.documents())
        if self._repeats is None or self._repeats[0] != state:
            self._repeats = (state, Repeats(library))
        return self._repeats[1]

    def _load(self, id: str) -> KeptDraft:
        store = self._library().narratives
        record, rows = store.narrative(id), store.claims(id)
        sections = tuple(
            replace(
                _SECTION.validate_python(data),
                claims=tuple(_CLAIM.validate_python(row.payload) for row in rows if row.section == i),
            )
            for i, data in enumerate(store.sections(id))
        )
        head = _DRAFT.validate_python(record.payload)
        state = DraftState(record.state)
        draft = replace(head, sections=sections, state=state, agreed_by=record.agreed_by or "")
        return KeptDraft(record, draft, {row.claim: row.version for row in rows})

    def edit(self, id: str, claim: str, seen: int, text: str, author: str) -> KeptDraft:
        """Check a sentence in somebody's words and keep it with its verdict; its review starts again.

        :raises NarrativeConflict: if somebody else changed it after the version that was `seen`.
        :raises LibraryError: if nothing is left of it, or the draft is agreed.
        """
        if not text.strip():
            raise LibraryError("A sentence cannot be empty. Reject it instead: it is then left out.")
        kept = self._load(id)
        section, old = kept.claim(claim)
        new = self._drafter(author).changed(kept.draft, section, old, text, author)
        return self._write(id, new, seen, author)

    def uncite(self, id: str, claim: str, seen: int, which: int, author: str) -> KeptDraft:
        """Take a citation away from a sentence, counted from 0, and check the sentence again.

        :raises NarrativeConflict: if somebody else changed it after the version that was `seen`.
        :raises LibraryError: if it has no such citation, or the draft is agreed.
        """
        _, old = self._load(id).claim(claim)
        if which >= len(old.citations):
            raise LibraryError("The sentence has no such citation any more. Open it again.")
        left = tuple(cite for place, cite in enumerate(old.citations) if place != which)
        return self._cited(id, claim, seen, left, author)

    def cite(self, id: str, claim: str, seen: int, place: str, author: str) -> KeptDraft:
        """Let a sentence cite a place that `places` found, and check the sentence again.

        :raises NarrativeConflict: if somebody else changed it after the version that was `seen`.
        :raises LibraryError: if the place is gone or cited already, or the draft is agreed.
        """
        kept = self._load(id)
        _, old = kept.claim(claim)
        cite = place_of(self._library(), kept.draft, place)
        if any(cite.locators == known.locators for known in old.citations):
            raise LibraryError("The sentence cites this place already.")
        return self._cited(id, claim, seen, (*old.citations, cite), author)

    def places(self, id: str, words: str) -> tuple[CitableSentence, ...]:
        """Return sentences of the group's documents that a sentence of the draft can cite.

        :raises LibraryError: if nothing is asked for.
        """
        return find_places(self._library(), self._load(id).draft, words)

    def _cited(self, id: str, claim: str, seen: int, citations: tuple[Cite, ...], author: str) -> KeptDraft:
        kept = self._load(id)
        section, old = kept.claim(claim)
        new = self._drafter(author).changed(kept.draft, section, old, old.text, author, citations)
        return self._write(id, new, seen, author, "cited")

    def add(self, id: str, section: str, after: str | None, text: str, author: str) -> tuple[KeptDraft, str]:
        """Put a sentence of somebody's own behind another, or at the end of a section; return its id too.

        It cites what the sentence before it cites, until its author changes that, and is checked at once.

        :raises LibraryError: if nothing is written, there is no such place, or the draft is agreed.
        """
        if not text.strip():
            raise LibraryError("Write the sentence first.")
        kept = self._load(id)
        number = next((i for i, s in enumerate(kept.draft.sections) if s.key == section), None)
        if number is None:
            raise LibraryError("The draft has no such section. Open it again.")
        into = kept.draft.sections[number]
        last = kept.claim(after)[1] if after else None
        part = last.part if last else (into.claims[-1].part if into.claims else "")
        new = Claim(f"{section}-own-{uuid.uuid4().hex[:12]}", part, ClaimKind.OWN, text, last.citations if last else ())
        checked = self._drafter(author).changed(kept.draft, into, new, text, author)
        row = ClaimRecord(new.id, number, checked.text, _dumped(checked), changed_by=author)
        self._library().narratives.insert(id, row, after)
        return self.open(id), new.id

    def shift(self, id: str, claim: str, seen: int, by: int, author: str) -> KeptDraft:
        """Move a sentence one place up (-1) or down (1); at the edge of its part it goes over into the next.

        :raises NarrativeConflict: if somebody else changed or moved it after the version that was `seen`.
        :raises LibraryError: if it stands at the edge of its section already, or the draft is agreed.
        """
        section, old = self._load(id).claim(claim)
        place = [c.id for c in section.claims].index(claim) + by
        into = section.claims[place].part if 0 <= place < len(section.claims) else old.part
        if into != old.part:
            return self._write(id, replace(old, part=into), seen, author, "reordered")
        self._library().narratives.shift(id, claim, seen, by, author)
        return self.open(id)

    def decide(self, id: str, claim: str, seen: int, review: ReviewDecision, reason: str, author: str) -> KeptDraft:
        """Keep what a reviewer decided on a sentence. To query, to reject or to vouch for it needs a reason.

        :raises NarrativeConflict: if somebody changed it after the version that was `seen`.
        :raises LibraryError: if a reason is missing, or the draft is agreed.
        """
        reason = " ".join(reason.split())
        if review in (ReviewDecision.QUERIED, ReviewDecision.REJECTED) and not reason:
            raise LibraryError("Give a reason: who wrote the sentence needs to know what is wrong with it.")
        kept = self._load(id)
        _, old = kept.claim(claim)
        current = kept.versions.get(claim) == seen  # who saw another version is told of that first
        if current and review is ReviewDecision.ACCEPTED and old.verdict is Verdict.NOT_CHECKED and not reason:
            raise LibraryError("Give a reason: this could not be checked, so say what you read that bears it out.")
        new = replace(old, review=review, review_by=author, review_reason=reason)
        return self._write(id, new, seen, author, review.value, reason)

    def move(self, id: str, seen: int, state: DraftState, author: str) -> KeptDraft:
        """Bring a draft into a state; `seen` is the version of it that the person looked at.

        :raises CannotMove: if it cannot go there, changed meanwhile, or somebody would agree to words of their own.
        :raises CannotAgree: if queries are open, or sentences are left out that nobody has rejected.
        """
        kept = self.open(id)
        points = open_points(kept.draft) if state is DraftState.AGREED and kept.record.version == seen else ()
        if points:
            raise CannotAgree(refusal(points))
        self._library().narratives.move(id, seen, state.value, author)
        return self.open(id)

    def history(self, id: str, claim: str) -> list[EventRecord]:
        """Return what was done to a claim, the latest first."""
        return self._library().narratives.history(id, claim)

    def export(self, id: str, form: str) -> tuple[str, bytes]:
        """Return a file's name and bytes; `form` is one of `FORMS`."""
        kept = self.open(id)
        name = "".join(c if c.isalnum() or c in " -" else " " for c in kept.record.title)
        return f"{' '.join(name.split())}{form}", FORMS[form](narrative(kept.draft))

    def _drafter(self, author: str) -> Drafter:
        return Drafter(self._library(), self._checker(), author)

    def _write(self, id: str, new: Claim, seen: int, author: str, kind: str = "edited", reason: str = "") -> KeptDraft:
        row = ClaimRecord(new.id, 0, new.text, _dumped(new), seen, author)
        self._library().narratives.change(id, row, kind, reason)
        return self.open(id)


def _speaks(claim: Claim) -> bool:
    """Say whether a claim is stated, or a person wants to state it."""
    return claim.is_fact or (not claim.composed and claim.review is not ReviewDecision.REJECTED)


def _dumped(claim: Claim) -> dict[str, Any]:
    data: dict[str, Any] = _CLAIM.dump_python(claim, mode="json")
    return data


__all__ = ["KeptDraft", "Room"]
