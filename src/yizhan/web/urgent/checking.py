# SPDX-License-Identifier: Apache-2.0
"""What the reports of an event tell and what is still missing or doubtful, as a checklist."""

from collections.abc import Mapping, Sequence

from django.utils.translation import gettext as _

from yizhan.domains.urgent.models import Dispatch, Emergency, Figure
from yizhan.domains.urgent.queries import figures, reports, statements
from yizhan.domains.urgent.queries.figures import Contradiction, Doubt
from yizhan.domains.urgent.states import REQUIRED, Element, Stage, State
from yizhan.web.components import Check
from yizhan.web.urgent.figuring import report_name


def checks(
    emergency: Emergency, written: Sequence[Dispatch], stated: Sequence[Figure], *, urls: Mapping[str, str]
) -> list[Check]:
    """The elements of the stage and of the final report, figures and their contradictions, wording and verification.

    `urls` are the pages that mend it, by verb, where they are open to whoever reads.
    """
    found = [_element(one, written, is_due=True) for one in REQUIRED[_stage(emergency)]]
    if emergency.state not in {State.CONCLUDED, State.WITHDRAWN, State.NOTED}:
        later = [one for one in REQUIRED[Stage.FINAL] if one not in REQUIRED[Stage.FIRST]]
        found += [_element(one, written, is_due=False) for one in later]
    if emergency.state != State.NOTED:
        series = {one.name: one for one in figures.series(stated)}
        found += [_figure(name, series.get(name)) for name in figures.asked_of(emergency)]
    for doubt in figures.contradictions(emergency, stated):
        found.append(
            Check(
                sentence=_doubt(doubt),
                outcome="missed",
                note=report_name(doubt.dispatch.stage, doubt.dispatch.number),
                url=urls["correct"],
                act=_("Correct a figure"),
            )
        )
    return found if emergency.state in {State.NOTED, State.WITHDRAWN} else [*found, *_settled(emergency, urls)]


def _settled(emergency: Emergency, urls: Mapping[str, str]) -> list[Check]:
    """Whether there is a wording that counts, and whether the report is verified."""
    wording, last = statements.in_force(emergency), statements.verifications(emergency).first()
    is_verified = last is not None and last.outcome != ""
    return [
        Check(
            sentence=_("One wording that counts"),
            outcome="met" if wording else "missed",
            note=_("version %(number)s") % {"number": wording.number} if wording else _("not set yet"),
            url="" if wording else urls["settle"],
            act=_("Set it"),
        ),
        Check(
            sentence=_("Verified"),
            outcome="met" if is_verified else "open",
            note=last.get_outcome_display() if last and is_verified else "",
            url="" if is_verified or last is None else urls["verify"],
            act=_("Verify the report"),
        ),
    ]


def _stage(emergency: Emergency) -> str:
    """Whose content is looked at: of a call only what a call tells."""
    if emergency.state == State.NOTED:
        return Stage.PHONE
    return Stage.FINAL if emergency.state == State.CONCLUDED else Stage.FIRST


def _element(element: Element, written: Sequence[Dispatch], *, is_due: bool) -> Check:
    told = [
        one for one in written if element not in reports.missing(one.stage, one.elements) and element in one.elements
    ]
    if told:
        return Check(sentence=element.label, outcome="met", note=report_name(told[-1].stage, told[-1].number))
    if is_due:
        return Check(sentence=element.label, outcome="missed", note=_("not told yet"))
    return Check(sentence=element.label, outcome="open", note=_("for the final report"))


def _figure(name: str, series: figures.Series | None) -> Check:
    if series is None:
        return Check(sentence=name, outcome="missed", note=_("no figure yet"))
    latest = series.latest
    return Check(
        sentence=f"{name} {figures.written(latest.value)}",
        outcome="met",
        note=report_name(latest.dispatch.stage, latest.dispatch.number),
    )


def _doubt(found: Contradiction) -> str:
    filled = {
        "name": found.name,
        "stated": figures.written(found.stated),
        "other": figures.written(found.other),
    }
    if found.doubt == Doubt.FALLS:
        return _("%(name)s fell from %(other)s to %(stated)s without a correction.") % filled
    if found.doubt == Doubt.SUM:
        return _("%(name)s is stated as %(stated)s, but its parts add up to %(other)s.") % filled
    return _("%(name)s is stated as %(stated)s, but the words of the report say %(other)s.") % filled
