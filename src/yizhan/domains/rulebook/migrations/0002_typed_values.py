# SPDX-License-Identifier: Apache-2.0
"""Whole numbers become values of any kind; each row keeps its number, its day and its instrument."""

from collections.abc import Iterator
from typing import Any

from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def _rules(apps: Apps, editor: BaseDatabaseSchemaEditor) -> Iterator[Any]:
    rows: Any = apps.get_model("rulebook", "Rule")
    yield from rows.objects.using(editor.connection.alias).iterator()


def carry_over(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    for rule in _rules(apps, editor):
        rule.value = rule.number
        rule.save(update_fields=["value"])


def carry_back(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    for rule in _rules(apps, editor):
        rule.number = rule.value
        rule.save(update_fields=["number"])


class Migration(migrations.Migration):
    dependencies = [("rulebook", "0001_initial")]

    operations = [
        migrations.RenameField("rule", "value", "number"),
        migrations.AlterField("rule", "number", models.IntegerField(null=True)),
        migrations.AddField("rule", "value", models.JSONField(null=True)),
        migrations.RunPython(carry_over, carry_back),
        migrations.RemoveField("rule", "number"),
    ]
