# SPDX-License-Identifier: Apache-2.0
"""Rows of the lists of this room, as strings: a template loop costs ten times as much."""

import functools
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from html import escape

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from yizhan.domains.items.queries.listing import Listed
from yizhan.domains.items.states import State as ItemState
from yizhan.domains.network.states import Level
from yizhan.domains.reporting.states import Form, State
from yizhan.web.components import State as Standing
from yizhan.web.items import addresses as items
from yizhan.web.items import standing
from yizhan.web.items.rows import when
from yizhan.web.reporting import addresses
from yizhan.web.reporting.listing import Adopted, Own, Reported
from yizhan.web.templatetags.dates import day

#: So many unverified figures a row names; the page of the item names all.
_FIGURES = 3

_ADOPTED = """\
<tr data-keys-row><td class="cell-short">{on}</td>\
<td class="cell-main"><a href="{url}" data-keys-open>{title}</a><br><span class="quiet">{about}</span></td>\
<td>{body}</td><td class="cell-short">{level}</td><td>{publication}</td>\
<td class="cell-short">{form}{state}</td></tr>"""

_REPORTED = """\
<tr data-keys-row><td class="cell-short">{at}</td>\
<td class="cell-main"><a href="{url}" data-keys-open>{title}</a><br><span class="quiet">{about}</span></td>\
<td>{target}</td><td>{copy}{state}</td></tr>"""

_REPORTABLE = """\
<li class="work-row" data-keys-row><div class="work-row-what">\
<a class="work-row-title" href="{url}" data-keys-open>{title}</a>\
<p class="work-row-about">{state}<span>{number}</span><span>{authors}</span><span>{unit}</span></p>{problem}</div>\
<div class="work-row-due">{at}</div><div class="work-row-act">{act}</div></li>"""

_ACT = """\
<a class="button button-small" href="{url}" hx-get="{url}" hx-target="#step-sheet-content" hx-select="#step" \
data-opens="step-sheet" data-key="{key}" aria-label="{label}">{word}</a>"""


def adopted_rows(adoptions: Iterable[Adopted], own: Mapping[int, Own]) -> SafeString:
    """Rows of the register. The title is the one that the body used; below it the item as it lies here."""
    levels = {level.value: escape(str(level.label)) for level in Level}
    forms = {form.value: escape(str(form.label)) for form in Form}
    revoked = f" {_states()(Standing(str(State.REVOKED.label), 'refused'))}"
    return SafeString(
        "".join(
            _ADOPTED.format(
                on=day(one.adopted_on),
                url=addresses.adoption(one.public_id),
                title=escape(one.title_used),
                about=_about(one, own.get(one.pk)),
                body=escape(one.body_name),
                level=levels[one.level],
                publication=escape(f"《{one.publication}》") if one.publication else "",
                form=forms[one.form],
                state=revoked if one.state == State.REVOKED else "",
            )
            for one in adoptions
        )
    )


def reported_rows(reports: Iterable[Reported], visible: Collection[int]) -> SafeString:
    """Rows of what went up; the copy is a link for whoever may see it, otherwise only its state is told."""
    state = _states()
    return SafeString(
        "".join(
            _REPORTED.format(
                at=when(one.at),
                url=items.item(one.item__public_id),
                title=escape(one.item__title),
                about=escape(" · ".join(part for part in (one.item__number, one.issue_label) if part)),
                target=escape(one.target__short_name),
                copy=_copy(one) if one.result_id in visible else "",
                state=state(standing.for_staff(one.result__state)),
            )
            for one in reports
        )
    )


def reportable_rows(rows: Iterable[Listed], unverified: Mapping[int, Sequence[str]], *, may_report: bool) -> SafeString:
    """Rows of what could go up, each with what is in the way and with its act."""
    state = _states()
    return SafeString(
        "".join(
            _REPORTABLE.format(
                url=items.item(one.public_id),
                title=escape(one.title),
                state=state(standing.for_staff(one.state)),
                number=escape(one.number),
                authors=escape(one.authors),
                unit=escape(one.unit or ""),
                problem=_problem(unverified.get(one.pk, ())),
                at=when(one.submitted_at),
                act=_act(one, is_verified=one.pk not in unverified) if may_report else "",
            )
            for one in rows
        )
    )


def _about(one: Adopted, own: Own | None) -> str:
    if own is None:
        return ""
    title = own.title if own.title != one.title_used else ""
    return escape(" · ".join(part for part in (own.number, title) if part))


def _copy(one: Reported) -> str:
    return f'<a href="{items.item(one.result__public_id)}">{escape(one.result__number)}</a> '


def _problem(figures: Sequence[str]) -> str:
    """The figures that nobody has confirmed, the first few of them."""
    if not figures:
        return ""
    named = "、".join(figures[:_FIGURES]) + ("…" if len(figures) > _FIGURES else "")
    standing_of_figures = Standing(_("not verified: %(figures)s") % {"figures": named}, "refused")
    return f'<p class="work-row-about">{_states()(standing_of_figures)}</p>'


def _act(one: Listed, *, is_verified: bool) -> str:
    """To report; where figures are open and may still be checked, to verify them first."""
    if is_verified:
        return _link(addresses.item_report(one.public_id), "g", _("Report upward"), one.title)
    if one.state == ItemState.SIGNED:
        return _link(reverse("item-verification", args=[one.public_id]), "v", _("Verify"), one.title)
    return ""


def _link(url: str, key: str, word: str, title: str) -> str:
    asking = f"{url}?next={reverse('reportable')}"
    return _ACT.format(url=asking, key=key, word=escape(word), label=escape(f"{word}: {title}"))


def _states() -> Callable[[Standing], str]:
    """The state component, made once for each state of a list."""

    @functools.cache
    def shown(state: Standing) -> str:
        return render_to_string("components/state.html", {"state": state}).strip()

    return shown
