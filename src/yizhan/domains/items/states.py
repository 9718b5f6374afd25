# SPDX-License-Identifier: Apache-2.0
"""submitted → registered → in review → approved → signed → released → archived; aside: returned, declined, withdrawn,
transferred, absorbed in a synthesis, split, taken apart. Five of these are the recorded steps of RULE-034; reporting
and adoption are facts of their own.
"""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from yizhan.kernel.transitions import Step


class State(TextChoices):
    """Where an item stands at its station."""

    SUBMITTED = "submitted", _("to be registered")
    RETURNED = "returned", _("returned to the author")
    REGISTERED = "registered", _("being edited")
    IN_REVIEW = "in_review", _("in review")
    APPROVED = "approved", _("to be signed")
    SIGNED = "signed", _("to be released")
    RELEASED = "released", _("released")
    ARCHIVED = "archived", _("archived")
    DECLINED = "declined", _("not taken")
    WITHDRAWN = "withdrawn", _("withdrawn")
    TRANSFERRED = "transferred", _("transferred")
    ABSORBED = "absorbed", _("in a synthesis")
    SPLIT = "split", _("split")
    DISSOLVED = "dissolved", _("taken apart")


class Kind(TextChoices):
    """What sort of item it is (groups A25, B10-B12)."""

    SOCIAL_OPINION = "social_opinion", _("social opinion")
    DYNAMICS = "dynamics", _("work dynamics")
    EXPERIENCE = "experience", _("experience")
    PROBLEM = "problem", _("problem")
    SUGGESTION = "suggestion", _("suggestion")
    RESEARCH = "research", _("research")
    EARLY_WARNING = "early_warning", _("early warning")


class Channel(TextChoices):
    """How an item reached the station."""

    PAGE = "page", _("page")
    INTERFACE = "interface", _("interface")
    IMPORT = "import", _("import")
    REPORT = "report", _("report from below")
    TRANSFER = "transfer", _("transfer")
    SYNTHESIS = "synthesis", _("synthesis")
    SPLIT = "split", _("split off")


#: Made by the office out of items that were handed in: counted as nothing received, drafts until they are released.
MADE_HERE = (Channel.SYNTHESIS, Channel.SPLIT)


class Change(TextChoices):
    """How a synthesis came to consist of what it consists of."""

    COMPOSED = "composed", _("put together")
    JOINED = "joined", _("items added")
    PARTED = "parted", _("items taken out")
    SHARED = "shared", _("shares set anew")
    UNDONE = "undone", _("last change undone")


class DeclineReason(TextChoices):
    """Why an item is not taken; the author reads it."""

    KNOWN = "known", _("already known and being handled")
    OUT_OF_SCOPE = "out_of_scope", _("not a matter for this office")
    NO_CONTENT = "no_content", _("too little content")
    UNVERIFIED = "unverified", _("could not be verified")
    PERSONAL = "personal", _("a personal request, to be taken to the hotline")
    OUTDATED = "outdated", _("overtaken by events")


class VerificationResult(TextChoices):
    """What a check of facts and figures found (RULE-024)."""

    CONFIRMED = "confirmed", _("confirmed")
    CORRECTED = "corrected", _("confirmed after correction")
    UNCONFIRMED = "unconfirmed", _("could not be confirmed")


STEPS = {
    "revise": Step(frozenset({State.RETURNED}), State.SUBMITTED),
    "register": Step(frozenset({State.SUBMITTED}), State.REGISTERED),
    "return_to_author": Step(frozenset({State.SUBMITTED, State.REGISTERED}), State.RETURNED),
    "decline": Step(frozenset({State.SUBMITTED, State.REGISTERED}), State.DECLINED),
    "reconsider": Step(frozenset({State.DECLINED}), State.REGISTERED, is_correction=True),
    "withdraw": Step(frozenset({State.SUBMITTED, State.RETURNED, State.REGISTERED}), State.WITHDRAWN),
    "transfer": Step(frozenset({State.SUBMITTED, State.REGISTERED}), State.TRANSFERRED),
    "send_to_review": Step(frozenset({State.REGISTERED}), State.IN_REVIEW),
    "recall": Step(frozenset({State.IN_REVIEW, State.APPROVED}), State.REGISTERED),
    "pass_level": Step(frozenset({State.IN_REVIEW}), State.IN_REVIEW),
    "pass_last_level": Step(frozenset({State.IN_REVIEW}), State.APPROVED),
    "send_back": Step(frozenset({State.IN_REVIEW, State.APPROVED}), State.REGISTERED),
    "sign_off": Step(frozenset({State.APPROVED}), State.SIGNED),
    "withdraw_signature": Step(frozenset({State.SIGNED}), State.REGISTERED, is_correction=True),
    "release": Step(frozenset({State.SIGNED}), State.RELEASED),
    "archive": Step(frozenset({State.RELEASED}), State.ARCHIVED),
    "absorb": Step(frozenset({State.SUBMITTED, State.REGISTERED}), State.ABSORBED),
    "set_free": Step(frozenset({State.ABSORBED}), State.REGISTERED),
    "set_free_unregistered": Step(frozenset({State.ABSORBED}), State.SUBMITTED),
    "dissolve": Step(frozenset({State.REGISTERED}), State.DISSOLVED),
    "split": Step(frozenset({State.REGISTERED}), State.SPLIT),
    "unite": Step(frozenset({State.SPLIT}), State.REGISTERED),
    "unregister": Step(frozenset({State.REGISTERED}), State.SUBMITTED, is_correction=True),
    "take_back_return": Step(frozenset({State.RETURNED}), State.SUBMITTED, is_correction=True),
    "take_back_return_registered": Step(frozenset({State.RETURNED}), State.REGISTERED, is_correction=True),
    "take_back_decline": Step(frozenset({State.DECLINED}), State.SUBMITTED, is_correction=True),
    "take_back_decline_registered": Step(frozenset({State.DECLINED}), State.REGISTERED, is_correction=True),
    "unarchive": Step(frozenset({State.ARCHIVED}), State.RELEASED, is_correction=True),
}

#: The way back from a step by whoever took it, while nothing was done since: by what the journal says of the step, its
#: event and the state before it. A transfer has none: the other station has an item of its own by then.
WAYS_BACK: dict[tuple[str, str], str] = {
    ("items.item.registered", State.SUBMITTED): "unregister",
    ("items.item.returned", State.SUBMITTED): "take_back_return",
    ("items.item.returned", State.REGISTERED): "take_back_return_registered",
    ("items.item.declined", State.SUBMITTED): "take_back_decline",
    ("items.item.declined", State.REGISTERED): "take_back_decline_registered",
    ("items.item.sent_to_review", State.REGISTERED): "recall",
    ("items.item.archived", State.RELEASED): "unarchive",
}

#: Decisions that may be taken about several items at once, and whether one press takes all of it back.
OF_MANY: dict[str, bool] = {
    "register": True,
    "send_to_review": True,
    "return_to_author": True,
    "decline": True,
    "transfer": False,
    "archive": True,
}

#: Verbs of one button that lead to different steps: approving passes a level, the last one passes the review.
APPROVALS = ("pass_level", "pass_last_level")

#: States in which the wording may still change.
EDITABLE = frozenset({State.REGISTERED})

#: States that somebody at the station still has to act on.
OPEN = frozenset({State.SUBMITTED, State.REGISTERED, State.IN_REVIEW, State.APPROVED, State.SIGNED})
