# SPDX-License-Identifier: Apache-2.0
"""Findings that wait for the next step, on the workbench."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from yizhan.domains.findings.models import Finding
from yizhan.domains.findings.states import State as FindingState
from yizhan.web.components import State as Standing
from yizhan.web.findings import standing
from yizhan.web.workbench.rows import Waiting


def finding(row: object) -> Waiting:
    """A finding as a row, with the act that is next."""
    if not isinstance(row, Finding):
        raise TypeError("findings only")
    verbs = {
        FindingState.PROPOSED: _("Examine"),
        FindingState.OPENED: pgettext("finding", "Answer"),
        FindingState.HEARD: _("Decide"),
        FindingState.DECIDED: _("Accept or object"),
        FindingState.OBJECTED: _("Decide on the objection"),
    }
    url = reverse("finding", args=[row.public_id])
    return Waiting(
        title=row.title,
        url=url,
        verb=verbs[FindingState(row.state)],
        act_url=url,
        state=Standing(row.get_state_display(), "waiting"),
        since=row.proposed_at,
        about=[standing.charge(row), row.organization.short_name],
    )
