# SPDX-License-Identifier: Apache-2.0
"""The full-text index of issues; `yizhan up` fills it where issues exist already."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from yizhan.kernel import fulltext

_TABLES = ("periodicals_issue_fulltext",)


def make(apps: object, editor: BaseDatabaseSchemaEditor) -> None:
    for table in _TABLES:
        fulltext.create_index(table, editor)


def unmake(apps: object, editor: BaseDatabaseSchemaEditor) -> None:
    for table in _TABLES:
        fulltext.drop_index(table, editor)


class Migration(migrations.Migration):
    dependencies = [("periodicals", "0001_initial")]

    operations = [migrations.RunPython(make, unmake)]
