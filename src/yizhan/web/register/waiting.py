# SPDX-License-Identifier: Apache-2.0
"""Mergers that wait for a second administrator, on the workbench."""

from django.urls import reverse
from django.utils.translation import gettext as _

from yizhan.domains.register.models import Merger
from yizhan.web.register.standing import of_merger
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
