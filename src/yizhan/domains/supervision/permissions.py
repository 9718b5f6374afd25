# SPDX-License-Identifier: Apache-2.0
"""Rights over instructions, cases and assignments, and which roles hold them."""

from enum import StrEnum

from yizhan.domains.network.states import Role


class Permission(StrEnum):
    """What may be done in supervision."""

    WRITE = "supervision.instruction.write"
    RECORD = "supervision.instruction.record"
    REVOKE = "supervision.instruction.revoke"
    NOTE_READING = "supervision.instruction.note_reading"
    FOLLOW = "supervision.case.follow"
    ASSIGN = "supervision.case.assign"
    TAKE_MEASURE = "supervision.case.take_measure"
    ESTABLISH = "supervision.case.establish"
    TELL_AUTHOR = "supervision.case.tell_author"
    CONCLUDE = "supervision.case.conclude"
    REOPEN = "supervision.case.reopen"
    ACCEPT = "supervision.assignment.accept"
    RETURN = "supervision.assignment.return"
    REPLY = "supervision.assignment.reply"
    CHECK = "supervision.assignment.check"
    STEER = "supervision.assignment.steer"
    KEEP_TIME = "supervision.assignment.keep_time"
    ANSWER = "supervision.feedback.answer"
    READ_STATISTICS = "supervision.statistics.read"


_LEADERS = frozenset({Role.LEADER})
_SECRETARIES = frozenset({Role.EDITOR, Role.REVIEWER, Role.SUPERVISOR})
_SUPERVISORS = frozenset({Role.SUPERVISOR})
_UNITS = frozenset({Role.HANDLER})
_AUTHORS = frozenset({Role.MEMBER, Role.OFFICER, Role.EDITOR, Role.REVIEWER})

GRANTS: dict[Permission, frozenset[Role]] = {
    Permission.WRITE: _LEADERS,
    Permission.RECORD: _SECRETARIES,
    Permission.REVOKE: _SECRETARIES | _LEADERS,
    Permission.NOTE_READING: _SECRETARIES,
    Permission.FOLLOW: _SUPERVISORS,
    Permission.ASSIGN: _SUPERVISORS,
    Permission.TAKE_MEASURE: _SUPERVISORS,
    Permission.ESTABLISH: _SUPERVISORS,
    Permission.TELL_AUTHOR: _SUPERVISORS,
    Permission.CONCLUDE: _SUPERVISORS,
    Permission.REOPEN: _SUPERVISORS,
    Permission.ACCEPT: _UNITS,
    Permission.RETURN: _UNITS,
    Permission.REPLY: _UNITS,
    Permission.CHECK: _SUPERVISORS,
    Permission.STEER: _SUPERVISORS,
    Permission.KEEP_TIME: frozenset({Role.SYSTEM}),
    Permission.ANSWER: _AUTHORS,
    Permission.READ_STATISTICS: _SECRETARIES | _LEADERS | {Role.SIGNER, Role.SYSTEM},
}

#: The right that each verb on an item, an instruction, a case and an assignment needs, in the order of the loop.
ITEM_NEEDED: dict[str, Permission] = {
    "write_instruction": Permission.WRITE,
    "record_instruction": Permission.RECORD,
    "follow": Permission.FOLLOW,
}
INSTRUCTION_NEEDED: dict[str, Permission] = {
    "note_reading": Permission.NOTE_READING,
    "revoke": Permission.REVOKE,
}
CASE_NEEDED: dict[str, Permission] = {
    "assign": Permission.ASSIGN,
    "take_measure": Permission.TAKE_MEASURE,
    "establish": Permission.ESTABLISH,
    "tell_author": Permission.TELL_AUTHOR,
    "conclude": Permission.CONCLUDE,
    "reopen": Permission.REOPEN,
}
ASSIGNMENT_NEEDED: dict[str, Permission] = {
    "accept": Permission.ACCEPT,
    "return_assignment": Permission.RETURN,
    "reply": Permission.REPLY,
    "approve": Permission.CHECK,
    "send_back": Permission.CHECK,
    "insist": Permission.STEER,
    "reassign": Permission.STEER,
    "extend": Permission.STEER,
    "urge": Permission.STEER,
    "recall": Permission.STEER,
}
FEEDBACK_NEEDED: dict[str, Permission] = {"answer_feedback": Permission.ANSWER}

#: Verbs of the unit that holds the assignment; all others on assignments belong to the station.
UNITS_VERBS = frozenset({"accept", "return_assignment", "reply"})
