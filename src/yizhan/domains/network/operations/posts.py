# SPDX-License-Identifier: Apache-2.0
"""Posts, accounts and keys: the security administrator's part."""

import datetime
import re
import secrets
from dataclasses import dataclass

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction

from yizhan.domains.network import access, events, queries
from yizhan.domains.network.models import Account, Organization, Person, Post, SignInLink, Token
from yizhan.domains.network.permissions import Permission
from yizhan.domains.network.states import ADMINISTRATORS, Role
from yizhan.kernel import audit, clock
from yizhan.kernel.actors import Actor, system
from yizhan.kernel.errors import Conflict, Invalid, NotFound
from yizhan.kernel.operations import operation

#: A one-time link is good for this long; a new one is quickly made.
LINK_LIFETIME = datetime.timedelta(days=3)

_SIGN_IN_NAME = re.compile(r"[A-Za-z0-9_.@\-\u4e00-\u9fff]{2,40}")


@dataclass(frozen=True, slots=True)
class Secret:
    """A secret at the only moment when it can be shown, with the row that keeps its digest."""

    text: str
    row: SignInLink | Token


@operation
def appoint(
    actor: Actor,
    *,
    person: int,
    organization: int,
    role: str,
    title: str = "",
    officer_kind: str = "",
    starts_on: datetime.date,
) -> Post:
    """Give a person a post.

    Nobody holds two of the three administrators' posts. Officers carry their kind (RULE-201).
    Writes: post, journal. Announces: network.post.appointed.
    """
    access.require(actor, Permission.POST_APPOINT)
    body = Organization.objects.filter(pk=organization, station__isnull=False).first()
    if body is None or body.station_id is None:
        raise NotFound("network.organization.unknown", field="organization")
    access.check_counts(person)
    _check_role(person, role, officer_kind)
    post = Post.objects.create(
        person_id=person,
        organization=body,
        station_id=body.station_id,
        role=role,
        title=title,
        officer_kind=officer_kind,
        starts_on=starts_on,
    )
    event = events.PostAppointed(subject=post.public_id, person=person, organization=organization, post_role=role)
    audit.record(actor, event, station=body.station_id)
    return post


@operation
def end_post(actor: Actor, pk: int, *, on: datetime.date, reason: str) -> Post:
    """End a post. Its rights, its keys and its part in open work end with it.

    Writes: post, tokens, journal. Announces: network.post.ended.
    """
    post = access.take_post(actor, pk, Permission.POST_APPOINT)
    if post.ends_on is not None:
        raise Conflict("network.post.ended")
    if on < post.starts_on:
        raise Invalid("network.post.ends_before_start", field="on")
    Post.objects.filter(pk=pk).update(ends_on=on)
    post.ends_on = on
    Token.objects.filter(post=post, revoked_at__isnull=True).update(revoked_at=clock.now())
    audit.record(
        actor, events.PostEnded(subject=post.public_id, on=on.isoformat(), reason=reason), station=post.station_id
    )
    return post


@operation
def open_account(actor: Actor, *, person: int, sign_in_name: str, is_sample: bool = False) -> Account:
    """Let a person sign in. The account has no password until its owner sets one through a one-time link.

    Writes: account, journal. Announces: network.account.opened.
    """
    owner = access.take_person(actor, person, Permission.ACCOUNT_OPEN)
    access.check_counts(person)
    if not _SIGN_IN_NAME.fullmatch(sign_in_name):
        raise Invalid("network.account.name_form", field="sign_in_name", value=sign_in_name)
    if Account.objects.filter(sign_in_name=sign_in_name).exists():
        raise Conflict("network.account.name_taken", field="sign_in_name", value=sign_in_name)
    if Account.objects.filter(person__in=queries.one_person(person), is_active=True).exists() or hasattr(
        owner, "account"
    ):
        raise Conflict("network.account.exists", field="person", value=owner.name)
    account = Account(sign_in_name=sign_in_name, person=owner, is_sample=is_sample)
    account.set_unusable_password()
    account.save()
    audit.record(actor, events.AccountOpened(subject=owner.public_id, sign_in_name=sign_in_name))
    return account


@operation
def close_account(actor: Actor, pk: int, *, reason: str) -> Account:
    """Close an account: its sessions and keys stop at once.

    Writes: account, journal. Announces: network.account.closed.
    """
    account = access.take_account(actor, pk, Permission.ACCOUNT_OPEN)
    if not account.is_active:
        raise Conflict("network.account.closed_already", value=account.sign_in_name)
    Account.objects.filter(pk=pk).update(is_active=False)
    account.is_active = False
    audit.record(actor, events.AccountClosed(subject=account.person.public_id, reason=reason))
    return account


@operation
def reopen_account(actor: Actor, pk: int, *, reason: str) -> Account:
    """Open an account again that was closed by mistake; its password stays.

    Writes: account, journal. Announces: network.account.reopened.
    """
    account = access.take_account(actor, pk, Permission.ACCOUNT_OPEN)
    if account.is_active:
        raise Conflict("network.account.open_already", value=account.sign_in_name)
    Account.objects.filter(pk=pk).update(is_active=True)
    account.is_active = True
    audit.record(actor, events.AccountReopened(subject=account.person.public_id, reason=reason))
    return account


def make_sign_in_link(actor: Actor, account: int) -> Secret:
    """Make a one-time link; earlier links of the account end. The secret is shown once and never again.

    Writes: link, journal. Announces: network.account.link_made.
    """
    secret = secrets.token_urlsafe(32)
    return Secret(secret, _keep_link(actor, account, queries.digest(secret)))


@operation
def _keep_link(actor: Actor, account: int, digest: str) -> SignInLink:
    owner = access.take_account(actor, account, Permission.ACCOUNT_OPEN)
    SignInLink.objects.filter(account=owner, used_at__isnull=True).update(used_at=clock.now())
    audit.record(actor, events.SignInLinkMade(subject=owner.person.public_id))
    return SignInLink.objects.create(account=owner, digest=digest, expires_at=clock.now() + LINK_LIFETIME)


def set_password(secret: str, password: str) -> Account:
    """Set a password through a one-time link; the link is the right to do so.

    Raises `NotFound` for a link that is unknown, used or too old, `Invalid` for a password that is too weak.
    Writes: account, link, journal. Announces: network.account.password_set.
    """
    with transaction.atomic():
        link = queries.link_of_secret(secret)
        if link is None or not SignInLink.objects.filter(pk=link.pk, used_at__isnull=True).update(used_at=clock.now()):
            raise NotFound("network.link.unusable")
        try:
            validate_password(password, link.account)
        except ValidationError as weak:
            raise Invalid("network.password.weak", field="password", problems=" ".join(weak.messages)) from weak
        account = link.account
        account.set_password(password)
        account.save(update_fields=["password"])
        audit.record(system(), events.PasswordSet(subject=account.person.public_id))
    return account


@operation
def note_sign_in(actor: Actor) -> Person:
    """Note that somebody signed in; the faces call it after a successful sign-in.

    Writes: journal. Announces: network.account.signed_in.
    """
    person = Person.objects.get(pk=actor.acting_person)
    audit.record(actor, events.SignedIn(subject=person.public_id))
    return person


@operation
def keep_preferences(actor: Actor, /, **preferences: str) -> Account:
    """Keep how a person likes the pages: theme, size, density, language. Nothing to audit: it concerns nobody else."""
    account = Account.objects.get(person_id=actor.acting_person)
    account.preferences = {**account.preferences, **preferences}
    account.save(update_fields=["preferences"])
    return account


def make_token(actor: Actor, post: int, *, label: str) -> Secret:
    """Make a key of the REST interface for a post; shown once.

    Writes: token, journal. Announces: network.token.made.
    """
    secret = f"yz_{secrets.token_urlsafe(32)}"
    return Secret(secret, _keep_token(actor, post, label, queries.digest(secret)))


@operation
def _keep_token(actor: Actor, post: int, label: str, digest: str) -> Token:
    owner = access.take_post(actor, post, Permission.TOKEN_MAKE)
    if not label.strip():
        raise Invalid("network.text.empty", field="label")
    token = Token.objects.create(post=owner, label=label.strip(), digest=digest, made_at=clock.now())
    audit.record(actor, events.TokenMade(subject=token.public_id, label=token.label), station=owner.station_id)
    return token


@operation
def revoke_token(actor: Actor, post: int, token: int) -> Token:
    """End a key of the REST interface.

    Writes: token, journal. Announces: network.token.revoked.
    """
    owner = access.take_post(actor, post, Permission.TOKEN_MAKE)
    row = Token.objects.filter(pk=token, post=owner).first()
    if row is None:
        raise NotFound("network.token.unknown")
    if row.revoked_at is not None:
        raise Conflict("network.token.revoked")
    row.revoked_at = clock.now()
    row.save(update_fields=["revoked_at"])
    audit.record(actor, events.TokenRevoked(subject=row.public_id), station=owner.station_id)
    return row


def _check_role(person: int, role: str, officer_kind: str) -> None:
    if role not in Role.values or role == Role.SYSTEM:
        raise Invalid("network.role.unknown", field="role", value=role)
    if (role == Role.OFFICER) != bool(officer_kind):
        raise Invalid("network.role.officer_kind", field="officer_kind")
    others = ADMINISTRATORS - {role}
    if (
        role in ADMINISTRATORS
        and Post.objects.filter(queries.in_force(), person__in=queries.one_person(person), role__in=others).exists()
    ):
        raise Conflict("network.role.administrators_apart", field="role")
