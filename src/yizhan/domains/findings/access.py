# SPDX-License-Identifier: Apache-2.0
"""Who sees which findings and may do what: the office its station's, a unit and the persons charged their own once a
charge is made, the next level what is brought before it. Nobody judges what he or she charged, or is charged with.
"""

import uuid

from django.db.models import Exists, OuterRef, Q, QuerySet

from yizhan.domains.findings.models import Accountable, Finding, Statement
from yizhan.domains.findings.permissions import GRANTS, NEEDED, OF_PARTIES, Permission
from yizhan.domains.findings.queries import cases
from yizhan.domains.findings.states import STEPS, UNTOLD, Outcome, State
from yizhan.domains.network.models import Post
from yizhan.domains.network.queries import one_person
from yizhan.domains.network.states import ADMINISTRATORS, Role
from yizhan.kernel.actors import Actor
from yizhan.kernel.errors import Conflict, Denied, NotFound
from yizhan.kernel.locking import locked
from yizhan.kernel.transitions import check_seen

_STAFF = frozenset({Role.EDITOR, Role.REVIEWER, Role.SIGNER, Role.SUPERVISOR, Role.LEADER})

#: Who speaks for a unit, and for the office of a station below, which has no officer of its own.
OF_UNIT = frozenset({Role.OFFICER, Role.HANDLER})
_OF_OFFICE = frozenset({Role.EDITOR, Role.REVIEWER})

#: Where a finding is brought before the same station, because nobody decides above it: whoever stands over the office.
_OVER_OFFICE = frozenset({Role.LEADER})

#: Why a step is not possible, by the state that the finding is in.
_ELSEWHERE = {
    State.PROPOSED: "findings.finding.is_proposed",
    State.OPENED: "findings.finding.is_opened",
    State.HEARD: "findings.finding.is_heard",
    State.DECIDED: "findings.finding.is_decided",
    State.OBJECTED: "findings.finding.is_objected",
    State.CLOSED: "findings.finding.is_closed",
    State.DROPPED: "findings.finding.is_dropped",
}

#: What waits until a time of the unit is over.
_AFTERWARDS = {"note_silence": cases.ANSWER, "close": cases.OBJECTION}


def visible(actor: Actor) -> QuerySet[Finding]:
    """The findings an actor may know of."""
    if actor.role == Role.SYSTEM:
        return Finding.objects.filter(station_id=actor.station) if actor.station else Finding.objects.all()
    if actor.role in ADMINISTRATORS:
        return Finding.objects.none()
    told = ~Q(state__in=sorted(UNTOLD))
    charged = Accountable.objects.filter(finding=OuterRef("pk"), person__in=one_person(actor.person))
    known = told & Q(Exists(charged))
    if actor.role in OF_UNIT:
        known |= told & Q(organization_id=actor.organization or 0)
    if actor.role in _STAFF:
        known |= Q(station_id=actor.station or 0) | Q(reviewing_id=actor.station or 0)
    if actor.role in _OF_OFFICE:
        known |= told & _of_own_office(actor)
    return Finding.objects.filter(known)


def visible_statements(actor: Actor) -> QuerySet[Statement]:
    """What was said about the findings that the actor sees."""
    return Statement.objects.filter(finding__in=visible(actor))


def is_party(actor: Actor, finding: Finding) -> bool:
    """Whether the finding is against the actor or the actor's unit."""
    is_of_unit = actor.organization is not None and actor.organization == finding.organization_id
    return is_of_unit or _is_charged(actor, finding)


def speaks(actor: Actor, finding: Finding) -> bool:
    """Whether the actor speaks for the unit, or for himself or herself as one of the persons charged."""
    is_of_unit = actor.organization == finding.organization_id and actor.role in speaking(finding)
    return is_of_unit or _is_charged(actor, finding)


def speaking(finding: Finding) -> frozenset[Role]:
    """The roles in which somebody speaks for whom the finding is against."""
    is_of_station = finding.organization.station_id == finding.station_id
    return OF_UNIT if is_of_station else OF_UNIT | _OF_OFFICE


def permits(actor: Actor, verb: str, finding: Finding) -> bool:
    """Whether role and place allow the verb, whatever the state and whatever the actor did before."""
    if actor.role not in GRANTS[NEEDED[verb]]:
        return False
    if verb in OF_PARTIES:
        return speaks(actor, finding)
    if is_party(actor, finding):
        return False
    return _reviews(actor, finding) if verb == "review" else finding.station_id == actor.station


def is_hindered(actor: Actor, verb: str, finding: Finding) -> bool:
    """Whether another person must take this step: who charged does not decide, who decided does not review."""
    if verb == "decide":
        return _is_of(actor, finding.proposed_by) or _is_of(actor, finding.opened_by)
    return verb == "review" and any(
        _is_of(actor, one) for one in (finding.proposed_by, finding.opened_by, finding.decided_by)
    )


def possible(finding: Finding, verb: str) -> bool:
    """Whether the state allows the verb, whoever asks. Clocks are the operation's business."""
    return finding.state in STEPS[verb].sources


def offers(actor: Actor, finding: Finding) -> list[str]:
    """The verbs that are allowed and possible now; what waits for the end of a time is not offered before."""
    return [
        verb
        for verb in NEEDED
        if possible(finding, verb)
        and permits(actor, verb, finding)
        and not is_hindered(actor, verb, finding)
        and is_time(verb, finding)
    ]


def is_time(verb: str, finding: Finding) -> bool:
    """Whether the unit's time lets the verb be: some wait until it is over, an objection must come within it."""
    if verb in _AFTERWARDS:
        return cases.is_over(finding, _AFTERWARDS[verb])
    return verb != "object_to" or not cases.is_over(finding, cases.OBJECTION)


def holds(actor: Actor, permission: Permission) -> bool:
    """Whether the actor's role carries a right."""
    return actor.role in GRANTS[permission]


def require(actor: Actor, permission: Permission) -> None:
    """Let through who holds a right that concerns no single finding."""
    if not holds(actor, permission):
        raise Denied("findings.denied", permission=permission)


def find(actor: Actor, public_id: uuid.UUID) -> Finding:
    """The finding for reading, or `NotFound` for who may not know of it."""
    found = visible(actor).select_related(
        "organization",
        "station",
        "reviewing",
        "emergency",
        "proposed_by__person",
        "opened_by__person",
        "decided_by__person",
    )
    finding = found.prefetch_related("accountable__person").filter(public_id=public_id).first()
    if finding is None:
        raise NotFound("findings.finding.unknown")
    return finding


def take(actor: Actor, public_id: uuid.UUID, verb: str, *, seen: int | None = None) -> Finding:
    """Load, lock and authorise a finding for change, all inside the running transaction."""
    finding = locked(Finding, find(actor, public_id).pk)
    if not permits(actor, verb, finding):
        raise Denied("findings.denied", permission=NEEDED[verb])
    check_seen(finding, seen)
    if not possible(finding, verb):
        raise Conflict(_ELSEWHERE[State(finding.state)])
    if is_hindered(actor, verb, finding):
        raise Denied("findings.finding.second_person", permission=NEEDED[verb])
    return finding


def waiting(actor: Actor) -> QuerySet[Finding]:
    """What waits for a step of the actor: of the desk, of who decides, of the next level, of the unit."""
    found = visible(actor).select_related("organization", "station")
    wanted = Q()
    if holds(actor, Permission.OPEN):
        wanted |= Q(station_id=actor.station or 0, state=State.PROPOSED)
    if holds(actor, Permission.DECIDE):
        own = one_person(actor.person)
        charged = Q(proposed_by__person__in=own) | Q(opened_by__person__in=own)
        heard = found.filter(charged, station_id=actor.station or 0, state=State.HEARD).order_by().values("pk")
        wanted |= Q(station_id=actor.station or 0, state=State.HEARD) & ~Q(pk__in=heard)
        wanted |= Q(reviewing_id=actor.station or 0, state=State.OBJECTED) & ~Q(station_id=actor.station or 0)
    if actor.role in _OVER_OFFICE:
        station = actor.station or 0
        wanted |= Q(reviewing_id=station, station_id=station, state=State.OBJECTED)
    if actor.role in OF_UNIT | _OF_OFFICE:
        of_unit = Q(organization_id=actor.organization or 0) if actor.role in OF_UNIT else _of_own_office(actor)
        wanted |= of_unit & Q(state=State.OPENED)
        wanted |= of_unit & Q(state=State.DECIDED) & ~Q(outcome=Outcome.DISMISSED)
    return found.filter(wanted).order_by("id") if wanted else found.none()


def _of_own_office(actor: Actor) -> Q:
    """What a station above has against the actor's office."""
    return Q(organization_id=actor.organization or 0) & ~Q(station_id=actor.station or 0)


def _reviews(actor: Actor, finding: Finding) -> bool:
    """Whether the objection lies before the actor: at the station above, or with who stands over the own office."""
    before = finding.reviewing_id or finding.station_id
    if before != actor.station:
        return False
    is_above = before != finding.station_id
    return actor.role in (GRANTS[Permission.DECIDE] if is_above else _OVER_OFFICE)


def _is_charged(actor: Actor, finding: Finding) -> bool:
    return any(actor.is_person(one.person_id) for one in finding.accountable.all())


def _is_of(actor: Actor, post: Post | None) -> bool:
    """Whether a post is the actor's own; another post of the same person is no second person."""
    return post is not None and actor.is_person(post.person_id)
