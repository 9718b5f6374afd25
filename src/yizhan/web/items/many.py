# SPDX-License-Identifier: Apache-2.0
"""One decision about several items, as pages show it: its words, what it asks, a row for each item."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django import forms
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from yizhan.domains.items import access
from yizhan.domains.items.models import Item
from yizhan.domains.items.operations.many import Chosen, Outcome, Prospect
from yizhan.domains.items.permissions import NEEDED
from yizhan.domains.items.states import OF_MANY, STEPS
from yizhan.domains.network import queries as network
from yizhan.kernel import sentences
from yizhan.kernel.actors import Actor
from yizhan.kernel.errors import Refusal
from yizhan.web.components import State as Standing
from yizhan.web.components import Words
from yizhan.web.items import addresses, standing
from yizhan.web.items.filters import ALL
from yizhan.web.items.forms import DeclineForm, ReasonForm, TransferForm
from yizhan.web.steps import NoFields


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """The words of a decision about several items: the button, the question with the count, what came of it."""

    word: Words
    asked: Words
    done: Words
    lead: Words
    form_class: type[forms.Form] = NoFields
    kind: str = "primary"


LOOKS: Mapping[str, Look] = {
    "register": Look(
        word=_("Register"),
        asked=ngettext_lazy("Register %(count)s item?", "Register %(count)s items?", "count"),
        done=ngettext_lazy("%(count)s item registered.", "%(count)s items registered.", "count"),
        lead=_("From now on the office is editing them; each author reads so."),
    ),
    "send_to_review": Look(
        word=_("Send to review"),
        asked=ngettext_lazy("Send %(count)s item to review?", "Send %(count)s items to review?", "count"),
        done=ngettext_lazy("%(count)s item sent to review.", "%(count)s items sent to review.", "count"),
        lead=_("Their wording is fixed until the review is over."),
    ),
    "return_to_author": Look(
        word=_("Return"),
        asked=ngettext_lazy(
            "Return %(count)s item to its author?", "Return %(count)s items to their authors?", "count"
        ),
        done=ngettext_lazy("%(count)s item returned.", "%(count)s items returned.", "count"),
        lead=_("One reason for all: each author reads exactly this."),
        form_class=ReasonForm,
    ),
    "decline": Look(
        word=_("Do not take"),
        asked=ngettext_lazy("Not take %(count)s item?", "Not take %(count)s items?", "count"),
        done=ngettext_lazy("%(count)s item not taken.", "%(count)s items not taken.", "count"),
        lead=_("One reason for all: each author reads it. The items stay on record."),
        form_class=DeclineForm,
    ),
    "transfer": Look(
        word=_("Transfer"),
        asked=ngettext_lazy(
            "Transfer %(count)s item to another station?", "Transfer %(count)s items to another station?", "count"
        ),
        done=ngettext_lazy("%(count)s item transferred.", "%(count)s items transferred.", "count"),
        lead=_("There each becomes an item of its own; contributors keep their access and their share."),
        form_class=TransferForm,
    ),
    "archive": Look(
        word=_("Archive"),
        asked=ngettext_lazy("Archive %(count)s item?", "Archive %(count)s items?", "count"),
        done=ngettext_lazy("%(count)s item archived.", "%(count)s items archived.", "count"),
        lead=_("Adoption may still be recorded; the items leave the lists of the day."),
    ),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Button:
    """One decision in the bar below the list."""

    verb: str
    word: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One item of the decision: `remark` says why it cannot be, or was not; empty where nothing is in the way."""

    key: str
    number: str
    title: str
    authors: str
    url: str
    standing: Standing | None
    remark: str
    seen: int | None


def buttons(actor: Actor, state: str) -> list[Button]:
    """The decisions that rows of this tab of the inbox may meet."""
    return [
        Button(verb=verb, word=LOOKS[verb].word)
        for verb in OF_MANY
        if (state == ALL or state in STEPS[verb].sources) and access.holds(actor, NEEDED[verb])
    ]


def form_of(actor: Actor, verb: str, given: Mapping[str, object] | None = None) -> forms.Form:
    """What the decision asks once for all items."""
    form = LOOKS[verb].form_class(given)
    station = form.fields.get("station")
    if isinstance(station, forms.ChoiceField):
        others = network.stations().exclude(pk=actor.station or 0)
        station.choices = [("", ""), *((str(one.pk), one.name) for one in others)]
    return form


def rows_ahead(found: Sequence[Prospect], seen: Mapping[uuid.UUID, int]) -> list[Row]:
    """The rows before the decision; `seen` are the versions that an earlier showing of the page had."""
    return [
        _row(one.item.public_id, one.item, one.hindrance, seen.get(one.item.public_id, one.item.version))
        for one in found
    ]


def rows_after(found: Sequence[Outcome]) -> list[Row]:
    """The rows after the decision."""
    return [_row(one.public_id, one.item, one.refusal, None) for one in found]


def chosen(given: Sequence[str], seen: Mapping[str, str]) -> list[Chosen]:
    """The chosen items as a form names them, each once, with the versions it carries in `seen-…`."""
    found: dict[uuid.UUID, Chosen] = {}
    for word in given:
        try:
            key = uuid.UUID(word)
        except ValueError:
            continue
        version = seen.get(f"seen-{key}", "")
        found[key] = Chosen(key, int(version) if version.isdecimal() else None)
    return list(found.values())


def undoing(act: uuid.UUID, verb: str, done: Sequence[Outcome], onward: str) -> str:
    """Where one press takes all of it back; nothing where there is nothing to take back, or no way."""
    if not done or not OF_MANY[verb]:
        return ""
    asked = {"items": ",".join(one.public_id.hex for one in done), "next": onward}
    return f"{reverse('items-many-undoing', args=[act])}?{urlencode(asked)}"


def _row(key: uuid.UUID, item: Item | None, refusal: Refusal | None, seen: int | None) -> Row:
    return Row(
        key=str(key),
        number=item.number if item else "",
        title=item.title if item else "",
        authors=item.authors if item else "",
        url=addresses.item(key) if item else "",
        standing=standing.for_staff(item.state) if item else None,
        remark=sentences.refused(refusal)[0] if refusal else "",
        seen=seen,
    )
