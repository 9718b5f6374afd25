# SPDX-License-Identifier: Apache-2.0
"""Rows of the list of topics, as strings: a template loop costs ten times as much."""

import functools
from collections.abc import Callable, Iterable
from html import escape

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from yizhan.domains.topics.models import Topic
from yizhan.domains.topics.queries import wanted
from yizhan.kernel import clock
from yizhan.web.components import State as Standing
from yizhan.web.templatetags.dates import day
from yizhan.web.topics import standing

_TOPIC = """\
<tr data-keys-row><td class="cell-main"><a href="{url}" data-keys-open>{title}</a><br>\
<span class="quiet">{about}</span></td><td class="cell-short">{state}</td><td class="cell-short">{due}</td>\
<td class="cell-number">{answered}</td><td class="cell-number">{came}</td></tr>"""


def topic_rows(topics: Iterable[Topic]) -> SafeString:
    """Rows of topics that were counted (see `wanted.counted`)."""
    state = _states()
    return SafeString(
        "".join(
            _TOPIC.format(
                url=reverse("topic", args=[topic.public_id]),
                title=escape(topic.title),
                about=escape(" · ".join(_about(topic))),
                state=state(standing.of_topic(topic)) + (f" {state(_late())}" if _is_missing(topic) else ""),
                due=_last_day(topic),
                answered=f"{vars(topic)['answered']}/{vars(topic)['asked']}" if vars(topic)["asked"] else "",
                came=vars(topic)["came"],
            )
            for topic in topics
        )
    )


def _about(topic: Topic) -> list[str]:
    phase = str(topic.get_phase_display()) if topic.phase else ""
    return [part for part in (str(topic.get_kind_display()), topic.decision and topic.decision.title, phase) if part]


def _is_missing(topic: Topic) -> bool:
    return wanted.is_overdue(topic) and bool(vars(topic)["missing"])


def _late() -> Standing:
    return Standing(_("answers missing"), "refused")


def _last_day(topic: Topic) -> str:
    return str(day(topic.due_at.astimezone(clock.OFFICE_ZONE).date() if topic.due_at else topic.valid_until))


def _states() -> Callable[[Standing], str]:
    """The state component, made once for each state of a list."""

    @functools.cache
    def shown(state: Standing) -> str:
        return render_to_string("components/state.html", {"state": state}).strip()

    return shown
