# SPDX-License-Identifier: Apache-2.0
"""The gallery as a whole page, in any language and with any preferences, without a database."""

import datetime as dt

from django.template.loader import render_to_string
from django.utils import translation

from yizhan.kernel import clock
from yizhan.web.frame import BareFrame, Frame, PostChoice, Room
from yizhan.web.gallery import samples
from yizhan.web.preferences import Preferences

NOON = dt.datetime(2026, 11, 23, 4, 0, tzinfo=dt.UTC)
"""Monday noon in the office."""


def gallery_page(language: str = "zh-hans", preferences: Preferences | None = None, **more: object) -> str:
    """The markup of the gallery for a signed-in editor."""
    chosen = preferences or Preferences()
    with translation.override(language), clock.at(NOON):
        return render_to_string(
            "gallery.html", samples() | {"frame": _frame(language, chosen), "bare": _bare(language, chosen)} | more
        )


def _frame(language: str, preferences: Preferences) -> Frame:
    return Frame(
        station_name="云溪区政协",
        post="编辑 · 云溪区政协办公室",
        person_name="沈知远",
        posts=[PostChoice("1", "编辑 · 云溪区政协办公室", True), PostChoice("2", "审核 · 云溪区政协办公室", False)],
        rooms=[Room("收件", "/items/", "inbox", "12", True), Room("期刊", "/issues/", "issues", "99+")],
        notice_count="3",
        waiting=17,
        language=language,
        preferences=preferences,
        is_sample=True,
    )


def _bare(language: str, preferences: Preferences) -> BareFrame:
    return BareFrame(language=language, preferences=preferences)
