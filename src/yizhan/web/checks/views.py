# SPDX-License-Identifier: Apache-2.0
"""What the checks find in an item, in what an editor is writing, and setting a finding aside with a reason."""

import uuid

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from yizhan.domains.checks import access, operations
from yizhan.domains.checks.queries import Found
from yizhan.domains.checks.sentences import problem
from yizhan.domains.items import access as items
from yizhan.domains.items.models import Item
from yizhan.kernel.actors import Actor
from yizhan.kernel.errors import Conflict, Denied, Invalid, NotFound
from yizhan.kernel.ids import new_id
from yizhan.web.acting import actor_of, signed_in
from yizhan.web.checks import panels
from yizhan.web.items import addresses
from yizhan.web.items.audiences import is_staff
from yizhan.web.items.forms import EditForm, ReasonForm
from yizhan.web.items.fragments import page_or_part
from yizhan.web.items.places import above_part
from yizhan.web.refusals import status_of
from yizhan.web.steps import add_refusal


@signed_in
def findings(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """What the checks find in the wording in force. The margin asks for it as a part, after the paper."""
    actor = actor_of(request)
    item = _staffs_item(actor, public_id)
    context = {"item": item, "checks": panels.checks_of(actor, item), "places": above_part(actor, item)}
    return page_or_part(request, "checks/findings.html", ("findings",), context)


@require_POST
@signed_in
def written(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """What the checks find in that which an editor is writing; the form asks for it when it opens and as it changes."""
    _staffs_item(actor_of(request), public_id)
    checks = panels.checks_in(request, request.POST.get("kind", ""), EditForm(request.POST))
    return render(request, "checks/checked.html", {"checks": checks})


@signed_in
def set_aside(request: HttpRequest, public_id: uuid.UUID, key: str) -> HttpResponse:
    """The page on which a finding is set aside with a reason, and setting it aside."""
    actor = actor_of(request)
    item, found = _found(actor, public_id, key)
    form = ReasonForm(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        return _ask(request, actor, item, found, form, status=422 if form.is_bound else 200)
    try:
        operations.set_aside(actor, public_id, key, reason=form.cleaned_data["reason"])
    except (Invalid, Conflict) as refusal:
        add_refusal(form, refusal)
        return _ask(request, actor, item, found, form, status=status_of(refusal))
    undo = reverse("item-finding-opening", args=[public_id, key])
    messages.success(request, _("Set aside; the reason stands beside it."), extra_tags=undo)
    return addresses.go_on(request, addresses.wanted_next(request) or addresses.item(public_id))


@require_POST
@signed_in
def take_up(request: HttpRequest, public_id: uuid.UUID, key: str) -> HttpResponse:
    """Open a finding again."""
    operations.take_up(actor_of(request), public_id, key)
    messages.success(request, _("The finding is open again."))
    return addresses.go_on(request, addresses.wanted_next(request) or addresses.item(public_id))


def _ask(
    request: HttpRequest, actor: Actor, item: Item, found: Found, form: forms.Form, *, status: int
) -> HttpResponse:
    context = {
        "item": item,
        "checks": panels.lines([found]),
        "form": form,
        "act": new_id(),
        "problem": problem(found),
        "places": above_part(actor, item),
        "back": addresses.wanted_next(request) or addresses.item(item.public_id),
    }
    return render(request, "checks/setting_aside.html", context, status=status)


def _found(actor: Actor, public_id: uuid.UUID, key: str) -> tuple[Item, Found]:
    """The item and the finding for the page; whether it may be decided about the operation says again."""
    item = _staffs_item(actor, public_id)
    if not access.permits(actor, item):
        raise Denied("checks.denied")
    for found in access.findings_of(actor, item):
        if found.key == key:
            return item, found
    raise NotFound("checks.finding.unknown")


def _staffs_item(actor: Actor, public_id: uuid.UUID) -> Item:
    """The item for staff; whoever reads only journeys learns nothing here."""
    item = items.find(actor, public_id)
    if not is_staff(actor):
        raise NotFound("items.item.unknown")
    return item
