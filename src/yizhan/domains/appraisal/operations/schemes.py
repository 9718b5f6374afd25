# SPDX-License-Identifier: Apache-2.0
"""The way of a version of a scheme: written, reviewed by a second person, put in force, superseded by the next."""

import datetime
import uuid
from dataclasses import dataclass
from typing import Any

from yizhan.domains.appraisal import access, events, rules
from yizhan.domains.appraisal.models import Frozen, Scheme
from yizhan.domains.appraisal.permissions import Permission
from yizhan.domains.appraisal.queries.terms import read_terms
from yizhan.domains.appraisal.states import SCHEME_STEPS, SchemeState
from yizhan.domains.periodicals.operations import lines
from yizhan.engines.scoring.findings import Refused
from yizhan.engines.scoring.language.reading import parse_scheme
from yizhan.engines.scoring.language.scheme import MONEY_UNITS
from yizhan.engines.scoring.language.scheme import Scheme as Parsed
from yizhan.kernel import audit, clock
from yizhan.kernel.actors import Actor
from yizhan.kernel.errors import Conflict, Invalid
from yizhan.kernel.inserting import insert
from yizhan.kernel.operations import operation
from yizhan.kernel.transitions import amend, move

_DAY = datetime.timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Instrument:
    """The document that puts a scheme in force: its title, number and date (发文)."""

    title: str
    number: str = ""
    date: datetime.date | None = None


@operation
def draft(actor: Actor, public_id: uuid.UUID, *, text: str, terms: str = "") -> Scheme:
    """Write a version of a scheme. The id inside the text says of which scheme it is a version.

    Writes: scheme, journal. Announces: appraisal.scheme.written.
    """
    access.require(actor, Permission.WRITE_SCHEME)
    if Scheme.objects.filter(public_id=public_id).exists():
        raise Conflict("appraisal.scheme.id_taken")
    scheme = Scheme(
        public_id=public_id,
        station_id=actor.station or 0,
        state=SchemeState.DRAFT,
        written_by_id=actor.post,
        at=clock.now(),
        **_read(text, terms),
    )
    insert(scheme)
    audit.record(actor, _written(scheme), station=scheme.station_id, after=SchemeState.DRAFT)
    return scheme


@operation
def rewrite(actor: Actor, public_id: uuid.UUID, *, text: str, terms: str, seen: int | None = None) -> Scheme:
    """Change a draft. Whoever changed it last cannot review it.

    Writes: scheme, journal. Announces: appraisal.scheme.written.
    """
    scheme = access.take(actor, public_id, "rewrite", seen=seen)
    columns = _read(text, terms)
    event = events.SchemeWritten(subject=scheme.public_id, title=columns["name"], label=columns["label"])
    return amend(scheme, actor=actor, event=event, written_by_id=actor.post, **columns)


@operation
def review(actor: Actor, public_id: uuid.UUID, *, seen: int | None = None) -> Scheme:
    """Say as a second person that the draft says what the instrument says.

    Writes: state, journal. Announces: appraisal.scheme.reviewed.
    """
    scheme = access.take(actor, public_id, "review", seen=seen)
    event = events.SchemeReviewed(subject=scheme.public_id, title=scheme.name, label=scheme.label)
    return move(scheme, SCHEME_STEPS, "review", actor=actor, event=event, reviewed_by_id=actor.post)


@operation
def return_to_draft(actor: Actor, public_id: uuid.UUID, *, reason: str, seen: int | None = None) -> Scheme:
    """Let a reviewed version be changed once more; it needs another review then.

    Writes: state, journal. Announces: appraisal.scheme.returned.
    """
    scheme = access.take(actor, public_id, "return_to_draft", seen=seen)
    event = events.SchemeReturned(
        subject=scheme.public_id, title=scheme.name, label=scheme.label, reason=_reason(reason)
    )
    return move(scheme, SCHEME_STEPS, "return_to_draft", actor=actor, event=event, reviewed_by_id=None)


@operation
def discard(actor: Actor, public_id: uuid.UUID, *, reason: str, seen: int | None = None) -> Scheme:
    """Give up a version that was never in force. It stays readable.

    Writes: state, journal. Announces: appraisal.scheme.discarded.
    """
    scheme = access.take(actor, public_id, "discard", seen=seen)
    event = events.SchemeDiscarded(
        subject=scheme.public_id, title=scheme.name, label=scheme.label, reason=_reason(reason)
    )
    return move(scheme, SCHEME_STEPS, "discard", actor=actor, event=event)


@operation
def put_in_force(
    actor: Actor, public_id: uuid.UUID, *, valid_from: datetime.date, instrument: Instrument, seen: int | None = None
) -> Scheme:
    """Let points count by this version from the first day of a month on; the former version ends the day before.

    No frozen period may lie on or after that day: what was published stays as it is.
    Writes: state, validity, journal. Announces: appraisal.scheme.put_in_force, for the former …superseded.
    """
    scheme = access.take(actor, public_id, "put_in_force", seen=seen)
    title = lines.checked(instrument.title, field="instrument", limit=rules.TITLE_LIMIT, is_required=True)
    number = lines.checked(instrument.number, field="instrument_number", limit=60)
    until = _check_validity(scheme, valid_from)
    _supersede(actor, scheme, valid_from)
    event = events.SchemePutInForce(
        subject=scheme.public_id, title=scheme.name, label=scheme.label, valid_from=valid_from, instrument=title
    )
    return move(
        scheme,
        SCHEME_STEPS,
        "put_in_force",
        actor=actor,
        event=event,
        valid_from=valid_from,
        valid_until=until,
        instrument=title,
        instrument_number=number,
        instrument_date=instrument.date,
    )


def _check_validity(scheme: Scheme, valid_from: datetime.date) -> datetime.date | None:
    """The last day that the text states, if it does."""
    head = parse_scheme(scheme.text).head
    if valid_from.day != 1:
        raise Invalid("appraisal.scheme.mid_month", field="valid_from")
    if head.valid_from is not None and valid_from < head.valid_from:
        raise Invalid("appraisal.scheme.before_text", field="valid_from", day=str(head.valid_from))
    if head.valid_until is not None and valid_from > head.valid_until:
        raise Invalid("appraisal.scheme.after_text", field="valid_from", day=str(head.valid_until))
    closed = Frozen.objects.filter(station_id=scheme.station_id, code=scheme.code, last__gte=valid_from)
    published = closed.order_by("-last").first()
    if published is not None:
        raise Conflict("appraisal.scheme.published", field="valid_from", period=published.period)
    return head.valid_until


def _supersede(actor: Actor, scheme: Scheme, valid_from: datetime.date) -> None:
    former = Scheme.objects.filter(station_id=scheme.station_id, code=scheme.code, state=SchemeState.IN_FORCE).first()
    if former is None:
        return
    if former.valid_from is not None and valid_from <= former.valid_from:
        raise Invalid("appraisal.scheme.before_former", field="valid_from", day=str(former.valid_from))
    until = min(valid_from - _DAY, former.valid_until or datetime.date.max)
    event = events.SchemeSuperseded(subject=former.public_id, title=former.name, label=former.label, valid_until=until)
    move(former, SCHEME_STEPS, "supersede", actor=actor, event=event, valid_until=until)


def _read(text: str, terms: str) -> dict[str, Any]:
    """The columns that the text states; refuses with the first mistake, the form shows all of them."""
    if len(text) > rules.SCHEME_LIMIT or len(terms) > rules.SCHEME_LIMIT:
        raise Invalid("appraisal.scheme.too_long", field="text", limit=rules.SCHEME_LIMIT)
    parsed = _parsed(text, terms)
    head = parsed.head
    for field, value, limit in (("id", head.id, 60), ("name", head.name, 120), ("version", head.version, 60)):
        if len(value) > limit:
            raise Invalid("appraisal.scheme.name_too_long", field="text", key=field, limit=limit)
    return {
        "code": head.id,
        "name": head.name,
        "label": head.version,
        "holder": head.holder,
        "unit": head.unit,
        "is_money": head.unit in MONEY_UNITS,
        "text": text,
        "terms": terms,
    }


def _parsed(text: str, terms: str) -> Parsed:
    field = "text"
    try:
        parsed = parse_scheme(text)
        field = "terms"
        read_terms(terms)
    except Refused as refused:
        first = refused.findings[0]
        line = first.place.line if first.place and first.place.line else 0
        raise Invalid("appraisal.scheme.refused", field=field, line=line, mistakes=len(refused.findings)) from refused
    return parsed


def _written(scheme: Scheme) -> events.SchemeWritten:
    return events.SchemeWritten(subject=scheme.public_id, title=scheme.name, label=scheme.label)


def _reason(text: str) -> str:
    return lines.checked(text, field="reason", limit=rules.TEXT_LIMIT, is_required=True)
