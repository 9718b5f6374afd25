# SPDX-License-Identifier: Apache-2.0
"""An adoption: recording it, its page, its evidence."""

import uuid
from typing import Any

from django.contrib import messages
from django.db.models import Q
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from yizhan.domains.files import queries as files
from yizhan.domains.items import access as items
from yizhan.domains.items.models import Item
from yizhan.domains.network.models import Station
from yizhan.domains.reporting import access
from yizhan.domains.reporting.models import Adoption
from yizhan.domains.reporting.operations import adoption as operations
from yizhan.domains.reporting.operations import bodies as body_operations
from yizhan.domains.reporting.permissions import Permission
from yizhan.domains.reporting.queries import records
from yizhan.domains.reporting.states import State
from yizhan.kernel.actors import Actor
from yizhan.kernel.errors import Conflict, Invalid, NotFound
from yizhan.kernel.ids import new_id
from yizhan.web.acting import actor_of, signed_in
from yizhan.web.components import Fact, ShownFile
from yizhan.web.components import State as Standing
from yizhan.web.items import addresses as going
from yizhan.web.items import attachments
from yizhan.web.items.places import above_part
from yizhan.web.refusals import status_of
from yizhan.web.reporting import addresses, places
from yizhan.web.reporting.forms import AdoptionForm
from yizhan.web.steps import add_refusal
from yizhan.web.templatetags.dates import day, moment


@signed_in
def new(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Record that a body adopted the item."""
    actor = actor_of(request)
    item = items.find(actor, public_id)
    _check(actor, item)
    if request.method != "POST":
        return _show(request, actor, item, _form(item.station, initial={"adoption": new_id()}))
    if "drop" in request.POST or "keep" in request.POST:
        return _show_again(request, actor, item)
    return _take(request, actor, item)


@signed_in
def adoption(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """What is known of an adoption, and how."""
    actor = actor_of(request)
    row = access.find(actor, public_id)
    own = row.credits.filter(Q(item__station_id=actor.station)).select_related("item").order_by("id")
    context = {
        "adoption": row,
        "places": places.above_adoption(),
        "standing": Standing(State(row.state).label, "done" if row.state == State.RECORDED else "refused"),
        "facts": _facts(row),
        "items": [(one.item, going.item(one.item.public_id)) for one in own],
        "files": _evidence(row),
        "revocation_url": reverse("adoption-revocation", args=[public_id]) if access.offers(actor, row) else "",
    }
    return render(request, "reporting/adoption.html", context)


@signed_in
def evidence(request: HttpRequest, public_id: uuid.UUID, file: uuid.UUID) -> FileResponse:
    """A file that shows the adoption, for whoever may see the adoption."""
    row = access.find(actor_of(request), public_id)
    found = files.attachments(row.public_id).filter(public_id=file).first()
    if found is None:
        raise NotFound("files.attachment.unknown")
    content = files.path_of(found.file).open("rb")
    answer = FileResponse(content, as_attachment=True, filename=found.name, content_type=files.media_type_of(found))
    answer["Content-Security-Policy"] = "default-src 'none'; sandbox"
    answer["Cache-Control"] = "private, no-cache"
    return answer


def _check(actor: Actor, item: Item) -> None:
    """Say before anything is typed what the operation would say afterwards."""
    access.require(actor, Permission.RECORD)
    if "record_adoption" not in access.item_offers(actor, item):
        raise Conflict("reporting.item.not_approved", number=item.number)


def _take(request: HttpRequest, actor: Actor, item: Item) -> HttpResponse:
    form = _form(item.station, request)
    form.full_clean()
    attachments.keep_chosen(request, form.key, form)
    if not form.is_valid():
        return _show(request, actor, item, form, status=422)
    try:
        recorded = _recorded(request, actor, item, form)
    except (Invalid, Conflict, NotFound) as refusal:
        if isinstance(refusal, NotFound) and refusal.field != "body":
            raise
        add_refusal(form, refusal)
        return _show(request, actor, items.find(actor, item.public_id), form, status=status_of(refusal))
    messages.success(request, _("The adoption is recorded. The author reads of it."))
    return going.go_on(request, going.wanted_next(request) or addresses.adoption(recorded.public_id))


def _recorded(request: HttpRequest, actor: Actor, item: Item, form: AdoptionForm) -> Adoption:
    """Enter the body first if it is a new one; a body that is on the list already is taken from there."""
    seen = request.POST.get("seen", "")
    return operations.record_adoption(
        actor,
        item.public_id,
        particulars=form.particulars(_body(actor, item.station, form)),
        adoption=form.key,
        seen=int(seen) if seen.isdecimal() else None,
    )


def _body(actor: Actor, station: Station, form: AdoptionForm) -> uuid.UUID:
    named = form.new_body()
    if not named:
        return uuid.UUID(form.cleaned_data["body"])
    known = records.bodies(station).filter(name=named["name"], level=named["level"] or 0).first()
    if known is not None:
        return known.public_id
    return body_operations.enter_body(actor.requested(None), **named).public_id


def _show_again(request: HttpRequest, actor: Actor, item: Item) -> HttpResponse:
    """The form as it was typed, after a file was added or taken back."""
    form = _form(item.station, request)
    form.errors.clear()
    if "drop" in request.POST:
        attachments.drop(request, request.POST["drop"])
    attachments.keep_chosen(request, form.key, form)
    return _show(request, actor, item, form)


def _form(station: Station, request: HttpRequest | None = None, initial: dict[str, Any] | None = None) -> AdoptionForm:
    """The form with the bodies of the station and of the stations above to choose from, the highest first."""
    bodies = {(one.name, one.level): one for one in records.bodies(station)}
    listed = [(str(one.public_id), f"{one.name}（{one.get_level_display()}）") for one in bodies.values()]
    return AdoptionForm(request.POST if request else None, bodies=listed, initial=initial)


def _show(request: HttpRequest, actor: Actor, item: Item, form: AdoptionForm, *, status: int = 200) -> HttpResponse:
    fields = [form[name] for name in ("new_name", "new_level", "new_kind", "new_line")]
    context = {
        "item": item,
        "places": above_part(actor, item),
        "form": form,
        "act": new_id(),
        "seen": item.version,
        "new_body": fields,
        "has_new_body": bool(form["new_name"].value()),
        "files": attachments.unsent(actor, form.key),
        "adoptions": [(str(one), addresses.adoption(one.public_id)) for one in records.adoptions_of(item)],
        "next": going.wanted_next(request),
        "back": going.wanted_next(request) or going.item(item.public_id),
    }
    return render(request, "reporting/new_adoption.html", context, status=status)


def _facts(row: Adoption) -> list[Fact]:
    said = [
        (_("Adopted on"), day(row.adopted_on)),
        (_("Level"), row.get_level_display()),
        (_("Line"), row.get_line_display() if row.line else ""),
        (_("Publication"), f"《{row.publication}》" if row.publication else ""),
        (_("Form of use"), row.get_form_display()),
        (_("Title used"), row.title_used),
        (_("Told by"), row.told_by),
        (_("Explanation"), row.evidence),
        (_("Recorded by"), row.station.name),
        (_("Recorded at"), moment(row.at)),
    ]
    return [Fact(term, value) for term, value in said if value]


def _evidence(row: Adoption) -> list[ShownFile]:
    return [
        ShownFile(
            name=one.name,
            size=one.file.size,
            key=str(one.public_id),
            url=reverse("adoption-evidence", args=[row.public_id, one.public_id]),
        )
        for one in files.attachments(row.public_id)
    ]
