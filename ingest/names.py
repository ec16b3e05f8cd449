"""Names of people in the record of an inspection: which are kept, as the setting `keep_names` says.

Drops names and keeps roles with their places. It finds no names itself (`ingest.reports.people` does), and it never
touches the text of a page.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Literal

from ingest.inspections import Inspection, Located, Person

Names = Literal["none", "public", "all"]

_PUBLIC = re.compile(
    r"^(?:(?:acting|interim|executive|joint|co-?) ?)*"
    r"(?:head ?teachers?|principals?|heads?(?: of (?:the )?(?:schools?|college|academy))?|(?:co-)?chairs?(?:man|person"
    r"|woman)?|chief executives?(?: officer)?|ceo|DCS"
    r"|(?:corporate |strategic )?director of (?:education|children['’]s services|people))\b"
    r"(?! of (?:unit|centre|provision))",
    re.IGNORECASE,
)
"""Offices whose holders are named in public registers of schools and trusts. "Deputy headteacher" is none of them."""


def kept(inspection: Inspection, names: Names) -> Inspection:
    """Return the inspection with the names that are kept; the text of every other is empty, and its place stays."""
    if names == "all":
        return inspection
    people = tuple(one if names == "public" and is_public(one.role) else _nameless(one) for one in inspection.people)
    lead = inspection.lead_inspector if names == "public" else _empty(inspection.lead_inspector)
    if people == inspection.people and lead == inspection.lead_inspector:
        return inspection
    return replace(inspection, people=people, lead_inspector=lead)


def is_public(role: str) -> bool:
    """Say whether a role is a public office."""
    return bool(_PUBLIC.match(role.strip()))


def _nameless(person: Person) -> Person:
    return replace(person, name=replace(person.name, text=""))


def _empty(name: Located | None) -> Located | None:
    return replace(name, text="") if name else None


__all__ = ["Names", "is_public", "kept"]
