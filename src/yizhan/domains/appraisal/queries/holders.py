# SPDX-License-Identifier: Apache-2.0
"""Who has an account: units of a station and stations below it, or its members and information officers."""

import datetime
import hashlib
import uuid
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from yizhan.domains.appraisal.queries.terms import FILE, Terms
from yizhan.domains.appraisal.queries.translation import Key
from yizhan.domains.appraisal.queries.vocabulary import BELOW, GROUP, GROUPS, LINE, LINES, STANDING, STANDINGS, UNIT
from yizhan.domains.appraisal.states import Holder as HolderKind
from yizhan.domains.network import queries as network
from yizhan.domains.network.models import Organization, Person, Post, Station
from yizhan.domains.network.states import OrganizationKind
from yizhan.engines.scoring.findings import Findings, Place
from yizhan.engines.scoring.units.changes import UnitChange, apply_changes
from yizhan.engines.scoring.units.register import Holder, Properties, Register


@dataclass(frozen=True, slots=True)
class Subject:
    """Whom an account belongs to: `kind` is `organization`, `below` (a station) or `person`."""

    kind: str
    key: int
    public_id: uuid.UUID
    name: str

    @property
    def code(self) -> str:
        """What the account is called in the calculation: the same through all changes of name."""
        return self.public_id.hex


@dataclass(frozen=True)
class Holders:
    """The accounts of a scheme, ready for the calculation."""

    register: Register
    subjects: Mapping[str, Subject]
    names: Mapping[Key, str]


def holders(station: Station, holder: str, terms: Terms, last_days: Mapping[Key, datetime.date]) -> Holders:
    """Everybody who has an account under a scheme; whoever was credited with something has one in any case.

    `last_days` are the days of the last occasions of those: a unit that ended keeps what came after its end. Raises
    the engine's `Refused` when the terms name units that there are not.
    """
    if holder == HolderKind.PERSON:
        listed = _people(station, {key for kind, key in last_days if kind == "person"})
    else:
        listed = _units(station, last_days)
    accounts = [
        Holder(subject.code, end=end, versions=(Properties(None, {**columns, **terms.units.get(subject.name, {})}),))
        for subject, columns, end in listed
    ]
    subjects = {subject.code: subject for subject, _columns, _end in listed}
    register = Register(accounts, {account.name: place for place, account in enumerate(accounts)})
    names = {(subject.kind, subject.key): code for code, subject in subjects.items()}
    if holder == HolderKind.PERSON:
        names |= {("person", one.pk): into.public_id.hex for one, into in network.merged_entries()}
    return Holders(_succeeded(register, terms, subjects), subjects, names)


_Listed = list[tuple[Subject, dict[str, str], datetime.date | None]]


def register_state(station: int, holder: str) -> str:
    """A text that changes when somebody who may have an account is entered, renamed, moved, or ends."""
    rows: Iterable[tuple[Any, ...]]
    if holder == HolderKind.PERSON:
        posts = Post.objects.filter(station=station, role__in=list(STANDINGS)).order_by("pk")
        columns = ("person", "person__name", "role", "organization__short_name", "starts_on")
        merged = Person.objects.filter(merged_into__isnull=False).order_by("pk")
        rows = [*posts.values_list(*columns), *merged.values_list("pk", "merged_into")]
    else:
        columns = ("pk", "name", "kind", "line", "ended_on")
        below = Station.objects.filter(parent=station).order_by("pk").values_list("pk", "name", "line")
        rows = [*Organization.objects.filter(station=station).order_by("pk").values_list(*columns), *below]
    return hashlib.sha256(repr(list(rows)).encode()).hexdigest()


def _units(station: Station, last_days: Mapping[Key, datetime.date]) -> _Listed:
    named = {key for kind, key in last_days if kind == "organization"}
    own = Q(station=station, ended_on__isnull=True) & ~Q(kind=OrganizationKind.OFFICE)
    listed: _Listed = []
    for unit in Organization.objects.filter(own | Q(pk__in=named) | Q(station=station, ended_on__isnull=False)):
        last = last_days.get(("organization", unit.pk))
        end = unit.ended_on if unit.ended_on and (last is None or last <= unit.ended_on) else None
        columns = {GROUP: GROUPS[unit.kind], LINE: LINES[unit.line][0]}
        listed.append((Subject("organization", unit.pk, unit.public_id, unit.name), columns, end))
    stations = Station.objects.filter(Q(parent=station) | Q(pk__in={key for kind, key in last_days if kind == "below"}))
    for below in stations.order_by("pk"):
        columns = {GROUP: BELOW, LINE: LINES[below.line][0]}
        listed.append((Subject("below", below.pk, below.public_id, below.name), columns, None))
    return listed


def _people(station: Station, credited: Collection[int]) -> _Listed:
    posts = Post.objects.filter(station=station, role__in=list(STANDINGS)).select_related("organization", "person")
    held = {post.person.counts_as: post for post in posts.order_by("starts_on", "pk")}
    merged = network.counting_for(credited)
    counting = {merged.get(key, key) for key in credited}
    listed: _Listed = []
    for person in Person.objects.filter(pk__in={*held, *counting}).order_by("pk"):
        post = held.get(person.pk)
        columns = {STANDING: "", UNIT: "", GROUP: "", LINE: ""}
        if post is not None:
            columns = {
                STANDING: STANDINGS[post.role],
                UNIT: post.organization.short_name,
                GROUP: GROUPS[post.organization.kind],
                LINE: LINES[post.organization.line][0],
            }
        listed.append((Subject("person", person.pk, person.public_id, person.name), columns, None))
    return listed


def _succeeded(register: Register, terms: Terms, subjects: Mapping[str, Subject]) -> Register:
    codes = {subject.name: code for code, subject in subjects.items()}
    findings = Findings()
    changes = []
    for one in terms.successions:
        for name in (*one.former, *one.following):
            if name not in codes:
                findings.error("units.unknown", f"there is no unit '{name}'", Place(FILE), unit=name)
        changes += [
            UnitChange(one.day, one.change, codes[old], codes[new], one.share)  # type: ignore[arg-type] # terms checked it
            for old in one.former
            for new in one.following
            if old in codes and new in codes
        ]
    register = apply_changes(register, changes, findings) if changes else register
    findings.refuse_errors()
    return register


def merged_codes() -> dict[str, str]:
    """The codes of accounts of people who were entered twice, each with that of the account that counts."""
    return {one.public_id.hex: into.public_id.hex for one, into in network.merged_entries()}


def own_subject(holder: str, person: int | None, organization: int | None) -> Subject | None:
    """The account that is one's own under a scheme of people, or that of the own unit under one of units."""
    if holder == HolderKind.PERSON:
        found = Person.objects.filter(pk=person or 0).first()
        return Subject("person", found.pk, found.public_id, found.name) if found else None
    unit = Organization.objects.filter(pk=organization or 0).first()
    return Subject("organization", unit.pk, unit.public_id, unit.name) if unit else None
