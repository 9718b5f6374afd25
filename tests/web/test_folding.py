# SPDX-License-Identifier: Apache-2.0
"""Folding changes nothing but the time: every component comes out as Django alone would write it."""

import copy
import re
from typing import Any

import pytest
from django.conf import settings
from django.template import engines
from django.template.backends.django import DjangoTemplates
from django.utils import translation
from django.utils.safestring import SafeString

from tests.web.gallery_page import gallery_page
from yizhan.web import folding
from yizhan.web.components import State

_BUTTON = '{% include "components/button.html" with verb=verb url=url csrf_token=csrf_token only %}'


def page(markup: str, **given: Any) -> str:
    template = engines["django"].from_string(markup)
    folding.fold(template.template.nodelist)
    return template.render(given)


@pytest.fixture
def unfolded(monkeypatch: pytest.MonkeyPatch) -> DjangoTemplates:
    """Django's own loaders."""
    described = copy.deepcopy(settings.TEMPLATES[0])
    described.pop("BACKEND")
    described["OPTIONS"]["loaders"][0][1][0] = (
        "django.template.loaders.cached.Loader",
        ["django.template.loaders.app_directories.Loader"],
    )
    return DjangoTemplates({"NAME": "unfolded", "DIRS": [], "APP_DIRS": False, **described})


def test_every_component_is_written_as_without_folding(
    unfolded: DjangoTemplates, monkeypatch: pytest.MonkeyPatch
) -> None:
    def written(**more: object) -> list[str]:
        pages = (gallery_page(language, **more) for language in ("zh-hans", "en", "zh-hans"))
        return [re.sub(r'name="act" value="[^"]*"', "", one) for one in pages]

    folded = [written(csrf_token="one"), written(csrf_token="another"), written()]
    monkeypatch.setattr("django.template.loader._engine_list", lambda _using=None: [unfolded])
    assert folded == [written(csrf_token="one"), written(csrf_token="another"), written()]


def test_a_run_of_steady_nodes_becomes_one_and_speaks_each_language() -> None:
    template = engines["django"].from_string(
        '{% load i18n icons %}<a href="{% url "help" %}">{% icon "help" %} {% translate "Help" %}</a>{{ name }}'
    )
    folding.fold(template.template.nodelist)
    assert [type(node).__name__ for node in template.template.nodelist] == ["Steady", "VariableNode"]
    with translation.override("en"):
        assert "Help</a>" in template.render()
    with translation.override("zh-hans"):
        assert "Help" not in template.render().split("</svg>")[1]


def test_what_is_kept_for_one_property_is_not_taken_for_another() -> None:
    verbs = ["<b>", SafeString("<b>"), 1, True, 1.0, "1"]
    shown = [page(_BUTTON, verb=verb, url="/x/") for verb in verbs for _time in range(2)]
    assert [re.findall(r">(.*)</a>", one)[0] for one in shown[::2]] == ["&lt;b&gt;", "<b>", "1", "True", "1.0", "1"]
    assert shown[::2] == shown[1::2]


def test_a_property_that_may_change_is_written_anew() -> None:
    markup = '{% include "components/state.html" with state=state only %}'
    changing: Any = type("Changing", (), {"kind": "done", "word": "一"})()
    assert "一" in page(markup, state=changing)
    changing.word = "二"
    assert "二" in page(markup, state=changing)
    assert "三" in page(markup, state=State("三", "done"))


def test_what_is_kept_stays_small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(folding, "_MOST", 3)
    for number in range(10):
        assert str(number) in page(_BUTTON, verb=f"第 {number} 个", url="/x/")
    assert len(folding._kept) <= 3
