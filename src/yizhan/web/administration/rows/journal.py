# SPDX-License-Identifier: Apache-2.0
"""Rows of the journal, as strings. Entries of one act stand together; a long act shows its first ones."""

from collections.abc import Callable, Iterable
from html import escape

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from yizhan.web.administration.journal import Line
from yizhan.web.items.rows import when

#: How many entries of one act are shown before the rest is behind a link.
SHOWN = 5

_ROW = """\
<tr><td class="cell-short">{at}</td><td>{who}</td><td class="cell-main">{sentence}{change}</td>\
<td class="cell-short">{about}</td></tr>"""

_MORE = '<tr><td class="cell-short"></td><td></td><td colspan="2"><a href="{url}">{words}</a></td></tr>'


def journal_rows(acts: Iterable[list[Line]], *, address: Callable[..., str], is_one_act: bool) -> SafeString:
    """A table body for each act. `address` gives the journal's address with some filters changed."""
    return SafeString("".join(_act(lines, address, is_one_act=is_one_act) for lines in acts))


def _act(lines: list[Line], address: Callable[..., str], *, is_one_act: bool) -> str:
    shown = lines if is_one_act else lines[:SHOWN]
    rows = [_row(line, address, is_first=place == 0) for place, line in enumerate(shown)]
    if len(lines) > len(shown):
        words = _("All entries of this act")
        rows.append(_MORE.format(url=escape(address(act=str(lines[0].entry.act))), words=escape(words)))
    return f'<tbody class="act">{"".join(rows)}</tbody>'


def _row(line: Line, address: Callable[..., str], *, is_first: bool) -> str:
    return _ROW.format(
        at=when(line.entry.at) if is_first else "",
        who=_who(line, address) if is_first else "",
        sentence=escape(line.sentence),
        change=_change(line),
        about=_about(line, address),
    )


def _who(line: Line, address: Callable[..., str]) -> str:
    if not line.person:
        return f'{escape(line.role)}<span class="person-post">{escape(line.station)}</span>'
    name = f'<a href="{escape(address(person=line.person))}">{escape(line.person)}</a>'
    return f'{name}<span class="person-post">{escape(line.post)}</span>'


def _change(line: Line) -> str:
    if not line.after or line.before == line.after:
        return ""
    words = f"{line.before} → {line.after}" if line.before else f"→ {line.after}"
    return f' <span class="quiet">{escape(words)}</span>'


def _about(line: Line, address: Callable[..., str]) -> str:
    words = line.about or _("this subject")
    return f'<a href="{escape(address(subject=str(line.entry.subject)))}">{escape(words)}</a>'
