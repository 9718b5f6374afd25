# SPDX-License-Identifier: Apache-2.0
"""A year of work in the invented district, lived forward: each act is due at a moment and may call for the next.

Chances are drawn from one seeded source, in the order of the moments, so the same seed gives the same year.
"""

import datetime
import heapq
import random
import uuid
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from yizhan.domains.clocks.operations import ringing
from yizhan.domains.items.models import Item
from yizhan.domains.items.operations import editing, registration, release, review, submission
from yizhan.domains.items.operations.writing import WHOLE, Contributor, Wording
from yizhan.domains.items.states import DeclineReason, Kind, VerificationResult
from yizhan.domains.notices.models import Notice
from yizhan.domains.notices.operations import telling as notices
from yizhan.kernel import clock, outbox
from yizhan.kernel.actors import Actor, system
from yizhan.kernel.errors import Conflict
from yizhan.sample import matters
from yizhan.sample.appraised import Appraised
from yizhan.sample.awarded import Awarded
from yizhan.sample.bulletins import Bulletins
from yizhan.sample.charged import Charged
from yizhan.sample.emergencies import Emergencies
from yizhan.sample.filed import Filed
from yizhan.sample.matters import MATTERS, Matter
from yizhan.sample.network import District
from yizhan.sample.owed import Owed
from yizhan.sample.places import TOWNSHIPS
from yizhan.sample.rewarded import Rewarded
from yizhan.sample.supervised import Supervised
from yizhan.sample.together import Together
from yizhan.sample.wanted import Wanted

Act = Callable[[], object]

#: What the sample says it holds, in this order.
COUNTED = ("items", "issues", "reports", "adoptions", "instructions", "cases", "topics", "fee_lists")

#: Days before today whose notices the sample still holds; what is older was told and read long ago.
TOLD_DAYS = 60

#: So many members at the end of the list write nothing of their own: it is the member's whom visitors are.
_STANDS_FOR = 6


class Year:
    """The year as a queue of acts, each with its moment."""

    def __init__(
        self, district: District, start: datetime.datetime, end: datetime.datetime, *, seed: int, items: int
    ) -> None:
        self.district = district
        self.start, self.end = start, end
        self.chance = random.Random(seed)  # noqa: S311 -- a lived year, not a secret
        self.items = items
        self.counts = dict.fromkeys(COUNTED, 0)
        self.matter_of: dict[uuid.UUID, Matter] = {}
        self._queue, self._order = list[tuple[datetime.datetime, int, Act]](), 0
        self.bulletins = Bulletins(self)
        self.supervised = Supervised(self)
        self.together = Together(self, seed=seed)
        self.owed = Owed(self)
        self.charged = Charged(self)
        self.emergencies = Emergencies(self, seed)
        self.filed = Filed(self)

    def live(self) -> dict[str, int]:
        """Live the year to its end; acts due after today are left for whoever opens the sample."""
        self.bulletins.found()
        Wanted(self).plan()
        self.owed.plan()
        self.charged.plan()
        Appraised(self).plan()
        self.emergencies.plan()
        self.filed.plan()
        Rewarded(self).plan()
        Awarded(self).plan()
        for number in range(self.items):
            self.at(self._office_hours(self.start + (self.end - self.start) * (number / self.items)), self._submit)
        for week in range(1, 53):
            self.at(self.start + datetime.timedelta(weeks=week, hours=7), self.bulletins.release_week)
            self.at(self.start + datetime.timedelta(weeks=week, hours=8), lambda: ringing.ring_due(system()))
        for day in range(TOLD_DAYS):
            self.at(self.end - datetime.timedelta(days=day), self._tell)
        with outbox.silence():
            self._live_until(self.end - datetime.timedelta(days=TOLD_DAYS))
        self._live_until(self.end)
        with clock.at(self.end):
            self.supervised.stand_everywhere()
            self.owed.keep()
            self.filed.ask()
            self._tell()
            _read_old_notices(self)
        return self.counts

    def _live_until(self, moment: datetime.datetime) -> None:
        while self._queue and self._queue[0][0] <= moment:
            due, _, act = heapq.heappop(self._queue)
            with clock.at(due):
                act()

    def at(self, moment: datetime.datetime, act: Act) -> None:
        """Let something happen at a moment."""
        self._order += 1
        heapq.heappush(self._queue, (moment, self._order, act))

    def later(self, low: float, high: float, act: Act) -> None:
        """Let something happen between `low` and `high` days from now, at an hour when offices work."""
        self.at(self._office_hours(clock.now() + datetime.timedelta(days=self.chance.uniform(low, high))), act)

    def happens(self, probability: float) -> bool:
        """Whether something with this probability happens."""
        return self.chance.random() < probability

    def actor(self, name: str) -> Actor:
        """Somebody of the district by name, as a new act."""
        return self.district.actors[name].requested(None)

    def _office_hours(self, moment: datetime.datetime) -> datetime.datetime:
        local = moment.astimezone(clock.OFFICE_ZONE)
        if local.weekday() >= 5 and not self.happens(0.15):
            local += datetime.timedelta(days=7 - local.weekday())
        placed = local.replace(hour=self.chance.randint(8, 17), minute=self.chance.randint(0, 59))
        return max(placed, moment)

    def _tell(self) -> None:
        """Carry out what the outbox owes, at the hour at which it would have been."""
        while ringing.ring_due(system()) + outbox.carry_out():
            pass

    def _submit(self) -> None:
        matter = self.chance.choice(MATTERS)
        place = self.chance.choice(TOWNSHIPS)
        author = _author(self)
        filled = {"place": place, "number": self.chance.randint(3, 260)}
        wording = _wording(matter, filled, source=self.chance.choice(matters.SOURCES))
        key = uuid.UUID(int=self.chance.getrandbits(128), version=4)
        item = submission.submit(
            author,
            key,
            kind=matter.kind,
            wording=wording,
            contributors=_contributors(self, author),
            is_truthful=True,
            is_urgent=matter.kind == Kind.EARLY_WARNING and self.happens(0.4),
        )
        self.received(item.public_id, matter, author)

    def received(self, item: uuid.UUID, matter: Matter, author: Actor) -> None:
        """An item has come in; the office decides on it before long."""
        self.matter_of[item] = matter
        self.counts["items"] += 1
        self.later(0.05, 3, lambda: self._first_decision(item, author))

    def _first_decision(self, item: uuid.UUID, author: Actor) -> None:
        drawn = self.chance.random()
        if drawn < 0.02:
            submission.withdraw(author, item, reason="情况已有变化,不再反映。")
        elif drawn < 0.10:
            code = self.chance.choice(list(DeclineReason.values))
            registration.decline(self.actor("editor"), item, code=code, reason="感谢您的来稿。")
        elif drawn < 0.20:
            registration.return_to_author(self.actor("editor"), item, reason=self.chance.choice(matters.RETURNS))
            if self.happens(0.85):
                self.later(0.5, 9, lambda: self._revise(item, author))
        elif drawn < 0.22:
            registration.transfer(
                self.actor("editor"),
                item,
                station=self.district.neighbour.pk,
                reason="属于政务信息,转请区信息中心办理。",
            )
        else:
            self._register(item)

    def _revise(self, item: uuid.UUID, author: Actor) -> None:
        text = Item.objects.get(public_id=item).texts.latest("number")
        wording = registration.wording_of(text)
        fuller = Wording(**{**_fields(wording), "situation": wording.situation + "已向所在社区核实具体点位。"})
        submission.revise(author, item, wording=fuller, is_truthful=True)
        self.later(0.1, 2, lambda: self._register(item))

    def _register(self, item: uuid.UUID) -> None:
        registration.register(self.actor("editor"), item)
        self.filed.file(item)
        self.together.wait(item)

    def edit(self, item: uuid.UUID) -> None:
        """Tighten the wording, verify, and decide what becomes of it."""
        text = Item.objects.get(public_id=item).texts.latest("number")
        wording = registration.wording_of(text)
        tighter = Wording(**{**_fields(wording), "suggestion": wording.suggestion.replace("一是", "建议一是")})
        editing.edit(self.actor("editor"), item, wording=tighter, note="压缩文字,突出建议。")
        editing.verify(
            self.actor("editor"), item, result=VerificationResult.CONFIRMED, note="已与来稿人和所在街道电话核实。"
        )
        if self.happens(0.30):
            self.later(3, 12, lambda: self._not_taken(item))
            return
        self.send_to_review(item)

    def send_to_review(self, item: uuid.UUID) -> None:
        """What is edited goes to review, which takes a few days."""
        review.send_to_review(self.actor("editor"), item)
        self.later(0.2, 3, lambda: self._review(item))

    def _not_taken(self, item: uuid.UUID) -> None:
        """True, but not worth an issue, or overtaken meanwhile."""
        code = self.chance.choice((DeclineReason.KNOWN, DeclineReason.OUTDATED, DeclineReason.NO_CONTENT))
        registration.decline(self.actor("editor"), item, code=code, reason="已转有关部门参考，感谢您的来稿。")

    def _review(self, item: uuid.UUID) -> None:
        if self.happens(0.08):
            review.send_back(self.actor("reviewer"), item, reason="请再核实数据来源。")
            self.later(0.5, 3, lambda: self._again(item))
            return
        review.approve(self.actor("reviewer"), item)
        self.later(0.1, 2, lambda: self._second_level(item))

    def _again(self, item: uuid.UUID) -> None:
        review.send_to_review(self.actor("editor"), item)
        self.later(0.2, 2, lambda: self._pass_first(item))

    def _pass_first(self, item: uuid.UUID) -> None:
        review.approve(self.actor("reviewer"), item)
        self.later(0.1, 2, lambda: self._second_level(item))

    def _second_level(self, item: uuid.UUID) -> None:
        review.approve(self.actor("reviewer2"), item)
        self.later(0.1, 1.5, lambda: self._sign(item))

    def _sign(self, item: uuid.UUID) -> None:
        review.sign_off(self.actor("signer"), item)
        self.bulletins.waiting.append(item)

    def archive(self, item: uuid.UUID) -> None:
        """Put a released item into the archive, unless it is there already."""
        try:
            release.archive(self.actor("editor"), item)
        except Conflict:
            return


def _author(year: Year) -> Actor:
    """Most members write once in a year or never; whoever opens the sample comes as one of those who write often."""
    members = year.district.members
    if year.happens(0.72):
        drawn = year.chance.choice(members)
        return year.actor("member") if drawn in members[-_STANDS_FOR:] else drawn
    return year.chance.choice(year.district.officers)


def _contributors(year: Year, author: Actor) -> list[Contributor]:
    if not year.happens(0.18):
        return []
    second = year.chance.choice(year.district.members)
    if second.person == author.person:
        return []
    lead = year.chance.choice((5000, 6000, 7000))
    return [Contributor(share=lead, person=author.person), Contributor(share=WHOLE - lead, person=second.person)]


def _wording(matter: Matter, filled: dict[str, Any], *, source: str) -> Wording:
    """What is handed in on a matter; only a problem needs time, extent and consequence (RULE-028)."""
    wording = Wording(
        title=matter.title.format(**filled),
        situation=matter.situation.format(**filled),
        analysis=matter.analysis,
        suggestion=matter.suggestion,
        source=source,
    )
    if matter.kind != Kind.PROBLEM:
        return wording
    return replace(
        wording,
        occurrence=f"{clock.today():%Y年}{clock.today().month}月以来",
        scope=filled["place"],
        consequence=matter.consequence.format(**filled),
    )


def _fields(wording: Wording) -> dict[str, str]:
    return {name: getattr(wording, name) for name in Wording.__dataclass_fields__}


def _read_old_notices(year: Year) -> None:
    """People have read what is older than two weeks; what is newer waits for whoever opens the sample."""
    since = year.end - datetime.timedelta(days=14)
    newest = dict(Notice.objects.filter(at__lt=since).order_by("id").values_list("person_id", "public_id"))
    for actor in (*year.district.actors.values(), *year.district.members, *year.district.officers):
        if actor.person in newest:
            notices.mark_all_read(actor.requested(None), newest=newest.pop(actor.person))
