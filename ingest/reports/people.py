"""Who holds which role: heads, chairs, chief executives and proprietors, where a label or a set sentence says so.

Reads rows such as 'Chair of trust Jo Bloggs', the sentences of a report card about its trust, and the addressee of a
letter. It does not pick names out of prose, and it reads no pupil's or inspector's name.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from ingest.inspections import Located, Person
from ingest.reports.lines import ReportLine, as_printed

_KIND = r"(?:Acting|Interim|Executive|Joint|Co-?|Associate|Deputy|Substantive|Vice)"
_POST = (
    r"(?:head ?teachers?|principals?|head of (?:the )?(?:school|college|academy|centre|unit|provision)"
    r"|heads? of schools?|head"
    r"|teacher[ -]in[ -]charge|manager|director of education|chief executive(?: officer)?(?: \(CEO\))?|CEO"
    r"|(?:co-)?chairs?(?:man|person|woman)?|proprietors?)"
)
_OF = (
    r"(?: of (?:the )?(?:trust|trustees|governors|governing body|governing board|board(?: of (?:trustees"
    r"|governors|directors))?"
    r"|multi-academy trust|MAT|local governing (?:body|board|committee)|interim executive board|directors|proprietors?"
    r"|management committee|proprietor body|school))?"
)
_ROLE = rf"(?:{_KIND} )*{_POST}{_OF}(?:\(s\))?"
_ROW = re.compile(rf"\s*(?P<role>{_ROLE})\s*(?:[:\t]|\s\s)\s*(?P<name>[^\t]*[^\t\s])", re.IGNORECASE)
_LOOSE_ROW = re.compile(rf"\s*(?P<role>(?i:{_ROLE}))\s+(?P<name>[A-Z].*\S)\s*")
_LABEL = re.compile(rf"\s*{_ROLE}\s*:?\s*", re.IGNORECASE)
_NO_NAME = re.compile(r"^(?:n/?a|none|not applicable|vacant|vacancy|-|–)$", re.IGNORECASE)
_WORD = r"(?:(?:Dr|Mrs?|Ms|Revd?|Prof|St|[A-Z])\.|[A-Z][\w’'-]*)"
"""A word of a name. A stop ends the sentence except behind a title or an initial."""
_NAMED = rf"(?P<name>{_WORD}(?: (?:{_WORD}|de|van|von|la|le|du|di)){{1,5}})"
_SENTENCES = (
    re.compile(rf"\brun by the (?P<role>chief executive(?: officer)?(?: \(CEO\))?|CEO),? {_NAMED}"),
    re.compile(rf"\b(?P<role>chief executive(?: officer)?(?: \(CEO\))?|CEO)(?: of [^.,]{{2,80}})? is {_NAMED}"),
    re.compile(rf"\boverseen by a (?P<role>board of (?:trustees|directors|governors)),? chaired by {_NAMED}"),
    re.compile(
        rf"\b[Tt]he (?P<role>governing (?:body|board)|management committee)\b[^.]{{0,100}}?\bchaired by {_NAMED}"
    ),
    re.compile(
        r"\b(?P<role>(?:local )?(?:governing (?:body|board|committee)|(?:academy|school|advisory) (?:council|board"
        r"|committee)|governors|trustees|board of (?:trustees|directors|governors)|trust board|management committee"
        r"|interim executive board))"
        rf"[^.,]{{0,30}}?,? including (?:its|their|the) chair(?:person|man|woman)?(?: of [a-z ]{{4,30}})?,? {_NAMED}"
    ),
    re.compile(rf"\b[Tt]he (?P<role>chair of (?:the )?[a-z ]{{4,40}}?)(?: (?:in|at|of|for) this school)? is {_NAMED}"),
    re.compile(
        r"\b(?P<role>(?:(?:[Ee]xecutive|[Aa]cting|[Ii]nterim) )?(?:[Hh]eadteacher|[Pp]rincipal))"
        rf" (?:of|at) this school is {_NAMED}"
    ),
    re.compile(rf"\bThere is (?:also )?an? (?P<role>executive (?:headteacher|principal)),? {_NAMED}"),
)
_TITLE = r"(?:Mrs|Mr|Ms|Miss|Mx|Dr|Sir|Dame|Lady|Lord|Rev(?:erend|d)?|Canon|Father|Sister|Professor|Prof)\.?"
_ADDRESSEE = re.compile(rf"\s*(?P<name>(?:{_TITLE} )*[A-Z][^\t,\d]{{2,60}}?),?\s+(?P<role>{_ROLE})(?=\s|,|$)")
_OFFICE = (
    r"(?:(?:[Ii]nterim|[Aa]cting|[Ee]xecutive|[Cc]orporate|[Ss]trategic|[Jj]oint|[Dd]eputy) )*"
    r"(?:[Dd]irector|DCS|[Cc]hief (?:[Ee]xecutive|[Oo]fficer)|[Ee]xecutive [Ll]ead|[Aa]ccountable [Oo]fficer)"
    r"\b(?:(?!\s(?:www\.|https?:))[^\t])*"
)
_CELL = re.compile(r"[^\t]+")
_CELL_ROLE = re.compile(_OFFICE)
_CELL_NAMED = re.compile(
    rf"\s*(?P<name>{_WORD}(?: {_WORD}){{1,4}}),? (?P<role>{_OFFICE})(?:\s(?:www\.|https?:)\S*)?\s*"
)
_BODY = re.compile(r"(?!chair\b).*(?:board\b|governing|governors|trustees|council|committee)")
_SHORT = 60
_LONGEST_ROW = 160


def in_rows(lines: Sequence[ReportLine]) -> tuple[Person, ...]:
    """Return the people of rows of label and value, and of a label with its value in the next line."""
    found: list[Person] = []
    for number, line in enumerate(lines):
        if len(line.text) <= _LONGEST_ROW:
            person = _of_row(line) or _of_two_lines(line, lines[number + 1 : number + 2])
            found += [person] if person is not None else []
    return _once(found)


def _of_row(line: ReportLine) -> Person | None:
    """Read 'Chair of trust  Jo Bloggs': cells, a colon, or nothing but a space before words that can be a name."""
    match = _ROW.match(line.text) if "\t" in line.text or ":" in line.text else _LOOSE_ROW.fullmatch(line.text)
    if match is None or (match.re is _LOOSE_ROW and not _is_name(match["name"])):
        return None
    start, end = match.span("name")
    figure = next((place for place in range(start, end) if line.text[place].isdigit()), end)
    name = line.located(start, figure)  # a date that a reader set beside a name is no part of it
    return Person(as_printed(match["role"]), name) if name and not _NO_NAME.match(name.text) else None


def _of_two_lines(line: ReportLine, following: Sequence[ReportLine]) -> Person | None:
    below = following[0] if following else None
    if below is None or below.page is not line.page or not _LABEL.fullmatch(line.text):
        return None
    name = below.located() if "\t" not in below.text and len(below.text) < _SHORT and _is_name(below.text) else None
    return Person(as_printed(line.text), name) if name else None


def in_sentences(lines: Iterable[ReportLine]) -> tuple[Person, ...]:
    """Return the people whom the set sentences on trust and governance name."""
    found: list[Person] = []
    for line in lines:
        for pattern in _SENTENCES:
            for match in pattern.finditer(line.text):
                role = match["role"]
                name = line.located(match.start("name"), match.start("name") + len(match["name"].rstrip(".,")))
                if name is not None:
                    found.append(Person(f"chair of the {role}" if _BODY.match(role) else role, name))
    return _once(found)


def in_cells(lines: Sequence[ReportLine]) -> tuple[Person, ...]:
    """Return the people of table cells such as 'Jo Bloggs, Director of Children’s Services', or of two rows of them."""
    found: list[Person] = []
    for place, line in enumerate(lines):
        below = lines[place + 1] if place + 1 < len(lines) else None
        under = list(_CELL.finditer(below.text)) if below is not None and below.page is line.page else []
        for number, cell in enumerate(_CELL.finditer(line.text)):
            match = _CELL_NAMED.fullmatch(cell.group())
            if match is not None:
                name = line.located(cell.start() + match.start("name"), cell.start() + match.end("name"))
                found += [Person(as_printed(match["role"]), name)] if name else []
            elif number < len(under) and _is_name(cell.group()) and _CELL_ROLE.fullmatch(under[number].group().strip()):
                name = line.located(*cell.span())
                found += [Person(as_printed(under[number].group()), name)] if name else []
    return _once(found)


def beyond(known: Sequence[Person], people: Iterable[Person]) -> tuple[Person, ...]:
    """Return those of `people` whose names nobody of `known` has, titles aside."""
    names = {_bare(person.name.text) for person in known}
    return tuple(person for person in people if _bare(person.name.text) not in names)


def _bare(name: str) -> str:
    return re.sub(rf"^(?:{_TITLE} )+", "", name).casefold()


def addressee(lines: Sequence[ReportLine]) -> tuple[Person, ...]:
    """Return to whom a letter is written: a name with the role in the same or in the next line."""
    for number, line in enumerate(lines):
        match = _ADDRESSEE.match(line.text)
        name: Located | None = line.located(*match.span("name")) if match else None
        if match and name and len(line.text) < _LONGEST_ROW:
            return (Person(as_printed(match["role"]), name),)
        following = lines[number + 1] if number + 1 < len(lines) else None
        if following is not None and _LABEL.fullmatch(following.text) and _is_name(line.text):
            located = line.located()
            return (Person(as_printed(following.text), located),) if located else ()
    return ()


def _is_name(text: str) -> bool:
    """Say whether a line can be a name: a few words, each with a capital, no figures."""
    words = text.replace("(", " ").replace(")", " ").split()
    return 1 < len(words) <= 6 and not re.search(r"[\d@:]", text) and all(word[:1].isupper() for word in words)


def _once(people: Iterable[Person]) -> tuple[Person, ...]:
    kept: dict[tuple[str, str], Person] = {}
    for person in people:
        kept.setdefault((person.role.casefold(), person.name.text), person)
    return tuple(kept.values())


__all__ = ["addressee", "beyond", "in_cells", "in_rows", "in_sentences"]
