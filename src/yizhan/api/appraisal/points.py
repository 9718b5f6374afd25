# SPDX-License-Identifier: Apache-2.0
"""Points, accounts and their freezing, through the interface."""

import uuid
from typing import Any

from django.http import HttpRequest
from ninja import Router, Schema, Status

from yizhan.api.application import actor_of
from yizhan.api.appraisal.counting import counted
from yizhan.domains.appraisal import access
from yizhan.domains.appraisal.models import Frozen
from yizhan.domains.appraisal.operations import freezing
from yizhan.domains.appraisal.operations.freezing import read_period
from yizhan.domains.appraisal.permissions import Permission
from yizhan.domains.appraisal.queries import prospects, records, standings
from yizhan.domains.appraisal.queries.standings import Line, Standing, Standings
from yizhan.domains.appraisal.queries.wholes import whole
from yizhan.kernel.errors import NotFound

router = Router(tags=["appraisal"])


class FreezingIn(Schema):
    """Which scheme, by its code, and which period; the client makes the id."""

    id: uuid.UUID
    scheme: str
    period: str


@router.get("/points", response=list[dict[str, Any]])
def list_points(request: HttpRequest, period: str, scheme: str = "") -> list[dict[str, Any]]:
    """The accounts that the reader may see, by scheme: all of the station, of the own unit, or the own one."""
    actor = actor_of(request)
    access.require(actor, Permission.READ_SCHEME)
    with counted():
        tables = standings.standings(actor.station or 0, read_period(period), code=scheme, is_money=None)
    return [
        {**_table(table), "accounts": [_standing(row) for row in table.rows if access.sees(actor, row.subject)]}
        for table in tables
    ]


@router.get("/points/{scheme_id}/{period}/{holder}", response=dict[str, Any])
def get_account(request: HttpRequest, scheme_id: uuid.UUID, period: str, holder: uuid.UUID) -> dict[str, Any]:
    """One account with every line: event, clause, arithmetic; and what comes next."""
    actor = actor_of(request)
    version, span = access.find(actor, scheme_id), read_period(period)
    with counted():
        table = standings.table(version, span)
        for row in table.rows:
            if row.subject.public_id == holder and access.sees(actor, row.subject):
                lines = standings.statement(version, span, row.subject)
                added = records.added_by_hand([one.occasion for one in lines if one.occasion is not None])
                return {
                    **_table(table),
                    **_standing(row),
                    "lines": [{**_line(one), "is_added": one.occasion in added} for one in lines],
                    "ahead": [
                        {"kind": one.kind, "name": one.name, "value": one.value, "goal": one.goal, "until": one.until}
                        for one in prospects.prospects(version, span, row.subject)
                    ],
                }
    raise NotFound("appraisal.account.unknown")


@router.get("/points/{scheme_id}/{period}", response=dict[str, Any])
def get_whole(request: HttpRequest, scheme_id: uuid.UUID, period: str) -> dict[str, Any]:
    """What a scheme says of the institution as a whole: its indicators, and who was silent for long."""
    actor = actor_of(request)
    access.require(actor, Permission.READ_ALL)
    version, span = access.find(actor, scheme_id), read_period(period)
    with counted():
        found = whole(version, span)
    return {
        "indicators": [
            {
                "name": one.name,
                "period": one.period,
                "of": one.of,
                "value": None if one.value is None else float(one.value),
                "is_met": one.is_met,
            }
            for one in found.indicators
        ],
        "silent": [{"holder": one.subject.name, "days": one.days} for one in found.silent],
    }


@router.post("/points/freezing", response={201: dict[str, Any]})
def freeze(request: HttpRequest, given: FreezingIn) -> Status[dict[str, Any]]:
    """Make the points of a period final."""
    frozen = freezing.freeze(actor_of(request), given.id, code=given.scheme, period=given.period)
    return Status(201, _frozen(frozen))


def _table(table: Standings) -> dict[str, Any]:
    return {
        "scheme": table.scheme.public_id,
        "code": table.scheme.code,
        "name": table.scheme.name,
        "version": table.scheme.label,
        "unit": table.scheme.unit,
        "period": str(table.period),
        "frozen_at": table.frozen.at if table.frozen else None,
    }


def _standing(row: Standing) -> dict[str, Any]:
    return {
        "id": row.subject.public_id,
        "kind": row.subject.kind,
        "holder": row.subject.name,
        "group": row.group,
        "points": row.points,
        "correction": row.correction,
        "cumulative": row.cumulative,
        "sections": dict(row.sections),
        "place": row.rank,
        "among": row.among,
        "grade": row.grade,
        "missed": [{name: duty[name] for name in ("name", "period", "value")} for duty in row.shortfalls],
    }


def _line(line: Line) -> dict[str, Any]:
    return standings.plain_line(line)


def _frozen(frozen: Frozen) -> dict[str, Any]:
    return {"id": frozen.public_id, "scheme": frozen.code, "period": frozen.period, "at": frozen.at}
