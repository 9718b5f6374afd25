# SPDX-License-Identifier: Apache-2.0
"""Rows of the table of quotas, as strings: a template loop costs ten times as much."""

from collections.abc import Iterable
from html import escape

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from yizhan.domains.quotas.queries.lines import Line
from yizhan.web.components import State
from yizhan.web.quotas.words import number, standing_of

_ROW = """\
<tr data-keys-row><td class="cell-main"><a href="{url}" data-keys-open>{name}</a>{unit}</td>\
<td class="cell-number" data-label="{due_label}">{due}</td><td class="cell-number" data-label="{count_label}">{count}\
</td><td class="cell-number" data-label="{short_label}">{short}</td>\
<td class="cell-number" data-label="{going_label}">{going}</td><td class="cell-short">{state}</td></tr>"""


def line_rows(lines: Iterable[Line]) -> SafeString:
    """One row for each whom a quota binds; what is short stands out by its state, not by its place."""
    labels = {
        "due_label": escape(pgettext("quota", "due")),
        "count_label": escape(_("Counted")),
        "short_label": escape(_("Short")),
        "going_label": escape(_("Short if it goes on so")),
    }
    shown: dict[State, str] = {}
    written = []
    for line in lines:
        state = standing_of(line)
        if state not in shown:
            shown[state] = render_to_string("components/state.html", {"state": state}).strip()
        unit = line.bound.unit
        written.append(
            _ROW.format(
                url=address_of(line),
                name=escape(line.bound.name),
                unit=f' <span class="quiet">{escape(unit)}</span>' if unit else "",
                due=number(line.required),
                count=number(line.count),
                short=number(line.short) if line.required is not None else "—",
                going=number(line.projected_short) if line.required is not None else "—",
                state=shown[state],
                **labels,
            )
        )
    return SafeString("".join(written))


def address_of(line: Line) -> str:
    """The page that explains one quota."""
    return reverse("quota", args=[line.period.first.isoformat(), line.public_id])
