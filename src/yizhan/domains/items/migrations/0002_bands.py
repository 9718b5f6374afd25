# SPDX-License-Identifier: Apache-2.0
"""The index of look-alikes. Where there are items already, the next start fills it."""

from typing import Any

import django.db.models.deletion
from django.db import migrations, models

from yizhan.engines.text.signatures import STORE
from yizhan.kernel import bands


def _create(apps: Any, editor: Any) -> None:
    """An empty store needs no filling: its index is current from the first item on."""
    is_empty = not apps.get_model("items", "Item").objects.exists()
    bands.create_table("items_band", editor, version=STORE.version if is_empty else "")


class Migration(migrations.Migration):
    dependencies = [("items", "0001_initial")]

    operations = [
        migrations.CreateModel(
            name="ItemBand",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "key", "item", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("key", models.BigIntegerField()),
                (
                    "item",
                    models.ForeignKey(
                        db_column="owner",
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="bands",
                        to="items.item",
                    ),
                ),
            ],
            options={"db_table": "items_band", "managed": False},
        ),
        migrations.RunPython(
            _create,
            lambda apps, editor: bands.drop_table("items_band", editor),  # noqa: ARG005 -- Django's signature
        ),
    ]
