"""A page that is only an image → words with their places, by optical character recognition (the extra ``ocr``).

RapidOCR carries its models in its package and runs on the processor, without the network. What it reads can be
wrong: whoever shows it says so. Decides nothing about lines that become paragraphs; the PDF's layout does that.
"""

from __future__ import annotations

import importlib.util
from collections.abc import Sequence
from functools import cache
from statistics import median
from typing import Any

from ingest.readers.engine import Handle, pdfium
from ingest.readers.glyphs import PageGlyphs, WordPiece
from ingest.readers.png import draw

DOTS = 200
"""Dots an inch at which a page is drawn for recognition. Chosen, not measured."""
MOST_DOTS = 3000
"""Most dots across a page."""
LEAST_SURE = 0.5
"""Words of which the model is less sure are left out."""

_TYPE = 0.78
"""Size of type for a line's height: the boxes of the models reach a little beyond the letters."""
_ALIKE = 0.3
_DESCENT = 0.25
_POINTS = 72


def is_installed() -> bool:
    """Say whether the extra is there."""
    return all(importlib.util.find_spec(name) for name in ("rapidocr", "onnxruntime"))


@cache
def _engine() -> Any:  # noqa: ANN401 # RapidOCR ships no types
    import onnxruntime
    from rapidocr import RapidOCR

    onnxruntime.disable_telemetry_events()
    threads = {f"EngineConfig.onnxruntime.{which}_op_num_threads": 1 for which in ("intra", "inter")}
    return RapidOCR(params={"Global.log_level": "critical", **threads})


def recognised_sheet(page: Handle, number: int) -> PageGlyphs:
    """Read the words in the image of `page`, a PDFium page handle."""
    import numpy as np

    width, height = float(pdfium.FPDF_GetPageWidthF(page)), float(pdfium.FPDF_GetPageHeightF(page))
    sheet = PageGlyphs(number, width, height, 0)
    dots = max(16, min(round(width * DOTS / _POINTS), MOST_DOTS))
    image, rows, stride = draw(page, dots)
    pixels = np.frombuffer(image, dtype=np.uint8).reshape(rows, stride)[:, : 3 * dots].reshape(rows, dots, 3)
    found = _engine()(np.ascontiguousarray(pixels[:, :, ::-1]), return_word_box=True)
    lines = [list(line) for line in (found.word_results or ()) if line]
    scale = width / dots
    sheet.pieces = _pieces(lines, scale, width, height)
    return sheet


def _pieces(lines: Sequence[Sequence[Any]], scale: float, width: float, height: float) -> list[WordPiece]:
    """Turn words, each (text, score, four corners in dots), into pieces in points."""
    heights = [_height(line) * scale for line in lines]
    usual = median(heights) if heights else 0.0
    pieces: list[WordPiece] = []
    for line, tall in zip(lines, heights, strict=True):
        size = _TYPE * (usual if abs(tall - usual) <= _ALIKE * usual else tall)
        bottom = max(corner[1] for _, _, corners in line for corner in corners) * scale
        base = bottom - _DESCENT * tall
        for text, score, corners in line:
            words = text.strip()
            sides = [corner[0] * scale for corner in corners], [corner[1] * scale for corner in corners]
            left, right = max(min(sides[0]), 0.0), min(max(sides[0]), width)
            top, low = max(min(sides[1]), 0.0), min(max(sides[1]), height)
            if words and score >= LEAST_SURE and left < right and top < low and " " not in words:
                pieces.append(WordPiece(left, top, right, low, base, size, False, words))
    return pieces


def _height(line: Sequence[Any]) -> float:
    tops = [corner[1] for _, _, corners in line for corner in corners]
    return float(max(tops) - min(tops))


__all__ = ["is_installed", "recognised_sheet"]
