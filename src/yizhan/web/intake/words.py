# SPDX-License-Identifier: Apache-2.0
"""Imports in words: fields, grounds of a guess, places in a file, refused rows."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from yizhan.domains.items.models import Intake
from yizhan.domains.items.operations.intake import Rejection, as_facts
from yizhan.engines.media.column_names import Field
from yizhan.engines.media.columns import Ground
from yizhan.kernel import sentences
from yizhan.kernel.errors import Invalid

#: The fields that an item keeps, as they are offered.
FIELDS: Mapping[str, str | Promise] = {
    Field.TITLE: gettext_lazy("Title"),
    Field.SITUATION: gettext_lazy("The text itself"),
    Field.ANALYSIS: gettext_lazy("Analysis"),
    Field.SUGGESTION: gettext_lazy("Suggestion"),
    Field.SOURCE: gettext_lazy("Source"),
    Field.OCCURRENCE: gettext_lazy("Time"),
    Field.SCOPE: gettext_lazy("Extent"),
    Field.CONSEQUENCE: gettext_lazy("Consequence"),
    Field.KIND: gettext_lazy("Kind of item"),
    Field.CONTRIBUTOR: gettext_lazy("Contributor"),
    Field.SUBMITTED_AT: gettext_lazy("Handed in on"),
    Field.EXTERNAL_NUMBER: gettext_lazy("Its own number"),
    Field.LIKES: gettext_lazy("Likes"),
    Field.DISLIKES: gettext_lazy("Dislikes"),
}

#: Why a column was taken for a field.
GROUNDS: Mapping[str, str | Promise] = {
    Ground.NAME: gettext_lazy("that is its name"),
    Ground.PART_OF_NAME: gettext_lazy("its name contains the word"),
    Ground.VALUES: gettext_lazy("its values look like it"),
}

_NUMBERED = re.compile(r"(?P<what>row|line) (?P<number>\d+)")


@dataclass(frozen=True, slots=True)
class RefusedRow:
    """A row that cannot be taken: where it stands, which field, what is wrong and what to do."""

    place: str
    field: str
    wrong: str
    remedy: str


def refused_now(rejections: Iterable[Rejection]) -> list[RefusedRow]:
    """The rows that an import would refuse, in the order of the file."""
    return _refused_rows(as_facts(one) for one in rejections)


def refused_then(intake: Intake) -> list[RefusedRow]:
    """The rows that an import left out, in the order of the file."""
    return _refused_rows(intake.refused)


def _refused_rows(rows: Iterable[Mapping[str, Any]]) -> list[RefusedRow]:
    return [_refused_row(facts) for facts in sorted(rows, key=lambda facts: _number(facts["place"]))]


def _number(place: str) -> int:
    """Which row it is; documents have no number and keep their order."""
    numbered = _NUMBERED.fullmatch(place)
    return int(numbered["number"]) if numbered else 0


def _refused_row(facts: Mapping[str, Any]) -> RefusedRow:
    wrong, remedy = sentences.refused(Invalid(facts["code"], field=facts["field"], **facts["parameters"]))
    return RefusedRow(_place(facts["place"]), str(FIELDS.get(facts["field"], facts["field"])), wrong, remedy)


def _place(place: str) -> str:
    """Where a row stands: a row of a sheet, a line of a text, or the name of a document."""
    numbered = _NUMBERED.fullmatch(place)
    if numbered is None:
        return place
    words = _("line %(number)s") if numbered["what"] == "line" else _("row %(number)s")
    return words % {"number": numbered["number"]}
