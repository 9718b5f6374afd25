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
            name='Bulletin',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=yizhan.kernel.ids.new_id, unique=True)),
                ('kind', models.CharField(choices=[('quarter', 'quarter'), ('month', 'month'), ('year', 'year'), ('campaign', 'campaign'), ('occasional', 'on demand')], max_length=16)),
                ('state', models.CharField(choices=[('drafted', 'in draft'), ('checked', 'checked'), ('signed', 'signed'), ('released', 'released'), ('corrected', 'released, corrected later'), ('discarded', 'discarded')], max_length=16)),
                ('version', models.PositiveIntegerField(default=1)),
                ('title', models.CharField(max_length=120)),
                ('matter', models.CharField(blank=True, default='', max_length=60)),
                ('period', models.CharField(max_length=24)),
                ('first', models.DateField()),
                ('last', models.DateField()),
                ('reason', models.CharField(blank=True, default='', max_length=500)),
                ('at', models.DateTimeField()),
                ('checked_at', models.DateTimeField(null=True)),
                ('signed_at', models.DateTimeField(null=True)),
                ('digest', models.CharField(blank=True, default='', max_length=64)),
                ('year', models.PositiveSmallIntegerField(null=True)),
                ('number', models.PositiveIntegerField(null=True)),
                ('released_at', models.DateTimeField(null=True)),
                ('checked_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='network.post')),
                ('corrects', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='corrections', to='bulletins.bulletin')),
                ('post', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='network.post')),
                ('signed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='network.post')),
                ('station', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='bulletins', to='network.station')),
            ],
            options={
                'ordering': ['-id'],
                'indexes': [models.Index(fields=['station', 'state', '-id'], name='bulletin_desk')],
                'constraints': [models.CheckConstraint(condition=models.Q(('state__in', ['drafted', 'checked', 'signed', 'released', 'corrected', 'discarded'])), name='bulletin_state'), models.CheckConstraint(condition=models.Q(('last__gte', models.F('first'))), name='bulletin_days'), models.CheckConstraint(condition=models.Q(models.Q(('number__isnull', False), ('released_at__isnull', False), ('state__in', ['corrected', 'released'])), models.Q(models.Q(('state__in', ['corrected', 'released']), _negated=True), ('number__isnull', True), ('released_at__isnull', True)), _connector='OR'), name='bulletin_released'), models.UniqueConstraint(fields=('station', 'year', 'number'), name='bulletin_number_once')],
            },
        ),
        migrations.CreateModel(
            name='Part',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=120)),
                ('content', models.JSONField()),
                ('bulletin', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='parts', to='bulletins.bulletin')),
                ('organization', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='bulletin_parts', to='network.organization')),
                ('person', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='bulletin_parts', to='network.person')),
            ],
            options={
                'ordering': ['bulletin', 'id'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('organization__isnull', False)), fields=('bulletin', 'organization'), name='bulletin_part_unit_once'), models.UniqueConstraint(condition=models.Q(('person__isnull', False)), fields=('bulletin', 'person'), name='bulletin_part_person_once'), models.CheckConstraint(condition=models.Q(models.Q(('organization__isnull', False), ('person__isnull', True)), models.Q(('organization__isnull', True), ('person__isnull', False)), _connector='OR'), name='bulletin_part_whose')],
            },
        ),
        migrations.CreateModel(
            name='Snapshot',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveSmallIntegerField()),
                ('figures', models.JSONField()),
                ('at', models.DateTimeField()),
                ('bulletin', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='snapshots', to='bulletins.bulletin')),
                ('post', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='network.post')),
            ],
            options={
                'ordering': ['bulletin', 'number'],
                'constraints': [models.UniqueConstraint(fields=('bulletin', 'number'), name='bulletin_snapshot_once')],
            },
        ),
        migrations.CreateModel(
            name='Wording',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveSmallIntegerField()),
                ('title', models.CharField(max_length=120)),
                ('sections', models.JSONField()),
                ('at', models.DateTimeField()),
                ('bulletin', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='wordings', to='bulletins.bulletin')),
                ('post', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='network.post')),
            ],
            options={
                'ordering': ['bulletin', 'number'],
                'constraints': [models.UniqueConstraint(fields=('bulletin', 'number'), name='bulletin_wording_once')],
            },
        ),
    ]
