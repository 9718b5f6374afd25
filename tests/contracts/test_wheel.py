# SPDX-License-Identifier: Apache-2.0
"""What is shipped is whole: the wheel is built, unpacked, and opens a page."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from hatchling.builders.wheel import WheelBuilder

from findings import ROOT

_PAGE = """
import django, yizhan
from django.core.management import call_command
django.setup()
call_command("migrate", verbosity=0)
call_command("collectstatic", verbosity=0, interactive=False)
from django.test import Client
answer = Client(HTTP_HOST="localhost").get("/sign-in/")
print(yizhan.__file__, answer.status_code, "登录" in answer.content.decode())
"""

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, unpacked into a folder of its own."""
    folder = tmp_path_factory.mktemp("wheel")
    (built,) = WheelBuilder(str(ROOT)).build(directory=str(folder), versions=["standard"])
    unpacked = folder / "unpacked"
    with zipfile.ZipFile(built) as archive:
        archive.extractall(unpacked)
    return unpacked


def test_every_file_of_the_package_is_in_the_wheel(wheel: Path) -> None:
    source = {
        path.relative_to(ROOT / "src").as_posix() for path in (ROOT / "src/yizhan").rglob("*") if _is_shipped(path)
    }
    shipped = {path.relative_to(wheel).as_posix() for path in (wheel / "yizhan").rglob("*") if path.is_file()}
    assert sorted(source ^ shipped) == []


def test_the_catalogues_are_compiled(wheel: Path) -> None:
    assert (wheel / "yizhan/web/locale/zh_Hans/LC_MESSAGES/django.mo").stat().st_size > 10_000


def test_nothing_of_the_workshop_is_in_the_wheel(wheel: Path) -> None:
    assert {path.name for path in wheel.iterdir() if not path.name.endswith(".dist-info")} == {"yizhan"}


def test_the_wheel_opens_a_page(wheel: Path, tmp_path: Path) -> None:
    environment = {
        **os.environ,
        "PYTHONPATH": str(wheel),
        "YIZHAN_HOME": str(tmp_path),
        "DJANGO_SETTINGS_MODULE": "yizhan.config.settings",
    }
    environment.pop("YIZHAN_DATABASE_URL", None)
    answer = subprocess.run(
        [sys.executable, "-c", _PAGE], cwd=tmp_path, env=environment, capture_output=True, text=True, check=False
    )
    assert answer.stdout.split() == [str(wheel / "yizhan/__init__.py"), "200", "True"], answer.stderr[-2000:]


def _is_shipped(path: Path) -> bool:
    return path.is_file() and "__pycache__" not in path.parts
