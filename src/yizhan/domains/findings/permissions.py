# SPDX-License-Identifier: Apache-2.0
"""Rights over findings, and which roles hold them."""

from enum import StrEnum

from yizhan.domains.network.states import Role


class Permission(StrEnum):
    """What may be done with findings."""

    PROPOSE = "findings.finding.propose"
    OPEN = "findings.finding.open"
    ANSWER = "findings.finding.answer"
    DECIDE = "findings.finding.decide"
    OBJECT = "findings.finding.object"
    REVIEW = "findings.finding.review"
    CLOSE = "findings.finding.close"
    REOPEN = "findings.finding.reopen"
    STUDY = "findings.study.read"


_DESK = frozenset({Role.EDITOR, Role.REVIEWER, Role.SUPERVISOR})
_DECIDERS = frozenset({Role.REVIEWER, Role.SIGNER, Role.SUPERVISOR})
#: Whoever a finding is against speaks for himself, in whatever post; which finding that is says `access`.
_PARTIES = frozenset({Role.OFFICER, Role.HANDLER, Role.MEMBER, Role.LEADER}) | _DESK | _DECIDERS

GRANTS: dict[Permission, frozenset[Role]] = {
    Permission.PROPOSE: _DESK | {Role.SYSTEM},
    Permission.OPEN: _DESK,
    Permission.ANSWER: _PARTIES,
    Permission.DECIDE: _DECIDERS,
    Permission.OBJECT: _PARTIES,
    Permission.REVIEW: _DECIDERS | {Role.LEADER},
    Permission.CLOSE: _DESK,
    Permission.REOPEN: _DECIDERS,
    Permission.STUDY: _DESK | _DECIDERS | {Role.LEADER},
}

#: The right that each verb needs, in the order of the buttons.
NEEDED: dict[str, Permission] = {
    "open_hearing": Permission.OPEN,
    "drop": Permission.OPEN,
    "answer": Permission.ANSWER,
    "note_silence": Permission.OPEN,
    "decide": Permission.DECIDE,
    "object_to": Permission.OBJECT,
    "accept": Permission.OBJECT,
    "review": Permission.REVIEW,
    "close": Permission.CLOSE,
    "reopen": Permission.REOPEN,
}

#: Verbs of whoever the finding is against; nobody else has them, and they have no other.
OF_PARTIES = frozenset({"answer", "object_to", "accept"})
