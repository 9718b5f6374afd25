# SPDX-License-Identifier: Apache-2.0
"""The audited table as it was handed in, with the columns and rows of a spreadsheet and the checked cells marked."""

from collections.abc import Mapping, Sequence

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from yizhan.engines.scoring.audit.confined import Audited
from yizhan.engines.scoring.spreadsheets import cell_name
from yizhan.web.bulletins.audit_words import SHOWN, FoundAt, first_of, verdict_words

#: Rows that a page shows; a longer table is checked whole, and its findings name their cells.
MOST_ROWS = 500

_MARKS = {"differs": "✗", "rounding": "≈"}


def letters_of(audited: Audited) -> list[str]:
    """The letters above the columns."""
    width = max((len(row) for row in audited.rows), default=0)
    return [cell_name(0, column)[:-1] for column in range(width)]


def grid_rows(audited: Audited, findings: Sequence[FoundAt]) -> SafeString:
    """The rows; a marked cell leads to its finding."""
    leads, words, width = first_of(findings), verdict_words(), len(letters_of(audited))
    rows = (
        (number + 1, _cells(audited, number, [*row, *[""] * (width - len(row))], leads, words))
        for number, row in enumerate(audited.rows[:MOST_ROWS])
    )
    return format_html_join("", '<tr><th scope="row">{}</th>{}</tr>', rows)


def _cells(
    audited: Audited, number: int, texts: Sequence[str], leads: Mapping[str, FoundAt], words: Mapping[str, str]
) -> SafeString:
    names = [cell_name(number, column) for column in range(len(texts))]
    return format_html_join(
        "",
        "{}",
        (
            (_cell(name, text, audited.cells.get(name, ""), leads.get(name), words),)
            for name, text in zip(names, texts, strict=True)
        ),
    )


def _cell(name: str, text: str, verdict: str, lead: FoundAt | None, words: Mapping[str, str]) -> SafeString:
    if not verdict:
        return format_html("<td>{}</td>", text)
    if lead is None or lead.number > SHOWN:
        return format_html(
            '<td class="audited-{}" id="cell-{}">{}<span class="visually-hidden"> {}</span></td>',
            verdict, name, text, words[verdict],
        )  # fmt: skip
    return format_html(
        '<td class="audited-{}" id="cell-{}">{} <a href="#finding-{}" aria-label="{}">{}{}</a></td>',
        verdict, name, text, lead.number, words[verdict], _MARKS.get(verdict, ""), lead.number,
    )  # fmt: skip
