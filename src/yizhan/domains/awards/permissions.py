# SPDX-License-Identifier: Apache-2.0
"""Rights over award rounds, and which roles hold them.

Whoever opens a round does not decide it, and who opened or decided it does not award it; who is nominated, belongs to
a nominated unit or has a share in a nominated item neither votes nor decides. Roles give the right, `access` compares
the people.
"""

from enum import StrEnum

from yizhan.domains.network.states import Role


class Permission(StrEnum):
    """What may be done with award rounds."""

    OPEN = "awards.round.open"
    BEGIN_VOTING = "awards.round.begin_voting"
    VOTE = "awards.round.vote"
    COUNT = "awards.round.count"
    DECIDE = "awards.round.decide"
    AWARD = "awards.round.award"
    CANCEL = "awards.round.cancel"
    NOMINATE = "awards.nomination.make"
    REVOKE = "awards.nomination.revoke"
    CERTIFY = "awards.nomination.certify"
    OBJECT = "awards.objection.raise"
    ANSWER = "awards.objection.answer"
    READ_RECOMMENDATIONS = "awards.recommendation.read"
    RECOMMEND = "awards.recommendation.propose"
    FORWARD = "awards.recommendation.forward"
    SETTLE = "awards.recommendation.settle"


_EDITORS = frozenset({Role.EDITOR, Role.REVIEWER})
_DECIDERS = frozenset({Role.REVIEWER, Role.SIGNER})
_HEADS = frozenset({Role.SIGNER, Role.LEADER})
_STAFF = _EDITORS | _HEADS | {Role.SUPERVISOR}
_READERS = _STAFF | {Role.MEMBER, Role.OFFICER, Role.HANDLER}

GRANTS: dict[Permission, frozenset[Role]] = {
    Permission.OPEN: _EDITORS,
    Permission.BEGIN_VOTING: _EDITORS,
    Permission.VOTE: _STAFF,
    Permission.COUNT: _EDITORS,
    Permission.DECIDE: _DECIDERS,
    Permission.AWARD: _HEADS,
    Permission.CANCEL: _EDITORS | _HEADS,
    Permission.NOMINATE: _EDITORS | {Role.OFFICER, Role.HANDLER},
    Permission.REVOKE: _HEADS,
    Permission.CERTIFY: _EDITORS,
    Permission.OBJECT: _READERS,
    Permission.ANSWER: _DECIDERS,
    Permission.READ_RECOMMENDATIONS: _STAFF,
    Permission.RECOMMEND: _EDITORS,
    Permission.FORWARD: _HEADS,
    Permission.SETTLE: _EDITORS,
}

#: The right that each verb on a round needs. The place of a verb is its place among the buttons.
NEEDED: dict[str, Permission] = {
    "vote": Permission.VOTE,
    "nominate": Permission.NOMINATE,
    "begin_voting": Permission.BEGIN_VOTING,
    "count": Permission.COUNT,
    "decide": Permission.DECIDE,
    "award": Permission.AWARD,
    "object_to": Permission.OBJECT,
    "recuse": Permission.VOTE,
    "cancel": Permission.CANCEL,
}

#: The right that each verb on a nomination needs.
NOMINATION_NEEDED: dict[str, Permission] = {
    "withdraw": Permission.NOMINATE,
    "certify": Permission.CERTIFY,
    "hand_over": Permission.CERTIFY,
    "revoke": Permission.REVOKE,
}

#: The right that each verb on a recommendation needs.
RECOMMENDATION_NEEDED: dict[str, Permission] = {
    "forward": Permission.FORWARD,
    "admit": Permission.SETTLE,
    "decline": Permission.SETTLE,
    "take_back": Permission.RECOMMEND,
}
