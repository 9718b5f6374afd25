# SPDX-License-Identifier: Apache-2.0
"""Late and omitted reports through the interface: charges, answers, decisions."""

import uuid

from django.http import HttpRequest
from ninja import Router, Status

from yizhan.api.application import actor_of
from yizhan.api.findings.schemas import ChargeIn, DecisionIn, FindingDetailOut, FindingOut, StatementIn
from yizhan.api.items.schemas import ReasonIn, SeenIn
from yizhan.domains.findings import access
from yizhan.domains.findings.models import Finding
from yizhan.domains.findings.operations import deciding, hearing, proposing
from yizhan.domains.findings.operations.proposing import Charge
from yizhan.domains.findings.queries import cases

router = Router(tags=["findings"])

_PAGE = 50


@router.get("/urgent-findings", response=list[FindingOut])
def list_findings(request: HttpRequest, state: str = "") -> list[Finding]:
    """The findings that the key's post may know of, the latest first; of one state if it is named."""
    found = cases.listed(access.visible(actor_of(request)))
    return list((found.filter(state=state) if state else found)[:_PAGE])


@router.post("/urgent-findings", response={201: FindingOut})
def propose(request: HttpRequest, given: ChargeIn) -> Status[Finding]:
    """Say what a unit has done; somebody takes it up, somebody else decides."""
    said = given.dict()
    made = proposing.propose(actor_of(request), said.pop("id"), charge=Charge(**said))
    return Status(201, made)


@router.get("/urgent-findings/{finding_id}", response=FindingDetailOut)
def get_finding(request: HttpRequest, finding_id: uuid.UUID) -> Finding:
    """One finding with its facts, the persons it is against, what was said and decided."""
    return access.find(actor_of(request), finding_id)


@router.post("/urgent-findings/{finding_id}/opening", response=FindingOut)
def open_hearing(request: HttpRequest, finding_id: uuid.UUID, given: SeenIn) -> Finding:
    """Take it up: the unit is asked to answer."""
    return hearing.open_hearing(actor_of(request), finding_id, seen=given.seen)


@router.post("/urgent-findings/{finding_id}/dropping", response=FindingOut)
def drop(request: HttpRequest, finding_id: uuid.UUID, given: ReasonIn) -> Finding:
    """Do not pursue it."""
    return hearing.drop(actor_of(request), finding_id, **given.dict())


@router.post("/urgent-findings/{finding_id}/answer", response=FindingOut)
def answer(request: HttpRequest, finding_id: uuid.UUID, given: StatementIn) -> Finding:
    """Answer the charge."""
    return hearing.answer(actor_of(request), finding_id, **given.dict())


@router.post("/urgent-findings/{finding_id}/silence", response=FindingOut)
def note_silence(request: HttpRequest, finding_id: uuid.UUID, given: SeenIn) -> Finding:
    """Nobody answered in time."""
    return hearing.note_silence(actor_of(request), finding_id, seen=given.seen)


@router.post("/urgent-findings/{finding_id}/decision", response=FindingOut)
def decide(request: HttpRequest, finding_id: uuid.UUID, given: DecisionIn) -> Finding:
    """Decide."""
    return deciding.decide(actor_of(request), finding_id, **given.dict())


@router.post("/urgent-findings/{finding_id}/acceptance", response=FindingOut)
def accept(request: HttpRequest, finding_id: uuid.UUID, given: SeenIn) -> Finding:
    """Accept the decision."""
    return deciding.accept(actor_of(request), finding_id, seen=given.seen)


@router.post("/urgent-findings/{finding_id}/objection", response=FindingOut)
def object_to(request: HttpRequest, finding_id: uuid.UUID, given: StatementIn) -> Finding:
    """Bring the decision before the next level, once."""
    return deciding.object_to(actor_of(request), finding_id, **given.dict())


@router.post("/urgent-findings/{finding_id}/review", response=FindingOut)
def review(request: HttpRequest, finding_id: uuid.UUID, given: DecisionIn) -> Finding:
    """Decide on the objection."""
    return deciding.review(actor_of(request), finding_id, **given.dict())


@router.post("/urgent-findings/{finding_id}/closing", response=FindingOut)
def close(request: HttpRequest, finding_id: uuid.UUID, given: SeenIn) -> Finding:
    """Close what nobody objected to in time."""
    return deciding.close(actor_of(request), finding_id, seen=given.seen)


@router.post("/urgent-findings/{finding_id}/reopening", response=FindingOut)
def reopen(request: HttpRequest, finding_id: uuid.UUID, given: ReasonIn) -> Finding:
    """Something came to light afterwards."""
    return deciding.reopen(actor_of(request), finding_id, **given.dict())
