# SPDX-License-Identifier: Apache-2.0
"""Where a page of items lies: the list it belongs to, and the item above it."""

from django.urls import reverse
from django.utils.translation import gettext as _

from yizhan.domains.items.models import Item
from yizhan.kernel.actors import Actor
from yizhan.web.components import Tab
from yizhan.web.items import addresses
from yizhan.web.items.audiences import is_staff


def above_item(actor: Actor) -> list[Tab]:
    """The places above the page of an item."""
    return [Tab(_("Inbox"), reverse("items"))] if is_staff(actor) else [Tab(_("My items"), reverse("items-mine"))]


def above_part(actor: Actor, item: Item) -> list[Tab]:
    """The places above a page that belongs to an item."""
    return [*above_item(actor), Tab(item.number, addresses.item(item.public_id))]
