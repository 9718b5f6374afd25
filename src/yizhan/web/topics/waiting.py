# SPDX-License-Identifier: Apache-2.0
"""What was asked for and has not come, on the workbench."""

import datetime
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from yizhan.domains.topics import access as topics
from yizhan.domains.topics.models import Request, Topic
from yizhan.domains.topics.queries import wanted
from yizhan.domains.topics.states import WAITING
from yizhan.kernel.actors import Actor
from yizhan.web.components import State as Standing
from yizhan.web.workbench.rows import Waiting


def asked(actor: Actor, _now: datetime.datetime, today: datetime.date) -> QuerySet[Any]:
    """Requests that the actor has not answered."""
    open_ones = wanted.in_force(topics.visible(actor), today).order_by().values("pk")
    asking = topics.visible_requests(actor).filter(state__in=WAITING, topic__in=open_ones)
    return asking.select_related("topic").order_by("topic__valid_until", "id")


def request(row: object) -> Waiting:
    """A request as a row."""
    if not isinstance(row, Request):
        raise TypeError("requests only")
    return Waiting(
        title=row.topic.title,
        url=reverse("topic", args=[row.topic.public_id]),
        verb=_("Write on it"),
        act_url=f"{reverse('item-new')}?topic={row.topic.public_id}",
        state=Standing(_("wanted"), "waiting"),
        since=row.topic.at,
        about=[row.topic.get_kind_display(), row.name],
        due=row.topic.due_at,
    )


def missing(actor: Actor, now: datetime.datetime, _today: datetime.date) -> QuerySet[Any]:
    """Topics that ended and lack answers."""
    return wanted.overdue(topics.visible(actor), now)


def overdue_topic(row: object) -> Waiting:
    """A topic that lacks answers as a row."""
    if not isinstance(row, Topic):
        raise TypeError("topics only")
    return Waiting(
        title=row.title,
        url=reverse("topic", args=[row.public_id]),
        verb=_("See who has not answered"),
        act_url=reverse("topic", args=[row.public_id]),
        state=Standing(_("answers missing"), "refused"),
        since=row.at,
        about=[
            _("%(answered)s of %(asked)s answered") % {"answered": vars(row)["answered"], "asked": vars(row)["asked"]}
        ],
        due=row.due_at,
    )
