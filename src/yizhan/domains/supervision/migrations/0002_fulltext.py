# SPDX-License-Identifier: Apache-2.0
"""The full-text indexes of what is written in supervision; `yizhan up` fills them where rows exist already."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from yizhan.kernel import fulltext

_TABLES = ("supervision_instruction_fulltext", "supervision_assignment_fulltext",
           "supervision_reply_fulltext", "supervision_feedback_fulltext",)


def make(apps: object, editor: BaseDatabaseSchemaEditor) -> None:
    for table in _TABLES:
        fulltext.create_index(table, editor)


def unmake(apps: object, editor: BaseDatabaseSchemaEditor) -> None:
    for table in _TABLES:
        fulltext.drop_index(table, editor)


class Migration(migrations.Migration):
    dependencies = [("supervision", "0001_initial")]

    operations = [migrations.RunPython(make, unmake)]
