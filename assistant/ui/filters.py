"""The filters of the Ask tab: their controls, and what they say of a question.

Lays out and reads the controls; narrows nothing itself.
"""

from __future__ import annotations

import re

import gradio as gr

from assistant.answer import Filters
from assistant.writing.naming import format_words

ANY_YEAR = "Any"


def layout() -> tuple[gr.Accordion, tuple[gr.Dropdown, gr.Dropdown, gr.Dropdown, gr.Dropdown], gr.Button]:
    """Lay out the controls."""
    with gr.Accordion("Filters", open=False, elem_id="filters") as box:
        with gr.Row():
            schools = gr.Dropdown([], label="Schools", multiselect=True, min_width=200, elem_id="filter-schools")
            formats = gr.Dropdown([], label="Report format", multiselect=True, min_width=200, elem_id="filter-formats")
        with gr.Row(equal_height=True):
            since = gr.Dropdown([ANY_YEAR], value=ANY_YEAR, label="From year", min_width=90, elem_id="filter-since")
            until = gr.Dropdown([ANY_YEAR], value=ANY_YEAR, label="To year", min_width=90, elem_id="filter-until")
            clear = gr.Button("Clear filters", size="sm", min_width=110, elem_id="clear-filters")
    return box, (schools, formats, since, until), clear


def filters_of(schools: list[str], formats: list[str], since: str, until: str) -> Filters:
    """Return what the filter controls say."""
    return Filters(
        schools=tuple(schools or ()), formats=tuple(formats or ()), since=year_of(since), until=year_of(until)
    )


def year_of(choice: str | None) -> int | None:
    """Return the year that a choice names, or None for any."""
    return int(choice) if choice and re.fullmatch(r"\d{4}", choice) else None


def filter_summary(schools: list[str], formats: list[str], since: str, until: str) -> gr.Accordion:
    """Say on the closed row what is chosen in it."""
    chosen = filters_of(schools, formats, since, until)
    parts = []
    if chosen.schools:
        parts.append(chosen.schools[0] if len(chosen.schools) == 1 else f"{len(chosen.schools)} schools")
    parts.extend(format_words(name) for name in chosen.formats)
    if chosen.since:
        parts.append(f"from {chosen.since}")
    if chosen.until:
        parts.append(f"to {chosen.until}")
    return gr.Accordion(label=f"Filters: {', '.join(parts)}" if parts else "Filters")


__all__ = ["ANY_YEAR", "filter_summary", "filters_of", "layout", "year_of"]
