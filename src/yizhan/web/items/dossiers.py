# SPDX-License-Identifier: Apache-2.0
"""Everything that staff read beside the paper: who, from where, what was checked, what happened."""

import datetime
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from yizhan.domains.items import access
from yizhan.domains.items.models import Contribution, Item, Review, Text, Verification
from yizhan.domains.items.queries import credit, descent, reviewing
from yizhan.domains.items.queries import wordings as item_wordings
from yizhan.domains.items.states import Channel, State
from yizhan.kernel import clock
from yizhan.kernel.actors import Actor
from yizhan.web.clocks.dues import dues_of
from yizhan.web.components import Contributor, Fact, HistoryEntry, ShownFile, Step
from yizhan.web.components import State as Standing
from yizhan.web.items import addresses, attachments, journeys, standing, wordings
from yizhan.web.items.acts import Act, acts_of
from yizhan.web.templatetags.dates import deadline_words, remaining


@dataclass(frozen=True, slots=True)
class Kin:
    """The same matter at another station."""

    station: str
    label: str
    standing: Standing
    url: str = ""
    difference_url: str = ""
    title: str = ""
    share: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dossier:
    """What the page of an item and the panes of the inbox show."""

    item: Item
    text: Text
    parts: list[wordings.Part]
    source_line: str
    standing: Standing
    steps: list[Step]
    acts: list[Act]
    facts: list[Fact]
    people: list[Contributor]
    origins: list[Kin]
    copies: list[Kin]
    synthesis_parts: list[Kin]
    wholes: list[Kin]
    unverified: list[str]
    verifications: list[Verification]
    reviews: list[Review]
    files: list[ShownFile]
    history: list[HistoryEntry]
    url: str
    texts_url: str

    @property
    def primary_acts(self) -> list[Act]:
        """The one thing to do next, if there is one."""
        return [act for act in self.acts if act.is_primary]

    @property
    def other_acts(self) -> list[Act]:
        """What else may be done."""
        return [act for act in self.acts if not act.is_primary]


def dossier_of(actor: Actor, item: Item, *, here: str = "", onward: str = "") -> Dossier:
    """Gather the dossier of an item that the actor may see, with acts that go on `here` or `onward`."""
    text = item_wordings.text_in_force(item)
    verifications = list(reviewing.verifications(item))
    origins, copies = descent.kin(item)
    is_split_off = item.channel == Channel.SPLIT
    parts = parts_of(actor, item) if item.channel == Channel.SYNTHESIS else []
    wholes = list(descent.wholes(item)) if copies else []
    inside = {whole.synthesis_id for whole in wholes}
    return Dossier(
        item=item,
        text=text,
        parts=wordings.parts_of(text),
        source_line=_source_line(item),
        standing=standing.for_staff(item.state),
        steps=standing.steps_of(item),
        acts=acts_of(actor, item, here=here, onward=onward),
        facts=[*_due(actor, item), *_facts(item, text)],
        people=[contributor_shown(one, day_of(item)) for one in credit.contributions(item)],
        origins=_kin(actor, item, [one for one in origins if one.station_id != item.station_id or is_split_off]),
        copies=_kin(actor, item, [one for one in copies if one.pk not in inside]),
        synthesis_parts=parts,
        wholes=[_linked(actor, whole.synthesis, whole.share) for whole in wholes],
        unverified=reviewing.unverified_figures(item, text, verifications),
        verifications=verifications,
        reviews=list(reviewing.reviews(item)) if item.review_round else [],
        files=attachments.shown(item),
        history=journeys.timeline_of(item),
        url=addresses.item(item.public_id),
        texts_url=reverse("item-texts", args=[item.public_id]),
    )


def _source_line(item: Item) -> str:
    parts = [item.authors, item.organization.name_on(day_of(item)) if item.organization else "", item.number]
    return " · ".join(part for part in parts if part)


def _due(actor: Actor, item: Item) -> list[Fact]:
    """Until when the office must decide or the author answer, with the page that says why."""
    if item.state not in {State.SUBMITTED, State.RETURNED}:
        return []
    word = _("To be decided by") if item.state == State.SUBMITTED else _("To be answered by")
    url = reverse("deadline-of", args=[item.public_id])
    return [
        Fact(word, f"{deadline_words(at)} · {remaining(at)}", url=url)
        for at in dues_of(actor, [item.public_id]).values()
    ]


def _facts(item: Item, text: Text) -> list[Fact]:
    facts = [
        Fact(_("Kind"), item.get_kind_display()),
        Fact(_("Came by"), item.get_channel_display()),
        Fact(_("Source"), text.source or _("none given")),
        *(Fact(word, said) for word, said in ((_("Time"), text.occurrence), (_("Extent"), text.scope)) if said),
        Fact(_("Wording"), _("number %(number)s") % {"number": text.number}),
    ]
    if item.state == State.IN_REVIEW:
        level = _("%(level)s of %(levels)s passed") % {"level": item.review_level, "levels": item.review_levels}
        facts.append(Fact(_("Review"), level))
    if item.likes or item.dislikes:
        likes = ngettext("%(count)s like", "%(count)s likes", item.likes) % {"count": item.likes}
        dislikes = ngettext("%(count)s dislike", "%(count)s dislikes", item.dislikes) % {"count": item.dislikes}
        facts.append(Fact(_("Readers"), f"{likes} · {dislikes}"))
    return facts


def day_of(item: Item) -> datetime.date:
    """The day on which an item was handed in: bodies are shown by the name that they had then."""
    return item.submitted_at.astimezone(clock.OFFICE_ZONE).date()


def contributor_shown(one: Contribution, on: datetime.date) -> Contributor:
    """Somebody with a share, as pages show it; the body by its name on a day."""
    post = one.organization.name_on(on) if one.organization and one.person else ""
    return Contributor(name=one.name, post=post, share=round(one.share / 100))


def parts_of(actor: Actor, item: Item) -> list[Kin]:
    """What a synthesis consists of, with the share of each part."""
    return [_linked(actor, part.item, part.share) for part in descent.parts(item)]


def _linked(actor: Actor, other: Item, share: int) -> Kin:
    """A part or a whole: at the same station, so whoever sees the one sees the other."""
    return Kin(
        station=other.authors,
        label=other.number,
        standing=standing.for_staff(other.state),
        url=addresses.item(other.public_id) if other.station_id == actor.station else "",
        title=other.title,
        share=f"{share / 100:g}",
    )


def _kin(actor: Actor, item: Item, others: list[Item]) -> list[Kin]:
    """The same matter elsewhere. An origin may be compared with; a later copy only by who may see it anyway."""
    keys = [other.pk for other in others]
    visible = set(access.visible(actor).filter(pk__in=keys).values_list("pk", flat=True)) if keys else set()
    compared = f"{reverse('item-texts', args=[item.public_id])}?against="
    return [
        Kin(
            station=other.station.short_name,
            label=other.number,
            standing=standing.for_staff(other.state),
            url=addresses.item(other.public_id) if other.pk in visible else "",
            difference_url=f"{compared}{other.public_id}" if other.pk < item.pk or other.pk in visible else "",
        )
        for other in others
    ]
