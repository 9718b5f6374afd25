# SPDX-License-Identifier: Apache-2.0
"""Rights over topics, requests and decisions, and which roles hold them."""

from enum import StrEnum

from yizhan.domains.network.states import Role


class Permission(StrEnum):
    """What may be done with topics."""

    COMMISSION = "topics.topic.commission"
    EXTEND = "topics.topic.extend"
    CLOSE = "topics.topic.close"
    WITHDRAW = "topics.topic.withdraw"
    REOPEN = "topics.topic.reopen"
    ANSWER = "topics.topic.answer"
    ACCEPT = "topics.request.accept"
    DECLINE = "topics.request.decline"
    FOLLOW = "topics.decision.follow"
    ISSUE = "topics.decision.issue"
    CONCLUDE = "topics.decision.conclude"
    MARK_PHASE = "topics.decision.mark_phase"
    SURVEY = "topics.survey.ask"
    COMPUTE = "topics.survey.compute"
    RENAME_HOT = "topics.hot_topic.rename"
    MERGE_HOT = "topics.hot_topic.merge"
    DROP_HOT = "topics.hot_topic.drop"
    RESTORE_HOT = "topics.hot_topic.restore"


_AUTHORS = frozenset({Role.MEMBER, Role.OFFICER, Role.EDITOR, Role.REVIEWER})
_EDITORS = frozenset({Role.EDITOR, Role.REVIEWER})

GRANTS: dict[Permission, frozenset[Role]] = {
    Permission.COMMISSION: _EDITORS,
    Permission.EXTEND: _EDITORS,
    Permission.CLOSE: _EDITORS,
    Permission.WITHDRAW: _EDITORS,
    Permission.REOPEN: _EDITORS,
    Permission.ANSWER: _AUTHORS,
    Permission.ACCEPT: _AUTHORS,
    Permission.DECLINE: _AUTHORS,
    Permission.FOLLOW: _EDITORS,
    Permission.ISSUE: _EDITORS,
    Permission.CONCLUDE: _EDITORS,
    Permission.MARK_PHASE: _EDITORS,
    Permission.SURVEY: _EDITORS | {Role.SYSTEM},
    Permission.COMPUTE: frozenset({Role.SYSTEM}),
    Permission.RENAME_HOT: _EDITORS,
    Permission.MERGE_HOT: _EDITORS,
    Permission.DROP_HOT: _EDITORS,
    Permission.RESTORE_HOT: _EDITORS,
}

#: The right that each verb on a topic needs.
NEEDED: dict[str, Permission] = {
    "answer": Permission.ANSWER,
    "extend": Permission.EXTEND,
    "close": Permission.CLOSE,
    "reopen": Permission.REOPEN,
    "withdraw": Permission.WITHDRAW,
}

#: The right that each verb on a request needs; only whoever was asked may take these steps.
REQUEST_NEEDED: dict[str, Permission] = {"accept": Permission.ACCEPT, "decline": Permission.DECLINE}

#: The right that each verb on a decision needs.
DECISION_NEEDED: dict[str, Permission] = {
    "issue": Permission.ISSUE,
    "conclude": Permission.CONCLUDE,
    "mark_phase": Permission.MARK_PHASE,
}

#: The right that each verb on a topic of a survey needs.
HOT_NEEDED: dict[str, Permission] = {
    "rename": Permission.RENAME_HOT,
    "merge": Permission.MERGE_HOT,
    "drop": Permission.DROP_HOT,
    "restore": Permission.RESTORE_HOT,
}
