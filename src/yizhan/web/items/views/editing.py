# SPDX-License-Identifier: Apache-2.0
"""Editing: the wording in force on the left, the new one on the right. Nothing that was written is ever lost:
a page that was overtaken shows the present wording beside what one wrote, and asks again.
"""

import datetime
import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from yizhan.domains.items import access
from yizhan.domains.items.models import Item, Text
from yizhan.domains.items.operations import editing, submission
from yizhan.domains.items.operations.writing import Wording
from yizhan.domains.items.permissions import NEEDED
from yizhan.domains.items.queries import listing
from yizhan.domains.items.queries import wordings as item_wordings
from yizhan.domains.items.rules import TEXT_LENGTH
from yizhan.domains.rulebook import queries as rulebook
from yizhan.kernel import clock
from yizhan.kernel.actors import Actor
from yizhan.kernel.errors import Conflict, Denied, Invalid
from yizhan.kernel.ids import new_id
from yizhan.web.acting import actor_of, signed_in
from yizhan.web.components import Tab
from yizhan.web.items import addresses, drafts, wordings
from yizhan.web.items.forms import EditForm, with_kind
from yizhan.web.items.fragments import page_or_part
from yizhan.web.items.places import above_part
from yizhan.web.refusals import status_of
from yizhan.web.steps import add_refusal

#: What the form may be sent for besides putting it in force: differences, a draft, the kind that was suggested.
_NOT_YET = ("look", "keep", "as_kind")

#: A draft kept within this time means that somebody is writing now.
_NOW = datetime.timedelta(minutes=10)


@signed_in
def edit(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """The editor's page: form, differences, and the step."""
    actor = actor_of(request)
    item = _found(actor, public_id)
    if request.method == "POST" and any(name in request.POST for name in _NOT_YET):
        return _look(request, actor, item)
    if request.method == "POST":
        return _take(request, actor, item)
    if not access.possible(item, "edit"):
        raise Conflict("items.state.elsewhere", verb="edit", state=item.state)
    return _open(request, actor, item)


@require_POST
@signed_in
def save_draft(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Keep what the editor is writing; others see only that somebody is."""
    actor = actor_of(request).requested(None)
    _keep(request, actor, public_id)
    return HttpResponse(status=204)


def _found(actor: Actor, public_id: uuid.UUID) -> Item:
    item = access.find(actor, public_id)
    if not access.permits(actor, "edit", item):
        raise Denied("items.denied", permission=NEEDED["edit"])
    return item


def _open(request: HttpRequest, actor: Actor, item: Item) -> HttpResponse:
    """The form with the wording in force, or with the draft; a draft that was overtaken says so at once."""
    draft = access.drafts(actor).filter(item=item).first()
    text = item_wordings.text_in_force(item)
    initial = {**_stored(item, text), **(drafts.initial(draft) if draft else {})}
    extra = _meanwhile(item, text, str(initial.get("based_on", text.number)))
    return _show(request, actor, item, EditForm(initial=initial), text, draft=draft, **extra)


def _keep(request: HttpRequest, actor: Actor, public_id: uuid.UUID) -> None:
    given = {name: request.POST.get(name, "") for name in ("seen", "based_on")}
    kept = {**drafts.content(EditForm, request.POST), **given}
    submission.save_draft(actor, public_id, content=kept, item=public_id)


def _look(request: HttpRequest, actor: Actor, item: Item) -> HttpResponse:
    """The same page with the differences so far, or after keeping the draft without JavaScript."""
    if "keep" in request.POST:
        _keep(request, actor.requested(None), item.public_id)
    form = EditForm(with_kind(request.POST))
    form.is_valid()
    return _show(request, actor, item, form, item_wordings.text_in_force(item), written=_written(form))


def _take(request: HttpRequest, actor: Actor, item: Item) -> HttpResponse:
    form = EditForm(request.POST)
    if not form.is_valid():
        return _show(request, actor, item, form, item_wordings.text_in_force(item), status=422)
    try:
        _edited(request, actor, item, form)
    except (Invalid, Conflict) as refusal:
        return _refused(request, actor, access.find(actor, item.public_id), form, refusal)
    messages.success(request, _("The new wording is in force."))
    return addresses.go_on(request, addresses.wanted_next(request) or addresses.item(item.public_id))


def _edited(request: HttpRequest, actor: Actor, item: Item, form: EditForm) -> Item:
    seen = request.POST.get("seen", "")
    return editing.edit(
        actor,
        item.public_id,
        wording=form.wording(),
        note=form.cleaned_data["note"],
        kind=form.cleaned_data["kind"],
        is_urgent=form.cleaned_data["is_urgent"],
        seen=int(seen) if seen.isdecimal() else None,
    )


def _refused(
    request: HttpRequest, actor: Actor, item: Item, form: EditForm, refusal: Invalid | Conflict
) -> HttpResponse:
    """What is wrong, or what stands now beside what was written; the next attempt acts on what is shown here."""
    text = item_wordings.text_in_force(item)
    extra = _meanwhile(item, text, request.POST.get("based_on", "")) if isinstance(refusal, Conflict) else {}
    written = _written(form)
    if "overtaken_by" not in extra:
        add_refusal(form, refusal)
    return _show(request, actor, item, form, text, status=status_of(refusal), written=written, **extra)


def _meanwhile(item: Item, text: Text, based_on: str) -> dict[str, Any]:
    """What others put in force since the wording on which the form is based; the next attempt is based on theirs."""
    before = item_wordings.texts(item).filter(number=int(based_on)).first() if based_on.isdecimal() else None
    extra: dict[str, Any] = {"seen": item.version, "based_on": text.number}
    if before is None or before.number == text.number:
        return extra
    return {**extra, "overtaken_by": text, "meanwhile": wordings.changes(before, text)}


def _show(
    request: HttpRequest, actor: Actor, item: Item, form: EditForm, text: Text, *, status: int = 200, **extra: Any
) -> HttpResponse:
    is_original = request.GET.get("beside") == "original" and text.number > 1
    beside = item_wordings.text_of_author(item) if is_original else text
    written = extra.get("written")
    context = {
        "item": item,
        "places": above_part(actor, item),
        "form": form,
        "act": new_id(),
        "seen": request.POST.get("seen") or item.version,
        "based_on": request.POST.get("based_on") or text.number,
        "text": beside,
        "parts": wordings.parts_of(beside),
        "tabs": _tabs(item, text, is_original=is_original),
        "others": _others(actor, item),
        "advised": rulebook.value(item.station_id, TEXT_LENGTH),
        "changes": wordings.changes(beside, written) if written else [],
        **extra,
    }
    return page_or_part(request, "items/edit.html", ("differences",), context, status=status)


def _tabs(item: Item, text: Text, *, is_original: bool) -> list[Tab]:
    """What may stand on the left: the wording in force, or what the author handed in."""
    if text.number == 1:
        return []
    url = addresses.step("edit", item.public_id)
    return [
        Tab(_("In force"), url, is_current=not is_original),
        Tab(_("As handed in"), f"{url}?beside=original", is_current=is_original),
    ]


def _stored(item: Item, text: Text) -> dict[str, object]:
    return {
        **{name: getattr(text, name) for name in Wording.__dataclass_fields__},
        "kind": item.kind,
        "is_urgent": item.is_urgent,
    }


def _written(form: EditForm) -> Wording:
    """What stands in the form, complete or not."""
    return Wording(**{name: form.cleaned_data.get(name, "") for name in Wording.__dataclass_fields__})


def _others(actor: Actor, item: Item) -> list[str]:
    return listing.also_writing(item, besides=actor.post or 0, since=clock.now() - _NOW)
