# SPDX-License-Identifier: Apache-2.0
"""What the author of a new item learns of the known while writing, and adding to it instead."""

import datetime
import uuid
from dataclasses import dataclass

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from yizhan.domains.likeness import access
from yizhan.domains.likeness.operations import adding
from yizhan.domains.likeness.permissions import Permission
from yizhan.domains.likeness.states import Verdict
from yizhan.kernel.errors import Refusal
from yizhan.web.acting import actor_of
from yizhan.web.items import addresses
from yizhan.web.items.forms import SubmissionForm
from yizhan.web.steps import add_refusal

#: What of the form is compared, in this order.
_FIELDS = ("title", "situation", "analysis", "suggestion")

#: Below so many characters nothing is said yet that could be compared.
_SHORTEST = 8

#: So many known items are told of.
_TOLD = 3


@dataclass(frozen=True, slots=True)
class KnownShown:
    """One known item: what it is to the one being written, since when; title and address only of one's own."""

    verdict: str
    since: datetime.datetime
    title: str = ""
    url: str = ""


def known_to(request: HttpRequest, key: uuid.UUID, form: forms.Form) -> list[KnownShown]:
    """What is known of that which stands in the form; nothing while hardly anything stands there."""
    said = "\n".join(str(form[name].value() or "").strip() for name in _FIELDS)
    if len("".join(said.split())) < _SHORTEST:
        return []
    found = access.known(actor_of(request), said, besides=key)
    return [
        KnownShown(
            str(Verdict(one.verdict).label),
            one.since,
            one.item.title if one.item else "",
            addresses.item(one.item.public_id) if one.item else "",
        )
        for one in found[:_TOLD]
    ]


def may_add(request: HttpRequest) -> bool:
    """Whether the one who writes may add to a known item."""
    return access.holds(actor_of(request), Permission.ADD)


def added(request: HttpRequest, key: uuid.UUID, form: SubmissionForm) -> HttpResponse | None:
    """Hand in what stands in the form as an addition; None when it was refused, which the form then says."""
    try:
        addition = adding.add(
            actor_of(request), key, wording=form.wording(), is_truthful=form.cleaned_data["is_truthful"]
        )
    except Refusal as refusal:
        add_refusal(form, refusal)
        return None
    return redirect("addition", public_id=addition.public_id)
