# SPDX-License-Identifier: Apache-2.0
"""Every setting stands in one table; a slip of the pen stops the start."""

import ast
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import call_command

from house_rules import sources
from yizhan.config import parameters
from yizhan.config.parameters import PARAMETERS, UnknownParameter


def test_every_setting_is_read_and_every_read_one_is_in_the_table() -> None:
    read = {
        node.slice.value
        for module in sources.modules(sources.SOURCE / "config")
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Subscript) and isinstance(node.slice, ast.Constant)
        if isinstance(node.slice.value, str) and node.slice.value.startswith("YIZHAN_")
    }
    assert read == {parameter.name for parameter in PARAMETERS}


@pytest.mark.parametrize("folder", ["web", "api", "jobs", "domains", "kernel", "engines"])
def test_the_environment_is_read_at_the_start_only(folder: str) -> None:
    elsewhere = [
        f"{module.place}:{node.lineno}"
        for module in sources.modules(sources.SOURCE / folder)
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Attribute) and node.attr in {"environ", "getenv"}
    ]
    assert elsewhere == []


def test_every_setting_says_what_it_means() -> None:
    assert [one.name for one in PARAMETERS if not one.name.startswith("YIZHAN_") or len(one.meaning.split()) < 3] == []


@pytest.mark.parametrize(
    ("given", "hint"),
    [("YIZHAN_HOST", "YIZHAN_HOSTS"), ("YIZHAN_DATABSE_URL", "YIZHAN_DATABASE_URL"), ("YIZHAN_XYZZY", "")],
)
def test_an_unknown_setting_is_refused_with_the_nearest_name(given: str, hint: str) -> None:
    with pytest.raises(UnknownParameter) as refused:
        parameters.read({given: "1", "PATH": "/bin"})
    assert str(refused.value).startswith(f"Unknown setting {given}.")
    assert (f"Did you mean {hint}?" in str(refused.value)) == bool(hint)


def test_defaults_hold_where_nothing_is_given() -> None:
    assert parameters.read({}) == {one.name: one.default for one in PARAMETERS}


def test_an_unknown_setting_stops_the_start(tmp_path: Path) -> None:
    environment = {**os.environ, "YIZHAN_HOME": str(tmp_path), "YIZHAN_PROT": "8000"}
    command = Path(sys.executable).with_name("yizhan")
    answer = subprocess.run([command, "stations"], env=environment, capture_output=True, text=True, check=False)
    assert answer.returncode == 1
    assert answer.stderr.startswith("Unknown setting YIZHAN_PROT.")


def test_the_deployment_check_is_silent() -> None:
    call_command("check", deploy=True, fail_level="WARNING")
