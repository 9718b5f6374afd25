# SPDX-License-Identifier: Apache-2.0
"""What is wanted, from whom, what came of it. Who may read which is in `access`."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet

from yizhan.domains.network import queries as network
from yizhan.domains.network.models import Organization, Post
from yizhan.domains.network.states import OrganizationKind, Role
from yizhan.domains.reporting.models import Credit
from yizhan.domains.reporting.states import State as AdoptionState
from yizhan.domains.topics.models import Answer, Request, Topic
from yizhan.domains.topics.states import WAITING, RequestState, State
from yizhan.kernel import clock
from yizhan.kernel.actors import Actor

#: Units that are asked when a topic goes to all: those that report on their own.
REPORTING_UNITS = (OrganizationKind.DEPARTMENT, OrganizationKind.TOWNSHIP, OrganizationKind.LIAISON)


@dataclass(frozen=True, slots=True)
class Line:
    """One answer, who was asked for it (if anybody), and the bodies that adopted it."""

    answer: Answer
    adopted_by: Sequence[str]


def in_force(topics: QuerySet[Topic], on: datetime.date | None = None) -> QuerySet[Topic]:
    """Those that still take answers on a day, the most pressing first."""
    day = on or clock.today()
    running = topics.filter(state=State.OPEN, valid_from__lte=day, valid_until__gte=day)
    return by_urgency(running)


def running(topics: QuerySet[Topic]) -> QuerySet[Topic]:
    """Open ones that are valid still, or will be."""
    return topics.filter(state=State.OPEN, valid_until__gte=clock.today())


def over(topics: QuerySet[Topic]) -> QuerySet[Topic]:
    """Those that take nothing any more: closed, withdrawn, or not valid any more."""
    return topics.exclude(state=State.OPEN, valid_until__gte=clock.today())


def by_urgency(topics: QuerySet[Topic]) -> QuerySet[Topic]:
    """The most pressing first: commissions by their deadline, then reporting points by the end of their validity."""
    return topics.order_by(F("due_at").asc(nulls_last=True), "valid_until", "id")


def is_in_force(topic: Topic) -> bool:
    """The same rule for one topic that is already loaded."""
    return topic.state == State.OPEN and topic.valid_from <= clock.today() <= topic.valid_until


def asked_of(actor: Actor) -> Q:
    """Requests that address the actor's post, or the unit for which the actor reports."""
    return Q(post_id=actor.post or 0) | Q(organization_id=actor.organization or 0)


def request_of(actor: Actor, topic: Topic) -> Request | None:
    """The request that the actor answers with an item on this topic: his or her own before the unit's."""
    found = Request.objects.filter(asked_of(actor), topic=topic).order_by("organization_id", "id")
    return min(found, key=lambda request: request.post_id is None, default=None)


def requests_of(topic: Topic) -> QuerySet[Request]:
    """Whom a topic asked, in the order of asking."""
    return Request.objects.filter(topic=topic).select_related("organization", "post__person").order_by("id")


def unanswered(topic: Topic) -> QuerySet[Request]:
    """Those from whom nothing has come and who have not declined."""
    return requests_of(topic).filter(state__in=WAITING)


def is_overdue(topic: Topic) -> bool:
    """Whether the deadline has passed while the topic is open."""
    return topic.state == State.OPEN and topic.due_at is not None and topic.due_at < clock.now()


def overdue(topics: QuerySet[Topic], at: datetime.datetime | None = None) -> QuerySet[Topic]:
    """Open topics whose deadline has passed while somebody's answer is missing, the longest first."""
    waiting = Request.objects.filter(topic=OuterRef("pk"), state__in=WAITING)
    late = topics.filter(Exists(waiting), state=State.OPEN, due_at__lt=at or clock.now())
    return counted(late).order_by("due_at", "id")


def counted(topics: QuerySet[Topic]) -> QuerySet[Topic]:
    """Each with `asked`, `answered`, `missing` and `came`: requests, those answered, those still waiting; items."""
    return topics.annotate(
        asked=Count("requests", distinct=True),
        answered=Count("requests", distinct=True, filter=Q(requests__state=RequestState.ANSWERED)),
        missing=Count("requests", distinct=True, filter=Q(requests__state__in=WAITING)),
        came=Count("answers", distinct=True),
    )


def lines(topic: Topic) -> list[Line]:
    """What came in for a topic, in that order, each with who adopted it: two queries however many there are."""
    answers = list(
        Answer.objects.filter(topic=topic).select_related("item__organization", "request__organization").order_by("id")
    )
    adopted: dict[int, list[str]] = {}
    items = [one.item_id for one in answers]
    counted = Credit.objects.filter(item__in=items, adoption__state=AdoptionState.RECORDED)
    columns = ("item_id", "adoption__body_name", "adoption__publication")
    for item, body, publication in counted.order_by("adoption__adopted_on", "id").values_list(*columns):
        adopted.setdefault(item, []).append(f"{body}《{publication}》" if publication else body)
    return [Line(one, adopted.get(one.item_id, [])) for one in answers]


def reporting_units(station_id: int) -> QuerySet[Organization]:
    """The units that a topic for all asks."""
    units = Organization.objects.filter(station_id=station_id, ended_on__isnull=True, kind__in=REPORTING_UNITS)
    return units.order_by("kind", "rank", "id")


def posts_named(station_id: int, names: Sequence[str]) -> dict[str, list[Post]]:
    """Members and information officers of a station with these names; several may bear one."""
    found: dict[str, list[Post]] = {name: [] for name in names}
    for post in network.holders(station_id, Role.MEMBER, Role.OFFICER).filter(person__name__in=names).order_by("id"):
        found[post.person.name].append(post)
    return found
