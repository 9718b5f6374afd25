# SPDX-License-Identifier: Apache-2.0
"""The page of an item: the dossier for staff, the journey for everybody else who may know of it."""

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from yizhan.domains.items import access
from yizhan.domains.items.models import Item
from yizhan.domains.items.queries import credit, descent
from yizhan.domains.items.queries import wordings as item_wordings
from yizhan.kernel.actors import Actor
from yizhan.web.acting import actor_of, signed_in
from yizhan.web.items import addresses, attachments, journeys, standing, wordings
from yizhan.web.items.acts import acts_of
from yizhan.web.items.audiences import is_staff
from yizhan.web.items.dossiers import contributor_shown, day_of, dossier_of
from yizhan.web.items.places import above_item


@signed_in
def item(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Show an item as the reader may read it."""
    actor = actor_of(request)
    row = access.find(actor, public_id)
    if is_staff(actor):
        return render(request, "items/item.html", {"dossier": dossier_of(actor, row), "places": above_item(actor)})
    return _journey(request, actor, row)


def _journey(request: HttpRequest, actor: Actor, row: Item) -> HttpResponse:
    """Never the office's drafts: what the author wrote, or what was printed."""
    is_printed = row.released_at is not None
    text = item_wordings.text_in_force(row) if is_printed else item_wordings.text_of_author(row)
    is_in_print = bool(descent.printed_with_others([row]))
    acts = acts_of(actor, row)
    context = {
        "item": row,
        "text": text,
        "parts": wordings.parts_of(text),
        "standing": standing.printed_with_others() if is_in_print else standing.for_author(row.state),
        "stops": journeys.stops_of(actor, row),
        "primary_acts": [act for act in acts if act.is_primary],
        "other_acts": [act for act in acts if not act.is_primary],
        "people": [contributor_shown(one, day_of(row)) for one in credit.contributions(row)],
        "files": attachments.shown(row),
        "paper_title": _("As printed") if is_printed else _("What you handed in"),
        "receipt_url": addresses.receipt(row.public_id),
        "places": above_item(actor),
    }
    return render(request, "items/journey.html", context)
