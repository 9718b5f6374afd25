# SPDX-License-Identifier: Apache-2.0
"""Syntheses of the sample: items on one matter that wait for the editor at the same time are edited into one."""

import random
import uuid
from typing import TYPE_CHECKING

from yizhan.domains.items.models import Item
from yizhan.domains.items.operations import editing, synthesis
from yizhan.domains.items.operations.apportioning import apportioned
from yizhan.domains.items.operations.synthesis import Wanted
from yizhan.domains.items.operations.writing import Contributor, Wording
from yizhan.domains.items.queries import credit, wordings
from yizhan.domains.items.rules import TITLE_LIMIT
from yizhan.domains.items.states import VerificationResult

if TYPE_CHECKING:
    from yizhan.sample.year import Year

#: The office puts together what is worth it, not everything that is alike.
_MOST = 12


class Together:
    """Holds what is registered and not edited yet, and puts together what belongs together."""

    def __init__(self, year: "Year", *, seed: int) -> None:
        self.year = year
        self.chance = random.Random(seed)  # noqa: S311 -- a lived year, not a secret
        self.fresh: list[uuid.UUID] = []
        self.made = 0

    def wait(self, item: uuid.UUID) -> None:
        """The item is registered; an editor takes it up within days, by itself or with others."""
        self.fresh.append(item)
        self.year.later(0.3, 6, lambda: self._take_up(item))

    def _take_up(self, item: uuid.UUID) -> None:
        if item not in self.fresh:
            return
        matter = self.year.matter_of[item]
        alike = [other for other in self.fresh if self.year.matter_of[other] is matter][:4]
        if len(alike) < 2 or self.made >= _MOST or self.chance.random() < 0.2:
            self.fresh.remove(item)
            self.year.edit(item)
            return
        self.fresh = [other for other in self.fresh if other not in alike]
        self._put_together(alike)

    def _put_together(self, parts: list[uuid.UUID]) -> None:
        rows = [Item.objects.get(public_id=key) for key in parts]
        texts = [wordings.text_in_force(row) for row in rows]
        wording = Wording(
            **{
                **{name: getattr(texts[0], name) for name in Wording.__dataclass_fields__},
                "title": f"多地反映：{texts[0].title}"[:TITLE_LIMIT],
                "situation": "\n\n".join(dict.fromkeys(text.situation for text in texts)),
                "source": f"{len(parts)}篇来稿综合",
            }
        )
        key = uuid.UUID(int=self.chance.getrandbits(128), version=4)
        whole = synthesis.compose(
            self.year.actor("editor"),
            key,
            parts=[Wanted(item=part) for part in parts],
            wording=wording,
            kind=rows[0].kind,
        )
        self.made += 1
        self.year.matter_of[key] = self.year.matter_of[parts[0]]
        if self.made % 5 == 0:
            self.year.later(0.1, 1, lambda: self._undo(key, parts))
            return
        if self.made % 3 == 0:
            self._share(whole)
        self.year.later(0.5, 2, lambda: self._verify(key))

    def _share(self, whole: Item) -> None:
        """Whoever did most of the work gets a larger share."""
        present = credit.contributions(whole)
        shares = apportioned([3 if place == 0 else 2 for place in range(len(present))])
        named = [
            Contributor(share=share, person=one.person_id, organization=one.organization_id, name=one.name)
            for one, share in zip(present, shares, strict=True)
        ]
        reason = "第一作者实地调研，提供了主要情况。"
        editing.set_shares(self.year.actor("editor"), whole.public_id, contributors=named, reason=reason)

    def _undo(self, whole: uuid.UUID, parts: list[uuid.UUID]) -> None:
        synthesis.undo(self.year.actor("editor"), whole, reason="成因不同，分别办理更妥。")
        for part in parts:
            self.year.edit(part)

    def _verify(self, whole: uuid.UUID) -> None:
        note = "已与各来稿人和所在街道核实。"
        editing.verify(self.year.actor("editor"), whole, result=VerificationResult.CONFIRMED, note=note)
        self.year.send_to_review(whole)
