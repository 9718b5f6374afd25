# SPDX-License-Identifier: Apache-2.0
"""Look-alikes of an item: the list, two side by side, a decision about them; additions and their files."""

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from yizhan.domains.files import queries as files
from yizhan.domains.items import access as items
from yizhan.domains.items.models import Item
from yizhan.domains.items.queries import wordings
from yizhan.domains.likeness import access, queries
from yizhan.domains.likeness.operations import judging
from yizhan.domains.likeness.states import Judgement
from yizhan.kernel.actors import Actor
from yizhan.kernel.errors import NotFound
from yizhan.web.acting import actor_of, signed_in
from yizhan.web.components import Fact
from yizhan.web.items import addresses, attachments
from yizhan.web.items.audiences import is_staff
from yizhan.web.items.forms import SubmissionForm
from yizhan.web.items.fragments import page_or_part, wants_part
from yizhan.web.items.places import above_item, above_part
from yizhan.web.likeness import panels, reasons, sides, writing
from yizhan.web.templatetags.dates import moment

_DONE = {
    Judgement.SAME: _("Noted as the same matter."),
    Judgement.DIFFERENT: _("Noted as not the same. It is not asked again."),
    Judgement.OPEN: _("It is asked anew."),
}


@signed_in
def alike(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """What looks like an item. The margin asks for it as a part, so that opening an item never waits for it."""
    return _panel(request, public_id)


def _panel(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    actor = actor_of(request)
    item = _staffs_item(actor, public_id)
    context = {"panel": panels.panel_of(actor, item), "places": above_part(actor, item)}
    return page_or_part(request, "likeness/alike.html", ("alike",), context)


@signed_in
def pair(request: HttpRequest, public_id: uuid.UUID, other: uuid.UUID) -> HttpResponse:
    """Two items side by side, shared passages marked, and what speaks for and against one matter."""
    actor = actor_of(request)
    item, second = _staffs_item(actor, public_id), items.find(actor, other)
    found = queries.pair(item, second, queries.thresholds(item.station_id))
    text, told = wordings.text_in_force(item), found.text
    context = {
        "item": item,
        "other": second,
        "item_url": addresses.item(item.public_id),
        "other_url": addresses.item(second.public_id),
        "places": above_part(actor, item),
        "verdict": reasons.verdict(found.likeness),
        "facts": reasons.facts(found.likeness),
        "against": reasons.against(found.likeness),
        "passages": len(found.likeness.passages),
        "first": sides.first_side(wordings.said(text), found.likeness.passages),
        "second": sides.second_side(wordings.said(told), found.likeness.passages),
        "judgement": found.judgement,
        "is_judged": found.judgement in {Judgement.SAME, Judgement.DIFFERENT},
        "merge_url": panels.merge_url(actor, item, second),
        "may_judge": access.may_judge(actor, item),
        "judgement_url": reverse("item-alike-judgement", args=[item.public_id, second.public_id]),
    }
    return render(request, "likeness/pair.html", context)


@require_POST
@signed_in
def judge(request: HttpRequest, public_id: uuid.UUID, other: uuid.UUID) -> HttpResponse:
    """Keep what somebody decided about the two; work goes on where it was, and the decision can be undone."""
    judgement = request.POST.get("judgement") or request.GET.get("judgement", "")
    judging.judge(actor_of(request), public_id, other=other, judgement=judgement)
    undo = "" if judgement == Judgement.OPEN else f"{request.path}?judgement={Judgement.OPEN}"
    messages.success(request, str(_DONE[Judgement(judgement)]), extra_tags=undo)
    if wants_part(request, "alike"):
        return _panel(request, public_id)
    return addresses.go_on(request, addresses.wanted_next(request) or reverse("item-alike", args=[public_id]))


@require_POST
@signed_in
def known(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """What is known of that which is being written; the form asks for it as one goes on to the next field."""
    form = SubmissionForm(request.POST)
    found = writing.known_to(request, key, form)
    return render(request, "likeness/known.html", {"key": key, "known": found, "may_add": writing.may_add(request)})


@signed_in
def addition(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """An addition as its author keeps it, with the way to the item for who may read that."""
    actor = actor_of(request)
    found = access.find_addition(actor, public_id)
    facts = [
        Fact(_("Received by"), found.item.station.name),
        Fact(_("Received at"), moment(found.at)),
        Fact(_("Digest"), found.digest),
    ]
    url = addresses.item(found.item.public_id) if items.is_visible(actor, found.item) else ""
    context = {
        "addition": found,
        "facts": facts,
        "files": panels.files_of(found),
        "item_url": url,
        "places": above_item(actor),
    }
    return render(request, "likeness/addition.html", context)


@signed_in
def addition_file(request: HttpRequest, public_id: uuid.UUID, file: uuid.UUID) -> HttpResponseBase:
    """A file of an addition for whoever may read the addition."""
    found = access.find_addition(actor_of(request), public_id)
    attachment = files.attachments(found.public_id).filter(public_id=file).first()
    if attachment is None:
        raise NotFound("files.attachment.unknown")
    return attachments.file_answer(attachment)


def _staffs_item(actor: Actor, public_id: uuid.UUID) -> Item:
    """The item for staff; whoever reads only journeys learns nothing here."""
    item = items.find(actor, public_id)
    if not is_staff(actor):
        raise NotFound("items.item.unknown")
    return item
