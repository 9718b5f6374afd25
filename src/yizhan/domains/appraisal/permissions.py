# SPDX-License-Identifier: Apache-2.0
"""Rights over schemes, points and objections, and which roles hold them."""

from enum import StrEnum

from yizhan.domains.network.states import Role


class Permission(StrEnum):
    """What may be done with schemes and points."""

    READ_OWN = "appraisal.points.read_own"
    READ_UNIT = "appraisal.points.read_unit"
    READ_ALL = "appraisal.points.read_all"
    FREEZE = "appraisal.period.freeze"
    READ_SCHEME = "appraisal.scheme.read"
    WRITE_SCHEME = "appraisal.scheme.write"
    REVIEW_SCHEME = "appraisal.scheme.review"
    PUT_IN_FORCE = "appraisal.scheme.put_in_force"
    PROPOSE = "appraisal.correction.propose"
    CONFIRM = "appraisal.correction.confirm"
    OBJECT = "appraisal.objection.raise"
    ANSWER = "appraisal.objection.answer"
    ENTER = "appraisal.activity.enter"
    CONFIRM_ACTIVITY = "appraisal.activity.confirm"


_AUTHORS = frozenset({Role.MEMBER, Role.OFFICER})
_DESK = frozenset({Role.EDITOR, Role.REVIEWER})
_DECIDERS = frozenset({Role.REVIEWER, Role.SIGNER})
_STAFF = _DESK | {Role.SIGNER, Role.SUPERVISOR, Role.LEADER}

GRANTS: dict[Permission, frozenset[Role]] = {
    Permission.READ_OWN: _AUTHORS | _DESK,
    Permission.READ_UNIT: frozenset({Role.OFFICER}),
    Permission.READ_ALL: _STAFF | {Role.SYSTEM},
    Permission.FREEZE: _DECIDERS | {Role.SYSTEM},
    Permission.READ_SCHEME: _AUTHORS | _STAFF | {Role.SYSTEM},
    Permission.WRITE_SCHEME: _DESK | {Role.SYSTEM},
    Permission.REVIEW_SCHEME: _DECIDERS,
    Permission.PUT_IN_FORCE: frozenset({Role.SIGNER}),
    Permission.PROPOSE: _DESK,
    Permission.CONFIRM: _DECIDERS,
    Permission.OBJECT: _AUTHORS,
    Permission.ANSWER: _DECIDERS,
    Permission.ENTER: _AUTHORS | _DESK,
    Permission.CONFIRM_ACTIVITY: _DESK,
}

#: The right that each verb needs, in the order of the buttons, by what it is done to.
SCHEME_NEEDED: dict[str, Permission] = {
    "rewrite": Permission.WRITE_SCHEME,
    "review": Permission.REVIEW_SCHEME,
    "put_in_force": Permission.PUT_IN_FORCE,
    "return_to_draft": Permission.REVIEW_SCHEME,
    "discard": Permission.WRITE_SCHEME,
}
CORRECTION_NEEDED: dict[str, Permission] = {"confirm": Permission.CONFIRM, "decline": Permission.CONFIRM}
OBJECTION_NEEDED: dict[str, Permission] = {
    "uphold": Permission.ANSWER,
    "dismiss": Permission.ANSWER,
    "close": Permission.ANSWER,
    "withdraw": Permission.OBJECT,
}
ACTIVITY_NEEDED: dict[str, Permission] = {
    "confirm": Permission.CONFIRM_ACTIVITY,
    "strike": Permission.CONFIRM_ACTIVITY,
}
