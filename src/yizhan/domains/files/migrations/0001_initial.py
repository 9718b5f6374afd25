# SPDX-License-Identifier: Apache-2.0

import django.db.models.deletion
import yizhan.kernel.ids
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('network', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='StoredFile',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('digest', models.CharField(max_length=64, unique=True)),
                ('size', models.PositiveBigIntegerField()),
                ('kept_at', models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name='StoredText',
            fields=[
                ('file', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='extracted', serialize=False, to='files.storedfile')),
                ('text', models.TextField()),
                ('is_truncated', models.BooleanField(default=False)),
            ],
        ),
        migrations.CreateModel(
            name='Attachment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=yizhan.kernel.ids.new_id, unique=True)),
                ('subject', models.UUIDField()),
                ('name', models.CharField(max_length=200)),
                ('kind', models.CharField(max_length=8)),
                ('at', models.DateTimeField()),
                ('handed_in_at', models.DateTimeField(null=True)),
                ('removed_at', models.DateTimeField(null=True)),
                ('post', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='attachments', to='network.post')),
                ('station', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='attachments', to='network.station')),
                ('file', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='attachments', to='files.storedfile')),
            ],
            options={
                'ordering': ['id'],
                'indexes': [models.Index(condition=models.Q(('removed_at__isnull', True)), fields=['subject', 'id'], name='attachment_subject')],
                'constraints': [models.CheckConstraint(condition=models.Q(('handed_in_at__isnull', True), ('removed_at__isnull', True), _connector='OR'), name='attachment_removed_before')],
            },
        ),
    ]
