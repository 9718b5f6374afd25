# SPDX-License-Identifier: Apache-2.0
"""The journal is append-only for everyone who comes through the database connection, whatever the code above says."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

_MESSAGE = "the journal is never changed"


def protect(apps: object, editor: BaseDatabaseSchemaEditor) -> None:
    if editor.connection.vendor == "postgresql":
        editor.execute(
            "CREATE FUNCTION kernel_entry_never_changed() RETURNS trigger LANGUAGE plpgsql AS $$"
            f" BEGIN RAISE EXCEPTION '{_MESSAGE}'; END; $$"
        )
        editor.execute(
            "CREATE TRIGGER kernel_entry_never_changed BEFORE UPDATE OR DELETE ON kernel_entry"
            " FOR EACH ROW EXECUTE FUNCTION kernel_entry_never_changed()"
        )
        return
    for act in ("update", "delete"):
        editor.execute(
            f"CREATE TRIGGER kernel_entry_no_{act} BEFORE {act} ON kernel_entry"
            f" BEGIN SELECT RAISE(ABORT, '{_MESSAGE}'); END"
        )


def unprotect(apps: object, editor: BaseDatabaseSchemaEditor) -> None:
    if editor.connection.vendor == "postgresql":
        editor.execute("DROP TRIGGER kernel_entry_never_changed ON kernel_entry")
        editor.execute("DROP FUNCTION kernel_entry_never_changed()")
        return
    for act in ("update", "delete"):
        editor.execute(f"DROP TRIGGER kernel_entry_no_{act}")


class Migration(migrations.Migration):
    dependencies = [("kernel", "0001_initial")]

    operations = [migrations.RunPython(protect, unprotect)]
