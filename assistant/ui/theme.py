"""The look of Gradio's own parts: colours and type, so that they match `style.css`.

System fonts only, nothing fetched; one light scheme, also where the system prefers dark, because page
images are white paper.
"""

from __future__ import annotations

import gradio as gr
from gradio.themes.utils import colors, sizes

INK = "#1c2733"
MUTED = "#4a5866"
LINE = "#d5dade"
PAPER = "#f5f6f4"
SURFACE = "#ffffff"
ACCENT = "#1b5061"
ACCENT_DARK = "#123a47"

ACCENT_COLOUR = colors.Color(
    name="petrol",
    c50="#eef5f6",
    c100="#dceaed",
    c200="#bcd5db",
    c300="#8fb8c2",
    c400="#5a93a1",
    c500="#2f6f80",
    c600=ACCENT,
    c700="#164453",
    c800=ACCENT_DARK,
    c900="#0d2c36",
    c950="#081d24",
)
SANS = ("system-ui", "-apple-system", "Segoe UI", "Roboto", "Helvetica Neue", "Liberation Sans", "Arial", "sans-serif")
MONO = ("ui-monospace", "SFMono-Regular", "Menlo", "Consolas", "Liberation Mono", "monospace")

VALUES = {
    "body_background_fill": PAPER,
    "body_text_color": INK,
    "body_text_color_subdued": MUTED,
    "background_fill_primary": SURFACE,
    "background_fill_secondary": PAPER,
    "border_color_primary": LINE,
    "block_background_fill": SURFACE,
    "block_border_color": LINE,
    "block_label_text_color": MUTED,
    "block_title_text_color": INK,
    "block_title_text_weight": "600",
    "block_shadow": "none",
    "input_background_fill": SURFACE,
    "input_border_color": "#7b8794",
    "input_border_width": "1px",
    "checkbox_border_color": "#7b8794",
    "button_border_width": "1px",
    "button_primary_border_color": ACCENT,
    "input_border_color_focus": ACCENT,
    "input_placeholder_color": "#5d6a77",
    "button_primary_background_fill": ACCENT,
    "button_primary_background_fill_hover": ACCENT_DARK,
    "button_primary_text_color": "#ffffff",
    "button_secondary_background_fill": SURFACE,
    "button_secondary_background_fill_hover": "#eef5f6",
    "button_secondary_border_color": "#8a96a1",
    "button_secondary_text_color": INK,
    "button_cancel_background_fill": "#9b2c2c",
    "button_cancel_background_fill_hover": "#7d2020",
    "button_cancel_text_color": "#ffffff",
    "link_text_color": ACCENT,
    "link_text_color_hover": ACCENT_DARK,
    "link_text_color_visited": ACCENT,
}


def theme() -> gr.themes.Base:
    """Return the theme."""
    made = gr.themes.Base(
        primary_hue=ACCENT_COLOUR,
        secondary_hue=ACCENT_COLOUR,
        neutral_hue=colors.slate,
        text_size=sizes.text_md,
        spacing_size=sizes.spacing_md,
        radius_size=sizes.radius_md,
        font=SANS,
        font_mono=MONO,
    ).set(**VALUES)
    return _light_only(made)


def _light_only(made: gr.themes.Base) -> gr.themes.Base:
    for name in [name for name in vars(made) if name.endswith("_dark")]:
        setattr(made, name, getattr(made, name.removesuffix("_dark"), None))
    return made


__all__ = ["theme"]
