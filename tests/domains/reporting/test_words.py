# SPDX-License-Identifier: Apache-2.0
"""Sentences of the room that depend on what the facts hold."""

from django.utils import translation

from yizhan.kernel import sentences as spoken


def test_an_adoption_becomes_a_sentence() -> None:
    facts = {"body_name": "省委办公厅", "level": 2, "form": "composite", "publication": "", "adopted_on": "2026-03-02"}
    with translation.override("en"):
        assert spoken.told("reporting.adoption.recorded", facts) == "Adopted by 省委办公厅 (province) on March 2, 2026."
        assert spoken.noted("reporting.adoption.recorded", facts) == (
            "Adopted by 省委办公厅 (province) on March 2, 2026. Used in a combined report."
        )
