# SPDX-License-Identifier: Apache-2.0
"""Adding by hand what nobody recorded, and the proof that is attached to it."""

import uuid
from typing import BinaryIO, cast

from django.http import FileResponse, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _

from yizhan.domains.appraisal import access
from yizhan.domains.appraisal.models import Correction
from yizhan.domains.appraisal.operations import adding, recording
from yizhan.domains.appraisal.operations.adding import Addition
from yizhan.domains.appraisal.permissions import Permission
from yizhan.domains.appraisal.queries import schemes
from yizhan.domains.files import queries as files
from yizhan.domains.files.operations import attaching
from yizhan.kernel.actors import Actor
from yizhan.kernel.errors import NotFound
from yizhan.kernel.ids import new_id
from yizhan.web.acting import actor_of, signed_in
from yizhan.web.appraisal import places
from yizhan.web.appraisal.forms import AdditionForm
from yizhan.web.appraisal.views import record_pages
from yizhan.web.components import Fact


@signed_in
def addition_new(request: HttpRequest) -> HttpResponse:
    """Propose an occasion that the records do not know, with its proof."""
    actor = actor_of(request)
    access.require(actor, Permission.PROPOSE)
    station, key = actor.station or 0, record_pages.uuid_of(request.POST.get("key", "")) or new_id()
    form = AdditionForm(
        request.POST or None,
        kinds=schemes.kinds(station),
        levels=schemes.words_of(station, "level"),
        holders=record_pages.holders(actor),
    )

    def take() -> Correction:
        _keep(actor, key, request)
        return adding.add(actor, key, addition=_addition(form))

    return record_pages.entered(
        request,
        form,
        take,
        "correction",
        {
            "heading": _("Add what nobody recorded"),
            "lead": _("It counts when a second person has seen the proof, and stays marked as added by hand."),
            "verb": _("Propose it"),
            "hidden": {"key": str(key)},
            "places": places.above("corrections"),
            "back": reverse("corrections"),
        },
    )


@signed_in
def proof(request: HttpRequest, public_id: uuid.UUID) -> HttpResponseBase:
    """Hand a proof out to who may read the addition; nothing of it is shown inside a page of ours."""
    found = files.attachment(public_id)
    corrections = access.visible_corrections(actor_of(request))
    if found is None or not corrections.filter(public_id=found.subject).exists():
        raise NotFound("files.attachment.unknown")
    content = files.path_of(found.file).open("rb")
    answer = FileResponse(content, as_attachment=True, filename=found.name, content_type=files.media_type_of(found))
    answer.headers["X-Content-Type-Options"] = "nosniff"
    return answer


def proofs_of(correction: Correction) -> list[Fact]:
    """The files that show an addition, each with its address; none for other corrections."""
    if correction.occasion is not None:
        return []
    return [
        Fact(_("Proof"), one.name, url=reverse("addition-proof", args=[one.public_id]))
        for one in files.attachments(correction.public_id)
    ]


def _keep(actor: Actor, key: uuid.UUID, request: HttpRequest) -> None:
    """Keep the files under the id of the addition; a page sent twice keeps each once."""
    for file in request.FILES.getlist("attachments"):
        attaching.keep(actor.requested(None), key, file.name or "", cast("BinaryIO", file.file))


def _addition(form: AdditionForm) -> Addition:
    told = form.cleaned_data
    kind, _sign, holder = told["holder"].partition("/")
    named = [(uuid.UUID(holder), recording.WHOLE)] if holder else []
    return Addition(
        kind=told["kind"],
        title=told["title"],
        day=told["day"],
        reason=told["reason"],
        words={name: told[name] for name in ("level", "channel") if told.get(name)},
        people=named if kind == "person" else (),
        units=named if kind == "unit" else (),
    )
