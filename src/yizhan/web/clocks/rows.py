# SPDX-License-Identifier: Apache-2.0
"""Rows of the list of deadlines, as strings: a template loop costs ten times as much."""

import functools
from collections.abc import Iterable
from html import escape

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString

from yizhan.domains.clocks.models import Deadline
from yizhan.domains.clocks.states import State
from yizhan.web.clocks.words import kind_of, standing_of
from yizhan.web.components import State as Standing
from yizhan.web.templatetags.dates import deadline_words, full_moment, machine_moment, nearness, remaining

_ROW = """\
<tr data-keys-row><td class="cell-main"><a href="{url}" data-keys-open>{title}</a><br>\
<span class="quiet">{about}</span></td><td class="cell-short">{state}</td><td>{due}</td></tr>"""

_DUE = '<time datetime="{machine}" title="{full}">{words}</time>'
_LEFT = '<span class="deadline deadline-{near}">{due} <span class="deadline-left">{left}</span></span>'


def deadline_rows(deadlines: Iterable[Deadline]) -> SafeString:
    """Rows of deadlines whose unit and post were read along."""
    return SafeString(
        "".join(
            _ROW.format(
                url=reverse("deadline", args=[one.public_id]),
                title=escape(one.title),
                about=escape(" · ".join(part for part in (kind_of(one), whose(one)) if part)),
                state=_shown(standing_of(one)),
                due=_due(one),
            )
            for one in deadlines
        )
    )


def whose(deadline: Deadline) -> str:
    """Whom the deadline binds: a person, or a unit."""
    if deadline.post is not None:
        return deadline.post.person.name
    return deadline.organization.short_name or deadline.organization.name if deadline.organization else ""


def _due(deadline: Deadline) -> str:
    at = deadline.due_at
    due = _DUE.format(machine=machine_moment(at), full=escape(full_moment(at)), words=escape(deadline_words(at)))
    if deadline.state != State.RUNNING:
        return due
    return _LEFT.format(near=nearness(at), due=due, left=escape(remaining(at)))


def _shown(state: Standing) -> str:
    return _component(str(state.word), state.kind)


@functools.lru_cache(maxsize=32)
def _component(word: str, kind: str) -> str:
    return render_to_string("components/state.html", {"state": {"word": word, "kind": kind}}).strip()
