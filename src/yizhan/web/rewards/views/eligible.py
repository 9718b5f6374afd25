# SPDX-License-Identifier: Apache-2.0
"""Who may be chosen as excellent officer of a year, and what is missing to everybody else."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from yizhan.domains.network.states import Role
from yizhan.domains.rewards.access import fees as access
from yizhan.domains.rewards.permissions import Permission
from yizhan.domains.rewards.queries import eligibility
from yizhan.domains.rewards.queries.eligibility import Candidate
from yizhan.kernel import clock
from yizhan.web.acting import actor_of, signed_in
from yizhan.web.components import Column, State, Tab
from yizhan.web.rewards import places

#: How many years back the page offers.
_YEARS = 3


@signed_in
def eligible(request: HttpRequest) -> HttpResponse:
    """Everybody who wrote for the station in a year: first who may be chosen, then the others; each part by name."""
    actor = actor_of(request)
    access.require(actor, Permission.READ_ELIGIBLE)
    years = [clock.today().year - ago for ago in range(_YEARS)]
    wanted = request.GET.get("year", "")
    year = int(wanted) if wanted.isdecimal() and int(wanted) in years else years[0]
    found = eligibility.candidates(actor.station or 0, year)
    context = {
        "tabs": places.tabs(actor, "eligible"),
        "years": [Tab(str(one), f"{reverse('eligible')}?year={one}", is_current=one == year) for one in years],
        "rule": _rule(eligibility.threshold(actor.station or 0, year)),
        "columns": [
            Column(_("Name"), kind="main"),
            Column(_("Items handed in"), kind="number"),
            Column(_("Items adopted"), kind="number"),
            Column(_("May be chosen"), kind="short"),
        ],
        "rows": [_row(one) for one in sorted(found, key=lambda one: not one.is_eligible)],
        "number": sum(one.is_eligible for one in found),
    }
    return render(request, "rewards/eligible.html", context)


def _rule(asked: eligibility.Threshold) -> str:
    filled = {"submitted": asked.submitted, "adopted": asked.adopted}
    if asked.includes:
        return _("May be chosen: at least %(submitted)s items handed in and at least %(adopted)s adopted.") % filled
    return _("May be chosen: more than %(submitted)s items handed in and more than %(adopted)s adopted.") % filled


def _row(one: Candidate) -> dict[str, object]:
    return {
        "candidate": one,
        "roles": "、".join(str(Role(role).label) for role in one.roles),
        "state": State(_("yes"), "done") if one.is_eligible else State(_missing(one), "closed"),
    }


def _missing(one: Candidate) -> str:
    submitted, adopted = one.missing
    if submitted and adopted:
        return _("%(submitted)s handed in and %(adopted)s adopted missing") % {
            "submitted": submitted,
            "adopted": adopted,
        }
    if submitted:
        return _("%(submitted)s handed in missing") % {"submitted": submitted}
    return _("%(adopted)s adopted missing") % {"adopted": adopted}
