# SPDX-License-Identifier: Apache-2.0
"""Bulletins that wait for the next step, on the workbench."""

from collections.abc import Callable
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.functional import Promise

from yizhan.domains.bulletins import access as bulletins
from yizhan.domains.bulletins.models import Bulletin
from yizhan.domains.network.queries import one_person
from yizhan.kernel.actors import Actor
from yizhan.web.components import State as Standing
from yizhan.web.workbench.rows import Waiting


def bulletins_in(state: str, *, is_own_left_out: bool = False) -> Callable[[Actor], QuerySet[Any]]:
    """Bulletins in a state; without those the actor drafted, if asked."""

    def rows(actor: Actor) -> QuerySet[Any]:
        found = bulletins.visible(actor).filter(state=state).order_by("id")
        return found.exclude(post__person__in=one_person(actor.person)) if is_own_left_out else found

    return rows


def bulletin(verb: str | Promise, word: str | Promise) -> Callable[[object], Waiting]:
    """Bulletins as rows, with the act that is next."""

    def shown(row: object) -> Waiting:
        if not isinstance(row, Bulletin):
            raise TypeError("bulletins only")
        url = reverse("bulletin", args=[row.public_id])
        return Waiting(
            title=row.title,
            url=url,
            verb=str(verb),
            act_url=url,
            state=Standing(str(word), "waiting"),
            since=row.signed_at or row.checked_at or row.at,
        )

    return shown
