# SPDX-License-Identifier: Apache-2.0
"""Passages of the files' texts, and the full-text indexes of names and passages; `yizhan up` fills these."""

import django.db.models.deletion
from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.models.functions import Length

from yizhan.kernel import fulltext

_TABLES = ("files_attachment_fulltext", "files_passage_fulltext")

#: Characters of a passage when this was written; what is indexed of one follows the room's own constant.
_PASSAGE = 20_000


def make(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    for table in _TABLES:
        fulltext.create_index(table, editor)
    texts = apps.get_model("files", "StoredText").objects.order_by("pk").values_list("pk", Length("text"))
    Passage = apps.get_model("files", "Passage")
    for file, length in texts:
        Passage.objects.bulk_create(Passage(file_id=file, start=start) for start in range(0, length, _PASSAGE))


def unmake(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    for table in _TABLES:
        fulltext.drop_index(table, editor)


class Migration(migrations.Migration):
    dependencies = [("files", "0001_initial")]

    operations = [
        migrations.CreateModel(
            name="Passage",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("start", models.PositiveIntegerField()),
                (
                    "file",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="passages", to="files.storedfile"
                    ),
                ),
            ],
            options={"ordering": ["file", "start"],
                'constraints': [
                    models.UniqueConstraint(fields=("file", "start"), name="passage_once"),
                ],
            },
        ),
        migrations.RunPython(make, unmake),
    ]
