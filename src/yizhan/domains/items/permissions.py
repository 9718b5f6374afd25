# SPDX-License-Identifier: Apache-2.0
"""Rights over items, and which roles hold them."""

from enum import StrEnum

from yizhan.domains.network.states import Role


class Permission(StrEnum):
    """What may be done to items. The last word is the verb of the step."""

    SUBMIT = "items.item.submit"
    REVISE = "items.item.revise"
    WITHDRAW = "items.item.withdraw"
    TAKE_IN = "items.item.take_in"
    REGISTER = "items.item.register"
    RETURN_TO_AUTHOR = "items.item.return_to_author"
    DECLINE = "items.item.decline"
    RECONSIDER = "items.item.reconsider"
    TRANSFER = "items.item.transfer"
    EDIT = "items.item.edit"
    SHARE = "items.item.share"
    VERIFY = "items.item.verify"
    SEND_TO_REVIEW = "items.item.send_to_review"
    RECALL = "items.item.recall"
    TAKE_BACK = "items.item.take_back"
    KEEP_TIME = "items.item.keep_time"
    APPROVE = "items.item.approve"
    SEND_BACK = "items.item.send_back"
    SIGN_OFF = "items.item.sign_off"
    WITHDRAW_SIGNATURE = "items.item.withdraw_signature"
    RELEASE = "items.item.release"
    ARCHIVE = "items.item.archive"
    FORWARD = "items.item.forward"
    MERGE = "items.item.merge"
    COMPOSE = "items.item.compose"
    SPLIT = "items.item.split"
    UNITE = "items.item.unite"
    READ_STATISTICS = "items.statistics.read"


_AUTHORS = frozenset({Role.MEMBER, Role.OFFICER, Role.EDITOR, Role.REVIEWER})
_EDITORS = frozenset({Role.EDITOR, Role.REVIEWER})
_REVIEWERS = frozenset({Role.REVIEWER})
_SIGNERS = frozenset({Role.SIGNER})

GRANTS: dict[Permission, frozenset[Role]] = {
    Permission.SUBMIT: _AUTHORS,
    Permission.REVISE: _AUTHORS,
    Permission.WITHDRAW: _AUTHORS,
    Permission.TAKE_IN: _EDITORS | {Role.SYSTEM},
    Permission.REGISTER: _EDITORS,
    Permission.RETURN_TO_AUTHOR: _EDITORS,
    Permission.DECLINE: _EDITORS,
    Permission.RECONSIDER: _REVIEWERS,
    Permission.TRANSFER: _EDITORS,
    Permission.EDIT: _EDITORS,
    Permission.SHARE: _EDITORS,
    Permission.VERIFY: _EDITORS,
    Permission.SEND_TO_REVIEW: _EDITORS,
    Permission.RECALL: _EDITORS,
    Permission.TAKE_BACK: _EDITORS,
    Permission.APPROVE: _REVIEWERS | _SIGNERS,
    Permission.SEND_BACK: _REVIEWERS | _SIGNERS,
    Permission.SIGN_OFF: _SIGNERS,
    Permission.WITHDRAW_SIGNATURE: _SIGNERS,
    Permission.RELEASE: _SIGNERS,
    Permission.ARCHIVE: _EDITORS,
    Permission.FORWARD: _EDITORS,
    Permission.MERGE: _EDITORS,
    Permission.COMPOSE: _EDITORS,
    Permission.SPLIT: _EDITORS,
    Permission.UNITE: _EDITORS,
    Permission.READ_STATISTICS: _EDITORS | _SIGNERS | {Role.LEADER, Role.SUPERVISOR, Role.SYSTEM},
    Permission.KEEP_TIME: frozenset({Role.SYSTEM}),
}

#: The right that each verb needs, for steps and for acts that leave the state alone.
NEEDED: dict[str, Permission] = {
    "revise": Permission.REVISE,
    "withdraw": Permission.WITHDRAW,
    "register": Permission.REGISTER,
    "return_to_author": Permission.RETURN_TO_AUTHOR,
    "decline": Permission.DECLINE,
    "reconsider": Permission.RECONSIDER,
    "transfer": Permission.TRANSFER,
    "edit": Permission.EDIT,
    "share": Permission.SHARE,
    "verify": Permission.VERIFY,
    "send_to_review": Permission.SEND_TO_REVIEW,
    "recall": Permission.RECALL,
    "pass_level": Permission.APPROVE,
    "pass_last_level": Permission.APPROVE,
    "send_back": Permission.SEND_BACK,
    "sign_off": Permission.SIGN_OFF,
    "withdraw_signature": Permission.WITHDRAW_SIGNATURE,
    "release": Permission.RELEASE,
    "archive": Permission.ARCHIVE,
    "forward": Permission.FORWARD,
    "merge": Permission.MERGE,
    "compose": Permission.COMPOSE,
    "split": Permission.SPLIT,
    "unite": Permission.UNITE,
    "take_back": Permission.TAKE_BACK,
}

#: Verbs that belong to the author, wherever he or she sits; all others belong to the station.
AUTHORS_VERBS = frozenset({"revise", "withdraw"})
