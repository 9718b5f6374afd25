# SPDX-License-Identifier: Apache-2.0
"""Which button each verb is: words, address, looks. What is offered the room decides; here it is only put in words."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from yizhan.domains.supervision.models import Assignment, Case


@dataclass(frozen=True, slots=True)
class Button:
    """A verb as a link to its step."""

    verb: str
    url: str
    kind: str


_Looks = tuple[str | Promise, str, str]

_CASE: dict[str, _Looks] = {
    "assign": (_("Assign"), "case-assign", "primary"),
    "establish": (_("Establish the result"), "case-outcome", "primary"),
    "tell_author": (_("Tell the author"), "case-feedback", "primary"),
    "conclude": (_("Conclude"), "case-conclusion", "primary"),
    "take_measure": (_("Record a measure"), "case-measure", "secondary"),
    "reopen": (_("Open again"), "case-reopening", "quiet"),
}

_ASSIGNMENT: dict[str, _Looks] = {
    "accept": (_("Accept"), "assignment-acceptance", "primary"),
    "reply": (_("Reply"), "assignment-reply", "primary"),
    "return_assignment": (_("Return"), "assignment-return", "quiet"),
    "approve": (_("Approve"), "assignment-approval", "primary"),
    "send_back": (_("Send back"), "assignment-send-back", "secondary"),
    "insist": (_("Leave it with the unit"), "assignment-insistence", "secondary"),
    "reassign": (_("Give it to another unit"), "assignment-reassignment", "secondary"),
    "extend": (_("Give more time"), "assignment-extension", "quiet"),
    "urge": (_("Urge"), "assignment-urging", "quiet"),
    "recall": (_("Recall"), "assignment-recall", "quiet"),
}


def case_buttons(case: Case, offers: list[str]) -> list[Button]:
    """The steps of a case that are open now; the first one is the next act."""
    return _buttons(_CASE, case.public_id, offers)


def assignment_buttons(assignment: Assignment, offers: list[str]) -> list[Button]:
    """The steps of an assignment that are open now."""
    return _buttons(_ASSIGNMENT, assignment.public_id, offers)


def _buttons(table: dict[str, _Looks], public_id: object, offers: list[str]) -> list[Button]:
    found = [
        Button(str(verb), reverse(address, args=[public_id]), kind)
        for name, (verb, address, kind) in table.items()
        if name in offers
    ]
    primary = [button for button in found if button.kind == "primary"]
    return (
        [
            button if button is primary[0] or button.kind != "primary" else Button(button.verb, button.url, "secondary")
            for button in found
        ]
        if primary
        else found
    )
