# SPDX-License-Identifier: Apache-2.0
"""Colours keep their contrast by day, at night and in elder mode; styles and scripts stay small and use the names."""

import re
from pathlib import Path

import pytest

import yizhan.web

STATIC = Path(yizhan.web.__file__).parent / "static" / "yizhan"
STYLES = STATIC / "styles"
GROUNDS = ("canvas", "surface", "raised", "hover", "chosen")
STATES = ("waiting", "done", "refused", "information", "closed")
MOST_BYTES = 150_000

Palette = dict[str, str]


def block(sheet: str, selector: str) -> Palette:
    """The custom properties that hold a colour in the rule of one selector."""
    text = (STYLES / sheet).read_text()
    rule = re.search(rf"^  {re.escape(selector)} \{{(.*?)^  \}}", text, re.MULTILINE | re.DOTALL)
    assert rule, f"{sheet} has no rule for {selector}"
    return dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", rule[1]))


def palette(theme: str, size: str) -> Palette:
    colours = block("tokens.css", ":root")
    if size == "elder":
        colours |= block("tokens.css", ':root[data-size="elder"]')
    if theme == "dark":
        colours |= block("dark.css", ":root")
    if theme == "dark" and size == "elder":
        colours |= block("dark.css", ':root[data-size="elder"]')
    return colours


def luminance(colour: str) -> float:
    """Relative luminance of a colour (WCAG 2.2)."""
    parts = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def text_pairs() -> list[tuple[str, str]]:
    inks = [(ink, ground) for ink in ("ink", "ink-2", "ink-3", "link", "accent-ink") for ground in GROUNDS]
    states = [(state, f"{state}-ground") for state in STATES]
    on_page = [(state, ground) for state in STATES for ground in ("surface", "raised", "canvas")]
    in_callouts = [("ink", f"{state}-ground") for state in STATES]
    return [
        *inks,
        *states,
        *on_page,
        *in_callouts,
        ("on-accent", "accent"),
        ("on-accent", "accent-hover"),
        ("surface", "ink"),
    ]


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(("size", "least"), [("standard", 4.5), ("elder", 7.0)])
def test_text_stands_out_from_its_ground(theme: str, size: str, least: float) -> None:
    colours = palette(theme, size)
    values = {pair: round(contrast(colours[pair[0]], colours[pair[1]]), 2) for pair in text_pairs()}
    assert {pair: value for pair, value in values.items() if value < least} == {}


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("size", ["standard", "elder"])
def test_edges_of_fields_and_marks_of_charts_are_seen(theme: str, size: str) -> None:
    colours = palette(theme, size)
    marks = ("line-strong", "focus", "accent-ink", "series-1", "series-2", "series-3", "series-4")
    pairs = [(mark, ground) for mark in marks for ground in ("surface", "raised")]
    values = {pair: round(contrast(colours[pair[0]], colours[pair[1]]), 2) for pair in pairs}
    assert {pair: value for pair, value in values.items() if value < 3} == {}


def test_dark_names_every_colour_that_light_names() -> None:
    light, dark = block("tokens.css", ":root"), block("dark.css", ":root")
    assert set(light) == set(dark)


def test_elder_strengthens_the_same_colours_at_night() -> None:
    light = block("tokens.css", ':root[data-size="elder"]')
    dark = block("dark.css", ':root[data-size="elder"]')
    assert set(light) == set(dark)


@pytest.mark.parametrize(
    "sheet",
    sorted(path.name for path in STYLES.glob("*.css") if path.name not in ("tokens.css", "dark.css", "print.css")),
)
def test_sheet_takes_its_colours_from_the_names(sheet: str) -> None:
    assert re.findall(r"#[0-9a-fA-F]{3,8}\b(?=[;, ])", (STYLES / sheet).read_text()) == []


@pytest.mark.parametrize("sheet", sorted(path.name for path in STYLES.glob("*.css")))
def test_sheet_uses_only_names_that_exist(sheet: str) -> None:
    made = set(re.findall(r"--([\w-]+):", "".join(path.read_text() for path in STYLES.glob("*.css"))))
    assert set(re.findall(r"var\(--([\w-]+)", (STYLES / sheet).read_text())) - made == set()


def test_every_icon_asked_for_is_drawn() -> None:
    drawn = set(re.findall(r'<symbol id="(\w+)"', (STATIC / "icons.svg").read_text()))
    templates = Path(yizhan.web.__file__).parent / "templates"
    asked = {name for path in templates.rglob("*.html") for name in re.findall(r'\{% icon "(\w+)"', path.read_text())}
    assert asked - drawn == set()


def test_every_controller_asked_for_exists() -> None:
    known = set(
        re.findall(r"^  \"?([\w-]+)\"?(?:: \w+)?,$", (STATIC / "controllers/start.js").read_text(), re.MULTILINE)
    )
    templates = Path(yizhan.web.__file__).parent / "templates"
    asked = {
        name
        for path in templates.rglob("*.html")
        for names in re.findall(r'data-controller="([\w -]+)"', path.read_text())
        for name in names.split()
    }
    assert asked - known == set()


def test_styles_and_controllers_stay_small() -> None:
    files = [*STYLES.glob("*.css"), *(STATIC / "controllers").glob("*.js")]
    assert sum(path.stat().st_size for path in files) < MOST_BYTES
