# SPDX-License-Identifier: Apache-2.0
"""The author's form again, for an item that came back: what the office asks for stands above it."""

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from yizhan.domains.items import access
from yizhan.domains.items.models import Item
from yizhan.domains.items.operations import submission
from yizhan.domains.items.operations.writing import Wording
from yizhan.domains.items.permissions import NEEDED
from yizhan.domains.items.queries import journals, wordings
from yizhan.domains.items.rules import TEXT_LENGTH
from yizhan.domains.items.states import Kind
from yizhan.domains.rulebook import queries as rulebook
from yizhan.kernel.actors import Actor
from yizhan.kernel.errors import Conflict, Denied, Invalid
from yizhan.kernel.ids import new_id
from yizhan.web.acting import actor_of, signed_in
from yizhan.web.items import addresses, attachments, drafts
from yizhan.web.items.forms import PARTICULARS, RevisionForm, mark_needed
from yizhan.web.items.places import above_part
from yizhan.web.refusals import status_of
from yizhan.web.steps import add_refusal

#: The event whose reason the author is asked to answer.
_RETURNED = "items.item.returned"


@signed_in
def revise(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Show what was written and why it came back; take the new wording."""
    actor = actor_of(request)
    item = access.find(actor, public_id)
    if not access.permits(actor, "revise", item):
        raise Denied("items.denied", permission=NEEDED["revise"])
    if request.method == "POST" and {"keep", "drop"} & set(request.POST):
        return _keep(request, item)
    if request.method == "POST":
        return _take(request, actor, item)
    text, draft = wordings.text_of_author(item), access.drafts(actor).filter(item=item).first()
    initial = {name: getattr(text, name) for name in Wording.__dataclass_fields__}
    initial |= drafts.initial(draft) if draft else {}
    return _show(request, item, RevisionForm(initial=initial), saved_at=draft.saved_at if draft else None)


@require_POST
@signed_in
def save_draft(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Keep what the author is writing."""
    _store(request, public_id)
    return HttpResponse(status=204)


def _store(request: HttpRequest, public_id: uuid.UUID) -> None:
    kept = drafts.content(RevisionForm, request.POST)
    submission.save_draft(actor_of(request).requested(None), public_id, content=kept, item=public_id)


def _keep(request: HttpRequest, item: Item) -> HttpResponse:
    """Keep draft and files, take a file back, and go on writing."""
    form = RevisionForm(request.POST)
    form.errors.clear()
    if "drop" in request.POST:
        attachments.drop(request, request.POST["drop"])
    attachments.keep_chosen(request, item.public_id, form)
    try:
        _store(request, item.public_id)
    except Invalid as refusal:
        add_refusal(form, refusal)
    if form.errors:
        return _show(request, item, form, status=422)
    return redirect("item-revision", public_id=item.public_id)


def _take(request: HttpRequest, actor: Actor, item: Item) -> HttpResponse:
    form = RevisionForm(request.POST)
    form.full_clean()
    attachments.keep_chosen(request, item.public_id, form)
    if not form.is_valid():
        return _show(request, item, form, status=422)
    seen = request.POST.get("seen", "")
    try:
        submission.revise(
            actor,
            item.public_id,
            wording=form.wording(),
            is_truthful=form.cleaned_data["is_truthful"],
            seen=int(seen) if seen.isdecimal() else None,
        )
    except (Invalid, Conflict) as refusal:
        add_refusal(form, refusal)
        fresh = access.find(actor, item.public_id)
        return _show(request, fresh, form, seen=fresh.version, status=status_of(refusal))
    return redirect(addresses.receipt(item.public_id))


def _show(
    request: HttpRequest,
    item: Item,
    form: RevisionForm,
    *,
    seen: int | None = None,
    saved_at: object = None,
    status: int = 200,
) -> HttpResponse:
    mark_needed(form, item.kind)
    returned = next((entry for entry in reversed(journals.journal(item)) if entry.event == _RETURNED), None)
    context = {
        "item": item,
        "item_url": addresses.item(item.public_id),
        "places": above_part(actor_of(request), item),
        "form": form,
        "act": new_id(),
        "seen": seen or request.POST.get("seen") or item.version,
        "reason": returned.facts["reason"] if returned else "",
        "saved_at": saved_at,
        "files": attachments.unsent(actor_of(request), item.public_id),
        "is_returned": access.possible(item, "revise"),
        "particulars": [form[name] for name in PARTICULARS],
        "has_particulars": item.kind == Kind.PROBLEM or any(form[name].value() for name in PARTICULARS),
        "advised": rulebook.value(item.station_id, TEXT_LENGTH),
    }
    return render(request, "items/revision.html", context, status=status)
