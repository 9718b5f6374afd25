# SPDX-License-Identifier: Apache-2.0
"""The journal is read once more from its beginning: urgent events and findings bring occasions from now on."""

from typing import Any

from django.db import migrations


def read_anew(apps: Any, schema_editor: Any) -> None:  # noqa: ARG001 -- the signature of migrations
    """Booking the same stretch twice books nothing twice."""
    apps.get_model("appraisal", "Bookmark").objects.update(entry=0)


class Migration(migrations.Migration):
    dependencies = [("appraisal", "0001_initial")]

    operations = [migrations.RunPython(read_anew, migrations.RunPython.noop)]
