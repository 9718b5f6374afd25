# SPDX-License-Identifier: Apache-2.0
"""The periodicals room in words."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _


def _listed(facts: Mapping[str, Any], sentence: str, nobody: str) -> str:
    if not facts["names"]:
        return nobody
    return sentence % {"names": "、".join(facts["names"])}


def _columns(facts: Mapping[str, Any]) -> str:
    return _listed(facts, _now("Columns: %(names)s."), _now("No columns."))


def _readers(facts: Mapping[str, Any]) -> str:
    return _listed(facts, _now("Every issue goes to %(names)s."), _now("Nobody receives every issue."))


def _circulation(facts: Mapping[str, Any]) -> str:
    return _listed(facts, _now("This issue goes to %(names)s."), _now("This issue goes to nobody."))


def _extended(facts: Mapping[str, Any]) -> str:
    return _now("Circulated further to %(names)s.") % {"names": "、".join(facts["names"])}


def _described(facts: Mapping[str, Any]) -> str:
    if facts["masthead"]:
        return _now("Masthead: %(masthead)s. Issued by %(issuing_office)s.") % facts
    return _now("Issued by %(issuing_office)s.") % facts


def _entitled(facts: Mapping[str, Any]) -> str:
    if facts["title"]:
        return _now("Title: %(title)s.") % facts
    return _now("The issue has no title of its own.")


def _headed(facts: Mapping[str, Any]) -> str:
    if facts["heading"]:
        return _now("To be printed under the heading %(heading)s.") % facts
    return _now("To be printed under its own title.")


def _read(facts: Mapping[str, Any]) -> str:
    if facts["is_complete"]:
        return _now("%(reader)s has read it; now everyone on the list has.") % facts
    return _now("%(reader)s has read it.") % facts


TOLD: Mapping[str, Any] = {
    "periodicals.issue.corrected": _("A correction to %(label)s was printed: %(text)s"),
    "periodicals.entry.reprinted": _("Printed once more, in %(issue_label)s of %(station_name)s."),
}

NOTED: Mapping[str, Any] = {
    "periodicals.series.founded": _("Periodical founded: %(title)s."),
    "periodicals.series.described": _described,
    "periodicals.series.columns_set": _columns,
    "periodicals.series.readers_set": _readers,
    "periodicals.series.retired": _("%(title)s appears no more: %(reason)s"),
    "periodicals.series.succeeded": _("%(title)s was merged into %(successor)s."),
    "periodicals.issue.opened": _("A new issue of %(title)s is being composed."),
    "periodicals.issue.entitled": _entitled,
    "periodicals.issue.arranged": _("Entries put in order."),
    "periodicals.issue.discarded": _("Issue given up: %(reason)s"),
    "periodicals.issue.released": _("%(label)s was issued, number %(total_number)s in total."),
    "periodicals.issue.corrected": _("Correction %(number)s to %(label)s: %(text)s Reason: %(reason)s"),
    "periodicals.circulation.set": _circulation,
    "periodicals.circulation.extended": _extended,
    "periodicals.circulation.delivered": _("Delivered on paper to %(reader)s."),
    "periodicals.circulation.read": _read,
    "periodicals.entry.placed": _("Placed in the next issue of %(series_name)s."),
    "periodicals.entry.headed": _headed,
    "periodicals.entry.renewed": _("The issue takes over wording %(text)s."),
    "periodicals.entry.removed": _("Taken out of the next issue of %(series_name)s."),
    "periodicals.entry.reprinted": _("Printed once more, in %(issue_label)s."),
}

REFUSALS: Mapping[str, tuple[Any, Any]] = {
    "periodicals.denied": (
        _("Your post does not allow this with periodicals."),
        _("Switch to another of your posts, or ask whoever signs the issues."),
    ),
    "periodicals.series.unknown": (
        _("There is no such periodical."),
        _("Choose one of the periodicals of your station."),
    ),
    "periodicals.series.kind": (
        _("A periodical is a bulletin or a series of special reports."),
        _("Choose one of the two kinds."),
    ),
    "periodicals.series.name_taken": (
        _("There is a periodical named %(value)s already."),
        _("Choose another name for it."),
    ),
    "periodicals.series.opening": (
        _("The last numbers given on paper do not fit together."),
        _("Enter the year, its last number, and the last number in total, which is not smaller."),
    ),
    "periodicals.series.ended": (_("%(title)s appears no more."), _("Choose a periodical that still appears.")),
    "periodicals.series.has_open_issue": (
        _("An issue of %(title)s is still being composed."),
        _("Release it or give it up first."),
    ),
    "periodicals.series.not_a_successor": (
        _("A periodical is merged into another one of the same kind at the same station."),
        _("Choose another periodical."),
    ),
    "periodicals.column.unknown": (_("There is no such column."), _("Choose one of the columns of the periodical.")),
    "periodicals.column.twice": (_("A column is named twice."), _("Leave one of them out.")),
    "periodicals.issue.unknown": (
        _("There is no such issue, or it was not sent to you."),
        _("Check the address, or look for it among the issues you received."),
    ),
    "periodicals.state.elsewhere": (
        _("The issue has moved on; this is not possible any more."),
        _("Look at its present state. What is wrong in a released issue is set right by a correction."),
    ),
    "periodicals.issue.empty": (_("The issue is empty."), _("Place at least one signed item in it.")),
    "periodicals.order.incomplete": (
        _("The order does not name each of the %(entries)s entries once."),
        _("Reload the page and put them in order again."),
    ),
    "periodicals.entry.unknown": (_("This entry is not in the issue."), _("Reload the page and choose one that is.")),
    "periodicals.entry.text_outdated": (
        _("%(number)s was signed anew with another wording: %(title)s"),
        _("Take over the new wording in the issue, or take the item out."),
    ),
    "periodicals.item.not_signed": (
        _("%(number)s is not signed: %(title)s"),
        _("Have it signed at your station, or leave it out of the issue."),
    ),
    "periodicals.item.placed_already": (
        _("%(number)s already stands in an open issue of this periodical."),
        _("Take it out there first."),
    ),
    "periodicals.item.without_source": (
        _("%(number)s names no source: %(title)s"),
        _("Withdraw its signature and have the source entered."),
    ),
    "periodicals.special_report.one_item": (
        _("A special report carries exactly one item."),
        _("Open another special report for the next item."),
    ),
    "periodicals.special_report.no_recipient": (
        _("A special report goes to named leaders, and none is named."),
        _("Enter at least one leader in the circulation list."),
    ),
    "periodicals.circulation.kind": (
        _("There is no such way of sending."),
        _("Choose report to, send to, or issue to."),
    ),
    "periodicals.circulation.nobody": (
        _("It is not said who receives it."),
        _("Name a post, a body, or somebody outside, one of them in each line."),
    ),
    "periodicals.circulation.twice": (_("%(name)s is listed twice."), _("Leave one of the lines out.")),
    "periodicals.circulation.unknown": (
        _("This line is not in the circulation list."),
        _("Reload the page and choose one that is."),
    ),
    "periodicals.circulation.delivered_already": (
        _("It is noted already that %(name)s has received it."),
        _("Nothing needs to be entered."),
    ),
    "periodicals.circulation.read_already": (
        _("It is noted already that %(name)s has read it."),
        _("Nothing needs to be entered."),
    ),
    "periodicals.circulation.moment": (
        _("An issue is delivered and read after its release and not in the future."),
        _("Correct the day or the hour."),
    ),
}
