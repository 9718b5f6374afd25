# SPDX-License-Identifier: Apache-2.0
"""Where the pages of reports and adoptions lie."""

import uuid

from django.urls import reverse


def adoption(public_id: uuid.UUID) -> str:
    """The page of an adoption."""
    return reverse("adoption", args=[public_id])


def item_report(public_id: uuid.UUID) -> str:
    """Where an item is reported upward."""
    return reverse("item-report", args=[public_id])
