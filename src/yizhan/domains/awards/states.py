# SPDX-License-Identifier: Apache-2.0
"""Round: nominating → voting → counted → public → awarded; aside: cancelled.
Nomination: nominated → chosen → awarded; aside: withdrawn, passed over, struck, revoked.
Seat: seated → voted; aside: recused. Objection: raised → answered.
Recommendation: proposed → forwarded → admitted; aside: declined, taken back.
"""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from yizhan.kernel.transitions import Step


class State(TextChoices):
    """Where a round stands. Who is on the notice has nothing yet: an award follows the time for objections."""

    NOMINATING = "nominating", _("open for nominations")
    VOTING = "voting", _("being voted on")
    COUNTED = "counted", _("to be decided on")
    PUBLIC = "public", _("on public notice")
    AWARDED = "awarded", pgettext_lazy("round", "awarded")
    CANCELLED = "cancelled", pgettext_lazy("round", "called off")


class NominationState(TextChoices):
    """What became of one who was nominated."""

    NOMINATED = "nominated", pgettext_lazy("nomination", "nominated")
    CHOSEN = "chosen", pgettext_lazy("nomination", "chosen, on public notice")
    AWARDED = "awarded", pgettext_lazy("nomination", "awarded")
    PASSED_OVER = "passed_over", pgettext_lazy("nomination", "not chosen")
    WITHDRAWN = "withdrawn", pgettext_lazy("nomination", "withdrawn")
    STRUCK = "struck", pgettext_lazy("nomination", "struck off after an objection")
    REVOKED = "revoked", pgettext_lazy("nomination", "award revoked")


class SeatState(TextChoices):
    """Whether a member of the panel has voted."""

    SEATED = "seated", _("has not voted yet")
    VOTED = "voted", _("has voted")
    RECUSED = "recused", _("does not vote")


class ObjectionState(TextChoices):
    """Whether an objection has its answer."""

    RAISED = "raised", pgettext_lazy("objection", "to be answered")
    ANSWERED = "answered", pgettext_lazy("objection", "answered")


class RecommendationState(TextChoices):
    """How far the recommendation of a person is (RULE-078)."""

    PROPOSED = "proposed", _("to be forwarded")
    FORWARDED = "forwarded", _("with the deciding body")
    ADMITTED = "admitted", pgettext_lazy("recommendation", "admitted")
    DECLINED = "declined", pgettext_lazy("recommendation", "not admitted")
    TAKEN_BACK = "taken_back", pgettext_lazy("recommendation", "taken back")


class Kind(TextChoices):
    """What a round honours."""

    OFFICER = "officer", _("excellent information officers")
    ITEM = "item", _("good items")
    UNIT = "unit", _("advanced units")
    WORK = "work", _("prize-winning works")


class Lack(TextChoices):
    """What keeps somebody or something from being nominated."""

    SUBMITTED = "submitted", _("too few items handed in")
    ADOPTED = "adopted", _("too few items adopted")
    EFFECT = "effect", _("no effect is recorded")
    FINDING = "finding", _("a late, omitted or concealed report was found")


class Recusal(TextChoices):
    """Why a member of the panel does not vote."""

    NOMINEE = "nominee", _("is nominated")
    UNIT = "unit", _("belongs to a nominated unit")
    CONTRIBUTOR = "contributor", _("has a share in a nominated item")
    DECLARED = "declared", _("says so himself or herself")


_DECIDABLE = frozenset({NominationState.NOMINATED, NominationState.CHOSEN, NominationState.PASSED_OVER})
_UNFINISHED = frozenset({State.NOMINATING, State.VOTING, State.COUNTED, State.PUBLIC})

STEPS = {
    "begin_voting": Step(frozenset({State.NOMINATING}), State.VOTING),
    "count": Step(frozenset({State.VOTING}), State.COUNTED),
    "decide": Step(frozenset({State.COUNTED}), State.PUBLIC),
    "send_back": Step(frozenset({State.PUBLIC}), State.COUNTED, is_correction=True),
    "award": Step(frozenset({State.PUBLIC}), State.AWARDED),
    "cancel": Step(_UNFINISHED, State.CANCELLED, is_correction=True),
}

#: Verbs that leave the round where it is, and where it must be for them.
STAYS = {
    "nominate": frozenset({State.NOMINATING}),
    "vote": frozenset({State.VOTING}),
    "recuse": frozenset({State.VOTING}),
    "object_to": frozenset({State.PUBLIC}),
}

#: Steps that follow from others; nobody takes them directly.
CONSEQUENCES = frozenset({"send_back"})

NOMINATION_STEPS = {
    "withdraw": Step(frozenset({NominationState.NOMINATED}), NominationState.WITHDRAWN, is_correction=True),
    "choose": Step(_DECIDABLE, NominationState.CHOSEN),
    "pass_over": Step(_DECIDABLE, NominationState.PASSED_OVER),
    "strike": Step(frozenset({NominationState.CHOSEN}), NominationState.STRUCK, is_correction=True),
    "honour": Step(frozenset({NominationState.CHOSEN}), NominationState.AWARDED),
    "revoke": Step(frozenset({NominationState.AWARDED}), NominationState.REVOKED, is_correction=True),
}

#: Verbs on a nomination that leave it where it is.
NOMINATION_STAYS = {
    "certify": frozenset({NominationState.AWARDED}),
    "hand_over": frozenset({NominationState.AWARDED}),
}

SEAT_STEPS = {
    "vote": Step(frozenset({SeatState.SEATED, SeatState.VOTED}), SeatState.VOTED),
    "recuse": Step(frozenset({SeatState.SEATED, SeatState.VOTED}), SeatState.RECUSED, is_correction=True),
}

OBJECTION_STEPS = {"answer": Step(frozenset({ObjectionState.RAISED}), ObjectionState.ANSWERED)}

#: Where the round of an objection must stand for its answer: what was raised before it was sent back is answered too.
ANSWERABLE = frozenset({State.COUNTED, State.PUBLIC})

RECOMMENDATION_STEPS = {
    "forward": Step(frozenset({RecommendationState.PROPOSED}), RecommendationState.FORWARDED),
    "admit": Step(frozenset({RecommendationState.FORWARDED}), RecommendationState.ADMITTED),
    "decline": Step(frozenset({RecommendationState.FORWARDED}), RecommendationState.DECLINED),
    "take_back": Step(frozenset({RecommendationState.PROPOSED}), RecommendationState.TAKEN_BACK, is_correction=True),
}

#: Nominations that are voted and decided on.
STANDING = frozenset(set(NominationState) - {NominationState.WITHDRAWN})

#: What the public notice names, and what stays on it afterwards.
ON_NOTICE = frozenset({NominationState.CHOSEN, NominationState.AWARDED, NominationState.REVOKED})
