# SPDX-License-Identifier: Apache-2.0
"""Rows of long lists, as strings: a template loop costs ten times as much, and the inbox is opened all day.

Everything that came from people goes through `escape`; the words around it are ours.
"""

import datetime
import functools
import uuid
from collections.abc import Callable, Collection, Iterable, Mapping
from html import escape

from django.template.loader import render_to_string
from django.utils import dateformat
from django.utils.safestring import SafeString
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from yizhan.domains.items.queries.listing import Listed
from yizhan.domains.items.states import Kind
from yizhan.kernel import clock
from yizhan.web.components import State as Standing
from yizhan.web.items import standing
from yizhan.web.templatetags.dates import full_moment, nearness, remaining

_INBOX_ROW = """\
<li class="inbox-row{here}" data-keys-row>\
{box}\
<a class="split-row" href="{url}" hx-get="{url}" hx-trigger="read"{current} data-keys-open>\
<span class="split-row-title">{urgent}{title}</span>\
<span class="split-row-about">{state}<span>{authors}</span><span>{unit}</span>{at}{due}</span></a></li>"""

_DUE = '<span class="deadline deadline-{near}" title="{full}"><span class="deadline-left">{left}</span></span>'

_BOX = '<input type="checkbox" name="item" value="{public_id}" aria-label="{label}" data-keys-select>'

_OWN_ROW = """\
<li class="work-row" data-keys-row><div class="work-row-what">\
<a class="work-row-title" href="{url}" data-keys-open>{urgent}{title}</a>\
<p class="work-row-about"><span>{number}</span><span>{kind}</span><span>{authors}</span></p></div>\
<div class="work-row-due">{at}</div><div class="work-row-act">{state}</div></li>"""


def inbox_rows(
    items: Iterable[Listed],
    *,
    address: Callable[[uuid.UUID], str],
    current: uuid.UUID | None,
    shows_state: bool,
    has_boxes: bool,
    dues: Mapping[uuid.UUID, datetime.datetime] | None = None,
) -> SafeString:
    """Rows of the staff's inbox. `address` says where a row leads, `current` which one is open beside the list, `dues`
    until when the office or the author has time.
    """
    urgent, states, choose, when = _urgent(), _States(standing.for_staff), _("Choose %s"), moments()

    def box(item: Listed) -> str:
        return _BOX.format(public_id=item.public_id, label=escape(choose % item.title)) if has_boxes else ""

    return SafeString(
        "".join(
            _INBOX_ROW.format(
                here=" here" if item.public_id == current else "",
                current=' aria-current="true"' if item.public_id == current else "",
                box=box(item),
                url=escape(address(item.public_id)),
                urgent=urgent if item.is_urgent else "",
                title=escape(item.title),
                state=states.shown(item.state) if shows_state else "",
                authors=escape(item.authors),
                unit=escape(item.unit or ""),
                at=when(item.submitted_at),
                due=_due(dues[item.public_id]) if dues and item.public_id in dues else "",
            )
            for item in items
        )
    )


def own_rows(
    items: Iterable[Listed], *, address: Callable[[uuid.UUID], str], printed_with_others: Collection[int] = ()
) -> SafeString:
    """Rows of an author's lists, with where each item stands in the author's words."""
    urgent, states, when = _urgent(), _States(standing.for_author), moments()
    kinds = {kind.value: escape(str(kind.label)) for kind in Kind}
    printed = _shown(standing.printed_with_others()) if printed_with_others else ""
    return SafeString(
        "".join(
            _OWN_ROW.format(
                url=escape(address(item.public_id)),
                urgent=urgent if item.is_urgent else "",
                title=escape(item.title),
                number=escape(item.number),
                kind=kinds[item.kind],
                authors=escape(item.authors),
                at=when(item.submitted_at),
                state=printed if item.pk in printed_with_others else states.shown(item.state),
            )
            for item in items
        )
    )


def when(at: datetime.datetime) -> str:
    """A moment as `dates.moment` writes it, with the words of each day kept ready."""
    return moments()(at)


def moments() -> Callable[[datetime.datetime], str]:
    """`when` for many moments of one page."""
    this_year, language = clock.today().year, get_language() or ""

    def written(at: datetime.datetime) -> str:
        local = at.astimezone(clock.OFFICE_ZONE)
        whole = local.isoformat(timespec="seconds")
        return f'<time datetime="{whole}">{_day(local.date(), this_year, language)} {whole[11:16]}</time>'

    return written


def _due(at: datetime.datetime) -> str:
    """What is left until a deadline, coloured as everywhere, the moment on hover."""
    return _DUE.format(near=nearness(at), full=escape(full_moment(at)), left=escape(remaining(at)))


class _States:
    """State components by state, each made once for a list."""

    def __init__(self, standing_of: Callable[[str], Standing]) -> None:
        self._standing_of = standing_of
        self._shown: dict[str, str] = {}

    def shown(self, state: str) -> str:
        if state not in self._shown:
            self._shown[state] = _shown(self._standing_of(state))
        return self._shown[state]


def _shown(state: Standing) -> str:
    return render_to_string("components/state.html", {"state": state}).strip()


@functools.lru_cache(maxsize=2000)
def _day(on: datetime.date, this_year: int, language: str) -> str:  # noqa: ARG001 -- part of the key
    """The words of a day in a language; the language only keeps the cache apart."""
    if on.year == this_year:
        return dateformat.format(on, pgettext("date format: day of this year", "j M"))
    return dateformat.format(on, pgettext("date format: day of another year", "j M Y"))


def _urgent() -> str:
    return f'<b class="urgent">{escape(_("urgent"))}</b> '
