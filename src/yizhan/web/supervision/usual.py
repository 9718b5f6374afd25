# SPDX-License-Identifier: Apache-2.0
"""With what an assignment begins before anybody has written a word: task, day, and the units that are named."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from yizhan.domains.clocks.sentences import language
from yizhan.domains.network.models import Organization
from yizhan.domains.supervision.models import Case
from yizhan.domains.supervision.queries import cases, terms


@dataclass(frozen=True, slots=True)
class UsualTask:
    """What is filled in already; `term` says why that day, `named` which units the instructions name, in order."""

    initial: dict[str, str]
    term: str
    named: tuple[Organization, ...]

    @classmethod
    def of(cls, case: Case) -> "UsualTask":
        """The usual task of a case."""
        named = [unit for one in cases.standing(case) for unit in cases.units_named(case.station_id, one.text)]
        usual = terms.proposed(case.station_id, kind=case.item.kind)
        words = _("Handle this as instructed, and answer in writing: opinion, progress, effect.")
        said = {"term": usual.term.in_words(language()), "source": usual.source}
        return cls(
            initial={"task": words, "due_on": usual.day.isoformat()},
            term=_("Usual time limit: %(term)s (%(source)s).") % said,
            named=tuple({unit.pk: unit for unit in named}.values()),
        )
