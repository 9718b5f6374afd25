# SPDX-License-Identifier: Apache-2.0
"""Test calls and swaps that wait for an answer, on the workbench."""

from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from yizhan.domains.duty import access as duty
from yizhan.domains.duty.models import CheckCall, Swap
from yizhan.domains.duty.states import CheckCallState, SwapState
from yizhan.domains.network.queries import one_person
from yizhan.kernel.actors import Actor
from yizhan.web.components import State as Standing
from yizhan.web.workbench.rows import Waiting


def called(actor: Actor) -> QuerySet[Any]:
    """Test calls to the actor."""
    asked = CheckCall.objects.filter(state=CheckCallState.ASKED, shift__person__in=one_person(actor.person))
    return asked.select_related("shift").order_by("id")


def check_call(row: object) -> Waiting:
    """A test call as a row."""
    if not isinstance(row, CheckCall):
        raise TypeError("test calls only")
    return Waiting(
        title=_("Test call: are you there?"),
        url=reverse("duty"),
        verb=_("I am here"),
        act_url=reverse("duty-call-answer", args=[row.public_id]),
        state=Standing(_("waits for your answer"), "waiting"),
        since=row.asked_at,
        about=[row.shift.duty],
        is_urgent=True,
    )


def swaps(actor: Actor) -> QuerySet[Any]:
    """Swaps for which the actor was asked."""
    asked = duty.visible_swaps(actor).filter(state=SwapState.ASKED, to__person__in=one_person(actor.person))
    return asked.select_related("shift__person").order_by("id")


def swap(row: object) -> Waiting:
    """A swap as a row."""
    if not isinstance(row, Swap):
        raise TypeError("swaps only")
    return Waiting(
        title=_("%(name)s asks you to take a shift") % {"name": row.shift.person.name},
        url=reverse("duty"),
        verb=_("Agree or not"),
        act_url=reverse("duty-swap-consent", args=[row.public_id]),
        state=Standing(_("waits for your answer"), "waiting"),
        since=row.asked_at,
        about=[row.shift.duty, row.reason],
    )
