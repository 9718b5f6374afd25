# SPDX-License-Identifier: Apache-2.0
"""What is shown once: one-time links and interface keys. The answer to the POST is the only page that holds them."""

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from yizhan.domains.network import access, queries
from yizhan.domains.network.operations import posts
from yizhan.domains.network.permissions import Permission
from yizhan.kernel.errors import Conflict, Invalid, NotFound
from yizhan.kernel.ids import new_id
from yizhan.web.acting import actor_of, signed_in
from yizhan.web.administration import addresses
from yizhan.web.administration.forms.accounts import KeyForm
from yizhan.web.administration.pages.accounts import account_of
from yizhan.web.administration.secrets import ShownSecret
from yizhan.web.components import Tab
from yizhan.web.frame import label_of
from yizhan.web.refusals import status_of
from yizhan.web.steps import add_refusal


@require_POST
@never_cache
@signed_in
def make_link(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Make a one-time link. Each press makes one and ends the earlier ones: what is seen last is what works."""
    actor = actor_of(request).requested(None)
    account = account_of(access.find_person(actor, public_id, Permission.ACCOUNT_OPEN))
    secret = posts.make_sign_in_link(actor, account.pk)
    shown = ShownSecret(
        key="link",
        text=request.build_absolute_uri(reverse("set-password", args=[secret.text])),
        heading=_("One-time link"),
        person=account.person.name,
        sign_in_name=account.sign_in_name,
    )
    context = {"shown": shown, "back": addresses.person(public_id), "places": _places(account.person.name, public_id)}
    return render(request, "administration/link_made.html", context)


@never_cache
@signed_in
def make_key(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Make an interface key for a post: ask what it is for, then show it once."""
    actor = actor_of(request)
    access.require(actor, Permission.TOKEN_MAKE)
    post = access.find_post(actor, public_id)
    places = _places(post.person.name, post.person.public_id)
    form, status = KeyForm(request.POST or None), 200
    if request.method == "POST" and form.is_valid():
        try:
            secret = posts.make_token(actor, post.pk, label=form.cleaned_data["label"])
        except (Invalid, Conflict) as refusal:
            add_refusal(form, refusal)
            status = status_of(refusal)
        else:
            shown = ShownSecret(key="key", text=secret.text, heading=form.cleaned_data["label"], person=label_of(post))
            context = {"shown": shown, "back": addresses.person(post.person.public_id), "places": places}
            return render(request, "administration/key_made.html", context)
    context = {"form": form, "post": label_of(post), "places": places, "act": new_id()}
    return render(request, "administration/key.html", context, status=422 if form.errors and status == 200 else status)


@require_POST
@signed_in
def revoke_key(request: HttpRequest, public_id: uuid.UUID, key: uuid.UUID) -> HttpResponse:
    """End an interface key."""
    actor = actor_of(request)
    access.require(actor, Permission.TOKEN_MAKE)
    post = access.find_post(actor, public_id)
    token = queries.tokens_of([post.pk]).filter(public_id=key).first()
    if token is None:
        raise NotFound("network.token.unknown")
    posts.revoke_token(actor, post.pk, token.pk)
    messages.success(request, _("The key “%(label)s” has ended.") % {"label": token.label})
    return redirect(addresses.person(post.person.public_id))


def _places(name: str, public_id: uuid.UUID) -> list[Tab]:
    return [Tab(_("Accounts and posts"), reverse("accounts")), Tab(name, addresses.person(public_id))]
