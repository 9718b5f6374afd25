# SPDX-License-Identifier: Apache-2.0
"""Award rounds in the sample: one of members and officers that ended, one of good items on public notice."""

import datetime
import uuid
from collections.abc import Callable
from typing import TYPE_CHECKING

from yizhan.domains.awards.models import Candidate, Nomination, Round
from yizhan.domains.awards.operations import certifying, deciding, nominating, opening, voting
from yizhan.domains.awards.operations.deciding import Decision
from yizhan.domains.awards.operations.opening import Announcement
from yizhan.domains.awards.states import Kind
from yizhan.domains.network.models import Person
from yizhan.kernel import clock
from yizhan.kernel.actors import Actor

if TYPE_CHECKING:
    from yizhan.sample.year import Year

#: Invented ids, the same in every sample.
_ENDED, _PUBLIC = uuid.UUID(int=0x5EED_0003, version=4), uuid.UUID(int=0x5EED_0004, version=4)

_PANEL = ("leader", "supervisor", "signer")
_NOMINATED, _PLACES = 3, 2


class Awarded:
    """Has two rounds held on days of their own, so that the rest of the year stays as it is."""

    def __init__(self, year: "Year") -> None:
        self.year = year

    def plan(self) -> None:
        """Enter everything in the year's queue."""
        self._hold(_ENDED, Kind.OFFICER, "优秀信息员评选", days_ago=60, first=364, last=65)
        self._on(40, lambda: deciding.award(self._actor("signer"), _ENDED))
        self._on(39, self._certify)
        self._hold(_PUBLIC, Kind.ITEM, "好信息评选", days_ago=5, first=200, last=6)

    def _hold(self, key: uuid.UUID, kind: Kind, name: str, *, days_ago: int, first: int, last: int) -> None:
        today = self.year.end.date()
        about = Announcement(
            kind=kind,
            name=f"{today.year}年度{name}",
            first=today - datetime.timedelta(days=first),
            last=today - datetime.timedelta(days=last),
            instrument="《信息工作表彰办法》第三条",
            places=_PLACES,
            prize="图书一套",
        )
        self._on(days_ago, lambda: opening.open_round(self._actor("editor"), key, announcement=about))
        self._on(days_ago - 1, lambda: self._nominate(key))
        self._on(days_ago - 2, lambda: self._vote(key))
        self._on(days_ago - 3, lambda: self._decide(key))

    def _nominate(self, key: uuid.UUID) -> None:
        eligible = Candidate.objects.filter(round__public_id=key, is_eligible=True).order_by("id")
        for one in eligible.select_related("person", "item")[:_NOMINATED]:
            subject = one.person or one.item
            if subject is not None:
                reason = "报送及时，反映问题准确，促进了问题的解决。"
                nominating.nominate(self._actor("editor"), key, subject=subject.public_id, reason=reason)

    def _vote(self, key: uuid.UUID) -> None:
        panel = [self._actor(name) for name in _PANEL]
        people = Person.objects.filter(pk__in=[actor.acting_person for actor in panel])
        voting.begin_voting(self._actor("editor"), key, panel=list(people.values_list("public_id", flat=True)))
        chosen = [one.public_id for one in self._nominations(key)[:_PLACES]]
        for actor in panel:
            voting.vote(actor, key, nominations=chosen)
        voting.count(self._actor("editor"), key)

    def _decide(self, key: uuid.UUID) -> None:
        decisions = {
            one.public_id: Decision(place < _PLACES, "票数过半，全年表现突出。" if place < _PLACES else "票数未过半。")
            for place, one in enumerate(self._nominations(key))
        }
        deciding.decide(self._actor("reviewer"), key, decisions=decisions)

    def _certify(self) -> None:
        for one in self._nominations(_ENDED)[:_PLACES]:
            certifying.certify(self._actor("editor"), one.public_id)
            certifying.hand_over(self._actor("editor"), one.public_id, on=clock.today())

    def _nominations(self, key: uuid.UUID) -> list[Nomination]:
        return list(Round.objects.get(public_id=key).nominations.order_by("id"))

    def _on(self, days_ago: int, act: Callable[[], object]) -> None:
        self.year.at(self.year.end - datetime.timedelta(days=days_ago) + datetime.timedelta(hours=2), act)

    def _actor(self, name: str) -> Actor:
        return self.year.actor(name)
