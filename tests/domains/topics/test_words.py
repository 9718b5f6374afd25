# SPDX-License-Identifier: Apache-2.0
"""Sentences of the room that depend on what the facts hold."""

from django.utils import translation

from yizhan.kernel import sentences as spoken


def test_a_commission_becomes_a_sentence() -> None:
    facts = {"title": "防汛", "kind": "commission", "due_at": "2026-03-02T10:00:00+00:00", "valid_until": "2026-04-01"}
    with translation.override("en"):
        assert spoken.noted("topics.topic.commissioned", facts) == "Wanted by March 2, 2026: 防汛"
        assert spoken.noted("topics.topic.commissioned", {**facts, "kind": "point", "due_at": None}) == (
            "Reporting point until April 1, 2026: 防汛"
        )
