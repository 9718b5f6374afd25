# SPDX-License-Identifier: Apache-2.0
"""A finding is open → set aside with a reason → taken up again. It goes by itself when the wording no longer has it."""

from enum import StrEnum

from yizhan.domains.items.states import Kind


class Part(StrEnum):
    """What an item may be asked to tell (RULE-027, RULE-028, RULE-030, RULE-031)."""

    CAUSE = "cause"
    CONSEQUENCE = "consequence"
    SCOPE = "scope"
    TIME = "time"
    FIGURES = "figures"
    SUGGESTION = "suggestion"


#: What each kind is asked for. A problem: RULE-027, RULE-028 and its counter-measure, RULE-031. Social opinion:
#: "analysis and suggestion" and complete facts, RULE-030. The others follow from what they are.
ASKED: dict[str, frozenset[Part]] = {
    Kind.PROBLEM: frozenset(Part),
    Kind.SOCIAL_OPINION: frozenset({Part.CAUSE, Part.SCOPE, Part.TIME, Part.SUGGESTION}),
    Kind.EARLY_WARNING: frozenset({Part.CAUSE, Part.CONSEQUENCE, Part.SCOPE, Part.TIME, Part.SUGGESTION}),
    Kind.SUGGESTION: frozenset({Part.CAUSE, Part.SUGGESTION}),
    Kind.RESEARCH: frozenset({Part.CAUSE, Part.SCOPE, Part.FIGURES, Part.SUGGESTION}),
    Kind.EXPERIENCE: frozenset({Part.SCOPE, Part.FIGURES}),
    Kind.DYNAMICS: frozenset({Part.SCOPE, Part.TIME}),
}
