# SPDX-License-Identifier: Apache-2.0

import django.db.models.deletion
import yizhan.kernel.ids
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('bulletins', '0002_handed_over'),
        ('network', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Audit',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=yizhan.kernel.ids.new_id, unique=True)),
                ('name', models.CharField(max_length=120)),
                ('digest', models.CharField(max_length=64)),
                ('stated', models.JSONField(default=list)),
                ('found', models.JSONField()),
                ('checked', models.PositiveIntegerField()),
                ('differing', models.PositiveIntegerField()),
                ('at', models.DateTimeField()),
                ('post', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='network.post')),
                ('station', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='table_audits', to='network.station')),
            ],
            options={
                'ordering': ['-id'],
                'indexes': [models.Index(fields=['station', '-id'], name='audit_desk')],
                'constraints': [models.CheckConstraint(condition=models.Q(('differing__lte', models.F('checked'))), name='audit_differing_of_checked')],
            },
        ),
    ]
