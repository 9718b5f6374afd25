# SPDX-License-Identifier: Apache-2.0
"""Sentences of the room that depend on what the facts hold."""

from django.utils import translation

from yizhan.kernel import sentences as spoken


def test_a_list_of_readers_becomes_a_sentence() -> None:
    facts = {"names": ["周主席", "市委办公室"]}
    with translation.override("en"):
        assert spoken.noted("periodicals.circulation.set", facts) == "This issue goes to 周主席、市委办公室."
        assert spoken.noted("periodicals.circulation.set", {"names": []}) == "This issue goes to nobody."
