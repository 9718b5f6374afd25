# SPDX-License-Identifier: Apache-2.0
"""Files beside an item: kept for its id as they are chosen, handed in with it, read by whoever may read it.

Files are never kept under a form's own request key, which belongs to the step that the form takes.
"""

import uuid
from typing import BinaryIO, cast

from django.forms import Form
from django.http import FileResponse, HttpRequest
from django.urls import reverse

from yizhan.domains.files import queries as files
from yizhan.domains.files.models import Attachment
from yizhan.domains.files.operations import attaching
from yizhan.domains.items import access
from yizhan.domains.items.models import Item
from yizhan.domains.items.queries import descent
from yizhan.engines.media.kinds import Family
from yizhan.kernel.actors import Actor
from yizhan.kernel.errors import Invalid, NotFound
from yizhan.web.acting import actor_of, signed_in
from yizhan.web.components import ShownFile
from yizhan.web.steps import add_refusal

#: Shown in the browser; everything else is saved, because it comes from outside.
_SHOWN = frozenset({Family.PICTURE, Family.VOICE, Family.VIDEO})


def keep_chosen(request: HttpRequest, subject: uuid.UUID, form: Form) -> None:
    """Keep the files that came with a form; what is refused is said at the field, the others stay."""
    actor = actor_of(request).requested(None)
    for chosen in request.FILES.getlist("attachments"):
        try:
            attaching.keep(actor, subject, chosen.name or "", cast("BinaryIO", chosen.file))
        except Invalid as refusal:
            refusal.field = "attachments"
            add_refusal(form, refusal)


def drop(request: HttpRequest, key: str) -> None:
    """Take back a file that was not handed in yet; one that is gone already is no fault."""
    try:
        attaching.remove(actor_of(request).requested(None), uuid.UUID(key))
    except (ValueError, NotFound):
        return


def unsent(actor: Actor, subject: uuid.UUID) -> list[ShownFile]:
    """What the actor has chosen for a subject and not handed in."""
    return [
        ShownFile(name=one.name, size=one.file.size, key=str(one.public_id))
        for one in files.unsent(subject, actor.post)
    ]


def shown(item: Item) -> list[ShownFile]:
    """The files of an item and of what it was put together from, as links for those who may see it."""
    carriers = descent.carriers(item)
    if len(carriers) == 1:
        return [_shown(item, one) for one in files.files_of(item.public_id)]
    carried = files.attachments_of(carriers)
    return [
        _shown(item, one, note="" if subject == item.public_id else number)
        for subject, number in carriers.items()
        for one in carried.get(subject, ())
    ]


@signed_in
def open_file(request: HttpRequest, public_id: uuid.UUID, file: uuid.UUID) -> FileResponse:
    """A file of an item for whoever may see the item."""
    item = access.find(actor_of(request), public_id)
    for carried in files.attachments_of(descent.carriers(item)).values():
        for attachment in carried:
            if attachment.public_id == file:
                return file_answer(attachment)
    raise NotFound("files.attachment.unknown")


def _shown(item: Item, one: Attachment, *, note: str = "") -> ShownFile:
    url = reverse("item-file", args=[item.public_id, one.public_id])
    return ShownFile(name=one.name, size=one.file.size, key=str(one.public_id), url=url, note=note)


def file_answer(attachment: Attachment) -> FileResponse:
    """A stored file as it may leave: never as the type that a sender claimed, never with rights in our pages."""
    response = FileResponse(
        files.path_of(attachment.file).open("rb"),
        as_attachment=files.family_of(attachment) not in _SHOWN,
        filename=attachment.name,
        content_type=files.media_type_of(attachment),
    )
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["Cache-Control"] = "private, no-cache"
    return response
