# SPDX-License-Identifier: Apache-2.0
"""Where the pages of the rulebook lie."""

import uuid

from django.urls import reverse


def rule(key: str) -> str:
    """A rule, what is in force and what was."""
    return reverse("rule", args=[key])


def change(key: str) -> str:
    """Laying down a new value of a rule."""
    return reverse("rule-change", args=[key])


def draft(public_id: uuid.UUID) -> str:
    """A draft with its changes."""
    return reverse("rule-draft", args=[public_id])


def text(public_id: uuid.UUID) -> str:
    """A text of the register."""
    return reverse("rule-text", args=[public_id])
