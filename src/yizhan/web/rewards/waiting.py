# SPDX-License-Identifier: Apache-2.0
"""Fee lists that wait for the next step, on the workbench."""

from collections.abc import Callable
from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from yizhan.domains.network.queries import one_person
from yizhan.domains.rewards.access import fees
from yizhan.domains.rewards.models import FeeList
from yizhan.domains.rewards.queries.tariffs import yuan
from yizhan.kernel.actors import Actor
from yizhan.web.components import State as Standing
from yizhan.web.workbench.rows import Waiting


def lists_in(state: str, *own_steps: str) -> Callable[[Actor], QuerySet[Any]]:
    """Lists in a state, without those of which the actor took an excluding step."""

    def rows(actor: Actor) -> QuerySet[Any]:
        taken = Q(pk__isnull=True)
        for step in own_steps:
            taken |= Q(**{f"{step}__person__in": one_person(actor.person)})
        return fees.visible(actor).filter(state=state).exclude(taken).order_by("id")

    return rows


def fee_list(verb: str | Promise, noun: str) -> Callable[[object], Waiting]:
    """Fee lists as rows, with the act that is next."""

    def shown(row: object) -> Waiting:
        if not isinstance(row, FeeList):
            raise TypeError("fee lists only")
        return Waiting(
            title=_("Fee list %(label)s") % {"label": row},
            url=reverse("fee-list", args=[row.public_id]),
            verb=str(verb),
            act_url=reverse(f"fee-list-{noun}", args=[row.public_id]),
            state=Standing(row.get_state_display(), "waiting"),
            since=row.approved_at or row.at,
            about=[_("%(total)s yuan") % {"total": yuan(row.total)}],
        )

    return shown
