# SPDX-License-Identifier: Apache-2.0
"""Who is told of what. Each function answers for one audience; the table at the end says which events concern it.

Whoever caused an event is not told of it. Lists of waiting work are not repeated as notices: people are told of what
they could not see coming.
"""

import datetime
import uuid
from collections.abc import Callable, Iterable, Mapping

from django.db.models import Q, QuerySet

from yizhan.domains.bulletins.models import Part
from yizhan.domains.items import events as item_events
from yizhan.domains.items.models import Contribution, Item
from yizhan.domains.items.queries import descent, listing
from yizhan.domains.network import queries as network
from yizhan.domains.network.models import Post
from yizhan.domains.network.states import Role
from yizhan.domains.notices import queries as noticed
from yizhan.domains.notices import rules as notice_rules
from yizhan.domains.notices.operations import telling as notices
from yizhan.domains.notices.operations.telling import Addressee
from yizhan.domains.notices.states import Audience
from yizhan.domains.periodicals import events as periodical_events
from yizhan.domains.periodicals.models import Circulation
from yizhan.domains.reporting import events as reporting_events
from yizhan.domains.rulebook.rules.definitions import Definition
from yizhan.domains.supervision import events as supervision_events
from yizhan.domains.supervision.models import Assignment, Instruction
from yizhan.domains.supervision.states import InstructionState
from yizhan.domains.topics import events as topic_events
from yizhan.domains.topics.models import Survey, Topic
from yizhan.kernel import clock
from yizhan.kernel.actors import system
from yizhan.kernel.events import CATALOGUE
from yizhan.kernel.models import Entry
from yizhan.kernel.prepared import prepared

Reaction = Callable[[Entry], None]

#: What puts a task before a unit that it has not seen before.
_NEW_TASKS = frozenset({"supervision.assignment.assigned", "supervision.assignment.reassigned"})

#: Who writes items for a unit.
_WRITERS = (Role.MEMBER, Role.OFFICER)


def tell_authors(entry: Entry) -> None:
    """Tell every contributor of the item, and of what it was made from, wherever the event happened (RULE-100).

    A unit with a share is told through its information officers.
    """
    item = _item(entry)
    if item is None:
        return
    story = [one.pk for one in (item, *descent.origins(item))]
    posts = [Addressee(*found) for key in story for found in _author(key)]
    people = [Addressee(person) for key in story for person in _people_with_a_share(key) if person is not None]
    officers = [Addressee(*found) for key in story for found in _officers_of_units_with_a_share(key, clock.today())]
    _tell(entry, [*posts, *people, *officers], Audience.AUTHOR)


@prepared
def _author(item: int) -> QuerySet[Post, tuple[int, int]]:
    return Post.objects.filter(items=item).order_by().values_list("person_id", "pk")


@prepared
def _people_with_a_share(item: int) -> QuerySet[Contribution, int | None]:
    shares = Contribution.objects.filter(item_id=item, person__isnull=False)
    return shares.order_by("rank", "id").values_list("person_id", flat=True)


@prepared
def _officers_of_units_with_a_share(item: int, today: datetime.date) -> QuerySet[Post, tuple[int, int]]:
    units = Contribution.objects.filter(item_id=item, person__isnull=True).values("organization")
    officers = Post.objects.filter(network.in_force(today), organization__in=units, role=Role.OFFICER)
    return officers.order_by("id").values_list("person_id", "pk")


def tell_editors(entry: Entry) -> None:
    """Tell the editors of the station where it happened."""
    _tell_holders(entry, Audience.OFFICE, Role.EDITOR)


def tell_editors_of_urgent(entry: Entry) -> None:
    """Tell the editors of an item that its author calls urgent; the others are in the inbox anyway."""
    item = _item(entry)
    if item is not None and item.is_urgent:
        _tell_holders(entry, Audience.OFFICE, Role.EDITOR, urgent=True)


def tell_reviewers(entry: Entry) -> None:
    """Tell the reviewers of the station where it happened."""
    _tell_holders(entry, Audience.OFFICE, Role.REVIEWER)


def tell_signers(entry: Entry) -> None:
    """Tell the signers, once the last level of review has passed."""
    if entry.facts["level"] >= entry.facts["levels"]:
        _tell_holders(entry, Audience.OFFICE, Role.SIGNER)


def tell_supervisors(entry: Entry) -> None:
    """Tell the supervisors of the station where it happened."""
    _tell_holders(entry, Audience.SUPERVISOR, Role.SUPERVISOR)


def tell_handlers(entry: Entry) -> None:
    """Tell the posts of the unit that holds the assignment."""
    assignment = Assignment.objects.filter(public_id=entry.subject).first()
    if assignment is not None:
        posts = network.holders(assignment.station_id, Role.HANDLER).filter(organization_id=assignment.organization_id)
        receipt = notice_rules.RECEIPT_FOR_ASSIGNMENTS if entry.event in _NEW_TASKS else None
        _tell(entry, _addressees(posts), Audience.HANDLER, receipt=receipt)


def tell_leaders(entry: Entry) -> None:
    """Tell the leaders whose instruction the case follows."""
    given = Instruction.objects.filter(case__public_id=entry.subject, state=InstructionState.GIVEN)
    posts = Post.objects.filter(network.in_force(), pk__in=given.filter(leader__isnull=False).values("leader"))
    _tell(entry, _addressees(posts), Audience.LEADER)


def tell_readers(entry: Entry) -> None:
    """Tell those to whom an issue goes: posts by themselves, bodies through their leaders and handlers.

    When an issue is circulated further, only the new readers are told.
    """
    lines = Circulation.objects.filter(issue__public_id=entry.subject)
    if "names" in entry.facts:
        lines = lines.filter(name__in=entry.facts["names"])
    listed = Q(pk__in=lines.filter(post__isnull=False).values("post"))
    bodies = lines.filter(organization__isnull=False).values("organization")
    listed |= Q(organization__in=bodies, role__in=(Role.LEADER, Role.HANDLER))
    readers = _addressees(Post.objects.filter(network.in_force(), listed))
    _tell(entry, readers, Audience.READER, receipt=notice_rules.RECEIPT_FOR_ISSUES)


def tell_wanted(entry: Entry) -> None:
    """Tell whom a topic asks: posts, the officers and members of units, and everybody when it is open to all."""
    topic = Topic.objects.filter(public_id=entry.subject).first()
    if topic is None:
        return
    asked = topic.requests.all()
    wanted = Q(pk__in=asked.filter(post__isnull=False).values("post"))
    wanted |= Q(organization__in=asked.filter(organization__isnull=False).values("organization"), role__in=_WRITERS)
    if topic.is_for_all:
        wanted |= Q(station_id=topic.station_id, role__in=_WRITERS)
    _tell(entry, _addressees(Post.objects.filter(network.in_force(), wanted)), Audience.AUTHOR)


def tell_surveyor(entry: Entry) -> None:
    """Tell who asked for a survey that it is ready, or that it failed."""
    survey = Survey.objects.filter(public_id=entry.subject, post__isnull=False).first()
    if survey is not None:
        posts = Post.objects.filter(network.in_force(), pk=survey.post_id or 0)
        _tell(entry, _addressees(posts), Audience.OFFICE)


def tell_payee(entry: Entry) -> None:
    """Tell whoever was paid, or whose payment came back."""
    people = network.keys_of_people([uuid.UUID(entry.facts["person"])]) if entry.facts["person"] else {}
    _tell(entry, [Addressee(person) for person in people.values()], Audience.AUTHOR)


def tell_of_bulletin(entry: Entry) -> None:
    """Tell each person of whom a bulletin has a part, and the information officers of the units (RULE-074)."""
    parts = Part.objects.filter(bulletin__public_id=entry.subject)
    people = parts.filter(person__isnull=False).order_by("pk").values_list("person_id", flat=True)
    units = parts.filter(organization__isnull=False).values("organization")
    officers = Post.objects.filter(network.in_force(), organization__in=units, role=Role.OFFICER).order_by("pk")
    _tell(entry, [*_addressees(officers), *map(Addressee, people)], Audience.AUTHOR)


def _item(entry: Entry) -> Item | None:
    return next(iter(listing.with_public_id(entry.matter)), None) if entry.matter else None


def _tell_holders(entry: Entry, audience: str, role: str, *, urgent: bool = False) -> None:
    if entry.station is not None:
        _tell(entry, _addressees(network.holders(entry.station, role)), audience, urgent=urgent)


def _addressees(posts: QuerySet[Post]) -> list[Addressee]:
    return [Addressee(person, post) for person, post in posts.values_list("person_id", "pk")]


def _cause(entry: Entry) -> int | None:
    return next(iter(_person_of(entry.post)), None) if entry.post is not None else None


@prepared
def _person_of(post: int) -> QuerySet[Post, int]:
    return Post.objects.filter(pk=post).order_by().values_list("person_id", flat=True)


def _tell(
    entry: Entry,
    people: Iterable[Addressee],
    audience: str,
    *,
    urgent: bool = False,
    receipt: Definition[bool] | None = None,
) -> None:
    """Tell each person once, and not the one who did it; with a receipt where the institution's rule asks for one."""
    cause = _cause(entry)
    others = {one.person: one for one in people if one.person != cause}
    if others:
        must_sign = receipt is not None and noticed.rule(entry.station, receipt)
        notices.tell(
            system(entry.station),
            list(others.values()),
            entry.pk,
            audience=audience,
            urgent=urgent,
            must_acknowledge=must_sign,
            due=_day(entry.facts.get("due_on")),
        )


def _day(given: str | None) -> datetime.date | None:
    """The day that a matter is to be done by, as events carry it."""
    return datetime.date.fromisoformat(given) if given else None


#: The rooms whose events an author may be told of.
_STORIES = {
    module.__name__ for module in (item_events, periodical_events, reporting_events, topic_events, supervision_events)
}

#: Who besides the contributors is told of an event.
_OFFICES: Mapping[str, tuple[Reaction, ...]] = {
    "items.item.submitted": (tell_editors_of_urgent,),
    "items.item.revised": (tell_editors,),
    "items.item.withdrawn": (tell_editors,),
    "items.item.arrived": (tell_editors,),
    "likeness.addition.handed_in": (tell_editors,),
    "items.item.sent_to_review": (tell_reviewers,),
    "items.review.passed": (tell_signers,),
    "items.review.sent_back": (tell_editors,),
    "items.item.signature_withdrawn": (tell_editors,),
    "periodicals.issue.released": (tell_readers,),
    "periodicals.circulation.extended": (tell_readers,),
    "topics.topic.commissioned": (tell_wanted,),
    "topics.topic.extended": (tell_wanted,),
    "topics.topic.reopened": (tell_wanted,),
    "topics.topic.withdrawn": (tell_wanted,),
    "topics.request.declined": (tell_editors,),
    "topics.survey.ready": (tell_surveyor,),
    "topics.survey.failed": (tell_surveyor,),
    "bulletins.bulletin.sent_back": (tell_editors,),
    "bulletins.bulletin.released": (tell_of_bulletin,),
    "supervision.instruction.given": (tell_supervisors,),
    "supervision.instruction.revoked": (tell_supervisors,),
    "supervision.assignment.assigned": (tell_handlers,),
    "supervision.assignment.insisted": (tell_handlers,),
    "supervision.assignment.reassigned": (tell_handlers,),
    "supervision.assignment.sent_back": (tell_handlers,),
    "supervision.assignment.approved": (tell_handlers,),
    "supervision.assignment.extended": (tell_handlers,),
    "supervision.assignment.urged": (tell_handlers,),
    "supervision.assignment.recalled": (tell_handlers,),
    "supervision.assignment.lead_passed": (tell_handlers,),
    "supervision.assignment.reopened": (tell_handlers,),
    "supervision.assignment.returned": (tell_supervisors,),
    "supervision.assignment.replied": (tell_supervisors,),
    "supervision.case.implemented": (tell_leaders,),
    "supervision.case.concluded": (tell_leaders,),
    "supervision.case.reopened": (tell_leaders,),
    "supervision.feedback.answered": (tell_supervisors,),
    "rewards.payment.made": (tell_payee,),
    "rewards.payment.returned": (tell_payee,),
    "rewards.list.sent_back": (tell_editors,),
}

_TOLD = tuple(
    name for name, event in CATALOGUE.items() if event.__module__ in _STORIES and getattr(event, "told", False)
)

#: The table of this module: event name to reactions. Contributors come first, so that a person is told as such.
NOTICES: Mapping[str, tuple[Reaction, ...]] = {
    name: (*((tell_authors,) if name in _TOLD else ()), *_OFFICES.get(name, ())) for name in (*_TOLD, *_OFFICES)
}
