# SPDX-License-Identifier: Apache-2.0
"""Rights over urgent events, and which roles hold them."""

from enum import StrEnum

from yizhan.domains.network.states import Role


class Permission(StrEnum):
    """What may be done with urgent events."""

    NOTE = "urgent.emergency.note"
    REPORT = "urgent.emergency.report"
    RECEIVE = "urgent.emergency.receive"
    FOLLOW_UP = "urgent.emergency.follow_up"
    FORWARD = "urgent.emergency.forward"
    TELL = "urgent.passage.tell"
    DECIDE = "urgent.passage.decide"
    DEPART = "urgent.passage.depart"
    SETTLE = "urgent.statement.settle"
    VERIFY = "urgent.verification.verify"
    ENTRUST = "urgent.verification.entrust"
    CORRECT = "urgent.figure.correct"
    LINK = "urgent.emergency.link"
    CONCLUDE = "urgent.emergency.conclude"
    REOPEN = "urgent.emergency.reopen"
    WITHDRAW = "urgent.emergency.withdraw"


_DESK = frozenset({Role.EDITOR, Role.REVIEWER})
_REPORTERS = _DESK | {Role.OFFICER}

GRANTS: dict[Permission, frozenset[Role]] = {
    Permission.NOTE: _REPORTERS,
    Permission.REPORT: _REPORTERS,
    Permission.RECEIVE: _DESK,
    Permission.FOLLOW_UP: _REPORTERS,
    Permission.FORWARD: _DESK,
    Permission.TELL: _REPORTERS,
    Permission.DECIDE: _DESK,
    Permission.DEPART: _REPORTERS,
    Permission.SETTLE: _DESK,
    Permission.VERIFY: _DESK,
    Permission.ENTRUST: _DESK,
    Permission.CORRECT: _REPORTERS,
    Permission.LINK: _DESK,
    Permission.CONCLUDE: _REPORTERS,
    Permission.REOPEN: _DESK,
    Permission.WITHDRAW: _DESK,
}

#: The right that each verb needs, in the order of the buttons.
NEEDED: dict[str, Permission] = {
    "report": Permission.REPORT,
    "receive": Permission.RECEIVE,
    "follow_up": Permission.FOLLOW_UP,
    "conclude": Permission.CONCLUDE,
    "forward": Permission.FORWARD,
    "tell": Permission.TELL,
    "decide": Permission.DECIDE,
    "depart": Permission.DEPART,
    "settle": Permission.SETTLE,
    "verify": Permission.VERIFY,
    "entrust": Permission.ENTRUST,
    "correct": Permission.CORRECT,
    "link": Permission.LINK,
    "reopen": Permission.REOPEN,
    "withdraw": Permission.WITHDRAW,
}
