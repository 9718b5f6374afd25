# SPDX-License-Identifier: Apache-2.0
"""Refused rows as a part of a page and as a file by which the table can be corrected."""

from collections.abc import Sequence
from typing import Any

from django.http import HttpResponseBase
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from yizhan.web.components import Column
from yizhan.web.downloads import streamed_csv
from yizhan.web.intake.words import RefusedRow

#: Rows on the page; the file has all of them.
SHOWN = 200


def part(rows: Sequence[RefusedRow], url: str) -> dict[str, Any]:
    """What `intake/refused.html` shows; `url` is the file's address."""
    kinds = ("short", "short", "main", "")
    return {
        "refused": rows[:SHOWN],
        "refused_count": len(rows),
        "has_more_refused": len(rows) > SHOWN,
        "refused_url": url,
        "refused_columns": [Column(head, kind=kind) for head, kind in zip(_heads(), kinds, strict=True)],  # type: ignore[arg-type]
    }


def as_file(rows: Sequence[RefusedRow]) -> HttpResponseBase:
    """All of them as CSV."""
    return streamed_csv("refused.csv", _heads(), ([row.place, row.field, row.wrong, row.remedy] for row in rows))


def _heads() -> list[str]:
    return [pgettext("place in a file", "Where"), _("Field"), _("What is wrong"), _("What to do")]
