"""The characters of a Word document's body in reading order, each with where it stands, and cuts between them.

Follows `ingest.readers.word`, so that the words of a claim are found again in the file. White space is left out:
a claim is found whatever line breaks and tabs became. Cuts runs in two; writes and adds nothing else.
"""

from __future__ import annotations

import copy
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ingest.readers.flow import is_nothing
from ingest.readers.packages import Element, attribute, local
from ingest.readers.word import GONE, NOTES, is_hidden, raised

_NUMBERED = frozenset({"footnotes", "endnotes"})
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


@dataclass(frozen=True, slots=True)
class Character:
    """One character: its run, and the text element and index in it. Without an element the whole run stands for it.

    What cannot carry a comment itself (a footnote, a text box) is stood for by the run that refers to it.
    """

    value: str
    run: Element
    element: Element | None
    index: int


def characters(body: Element, notes: Mapping[str, Mapping[str, Element]]) -> list[Character]:
    """Return all visible characters of a body in reading order, without white space."""
    flow = _Flow(notes)
    flow.children(body)
    return flow.found


def plain(text: str) -> str:
    """Return a text as `characters` spells it: without white space and without what stands for nothing."""
    return "".join(c for c in text if _counts(c))


def _counts(character: str) -> bool:
    return not (character.isspace() or is_nothing(character))


class _Flow:
    def __init__(self, notes: Mapping[str, Mapping[str, Element]]) -> None:
        self.found: list[Character] = []
        self._notes = notes
        self._numbered = 0

    def children(self, parent: Element) -> None:
        for child in parent:
            name = local(child)
            if name == "p":
                self._paragraph(child)
            elif name not in GONE:
                self.children(child)

    def _paragraph(self, paragraph: Element) -> None:
        behind: list[tuple[Element, Element, str]] = []
        self._inline(paragraph, None, behind)
        for run, element, kind in behind:
            if kind == "box":
                self._standing_for(run, "".join(_texts(element)))
            else:
                self._note(run, element, kind)

    def _inline(self, parent: Element, run: Element | None, behind: list[tuple[Element, Element, str]]) -> None:
        for child in parent:
            name = local(child)
            if name in GONE or (name == "r" and is_hidden(child)):
                continue
            if name == "r":
                self._inline(child, run if run is not None else child, behind)
            elif run is None:
                self._inline(child, None, behind)
            elif name == "t":
                direct = child.getparent() is run  # and not in a ruby, which is one thing
                text = child if direct else None
                self.found += [Character(c, run, text, i) for i, c in enumerate(child.text or "") if _counts(c)]
            elif name == "noBreakHyphen":
                self.found.append(Character("-", run, None, 0))
            elif name == "txbxContent":
                behind.append((run, child, "box"))
            elif name in NOTES:
                self._referred(run, NOTES[name], attribute(child, "id") or "", behind)
            else:
                self._inline(child, run, behind)

    def _referred(self, run: Element, kind: str, name: str, behind: list[tuple[Element, Element, str]]) -> None:
        """Keep a note for behind the paragraph; where it is referred to the reader has put its number, raised."""
        note = self._notes.get(kind, {}).get(name)
        if note is None:
            return
        behind.append((run, note, kind))
        if kind != "comments" and plain("".join(_texts(note))):
            here = [found for _, found, other in behind if other in _NUMBERED and plain("".join(_texts(found)))]
            self._standing_for(run, raised(self._numbered + len(here)))

    def _note(self, run: Element, note: Element, kind: str) -> None:
        text = plain("".join(_texts(note)))
        if not text:
            return
        if kind == "comments":
            self._standing_for(run, f"Comment by {attribute(note, 'author') or ''}{text}")
            return
        self._numbered += 1
        self._standing_for(run, f"Note {self._numbered}: {text}")

    def _standing_for(self, run: Element, text: str) -> None:
        self.found += [Character(c, run, None, 0) for c in plain(text)]


def _texts(element: Element) -> Iterator[str]:
    for child in element:
        name = local(child)
        if name in GONE or (name == "r" and is_hidden(child)):
            continue
        if name == "t":
            yield child.text or ""
        elif name == "noBreakHyphen":
            yield "-"
        else:
            yield from _texts(child)


def cut_before(character: Character) -> Element:
    """Return the run that begins with this character, cutting its run in two where it does not yet."""
    if character.element is None:
        return character.run
    if character.index < len(character.element.text or ""):
        return _cut(character.element, character.index)[1]
    # Another comment begins here too, and has cut already: the character is in the run behind.
    return next(run for run in _run_of(character.element).itersiblings() if local(run) == "r")


def cut_after(character: Character) -> Element:
    """Return the run that ends with this character, cutting its run in two where it does not yet."""
    if character.element is None:
        return character.run
    return _cut(character.element, character.index + 1)[0]


def _cut(text: Element, index: int) -> tuple[Element, Element]:
    """Return the runs on both sides of a place in a text; the same one twice where its run begins or ends there."""
    run = _run_of(text)
    content = [child for child in run if local(child) != "rPr"]
    place, words = content.index(text), text.text or ""
    if (index <= 0 and place == 0) or (index >= len(words) and place == len(content) - 1):
        return run, run
    after = copy.copy(run)
    for child in list(after):
        after.remove(child)
    properties = run.find("{*}rPr")
    if properties is not None:
        after.append(copy.deepcopy(properties))
    if 0 < index < len(words):
        rest = copy.deepcopy(text)
        text.text, rest.text = words[:index], words[index:]
        text.set(_SPACE, "preserve")
        rest.set(_SPACE, "preserve")
        after.append(rest)
    after.extend(content[place:] if index <= 0 else content[place + 1 :])
    after.tail, run.tail = run.tail, None
    run.addnext(after)
    return run, after


def _run_of(text: Element) -> Element:
    run = text.getparent()
    if run is None:
        raise ValueError("This text stands in no run.")
    return run


__all__ = ["Character", "characters", "cut_after", "cut_before", "plain"]
