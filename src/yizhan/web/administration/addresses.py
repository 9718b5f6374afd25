# SPDX-License-Identifier: Apache-2.0
"""Where the pages of administration lie."""

import uuid

from django.urls import reverse


def station(public_id: uuid.UUID) -> str:
    """The tree of a station."""
    return reverse("network-station", args=[public_id])


def body(public_id: uuid.UUID) -> str:
    """The page of a body."""
    return reverse("network-body", args=[public_id])


def person(public_id: uuid.UUID) -> str:
    """A person's posts, account and keys."""
    return reverse("account", args=[public_id])
