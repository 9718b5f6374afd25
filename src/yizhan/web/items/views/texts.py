# SPDX-License-Identifier: Apache-2.0
"""All wordings of an item, and the difference between any two of them or against the item it came from."""

import uuid
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from yizhan.domains.items import access
from yizhan.domains.items.models import Item, Text
from yizhan.domains.items.queries import descent
from yizhan.domains.items.queries import wordings as item_wordings
from yizhan.kernel.actors import Actor
from yizhan.kernel.errors import NotFound
from yizhan.web.acting import actor_of, signed_in
from yizhan.web.components import Tab
from yizhan.web.items import addresses, wordings
from yizhan.web.items.audiences import is_staff
from yizhan.web.items.choices import Choice
from yizhan.web.items.fragments import page_or_part
from yizhan.web.items.places import above_part


@signed_in
def texts(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Two wordings and what lies between them; by default the last change."""
    actor = actor_of(request)
    item = access.find(actor, public_id)
    if not is_staff(actor):
        raise NotFound("items.item.unknown")
    kept = list(item_wordings.texts(item))
    after = _numbered(kept, request.GET.get("after", ""), kept[-1])
    origin = _origin(actor, item, request.GET.get("against", ""))
    before = (
        item_wordings.text_in_force(origin)
        if origin
        else _numbered(kept, request.GET.get("before", ""), _earlier(kept, after))
    )
    compared = wordings.changes(before, after)
    context: dict[str, Any] = {
        "item": item,
        "places": above_part(actor, item),
        "kept": kept,
        "after": after,
        "origin": origin,
        "changes": compared,
        "is_same": not wordings.has_changes(compared),
        "no_change": _("There is only one wording.") if len(kept) == 1 else _("These two wordings are the same."),
        "parts": wordings.parts_of(after),
        "after_words": named(after),
        "choices": _choices(kept, before, after, origin),
        "view_tabs": _views(request),
        "in_columns": request.GET.get("view") == "columns",
        "url": addresses.step("texts", item.public_id),
    }
    return page_or_part(request, "items/texts.html", ("comparison",), context)


def _numbered(kept: list[Text], number: str, otherwise: Text) -> Text:
    return next((text for text in kept if str(text.number) == number), otherwise)


def _earlier(kept: list[Text], after: Text) -> Text:
    return next((text for text in reversed(kept) if text.number < after.number), after)


def _origin(actor: Actor, item: Item, public_id: str) -> Item | None:
    """The item to compare with: one this came from, or a copy that the reader may see."""
    if not public_id:
        return None
    origins, copies = descent.kin(item)
    kin = [*origins, *(copy for copy in copies if access.is_visible(actor, copy))]
    found = next((other for other in kin if str(other.public_id) == public_id), None)
    if found is None:
        raise Http404
    return found


def _choices(kept: list[Text], before: Text, after: Text, origin: Item | None) -> list[Choice]:
    options = [(str(text.number), named(text)) for text in kept]
    earlier = [] if origin else [Choice("before", _("From wording"), str(before.number), options)]
    return [*earlier, Choice("after", _("To wording"), str(after.number), options)]


def named(text: Text) -> str:
    """A wording in a line: its number and who wrote it."""
    who = text.post.person.name if text.post else _("imported")
    return _("%(number)s · %(who)s") % {"number": text.number, "who": who}


def _views(request: HttpRequest) -> list[Tab]:
    def address(view: str) -> str:
        given = request.GET.copy()
        given["view"] = view
        return f"?{given.urlencode()}"

    is_columns = request.GET.get("view") == "columns"
    return [
        Tab(_("in one text"), address("line"), is_current=not is_columns),
        Tab(_("side by side"), address("columns"), is_current=is_columns),
    ]
