# SPDX-License-Identifier: Apache-2.0
"""Signing in and out, choosing the acting post, setting a password through a one-time link."""

import ipaddress
from typing import Any
from urllib.parse import urlsplit

from django.contrib.auth import authenticate, login, logout
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from yizhan.domains.network import queries
from yizhan.domains.network.models import Account
from yizhan.domains.network.operations import posts
from yizhan.kernel import sentences
from yizhan.kernel.errors import Refusal
from yizhan.web.acting import POST_KEY, acting, signed_in
from yizhan.web.signing_in.forms import PasswordForm, SignInForm

_BACKEND = "django.contrib.auth.backends.ModelBackend"


@never_cache
@sensitive_post_parameters("password")
def sign_in(request: HttpRequest) -> HttpResponse:
    """The sign-in page. A sample installation on this very machine also offers its roles without a password."""
    form = SignInForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        account = authenticate(request, **form.cleaned_data, username=form.cleaned_data["sign_in_name"])
        if isinstance(account, Account) and queries.posts_held(account.person.counts_as).exists():
            return _enter(request, account)
        form.add_error(
            None,
            _("Name and password do not fit together, or the account has no post. Check both, or ask for a new link."),
        )
    status = 422 if form.errors else 200
    return render(request, "signing_in/sign_in.html", _sign_in_context(request, form), status=status)


@require_POST
@never_cache
def enter_sample(request: HttpRequest) -> HttpResponse:
    """Enter a sample installation in one of its roles; only from this machine."""
    account = queries.sample_accounts().filter(sign_in_name=request.POST.get("account", "")).first()
    if account is None or not _is_open_sample(request):
        return HttpResponseRedirect("/sign-in/")
    return _enter(request, account)


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """End the session."""
    logout(request)
    return HttpResponseRedirect("/sign-in/")


@require_POST
@signed_in
def switch_post(request: HttpRequest) -> HttpResponse:
    """Act as another of one's posts."""
    account = acting(request).account
    wanted = request.POST.get("post", "")
    if account is not None:
        for post in queries.posts_held(account.person.counts_as):
            if str(post.public_id) == wanted:
                request.session[POST_KEY] = post.pk
    return HttpResponseRedirect("/")


@never_cache
@sensitive_post_parameters("password", "again")
def set_password(request: HttpRequest, secret: str) -> HttpResponse:
    """Set a password through a one-time link, then sign in with it."""
    if queries.link_of_secret(secret) is None:
        return render(request, "signing_in/link_unusable.html", status=404)
    form = PasswordForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            return _enter(request, posts.set_password(secret, form.cleaned_data["password"]))
        except Refusal as refusal:
            form.add_error("password" if refusal.field else None, " ".join(sentences.refused(refusal)))
    return render(request, "signing_in/set_password.html", {"form": form}, status=422 if form.errors else 200)


def locked_out(request: HttpRequest, *_args: Any, **_kwargs: Any) -> HttpResponse:
    """Too many failed attempts: say so, and for how long."""
    return render(request, "signing_in/locked_out.html", status=429)


def _enter(request: HttpRequest, account: Account) -> HttpResponse:
    login(request, account, backend=_BACKEND)
    request.session["person"] = account.person.counts_as
    first = queries.posts_held(account.person.counts_as).first()
    if first is not None:
        posts.note_sign_in(queries.actor_of(first))
    return HttpResponseRedirect(_next(request))


def _next(request: HttpRequest) -> str:
    wanted = request.POST.get("next") or request.GET.get("next") or "/"
    is_ours = url_has_allowed_host_and_scheme(wanted, allowed_hosts=None) and not urlsplit(wanted).netloc
    return wanted if is_ours else "/"


def _sign_in_context(request: HttpRequest, form: SignInForm) -> dict[str, Any]:
    accounts = list(queries.sample_accounts()) if _is_open_sample(request) else []
    held = queries.posts_held_by([account.person.counts_as for account in accounts])
    return {
        "form": form,
        "next": _next(request),
        "samples": [
            (account, held[account.person.counts_as]) for account in accounts if account.person.counts_as in held
        ],
    }


def _is_open_sample(request: HttpRequest) -> bool:
    """Roles without a password exist only where all data is invented and only for the machine itself."""
    installation = queries.installation()
    address = request.META.get("REMOTE_ADDR") or "127.0.0.1"
    return installation is not None and installation.is_sample and ipaddress.ip_address(address).is_loopback
