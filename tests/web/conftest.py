# SPDX-License-Identifier: Apache-2.0
"""What the tests of pages share."""

import pytest
from django.conf import LazySettings


@pytest.fixture(autouse=True)
def plain_static_files(settings: LazySettings) -> None:
    """Static files keep their names: no collection has been made that could tell their digests."""
    settings.STORAGES = settings.STORAGES | {
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    }
