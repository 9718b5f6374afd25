# SPDX-License-Identifier: Apache-2.0
"""What the checks found as lines of a checklist: the sentence, the part of the item, the passage in its place."""

from collections.abc import Sequence

from django import forms
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from yizhan.domains.checks import access
from yizhan.domains.checks.queries import Found
from yizhan.domains.checks.sentences import problem
from yizhan.domains.items.models import Item
from yizhan.domains.items.operations.writing import Wording
from yizhan.domains.items.states import Kind
from yizhan.kernel.actors import Actor
from yizhan.web.acting import actor_of
from yizhan.web.components import Check, Passage
from yizhan.web.items.forms import PLAIN_LABELS


def checks_of(actor: Actor, item: Item) -> list[Check]:
    """Every finding in the wording in force: open ones first, each with the way to decide about it."""
    found = access.findings_of(actor, item)
    may_decide = access.may_set_aside(actor, item)
    ordered = sorted(found, key=lambda one: one.set_aside is not None)
    return [_decidable(item, one, may_decide=may_decide) for one in ordered]


def checks_in(request: HttpRequest, kind: str, form: forms.Form) -> list[Check]:
    """What the checks find in that which stands in a form, complete or not."""
    wording = Wording(**{name: str(form[name].value() or "").strip() for name in Wording.__dataclass_fields__})
    known = kind if kind in Kind.values else Kind.SOCIAL_OPINION
    return lines(access.findings_in(actor_of(request), known, wording))


def lines(found: Sequence[Found]) -> list[Check]:
    """Findings as advice, with nothing to decide."""
    return [Check(problem(one), "missed", _where(one), _passage(one)) for one in found]


def _decidable(item: Item, found: Found, *, may_decide: bool) -> Check:
    aside = found.set_aside
    if aside is None:
        url = reverse("item-finding-aside", args=[item.public_id, found.key]) if may_decide else ""
        return Check(problem(found), "missed", _where(found), _passage(found), url, _("Set aside"))
    note = _("Set aside by %(who)s: %(reason)s") % {"who": aside.post.person.name, "reason": aside.reason}
    url = reverse("item-finding-opening", args=[item.public_id, found.key]) if may_decide else ""
    return Check(problem(found), "aside", note, _passage(found), url, _("Open it again"))


def _where(found: Found) -> str:
    return str(PLAIN_LABELS[found.part]) if found.part else ""


def _passage(found: Found) -> Passage | None:
    return Passage(found.before, found.words, found.after) if found.words else None
