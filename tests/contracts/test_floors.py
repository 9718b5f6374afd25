# SPDX-License-Identifier: Apache-2.0
"""Who may know whom: by import contracts, and where imports cannot show it, by foreign keys."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.db import models

from findings import ROOT
from house_rules import sources
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


def test_the_page_of_rooms_says_who_calls_whom() -> None:
    page = (ROOT / "docs/developer/rooms.md").read_text(encoding="utf-8")
    rows = [
        [cell.strip() for cell in line.strip("|").split("|")] for line in page.splitlines() if line.startswith("| `")
    ]
    said = {row[0].strip("`"): {name.strip() for name in row[2].split(",")} - {"–"} for row in rows}
    assert list(said) == list(ROOMS)
    assert said == {room: _called_by(room) for room in ROOMS}


def test_the_kernel_points_to_no_room() -> None:
    outside = [
        f"{model._meta.label}.{field.name}"
        for model in apps.get_app_config("kernel").get_models()
        for field in model._meta.get_fields()
        if isinstance(field, models.ForeignKey) and field.related_model._meta.app_label != "kernel"
    ]
    assert outside == []


def _called_by(room: str) -> set[str]:
    """The other rooms that a room imports from."""
    called: set[str] = set()
    for module in sources.modules(sources.SOURCE / "domains" / room):
        for node in ast.walk(module.tree):
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("yizhan.domains"):
                parts = (node.module or "").split(".")
                called |= {parts[2]} if len(parts) > 2 else {name.name for name in node.names}
    return called - {room}
