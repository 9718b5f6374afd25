# SPDX-License-Identifier: Apache-2.0
"""What may be done with an item now, as buttons: the rooms say which, this table says how they look.

A room above has verbs of its own on items (its `item_offers`); a verb becomes a button when its page stands here.
"""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from yizhan.domains.items import access
from yizhan.domains.items.models import Item
from yizhan.domains.reporting import access as reporting
from yizhan.domains.supervision.access import rights as supervision
from yizhan.kernel.actors import Actor
from yizhan.kernel.ids import new_id


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """How a verb looks: its word, its page, its key. `is_direct` takes effect at once, `opens_page` needs a page of its
    own, the others ask in a sheet; `keeps_place` leaves the item in the list it stands in; `asks_items` begins a
    page of several items with this one.
    """

    word: str | Promise
    page: str
    key: str = ""
    kind: str = "secondary"
    is_direct: bool = False
    opens_page: bool = False
    keeps_place: bool = False
    asks_items: bool = False


#: In the order in which the buttons stand.
LOOKS: Mapping[str, Look] = {
    "register": Look(word=_("Register"), page="item-registration", key="g", kind="primary", is_direct=True),
    "pass_level": Look(word=_("Approve"), page="item-approval", key="a", kind="primary"),
    "pass_last_level": Look(word=_("Approve"), page="item-approval", key="a", kind="primary"),
    "sign_off": Look(word=_("Sign"), page="item-signature", key="a", kind="primary"),
    "send_to_review": Look(word=_("Send to review"), page="item-review", key="s", kind="primary", is_direct=True),
    "revise": Look(word=_("Revise and hand in"), page="item-revision", kind="primary", opens_page=True),
    "edit": Look(word=_("Edit"), page="item-edit", key="e", opens_page=True, keeps_place=True),
    "verify": Look(word=_("Verify"), page="item-verification", key="v", keeps_place=True),
    "send_back": Look(word=_("Send back"), page="item-send-back", key="r"),
    "return_to_author": Look(word=_("Return"), page="item-return", key="r"),
    "transfer": Look(word=_("Transfer"), page="item-transfer", key="t"),
    "decline": Look(word=_("Do not take"), page="item-decline", key="d"),
    "reconsider": Look(word=_("Take up after all"), page="item-reconsideration"),
    "recall": Look(word=_("Take back from review"), page="item-recall", is_direct=True),
    "withdraw_signature": Look(word=_("Withdraw signature"), page="item-signature-withdrawal"),
    "merge": Look(
        word=_("Put together"), page="items:synthesis-new", key="m", opens_page=True, keeps_place=True, asks_items=True
    ),
    "compose": Look(word=_("Parts"), page="item-parts", key="p", opens_page=True, keeps_place=True),
    "split": Look(word=_("Split"), page="item-split", opens_page=True),
    "unite": Look(word=_("Undo the split"), page="item-reunion"),
    "share": Look(word=_("Shares"), page="item-shares", opens_page=True, keeps_place=True),
    "forward": Look(word=_("Report upward"), page="item-report", opens_page=True),
    "record_adoption": Look(word=_("Record an adoption"), page="adoption-new", opens_page=True),
    "archive": Look(word=_("Archive"), page="item-archiving"),
    "write_instruction": Look(word=_("Instruct"), page="instruction-new", kind="primary", opens_page=True),
    "record_instruction": Look(word=_("Record an instruction"), page="instruction-new", opens_page=True),
    "withdraw": Look(word=_("Withdraw"), page="item-withdrawal"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """One button. `go_on` is where work goes on (`asking_url` carries it); `act` makes a double click one act."""

    look: Look
    url: str
    asking_url: str
    go_on: str
    act: uuid.UUID = field(default_factory=new_id)

    @property
    def is_primary(self) -> bool:
        """Whether this is the one thing to do next."""
        return self.look.kind == "primary"


def acts_of(actor: Actor, item: Item, *, here: str = "", onward: str = "") -> list[Act]:
    """The buttons of an item for the one who looks at it.

    After a step that takes the item from the list work goes on at `onward`, after another one again `here`.
    """
    offered = {
        *access.offers(actor, item),
        *reporting.item_offers(actor, item),
        *supervision.item_offers(actor, item),
    }
    return [_act(look, item, here if look.keeps_place else onward) for verb, look in LOOKS.items() if verb in offered]


def _act(look: Look, item: Item, go_on: str) -> Act:
    if look.asks_items:
        url = f"{reverse(look.page)}?{urlencode({'items': str(item.public_id)})}"
        return Act(look=look, url=url, asking_url=f"{url}&{urlencode({'next': go_on})}" if go_on else url, go_on=go_on)
    url = reverse(look.page, args=[item.public_id])
    return Act(look=look, url=url, asking_url=f"{url}?{urlencode({'next': go_on})}" if go_on else url, go_on=go_on)
