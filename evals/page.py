"""A run as one HTML page that needs nothing else: figures with intervals, misses, and the history as charts.

Everything from a run is escaped; the page has no script and loads nothing. Measures nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import Any

from evals.figures import Measured, SuiteReport
from evals.runs import Run
from evals.screen import interval, shown

LAST = 20
"""Runs of the history that a chart shows."""
STYLE = """
:root{color-scheme:light dark;--ink:#1b2430;--soft:#5b6675;--line:#d9dee5;
--paper:#fff;--own:#1f5fa8;--base:#b4611a;--bad:#b3261e}
@media(prefers-color-scheme:dark){
:root{--ink:#e8ecf1;--soft:#a5b0bd;--line:#3a4450;--paper:#161b21;--own:#7db4f0;--base:#e0a468;--bad:#f2a29b}}
body{font:16px/1.5 system-ui,sans-serif;color:var(--ink);background:var(--paper);
max-width:70rem;margin:0 auto;padding:1rem}
h1{font-size:1.5rem;margin:.5rem 0}h2{font-size:1.2rem;margin:2rem 0 .5rem;border-bottom:2px solid var(--line)}
p,dd,.soft{color:var(--soft)}a{color:var(--own)}.wide{overflow-x:auto}table{border-collapse:collapse;width:100%}
th,td{text-align:left;padding:.35rem .6rem .35rem 0;border-bottom:1px solid var(--line);vertical-align:top}
th{font-weight:600}td.value{font-variant-numeric:tabular-nums;white-space:nowrap}.missed{color:var(--bad);font-weight:600}
@media(max-width:40rem){thead{display:none}tr{display:grid;grid-template-columns:auto auto 1fr;gap:0 .8rem;
border-bottom:1px solid var(--line);padding:.4rem 0}td{border:0;padding:.1rem 0}td:empty{display:none}
td:first-child,td.beside{grid-column:1/-1}td.count{white-space:nowrap}td.count::before{content:"n = "}}
svg{display:block}details{margin:.2rem 0}li{overflow-wrap:anywhere}
"""


def page(run: Run, history: Sequence[dict[str, Any]] = ()) -> str:
    """Return the page."""
    where = run.where
    versions = ", ".join(f"{name} {number}" for name, number in where.get("versions", {}).items())
    links = " · ".join(f'<a href="#{escape(r.suite)}">{escape(r.suite)}</a>' for r in run.reports)
    sections = "".join(_suite(report, history) for report in run.reports)
    return (
        '<!doctype html><html lang="en-GB"><head><meta charset="utf-8"><meta name="viewport" '
        f'content="width=device-width"><title>Evals {escape(run.id)}</title><style>{STYLE}</style></head><body>'
        f"<h1>What was measured</h1><p>{escape(str(where.get('at', '')))}, commit "
        f"{escape(str(where.get('commit', '')))}, {escape(str(where.get('machine', '')))}. {escape(versions)}</p>"
        "<p>The bar is the value, the thin line its 95 % interval, the mark a baseline on the same cases. "
        f"A difference within the intervals may be chance.</p><p>{links}</p>{sections}</body></html>\n"
    )


def _suite(report: SuiteReport, history: Sequence[dict[str, Any]]) -> str:
    taken = f' <span class="soft">{report.seconds:.0f} s</span>' if report.seconds is not None else ""
    head = f'<h2 id="{escape(report.suite)}">{escape(report.suite)}{taken}</h2>'
    if report.skipped:
        return f"{head}<p>Skipped: {escape(report.skipped)}</p>"
    rows = "".join(_row(report.suite, figure, history) for figure in report.figures)
    notes = "".join(f"<p>{escape(note)}</p>" for note in report.notes)
    return (
        f'{head}{notes}<div class="wide"><table><thead><tr><th>Figure</th><th>Value</th>'
        f"<th>95 % interval</th><th>n</th><th></th>"
        f"<th>Beside it</th><th>Last runs</th></tr></thead><tbody>{rows}</tbody></table></div>"
    )


def _row(suite: str, figure: Measured, history: Sequence[dict[str, Any]]) -> str:
    beside = [f"{escape(name)} {escape(shown(value, figure.unit))}" for name, value in figure.baselines.items()]
    if figure.target is not None:
        word, kind = ("reached", "") if figure.reached else ("missed", ' class="missed"')
        beside.append(f"<span{kind}>target {escape(shown(figure.target, figure.unit))} {word}</span>")
    past = [line["figures"].get(suite, {}).get(figure.key, [None])[0] for line in history[-LAST:]]
    chart = _chart([value for value in past if value is not None])
    return (
        f"<tr><td>{escape(figure.key)}{_misses(figure)}</td>"
        f"<td class='value'>{escape(shown(figure.value, figure.unit))}</td>"
        f"<td class='value'>{escape(interval(figure))}</td><td class='count'>{figure.n if figure.unit else ''}</td>"
        f"<td>{_bar(figure)}</td>"
        f"<td class='beside'>{'<br>'.join(beside)}</td><td>{chart}</td></tr>"
    )


def _misses(figure: Measured) -> str:
    if not figure.misses:
        return ""
    items = "".join(
        f"<li>{escape(miss.id)}{': ' + escape(miss.text) if miss.text else ''}</li>" for miss in figure.misses
    )
    return f"<details><summary class='soft'>{len(figure.misses)} missed</summary><ul>{items}</ul></details>"


def _bar(figure: Measured) -> str:
    """Return a share as a bar from 0 to 1; nothing for other units, which have no common scale."""
    if figure.unit != "share" or figure.value is None:
        return ""
    marks = "".join(
        f'<path d="M{100 * value:.1f} 0v14" stroke="var(--base)" stroke-width="2"/>'
        for value in figure.baselines.values()
    )
    low, high = (figure.value if end is None else end for end in (figure.low, figure.high))
    return (
        f'<svg width="102" height="14" role="img" aria-label="{figure.value:.2f}">'
        '<path d="M0 7h100" stroke="var(--line)"/>'
        f'<rect y="3" width="{100 * figure.value:.1f}" height="8" fill="var(--own)" opacity=".45"/>'
        f'<path d="M{100 * low:.1f} 7H{100 * high:.1f}" stroke="var(--ink)" stroke-width="1.5"/>{marks}</svg>'
    )


def _chart(values: Sequence[float]) -> str:
    """Return the values of the last runs as a line, from their least to their greatest; a dash for fewer than two."""
    if len(values) < 2:
        return "–"
    least, span = min(values), (max(values) - min(values)) or 1.0
    points = [
        (3 + 94 * place / (len(values) - 1), 21 - 18 * (value - least) / span) for place, value in enumerate(values)
    ]
    line = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
    told = f"{len(values)} runs, {least:.4g} to {max(values):.4g}, last {values[-1]:.4g}"
    return (
        f'<svg width="100" height="24" role="img" aria-label="{told}"><title>{told}</title>'
        f'<polyline points="{line}" fill="none" stroke="var(--own)" stroke-width="1.5"/>'
        f'<circle cx="{points[-1][0]:.1f}" cy="{points[-1][1]:.1f}" r="2.5" fill="var(--own)"/></svg>'
    )
