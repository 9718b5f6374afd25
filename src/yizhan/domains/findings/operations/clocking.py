# SPDX-License-Identifier: Apache-2.0
"""The clocks of a finding: by when the unit answers, and by when it objects. Called inside other operations."""

import datetime

from yizhan.domains.clocks.models import Deadline
from yizhan.domains.clocks.operations import running
from yizhan.domains.clocks.queries.reckoning import terms
from yizhan.domains.findings import rules
from yizhan.domains.findings.models import Finding
from yizhan.domains.findings.queries import cases
from yizhan.domains.rulebook import queries as rulebook
from yizhan.domains.rulebook.rules.definitions import Definition
from yizhan.engines.calendars.durations import Duration
from yizhan.kernel.actors import Actor


def await_answer(actor: Actor, finding: Finding) -> datetime.datetime:
    """The unit's right to answer begins; answers with its end."""
    return _begin(actor, finding, cases.ANSWER, rules.ANSWER).due_at


def await_objection(actor: Actor, finding: Finding) -> datetime.datetime:
    """The unit may object from now on; answers with the end of that time."""
    return _begin(actor, finding, cases.OBJECTION, rules.OBJECTION).due_at


def met(actor: Actor, finding: Finding, kind: str) -> None:
    """The unit used its time."""
    running.meet(actor, finding.public_id, kind)


def call_off(actor: Actor, finding: Finding, kind: str, *, reason: str) -> None:
    """Nothing is waited for any more."""
    running.cancel(actor, finding.public_id, kind, reason=reason)


def _begin(actor: Actor, finding: Finding, kind: str, definition: Definition[Duration]) -> Deadline:
    found = rulebook.candidates(finding.station_id, definition, organization=finding.organization_id)
    return running.open_deadline(
        actor,
        finding.public_id,
        kind,
        station=finding.station_id,
        title=finding.title,
        terms=terms(definition, found),
        matter=finding.public_id,
        organization=finding.organization_id,
    )
