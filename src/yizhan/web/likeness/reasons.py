# SPDX-License-Identifier: Apache-2.0
"""Why two items look alike, and what speaks against it, in words."""

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from yizhan.domains.likeness.states import Verdict
from yizhan.engines.text.likeness import Likeness
from yizhan.web.components import Fact

#: So many words of a kind are named in a line; the page of the pair has them all.
_NAMED = 3

#: What stands between things that are listed.
_BETWEEN = "、"


def verdict(likeness: Likeness) -> str:
    """What the machine takes them for."""
    return str(Verdict(likeness.verdict).label) if likeness.verdict in Verdict.values else _("different")


def in_a_line(likeness: Likeness) -> str:
    """The reasons, the strongest first."""
    passages = len(likeness.passages)
    parts = [
        ngettext("%(count)s passage in common", "%(count)s passages in common", passages) % {"count": passages}
        if passages
        else "",
        _named(_("both name %(words)s"), likeness.names.shared),
        _named(_("same figures: %(words)s"), likeness.figures.shared),
        _named(_("same dates: %(words)s"), likeness.dates.shared),
    ]
    said = [part for part in parts if part]
    return _("; ").join(said) if said else _("title and opening speak of the same things")


def against(likeness: Likeness) -> str:
    """What both state and state differently; empty when nothing does."""
    compared = {
        "names": (_("different names: %(first)s and %(second)s"), likeness.names),
        "figures": (_("different figures: %(first)s and %(second)s"), likeness.figures),
        "dates": (_("different dates: %(first)s and %(second)s"), likeness.dates),
    }
    said = [
        words % {"first": _listed(found.only_first), "second": _listed(found.only_second)}
        for kind, (words, found) in compared.items()
        if kind in likeness.contradictions
    ]
    return _("; ").join(said)


def facts(likeness: Likeness) -> list[Fact]:
    """Everything that was compared, for the page of a pair."""
    measures = [
        Fact(_("Wording in common"), f"{likeness.text:.0%}"),
        Fact(_("Of the shorter one in the longer one"), f"{likeness.containment:.0%}"),
        Fact(_("Title and opening"), f"{likeness.matter * 100:.0f}"),
    ]
    shared = [
        Fact(label, _BETWEEN.join(words))
        for label, words in (
            (_("Both name"), likeness.names.shared),
            (_("Same figures"), likeness.figures.shared),
            (_("Same dates"), likeness.dates.shared),
        )
        if words
    ]
    return [*measures, *shared]


def _named(words: str, things: Sequence[str]) -> str:
    return words % {"words": _listed(things)} if things else ""


def _listed(things: Sequence[str]) -> str:
    named = _BETWEEN.join(things[:_NAMED])
    return _("%(things)s and others") % {"things": named} if len(things) > _NAMED else named
