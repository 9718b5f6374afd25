# SPDX-License-Identifier: Apache-2.0
"""Who may know whom: by import contracts, and where imports cannot show it, by foreign keys."""

import subprocess
import sys
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.db import models

from findings import ROOT
from yizhan.config.rooms import ROOMS


def test_import_contracts_are_kept() -> None:
    lint = Path(sys.executable).with_name("lint-imports")
    answer = subprocess.run([lint, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert answer.returncode == 0, answer.stdout[-3000:]


def test_rooms_are_listed_once_and_installed_in_their_order() -> None:
    folders = {path.parent.name for path in (ROOT / "src/yizhan/domains").glob("*/apps.py")}
    assert set(ROOMS) == folders
    installed = [name for name in settings.INSTALLED_APPS if name.startswith("yizhan.domains.")]
    assert installed == [f"yizhan.domains.{room}" for room in ROOMS]


@pytest.mark.parametrize("room", ROOMS)
def test_foreign_keys_point_to_lower_rooms_only(room: str) -> None:
    allowed = {*ROOMS[: ROOMS.index(room) + 1], "kernel"}
    upward = [
        f"{model._meta.label}.{field.name} -> {field.related_model._meta.label}"
        for model in apps.get_app_config(room).get_models()
        for field in model._meta.get_fields()
        if isinstance(field, models.ForeignKey) and field.related_model._meta.app_label not in allowed
    ]
    assert upward == []


def test_the_kernel_points_to_no_room() -> None:
    outside = [
        f"{model._meta.label}.{field.name}"
        for model in apps.get_app_config("kernel").get_models()
        for field in model._meta.get_fields()
        if isinstance(field, models.ForeignKey) and field.related_model._meta.app_label != "kernel"
    ]
    assert outside == []
