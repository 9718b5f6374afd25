# SPDX-License-Identifier: Apache-2.0
"""Account and identity numbers are encrypted; those that were stored in the clear before, too."""

from typing import Any

from django.db import migrations, models

from yizhan.kernel import encryption, keyring

TABLE = "rewards_payeeaccount"
COLUMNS = ("account_number", "identity_number")


def wipe_what_is_deleted(_apps: Any, schema_editor: Any) -> None:
    """SQLite overwrites the pages that the table leaves behind, so that no number stays readable in the file."""
    if schema_editor.connection.vendor == "sqlite":
        with schema_editor.connection.cursor() as cursor:
            cursor.execute("PRAGMA secure_delete=ON")


def encrypt(apps: Any, _schema_editor: Any) -> None:
    rows = apps.get_model("rewards", "PayeeAccount").objects.order_by("pk")
    if rows.exists() and not keyring.keys():
        keyring.make_first()
    for row in rows.iterator(chunk_size=500):
        for column in COLUMNS:
            setattr(row, column, encryption.sealed(getattr(row, column), f"{TABLE}.{column}"))
        row.save(update_fields=COLUMNS)


class Migration(migrations.Migration):
    dependencies = [("rewards", "0001_initial")]

    operations = [
        migrations.RunPython(wipe_what_is_deleted, migrations.RunPython.noop),
        migrations.AlterField("payeeaccount", "account_number", models.TextField()),
        migrations.AlterField("payeeaccount", "identity_number", models.TextField(blank=True, default="")),
        migrations.RunPython(encrypt),
        migrations.AlterField("payeeaccount", "account_number", encryption.EncryptedField()),
        migrations.AlterField("payeeaccount", "identity_number", encryption.EncryptedField(blank=True, default="")),
    ]
