# SPDX-License-Identifier: Apache-2.0
"""The rewards room in words: what happened, what is refused, and how each amount came about."""

import datetime
from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from yizhan.domains.network.states import Level
from yizhan.domains.rewards.models import FeeLine
from yizhan.domains.rewards.queries.tariffs import yuan
from yizhan.domains.rewards.rules import EACH, SUM
from yizhan.domains.rewards.states import TakingKind

#: Facts that say the station itself has used the item.
_OWN = ("release", "issue")


def explained(line: FeeLine) -> list[str]:
    """How the amount of a line came about, one step to a sentence, down to the fen."""
    if "entries" not in line.workings:
        return [*_before_schemes(line), *_settled(line)]
    entries = line.workings["entries"]
    said = [_now("%(said)s.") % {"said": _happened(one)} for one in line.workings.get("instructions", ())]
    said += [sentence for one in entries if not _is_known(one, entries) for sentence in _brought(one)]
    if sum(one["counts"] for one in entries) > 1:
        said.append(_now("Together: %(base)s yuan.") % {"base": yuan(line.entitled)})
    said.extend(dict.fromkeys(_grounds(one) for one in entries if one["counts"]))
    if not said:
        said.append(_now("Nothing counts for this item any more."))
    return [*said, *_settled(line)]


def _is_known(entry: Mapping[str, Any], entries: Sequence[Mapping[str, Any]]) -> bool:
    """Whether it is the same release told once more: as a decision, and as the issue that it stands in."""
    own = [one for one in entries if one["kind"] in _OWN]
    told = next((one for one in own if one["counts"]), own[0] if own else None)
    return entry in own and entry is not told


def _brought(entry: Mapping[str, Any]) -> list[str]:
    """What one fact brought, by rule and step by step; a single sentence where another one counts instead."""
    steps = entry["steps"]
    said = _happened(entry)
    if not entry["counts"]:
        return [_now("%(said)s: included in what counts for this item.") % {"said": said}]
    first = {"said": said, "rule": _rule(entry), "amount": yuan(steps[0]["points"])}
    told = [_now("%(said)s: %(rule)s, %(amount)s yuan.") % first]
    for step in steps[1:]:
        filled = {"name": step["name"], "amount": yuan(step["points"]), "factor": step.get("factor", "")}
        if filled["factor"]:
            told.append(_now("%(name)s, × %(factor)s: %(amount)s yuan.") % filled)
        else:
            told.append(_now("%(name)s: %(amount)s yuan.") % filled)
    return [*told, *_shared(entry)]


def _shared(entry: Mapping[str, Any]) -> list[str]:
    if entry["whole"] == entry["amount"]:
        return []
    filled = {"fee": yuan(entry["whole"]), "entitled": yuan(entry["amount"]), "share": f"{entry['share'] / 100:g}"}
    if entry["is_by_share"]:
        return [_now("Share %(share)s %% of %(fee)s yuan: %(entitled)s yuan.") % filled]
    return [_now("Of %(fee)s yuan: %(entitled)s yuan.") % filled]


def _rule(entry: Mapping[str, Any]) -> str:
    return f"{entry['rule']} ({entry['clause']})" if entry["clause"] else str(entry["rule"])


def _grounds(entry: Mapping[str, Any]) -> str:
    """Under which version, laid down by what."""
    filled = {"scheme": entry["scheme"], "version": entry["version"], "instrument": entry["instrument"]}
    if filled["instrument"]:
        return _now("Reckoned by %(scheme)s, version %(version)s (%(instrument)s).") % filled
    return _now("Reckoned by %(scheme)s, version %(version)s.") % filled


def _happened(entry: Mapping[str, Any]) -> str:
    level = Level(entry["level"]).label if entry["level"] is not None else ""
    filled = {"name": entry["name"], "level": level, "day": _day(entry["on"])}
    if entry["kind"] in _OWN:
        return _now("Released here on %(day)s") % filled
    if entry["kind"] == "instruction":
        return _now("Instructed (%(level)s) on %(day)s") % filled
    if entry["kind"] == "adoption":
        return _now("Adopted by %(name)s (%(level)s) on %(day)s") % filled
    return _now("On %(day)s") % filled


def _before_schemes(line: FeeLine) -> list[str]:
    """The workings of lists from before fees were reckoned by schemes; those lists never change."""
    workings = line.workings
    said = [_taken(one) for one in workings["takings"]]
    if not said:
        said.append(_now("Nothing counts for this item any more."))
    if sum(one["counts"] for one in workings["takings"]) > 1 and workings["levels"] == SUM:
        said.append(_now("Together: %(base)s yuan.") % {"base": yuan(workings["base"])})
    said.extend(_doubled(workings))
    if workings.get("cap") is not None:
        said.append(_now("One item earns at most %(cap)s yuan.") % {"cap": yuan(workings["cap"])})
    if workings.get("share", 0) != 10_000 and workings["fee"]:
        share = f"{workings['share'] / 100:g}"
        filled = {"share": share, "fee": yuan(workings["fee"]), "entitled": yuan(line.entitled)}
        said.append(_now("Share %(share)s %% of %(fee)s yuan: %(entitled)s yuan.") % filled)
    return said


def _taken(one: Mapping[str, Any]) -> str:
    filled = {
        "name": one["name"],
        "level": Level(one["level"]).label,
        "day": _day(one["on"]),
        "rate": yuan(one["rate"]) if one["rate"] is not None else "",
    }
    if one["kind"] == TakingKind.RELEASE:
        said = _now("Released by %(name)s (%(level)s) on %(day)s") % filled
    else:
        said = _now("Adopted by %(name)s (%(level)s) on %(day)s") % filled
    if one["rate"] is None:
        return _now("%(said)s: no amount is laid down for this level.") % {"said": said}
    if not one["counts"]:
        return _now("%(said)s: %(rate)s yuan, included in the higher level.") % {"said": said, "rate": filled["rate"]}
    return _now("%(said)s: %(rate)s yuan.") % {"said": said, "rate": filled["rate"]}


def _doubled(workings: Mapping[str, Any]) -> list[str]:
    written = workings.get("written", [])
    if workings.get("factor", 1) == 1 or not written:
        return []
    first = written[0]
    filled = {"leader": first["leader"], "day": _day(first["on"]), "times": len(written), "factor": workings["factor"]}
    filled["amount"] = yuan(workings["base"] * workings["factor"])
    if workings["doubling"] == EACH and len(written) > 1:
        return [_now("Instructed %(times)s times: the amount %(factor)s times, %(amount)s yuan.") % filled]
    return [_now("Instructed by %(leader)s on %(day)s: doubled, %(amount)s yuan.") % filled]


def _settled(line: FeeLine) -> list[str]:
    said = []
    if line.workings.get("not_paid") == "unit":
        said.append(_now("Shares of units are not paid."))
    elif line.workings.get("not_paid") == "outside":
        said.append(_now("Not paid: the name is not in the register."))
    if line.before:
        said.append(_now("Earlier lists gave %(before)s yuan.") % {"before": yuan(line.before)})
    due = line.entitled - line.before
    if line.amount > due:
        filled = {"rest": yuan(line.amount - due)}
        said.append(_now("%(rest)s yuan that were paid too much are taken off later.") % filled)
    elif line.cut and "not_paid" not in line.workings:
        said.append(_now("%(cut)s yuan lie above the limit of one list.") % {"cut": yuan(line.cut)})
    return said


def _day(value: str) -> str:
    return date_format(datetime.date.fromisoformat(value))


def _drafted(facts: Mapping[str, Any]) -> str:
    filled = {**facts, "from": _day(facts["first"]), "to": _day(facts["last"])}
    return _now("Fees of %(from)s to %(to)s reckoned: %(payees)s payees, %(total)s yuan.") % filled


def _paid(facts: Mapping[str, Any]) -> str:
    filled = {**facts, "day": _day(facts["paid_on"])}
    if facts["voucher"]:
        return _now("%(payee)s was paid %(amount)s yuan on %(day)s, voucher %(voucher)s.") % filled
    return _now("%(payee)s was paid %(amount)s yuan on %(day)s.") % filled


TOLD: Mapping[str, Any] = {}

NOTED: Mapping[str, Any] = {
    "rewards.list.drafted": _drafted,
    "rewards.list.reckoned_again": _("Reckoned anew: %(total)s yuan instead of %(total_before)s."),
    "rewards.list.checked": _("Checked: %(total)s yuan."),
    "rewards.list.sent_back": _("Sent back: %(reason)s"),
    "rewards.list.approved": _("Approved: %(payees)s payees, %(total)s yuan."),
    "rewards.list.discarded": _("Discarded: %(reason)s"),
    "rewards.list.handed_over": _("Handed over to %(cashier)s."),
    "rewards.list.exported": _("The list with the accounts of %(payees)s payees was taken as %(file_format)s."),
    "rewards.list.settled": _("Everybody is paid: %(total)s yuan."),
    "rewards.list.unsettled": _("A payment came back; the list is not settled any more."),
    "rewards.payment.made": _paid,
    "rewards.payment.returned": _("%(amount)s yuan for %(payee)s came back: %(reason)s"),
    "rewards.payment.acknowledged": _("%(payee)s has received %(amount)s yuan."),
    "rewards.payee.entered": _("Account of %(payee)s laid down: %(bank)s, ending in %(ending)s."),
}

REFUSALS: Mapping[str, tuple[Any, Any]] = {
    "rewards.denied": (_("Your post may not do this with fees."), _("The editing office sees to fees.")),
    "rewards.list.unknown": (_("There is no such fee list."), _("Go back to the lists.")),
    "rewards.list.id_taken": (_("This list was made already."), _("Reload the page.")),
    "rewards.list.open_already": (
        _("List %(label)s is not approved yet."),
        _("Have it approved or discard it before you reckon the next one."),
    ),
    "rewards.list.nothing": (_("Nothing is owed for this period."), _("Choose other days, or wait for adoptions.")),
    "rewards.list.period_backwards": (_("The last day comes before the first."), _("Exchange the two days.")),
    "rewards.list.period_too_long": (_("A list covers a year at the most."), _("Look at the year of both days.")),
    "rewards.list.period_not_over": (_("The period is not over yet."), _("Choose a last day that has come.")),
    "rewards.list.same_person": (
        _("You took another step of this list yourself."),
        _("Reckoning, checking, approving and paying are for different people."),
    ),
    "rewards.list.elsewhere": (
        _("This step is not possible any more."),
        _("Look at where the list stands now and go on from there."),
    ),
    "rewards.list.outdated": (
        _("Adoptions, shares or rules have changed since the list was reckoned."),
        _("Have it sent back or reckoned anew, so that the figures are right."),
    ),
    "rewards.scheme.several": (
        _("On %(day)s two money schemes for people are in force: %(name)s and %(other)s."),
        _("A fee list needs one. Have the points office let one of them end, or put both into one scheme."),
    ),
    "rewards.scheme.beyond_items": (
        _("%(name)s: “%(clause)s” looks at more than one item, and a fee list pays item by item."),
        _("Leave limits per month or year to the rule on the most that one list pays, and have a new version made."),
    ),
    "rewards.scheme.decimals": (
        _("%(name)s reckons in parts of a fen, which nobody can be paid."),
        _("Have a version made with decimals = 2."),
    ),
    "rewards.scheme.unreadable": (
        _("Fees cannot be reckoned by %(name)s: %(reason)s"),
        _("Have the scheme put right, and reckon again."),
    ),
    "rewards.list.file_format": (_("There is no such file format."), _("Choose one of those offered.")),
    "rewards.award.year": (_("There is no such year."), _("Choose a year with four digits.")),
    "rewards.payment.unknown": (_("There is no such payment."), _("Choose from the payments of the list.")),
    "rewards.payment.elsewhere": (
        _("This step is not possible any more."),
        _("Look at where the payment stands now and go on from there."),
    ),
    "rewards.payment.paid_already": (
        _("%(payee)s has been paid already."),
        _("Nobody is paid twice; reload the page and look at the state."),
    ),
    "rewards.payment.future": (_("That day is still to come."), _("Give the day on which it was paid.")),
    "rewards.payment.before_approval": (
        _("On that day the list was not approved yet."),
        _("Give the day on which it was paid."),
    ),
    "rewards.payee.unknown": (_("This person is owed nothing here."), _("Accounts are kept of payees only.")),
    "rewards.payee.account": (
        _("This is not an account number."),
        _("An account number has 8 to 30 digits; look at the card or the passbook."),
    ),
    "rewards.payee.identity": (
        _("This identity number cannot be right."),
        _("Compare all 18 characters with the card, or leave it empty."),
    ),
}
