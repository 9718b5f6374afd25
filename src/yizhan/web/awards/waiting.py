# SPDX-License-Identifier: Apache-2.0
"""Award rounds that wait for the next step, on the workbench."""

from django.urls import reverse
from django.utils.translation import gettext as _

from yizhan.domains.awards.models import Round
from yizhan.web.components import State as Standing
from yizhan.web.workbench.rows import Waiting

#: The page on which each step is taken; answers are given on the page of the round.
_NOUNS = {"vote": "ballot", "decide": "decision", "award": "award", "count": "count", "begin_voting": "voting"}


def award_round(row: object) -> Waiting:
    """A round as a row, with the act that is next."""
    if not isinstance(row, Round):
        raise TypeError("award rounds only")
    verbs = {
        "vote": _("Vote"),
        "decide": _("Decide"),
        "answer": _("Answer the objection"),
        "award": _("Award"),
        "count": _("Count the votes"),
        "begin_voting": _("Begin the voting"),
    }
    waits = str(getattr(row, "waits", "answer"))
    url = reverse("award-round", args=[row.public_id])
    return Waiting(
        title=row.name,
        url=url,
        verb=verbs[waits],
        act_url=reverse(f"award-{_NOUNS[waits]}", args=[row.public_id]) if waits in _NOUNS else url,
        state=Standing(row.get_state_display(), "waiting"),
        since=row.decided_at or row.at,
        about=[row.get_kind_display()],
    )
