# SPDX-License-Identifier: Apache-2.0
"""Rows of long lists of issues, as strings: a template loop costs ten times as much."""

import functools
from collections.abc import Callable, Iterable
from html import escape

from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from yizhan.web.components import State as Standing
from yizhan.web.items.rows import when
from yizhan.web.periodicals import addresses, standing
from yizhan.web.periodicals.listing import Listed

_RELEASED = """\
<tr data-keys-row><td class="cell-main"><a href="{url}" data-keys-open>{label}</a><br>\
<span class="quiet">{about}</span></td>\
<td class="cell-number" data-label="{total_word}">{total}</td><td class="cell-short">{at}</td>\
<td class="cell-number" data-label="{entries_word}">{entries}</td><td class="cell-short">{read}</td></tr>"""

_RECEIVED = """\
<li class="work-row" data-keys-row><div class="work-row-what">\
<a class="work-row-title" href="{url}" data-keys-open>{about}</a>\
<p class="work-row-about"><span>{label}</span><span>{station}</span></p></div>\
<div class="work-row-due">{at}</div><div class="work-row-act">{state}</div></li>"""


def released_rows(issues: Iterable[Listed]) -> SafeString:
    """Rows of the office's archive, each with how many on its list have read it."""
    state = _states()
    total_word, entries_word = escape(_("in total")), escape(_("entries"))
    return SafeString(
        "".join(
            _RELEASED.format(
                url=addresses.issue(one.public_id),
                label=escape(one.label),
                about=escape(_about(one)),
                total_word=total_word,
                total=one.total_number,
                at=when(one.released_at),
                entries_word=entries_word,
                entries=one.entry_count,
                read=state(_read(one)),
            )
            for one in issues
        )
    )


def received_rows(issues: Iterable[Listed], *, is_read: bool) -> SafeString:
    """Rows of a reader's list."""
    state = _states()
    shown = state(standing.READ if is_read else standing.UNREAD)
    return SafeString(
        "".join(
            _RECEIVED.format(
                url=addresses.reading(one.public_id),
                about=escape(_about(one)),
                label=escape(one.label),
                station=escape(one.station_name),
                at=when(one.released_at),
                state=shown,
            )
            for one in issues
        )
    )


def _about(one: Listed) -> str:
    """What an issue is about: its own title, else its first entry and how many there are besides."""
    named = one.title or one.leading or one.label
    if one.title or one.entry_count < 2:
        return named
    more = one.entry_count - 1
    words = ngettext("%(title)s, and %(more)s more entry", "%(title)s, and %(more)s more entries", more)
    return words % {"title": named, "more": more}


def _read(one: Listed) -> Standing:
    """How far the reading has come."""
    if not one.reader_count:
        return Standing(_("no readers"), "closed")
    if one.read_count == one.reader_count:
        return Standing(_("read by all %(count)s") % {"count": one.reader_count}, "done")
    words = _("read by %(read)s of %(count)s") % {"read": one.read_count, "count": one.reader_count}
    return Standing(words, "information")


def _states() -> Callable[[Standing], str]:
    """The state component, made once for each state of a list."""

    @functools.cache
    def shown(state: Standing) -> str:
        return render_to_string("components/state.html", {"state": state}).strip()

    return shown
