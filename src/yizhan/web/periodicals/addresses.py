# SPDX-License-Identifier: Apache-2.0
"""Where the pages of periodicals lie."""

import uuid

from django.urls import reverse


def issue(public_id: uuid.UUID) -> str:
    """The office's page of an issue: composing before release, the archive afterwards."""
    return reverse("issue", args=[public_id])


def step(name: str, public_id: uuid.UUID) -> str:
    """The page of one of an issue's steps: `step("release", …)`."""
    return reverse(f"issue-{name}", args=[public_id])


def reading(public_id: uuid.UUID) -> str:
    """The issue as its readers have it."""
    return reverse("reading", args=[public_id])


def series(public_id: uuid.UUID) -> str:
    """The page of a periodical."""
    return reverse("series", args=[public_id])


def series_step(name: str, public_id: uuid.UUID) -> str:
    """The page of one of a periodical's steps: `series_step("columns", …)`."""
    return reverse(f"series-{name}", args=[public_id])


def anchor(entry: uuid.UUID) -> str:
    """The place of an entry on the page of its issue."""
    return f"entry-{entry}"
