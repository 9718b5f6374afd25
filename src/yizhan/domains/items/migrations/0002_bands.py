# SPDX-License-Identifier: Apache-2.0
"""The index of look-alikes. It is filled when the worker starts, or by `items.operations.bands.rebuild`."""

import django.db.models.deletion
from django.db import migrations, models

from yizhan.kernel import bands


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
            lambda apps, editor: bands.create_table("items_band", editor),  # noqa: ARG005 -- Django's signature
            lambda apps, editor: bands.drop_table("items_band", editor),  # noqa: ARG005 -- Django's signature
        ),
    ]
