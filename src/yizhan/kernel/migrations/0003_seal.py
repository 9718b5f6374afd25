# SPDX-License-Identifier: Apache-2.0
"""Seals over the journal, as unchangeable as the journal itself."""

from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

_MESSAGE = "the journal is never changed"


def protect(apps: object, editor: BaseDatabaseSchemaEditor) -> None:
    if editor.connection.vendor == "postgresql":
        editor.execute(
            "CREATE TRIGGER kernel_seal_never_changed BEFORE UPDATE OR DELETE ON kernel_seal"
            " FOR EACH ROW EXECUTE FUNCTION kernel_entry_never_changed()"
        )
        return
    for act in ("update", "delete"):
        editor.execute(
            f"CREATE TRIGGER kernel_seal_no_{act} BEFORE {act} ON kernel_seal"
            f" BEGIN SELECT RAISE(ABORT, '{_MESSAGE}'); END"
        )


def unprotect(apps: object, editor: BaseDatabaseSchemaEditor) -> None:
    if editor.connection.vendor == "postgresql":
        editor.execute("DROP TRIGGER kernel_seal_never_changed ON kernel_seal")
        return
    for act in ("update", "delete"):
        editor.execute(f"DROP TRIGGER kernel_seal_no_{act}")


class Migration(migrations.Migration):
    dependencies = [("kernel", "0002_journal_is_never_changed")]

    operations = [
        migrations.CreateModel(
            name="Seal",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveBigIntegerField(unique=True)),
                ("last", models.BigIntegerField()),
                ("marks", models.JSONField()),
                ("digest", models.CharField(max_length=64)),
                ("at", models.DateTimeField()),
            ],
            options={"ordering": ["number"]},
        ),
        migrations.RunPython(protect, unprotect),
    ]
