# SPDX-License-Identifier: Apache-2.0
"""The rulebook: what is in force, where it comes from, and, for the system administrator, setting it anew."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from yizhan.domains.rulebook import access, operations
from yizhan.domains.rulebook.permissions import GRANTS, Permission
from yizhan.kernel.actors import Actor
from yizhan.kernel.errors import Invalid, NotFound
from yizhan.kernel.ids import new_id
from yizhan.web.acting import actor_of, signed_in
from yizhan.web.administration import addresses
from yizhan.web.administration.forms.rules import RuleForm
from yizhan.web.administration.rules import RuleEntry, rule_of, rulebook_of
from yizhan.web.components import Column, Tab
from yizhan.web.steps import add_refusal


@signed_in
def rules(request: HttpRequest) -> HttpResponse:
    """All rules of the station with the values in force."""
    actor = actor_of(request)
    access.require(actor, Permission.RULE_READ)
    columns = [
        Column(_("Rule"), kind="main"),
        Column(_("Value in force"), kind="number"),
        Column(_("Default"), kind="number"),
        Column(_("Since"), kind="short"),
        Column(_("By which text")),
    ]
    context = {"entries": rulebook_of(actor.station or 0), "columns": columns, "may_set": _may_set(actor)}
    return render(request, "administration/rules.html", context)


@signed_in
def rule(request: HttpRequest, key: str) -> HttpResponse:
    """One rule: its values so far; on POST a new one."""
    actor = actor_of(request)
    access.require(actor, Permission.RULE_READ)
    entry = rule_of(actor.station or 0, key)
    if entry is None:
        raise NotFound("rulebook.rule.unknown", value=key)
    if request.method == "POST":
        return _set(request, actor, entry)
    return _show(request, actor, entry, _form(request, entry))


def _set(request: HttpRequest, actor: Actor, entry: RuleEntry) -> HttpResponse:
    access.require(actor, Permission.RULE_SET)
    form = _form(request, entry)
    if not form.is_valid():
        return _show(request, actor, entry, form)
    try:
        operations.set_rule(actor, actor.station or 0, key=entry.definition.key, **form.cleaned_data)
    except Invalid as refusal:
        add_refusal(form, refusal)
        return _show(request, actor, entry, form)
    messages.success(request, _("The new value is recorded; it holds from the day you named."))
    return redirect(addresses.rule(entry.definition.key))


def _show(request: HttpRequest, actor: Actor, entry: RuleEntry, form: RuleForm) -> HttpResponse:
    context = {
        "entry": entry,
        "places": [Tab(_("Rules"), reverse("rules"))],
        "form": form if _may_set(actor) else None,
        "act": new_id(),
        "columns": [
            Column(pgettext("day", "From"), kind="short"),
            Column(_("Value"), kind="number"),
            Column(_("By which text"), kind="main"),
            Column(_("Recorded"), kind="short"),
        ],
    }
    return render(request, "administration/rule.html", context, status=422 if form.errors else 200)


def _form(request: HttpRequest, entry: RuleEntry) -> RuleForm:
    given = request.POST if request.method == "POST" else None
    return RuleForm(given, definition=entry.definition)


def _may_set(actor: Actor) -> bool:
    return actor.role in GRANTS[Permission.RULE_SET]
