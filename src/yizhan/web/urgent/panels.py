# SPDX-License-Identifier: Apache-2.0
"""Parts of the page of an event that have a shape of their own: the wording that counts, its verification."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from yizhan.domains.urgent.models import Emergency
from yizhan.domains.urgent.queries import statements
from yizhan.domains.urgent.states import State


def statement(emergency: Emergency, *, url: str) -> dict[str, Any]:
    """The wording in force with the former ones; nothing before the first report."""
    found = list(statements.versions(emergency))
    if not found and (emergency.state in {State.NOTED, State.WITHDRAWN} or not url):
        return {}
    now = found[0] if found else None
    note = _("version %(number)s") % {"number": now.number} if now else ""
    return {"now": now, "former": found[1:], "note": note, "url": url}


def verification(emergency: Emergency, *, urls: Mapping[str, str]) -> dict[str, Any]:
    """Whose duty it was, and with what outcome; nothing before the report was received."""
    rows = [
        {
            "who": one.post.person.name if one.post else _("the office"),
            "begun_at": one.begun_at,
            "outcome": one.get_outcome_display() if one.outcome else "",
            "note": one.note,
            "by": one.done_by.person.name if one.done_by else "",
            "at": one.done_at,
        }
        for one in statements.verifications(emergency)
    ]
    stands = any(not row["outcome"] for row in rows)
    verify_url = urls["verify"] if stands else ""
    return {"rows": rows, "verify_url": verify_url, "entrust_url": urls["entrust"]} if rows else {}
