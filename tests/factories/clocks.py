# SPDX-License-Identifier: Apache-2.0
"""Deadlines, opened by the operations as a room would."""

import datetime
import uuid
from typing import Any

from tests.factories.network import House
from yizhan.domains.clocks.models import Deadline
from yizhan.domains.clocks.operations import pausing, running
from yizhan.domains.clocks.queries.reckoning import RuleTerm
from yizhan.engines.calendars.durations import Duration
from yizhan.kernel import clock
from yizhan.kernel.ids import new_id

KIND = "tests.reply"

#: A Monday morning in an ordinary week, in the office's zone.
MONDAY = datetime.datetime(2026, 11, 23, 9, 30, tzinfo=clock.OFFICE_ZONE)


def term(duration: str, label: str = "答复期限") -> RuleTerm:
    """A rule's demand."""
    return RuleTerm(duration=Duration.parse(duration), rule="tests.term", label=label, instrument="《办理办法》第五条")


def running_one(house: House, *, subject: uuid.UUID | None = None, **options: Any) -> Deadline:
    """A deadline of the department, five working days by default."""
    options = {"terms": [term("5 working days")], **options}
    return running.open_deadline(
        house.editor,
        subject or new_id(),
        KIND,
        station=house.station.pk,
        title="答复加装电梯的反映",
        organization=house.department.pk,
        **options,
    )


def paused_one(house: House) -> Deadline:
    """One that stands still."""
    return pausing.pause(house.supervisor, running_one(house).public_id, reason="等待来稿人补充")


def met_one(house: House) -> Deadline:
    """One that was kept."""
    deadline = running_one(house)
    running.meet(house.handler, deadline.subject, KIND)
    deadline.refresh_from_db()
    return deadline


def late_one(house: House) -> Deadline:
    """One that was kept too late."""
    deadline = running_one(house, terms=[term("1 minute")])
    with clock.at(deadline.due_at + datetime.timedelta(seconds=1)):
        running.meet(house.handler, deadline.subject, KIND)
    deadline.refresh_from_db()
    return deadline


def cancelled_one(house: House) -> Deadline:
    """One that was called off."""
    deadline = running_one(house)
    running.cancel(house.editor, deadline.subject, KIND, reason="交办已收回")
    deadline.refresh_from_db()
    return deadline
