# SPDX-License-Identifier: Apache-2.0
"""Mergers and changes of units that wait for a second administrator, on the workbench."""

from django.urls import reverse
from django.utils.translation import gettext as _

from yizhan.domains.register.models import Change, Merger
from yizhan.web.register.standing import of_change, of_merger
from yizhan.web.workbench.rows import Waiting


def merger(row: object) -> Waiting:
    """A merger as a row, with the act that is next."""
    if not isinstance(row, Merger):
        raise TypeError("mergers only")
    url = reverse("merger", args=[row.public_id])
    return Waiting(
        title=_("Merge two entries: %(duplicate)s and %(person)s")
        % {"duplicate": row.duplicate.name, "person": row.person.name},
        url=url,
        verb=_("Look and confirm"),
        act_url=url,
        state=of_merger(row),
        since=row.at,
        about=[row.reason],
    )


def change(row: object) -> Waiting:
    """A change of units as a row, with the act that is next."""
    if not isinstance(row, Change):
        raise TypeError("changes of units only")
    url = reverse("unit-change", args=[row.public_id])
    return Waiting(
        title=str(row),
        url=url,
        verb=_("Look and confirm"),
        act_url=url,
        state=of_change(row),
        since=row.at,
        about=[row.reason],
    )
