# SPDX-License-Identifier: Apache-2.0
"""Moments as people read them: the year only when it differs, the full moment on hover, what is left beside it."""

import datetime as dt

from django import template
from django.utils import dateformat
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from yizhan.kernel import clock

register = template.Library()

_NEAR = dt.timedelta(hours=24)


@register.simple_tag
def moment(at: dt.datetime | None) -> SafeString | str:
    """`<time>` with day and time of day in the office's zone: 11月23日 09:30. Nothing for None."""
    return "" if at is None else _time(at.astimezone(clock.OFFICE_ZONE), moment_words(at))


def moment_words(at: dt.datetime) -> str:
    """The same as plain text, for where no element may stand: choices, charts, hints."""
    local = at.astimezone(clock.OFFICE_ZONE)
    if local.year == clock.today().year:
        return dateformat.format(local, pgettext("date format: moment of this year", "j M H:i"))
    return dateformat.format(local, pgettext("date format: moment of another year", "j M Y H:i"))


@register.simple_tag
def printed() -> str:
    """The moment a page is made, for the head of its print."""
    return dateformat.format(
        clock.now().astimezone(clock.OFFICE_ZONE),
        pgettext("date format: moment of another year", "j M Y H:i"),
    )


@register.simple_tag
def day(on: dt.date | None) -> SafeString | str:
    """`<time>` with the day only: 11月23日. Takes a date, or a moment whose office day is meant. Nothing for None."""
    if on is None:
        return ""
    if isinstance(on, dt.datetime):
        on = on.astimezone(clock.OFFICE_ZONE).date()
    if on.year == clock.today().year:
        words = dateformat.format(on, pgettext("date format: day of this year", "j M"))
    else:
        words = dateformat.format(on, pgettext("date format: day of another year", "j M Y"))
    return format_html('<time datetime="{}">{}</time>', on.isoformat(), words)


@register.filter
def deadline_words(at: dt.datetime) -> str:
    """The moment of a deadline with its weekday: 11月23日 星期一 09:30."""
    local = at.astimezone(clock.OFFICE_ZONE)
    if local.year == clock.today().year:
        return dateformat.format(local, pgettext("date format: deadline of this year", "D j M H:i"))
    return dateformat.format(local, pgettext("date format: deadline of another year", "D j M Y H:i"))


@register.filter
def machine_moment(at: dt.datetime) -> str:
    """The moment for the `datetime` attribute, in the office's zone."""
    return at.astimezone(clock.OFFICE_ZONE).isoformat(timespec="seconds")


@register.filter
def full_moment(at: dt.datetime) -> str:
    """The whole moment, for the title of a `<time>`."""
    local = at.astimezone(clock.OFFICE_ZONE)
    return dateformat.format(local, pgettext("date format: full moment", "l j F Y H:i:s"))


@register.filter
def nearness(at: dt.datetime) -> str:
    """`overdue`, `near` (within 24 hours) or `far`."""
    left = at - clock.now()
    if left < dt.timedelta(0):
        return "overdue"
    return "near" if left < _NEAR else "far"


@register.filter
def remaining(at: dt.datetime) -> str:
    """What is left until a deadline, or by how much it is passed: 还剩 1 小时 12 分."""
    left = at - clock.now()
    minutes = int(abs(left).total_seconds() // 60)
    return _passed(minutes) if left < dt.timedelta(0) else _left(minutes)


def _left(minutes: int) -> str:
    days, hours, rest = minutes // 1440, minutes // 60, minutes % 60
    if days:
        return ngettext("%(count)d day left", "%(count)d days left", days) % {"count": days}
    if hours and rest:
        return _("%(hours)d h %(minutes)d min left") % {"hours": hours, "minutes": rest}
    if hours:
        return ngettext("%(count)d hour left", "%(count)d hours left", hours) % {"count": hours}
    return _("%(minutes)d min left") % {"minutes": minutes}


def _passed(minutes: int) -> str:
    days, hours, rest = minutes // 1440, minutes // 60, minutes % 60
    if days:
        return ngettext("%(count)d day overdue", "%(count)d days overdue", days) % {"count": days}
    if hours and rest:
        return _("%(hours)d h %(minutes)d min overdue") % {"hours": hours, "minutes": rest}
    if hours:
        return ngettext("%(count)d hour overdue", "%(count)d hours overdue", hours) % {"count": hours}
    return _("%(minutes)d min overdue") % {"minutes": minutes}


def _time(local: dt.datetime, words: str) -> SafeString:
    return format_html(
        '<time datetime="{}" title="{}">{}</time>', local.isoformat(timespec="seconds"), full_moment(local), words
    )
