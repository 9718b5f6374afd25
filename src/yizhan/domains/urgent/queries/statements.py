# SPDX-License-Identifier: Apache-2.0
"""The wording in force about an event, and how far it is verified."""

from django.db.models import QuerySet

from yizhan.domains.urgent.models import Emergency, Statement, Verification


def versions(emergency: Emergency) -> QuerySet[Statement]:
    """Every wording that was ever in force, the latest first."""
    return emergency.statements.select_related("post__person").order_by("-number")


def in_force(emergency: Emergency) -> Statement | None:
    """The one wording that counts now (RULE-018)."""
    return versions(emergency).first()


def verifications(emergency: Emergency) -> QuerySet[Verification]:
    """Whose duty it was to verify the event, and with what outcome, the latest first."""
    return emergency.verifications.select_related("post__person", "done_by__person").order_by("-id")


def standing(emergency: Emergency) -> Verification | None:
    """The duty to verify that stands now."""
    return emergency.verifications.filter(outcome="").first()
