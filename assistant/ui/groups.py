"""Groups by hand, within the Library tab: name a group, choose its schools, say since when; take a school out.

Lays out these parts and passes what people choose to the records.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import Any, Protocol

import gradio as gr

from assistant.ui.evidence import text
from assistant.ui.notices import problem, status
from assistant.ui.records import InspectionRecords
from ingest.corrections import a_day
from ingest.errors import IngestError
from ingest.library import Membership, SchoolRecord
from ingest.phrases import day_words

MAX_GROUP = 200
TOGETHER = "\n"
"""Between school and group in the value of a choice; neither can hold a line feed."""

Update = dict[Any, Any]


class GroupsBackend(Protocol):
    """What these parts ask for."""

    @property
    def records(self) -> InspectionRecords:
        """The records of the library."""
        ...


@dataclass(frozen=True, slots=True)
class GroupsParts:
    """The components that events read and write."""

    listed: gr.HTML
    name: gr.Dropdown
    schools: gr.Dropdown
    start: gr.Textbox
    put: gr.Button
    member: gr.Dropdown
    out: gr.Button
    said: gr.HTML

    @property
    def changing(self) -> list[Any]:
        """The parts that `refreshed` updates."""
        return [self.listed, self.name, self.schools, self.member]


def layout() -> GroupsParts:
    """Lay out the parts."""
    raw: dict[str, Any] = {"padding": False, "apply_default_css": False}
    with gr.Accordion("Groups of schools", open=False, elem_id="groups"):
        listed = gr.HTML("", elem_id="groups-list", **raw)
        name = gr.Dropdown([], label="Name of the group", allow_custom_value=True, elem_id="group-name")
        schools = gr.Dropdown([], label="Its schools", multiselect=True, elem_id="group-schools")
        start = gr.Textbox(
            label="Joined on (optional)", placeholder="1 September 2024", max_length=40, elem_id="group-start"
        )
        put = gr.Button("Put into the group", elem_id="group-put")
        member = gr.Dropdown([], label="Take a school out", elem_id="group-member")
        out = gr.Button("Take out", elem_id="group-out")
        said = gr.HTML("", elem_id="groups-status", **raw)
    return GroupsParts(listed, name, schools, start, put, member, out, said)


def wire(backend: GroupsBackend, parts: GroupsParts, changed: gr.State) -> None:
    """Connect the parts to the records."""
    quiet: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private", "concurrency_limit": 1}

    def put(name: str | None, schools: list[str] | None, start: str, count: int) -> Update:
        group = " ".join((name or "").split())[:MAX_GROUP]
        if not group or not schools:
            return {parts.said: status("Name a group and choose at least one school.")}
        try:
            day = a_day(start) if start and start.strip() else None
            backend.records.join(schools, group, day)
        except IngestError as error:
            return {parts.said: problem(str(error))}
        number = "1 school" if len(schools) == 1 else f"{len(schools)} schools"
        cleared = {parts.schools: gr.Dropdown(value=[]), parts.start: ""}
        return {parts.said: status(f"{number} put into {group}."), changed: count + 1, **cleared}

    def take_out(member: str | None, count: int) -> Update:
        school, _, group = (member or "").partition(TOGETHER)
        if not group:
            return {parts.said: status("Choose a school of a group first.")}
        try:
            backend.records.leave(school, group)
        except IngestError as error:
            return {parts.said: problem(str(error))}
        return {parts.said: status(f"Taken out of {group}."), changed: count + 1}

    parts.put.click(
        put,
        [parts.name, parts.schools, parts.start, changed],
        [parts.said, changed, parts.schools, parts.start],
        **quiet,
    )
    parts.out.click(take_out, [parts.member, changed], [parts.said, changed], **quiet)


def refreshed(backend: GroupsBackend, parts: GroupsParts) -> Update:
    """Return the updates after the library has changed."""
    memberships = backend.records.memberships()
    names = list(dict.fromkeys(one.group for one in memberships))
    schools = [(_label(one), one.urn or one.name) for one in backend.records.schools()]
    members = [(f"{one.group}: {one.school}", f"{one.urn or one.school}{TOGETHER}{one.group}") for one in memberships]
    return {
        parts.listed: _list(list(memberships)),
        parts.name: gr.Dropdown(choices=names),
        parts.schools: gr.Dropdown(choices=schools),
        parts.member: gr.Dropdown(choices=members, value=None),
    }


def _label(school: SchoolRecord) -> str:
    return f"{school.name} ({school.urn})" if school.urn else school.name


def _list(memberships: list[Membership]) -> str:
    """Return every group with its schools and the days on which they joined."""
    if not memberships:
        return '<p class="status">No school is in a group yet.</p>'
    parts = []
    for group, members in groupby(memberships, key=lambda one: one.group):
        items = "".join(f"<li>{text(one.school)}{_since(one)}</li>" for one in members)
        parts.append(f"<h3>{text(group)}</h3><ul>{items}</ul>")
    return "".join(parts)


def _since(one: Membership) -> str:
    return f" <span>since {day_words(one.start)}</span>" if one.start else ""


__all__ = ["GroupsParts", "layout", "refreshed", "wire"]
