# SPDX-License-Identifier: Apache-2.0
"""The office of the sample has filed what it registers under categories for some months: enough to be learned from."""

import datetime
import uuid
from typing import TYPE_CHECKING

from yizhan.domains.items.models import Item
from yizhan.domains.items.states import OPEN
from yizhan.domains.rulebook.operations import laying_down
from yizhan.domains.rulebook.rules.provisions import Instrument, Provision
from yizhan.domains.rulebook.states import Strength
from yizhan.domains.suggestions import rules
from yizhan.domains.suggestions.operations import filing, learning
from yizhan.kernel import clock
from yizhan.kernel.actors import system
from yizhan.sample.matters import MATTERS

if TYPE_CHECKING:
    from yizhan.sample.year import Year

#: Since so many days; what was registered in the last ones still waits for whoever opens the sample.
_SINCE, _UNFILED = 110, 4

#: A year of the district has some fifty cases.
_FEWEST = 30


class Filed:
    """Lays the categories down, files what comes in, and asks at the end that the decisions are learned from."""

    def __init__(self, year: "Year") -> None:
        self.year = year

    def plan(self) -> None:
        """The office begins one day, and asks for the learning when everything else is done."""
        self.year.at(self.year.end - datetime.timedelta(days=_SINCE), self._lay_down)

    def file(self, item: uuid.UUID) -> None:
        """A registered item gets its category, as long as it lies on the desk."""
        since, until = (self.year.end - datetime.timedelta(days=days) for days in (_SINCE, _UNFILED))
        if since < clock.now() < until and Item.objects.filter(public_id=item, state__in=OPEN).exists():
            filing.file_under(self.year.actor("editor"), item, category=self.year.matter_of[item].category)

    def ask(self) -> None:
        """The service learns as soon as it runs: that takes half a minute, for which nobody has to wait."""
        learning.ask(system(self.year.district.station.pk))

    def _lay_down(self) -> None:
        """Categories, and that so few cases as a district has are enough to learn units from."""
        station, today = self.year.district.station.pk, clock.today()
        origin = Instrument(title="《社情民意信息分类办法（试行）》", article="第三条")
        categories = sorted({matter.category for matter in MATTERS})
        for definition, value in ((rules.CATEGORIES, categories), (rules.FEWEST_EXAMPLES, _FEWEST)):
            provision = Provision(
                key=definition.key, value=value, valid_from=today, instrument=origin, strength=Strength.SHOULD
            )
            laying_down.lay_down(system(station), station, provision)
