# SPDX-License-Identifier: Apache-2.0
"""Reading notices."""

import uuid

from django.db.models import QuerySet

from yizhan.domains.notices.models import Notice


def listed(notices: QuerySet[Notice]) -> QuerySet[Notice]:
    """Notices as a page shows them: newest first, each with its entry."""
    return notices.select_related("entry").order_by("-id")


def unread(notices: QuerySet[Notice]) -> QuerySet[Notice]:
    """Those that wait to be read; a slice of them counts in one query."""
    return notices.filter(read_at__isnull=True)


def about(notices: QuerySet[Notice], matter: uuid.UUID) -> QuerySet[Notice]:
    """Those that belong to one item's story."""
    return notices.filter(matter=matter)
