# SPDX-License-Identifier: Apache-2.0
"""Rows of the tree of a station, as strings: a hundred units are a hundred rows."""

from collections.abc import Iterable
from html import escape

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from yizhan.web.administration.tree import Unit

_ROW = """\
<tr data-keys-row><th scope="row" class="cell-main depth-{depth}"><a href="{url}" data-keys-open>{name}</a></th>\
<td{label_officers}>{officers}</td><td{label_first}>{first}</td><td{label_direct}>{direct}</td></tr>"""

#: Deeper bodies are shown at this depth; the tree of an institution has two or three.
_DEEPEST = 4


def unit_rows(units: Iterable[Unit]) -> SafeString:
    """Units with officers and responsible persons. Nothing there is a dash."""
    labels = {
        "label_officers": _label(_("Information officers")),
        "label_first": _label(_("First responsible")),
        "label_direct": _label(_("Directly responsible")),
    }
    return SafeString(
        "".join(
            _ROW.format(
                depth=min(unit.depth, _DEEPEST),
                url=escape(unit.url),
                name=escape(unit.name),
                officers=_officers(unit),
                first=_people(unit.first),
                direct=_people(unit.direct),
                **labels,
            )
            for unit in units
        )
    )


def _label(words: str) -> str:
    return f' data-label="{escape(words)}"'


def _officers(unit: Unit) -> str:
    people = [f'{escape(name)}<span class="person-post">{escape(kind)}</span>' for name, kind in unit.officers]
    return "<br>".join(people) or "–"


def _people(names: list[str]) -> str:
    return "<br>".join(escape(name) for name in names) or "–"
