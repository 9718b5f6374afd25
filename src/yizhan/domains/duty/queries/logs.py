# SPDX-License-Identifier: Apache-2.0
"""What was handed over and who answered test calls, the latest first."""

from django.db.models import QuerySet

from yizhan.domains.duty.models import CheckCall, Handover, Number, Shift
from yizhan.domains.duty.states import HandoverState


def handovers(found: QuerySet[Handover]) -> QuerySet[Handover]:
    """The log, with everybody who signed."""
    rows = found.select_related("shift__person", "shift__roster", "written_by__person", "taken_by__person")
    return rows.order_by("-id")


def open_handovers(found: QuerySet[Handover]) -> QuerySet[Handover]:
    """Those that nobody has taken over yet."""
    return handovers(found).filter(state=HandoverState.WRITTEN)


def check_calls(found: QuerySet[CheckCall]) -> QuerySet[CheckCall]:
    """Test calls with whom they were made to."""
    return found.select_related("shift__person", "number", "asked_by__person").order_by("-id")


def numbers(found: QuerySet[Number]) -> QuerySet[Number]:
    """Numbers that are still in use, by person, the one that is tried first before the others."""
    return found.filter(ended_at__isnull=True).select_related("person").order_by("person__name", "person", "rank", "id")


def is_handed_over(shift: Shift) -> bool:
    """Whether what the shift leaves is signed."""
    return Handover.objects.filter(shift=shift).exists()
