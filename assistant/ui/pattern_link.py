"""The way from an answer across schools to the same subject on the Patterns tab.

Says only which theme a question speaks of, by the cues that the matrix itself is made with; answers nothing.
"""

from __future__ import annotations

from assistant.answer import Answer
from assistant.themes.themes import shipped_themes
from assistant.themes.theming import shipped_themer
from assistant.writing.escaping import escape


def pattern_link(answer: Answer) -> str:
    """Return a link in Markdown for each theme of a question across schools; nothing for any other question."""
    if answer.coverage is None or len(answer.coverage.asked) < 2:
        return ""
    names = {rule.theme.key: rule.theme.name for rule in shipped_themes()}
    themes = [shown.theme for shown in shipped_themer().by_cues(answer.question)]
    links = [f"[{escape(names[theme])}](#pattern-{theme})" for theme in themes]
    return f"See the pattern, school by school: {' · '.join(links)}" if links else ""


__all__ = ["pattern_link"]
