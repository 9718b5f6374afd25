# SPDX-License-Identifier: Apache-2.0

import django.db.models.deletion
import yizhan.kernel.ids
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('network', '0001_initial'),
        ('rulebook', '0003_scope_and_instrument'),
    ]

    operations = [
        migrations.CreateModel(
            name='Draft',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=yizhan.kernel.ids.new_id, unique=True)),
                ('state', models.CharField(choices=[('preparing', 'being prepared'), ('under_review', 'under review'), ('in_force', 'put in force'), ('discarded', 'discarded')], max_length=16)),
                ('version', models.PositiveIntegerField(default=1)),
                ('title', models.CharField(max_length=120)),
                ('prepared_at', models.DateTimeField()),
                ('post', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='rule_drafts', to='network.post')),
                ('station', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='rule_drafts', to='network.station')),
            ],
            options={
                'ordering': ['-id'],
                'indexes': [
                    models.Index(fields=['station', 'state', '-id'], name='rule_draft_desk'),
                ],
                'constraints': [
                    models.CheckConstraint(condition=models.Q(('state__in', ['preparing', 'under_review', 'in_force', 'discarded'])), name='rule_draft_state'),
                ],
            },
        ),
        migrations.CreateModel(
            name='Change',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(max_length=80)),
                ('value', models.JSONField(null=True)),
                ('valid_from', models.DateField()),
                ('scope', models.JSONField(default=dict)),
                ('strand', models.CharField(blank=True, default='', max_length=60)),
                ('strength', models.CharField(choices=[('must', 'must'), ('should', 'should'), ('target', 'target')], default='must', max_length=8)),
                ('is_instead', models.BooleanField(default=False)),
                ('ends', models.BooleanField(default=False)),
                ('instrument', models.CharField(max_length=200)),
                ('instrument_number', models.CharField(blank=True, default='', max_length=60)),
                ('instrument_issued_on', models.DateField(null=True)),
                ('article', models.CharField(blank=True, default='', max_length=60)),
                ('post', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='rule_changes', to='network.post')),
                ('draft', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='changes', to='rulebook.draft')),
            ],
            options={
                'ordering': ['id'],
            },
        ),
        migrations.AddField(
            model_name='rule',
            name='draft',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='rules', to='rulebook.draft'),
        ),
        migrations.CreateModel(
            name='RuleText',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=yizhan.kernel.ids.new_id, unique=True)),
                ('title', models.CharField(max_length=200)),
                ('number', models.CharField(blank=True, default='', max_length=60)),
                ('issuer', models.CharField(blank=True, default='', max_length=120)),
                ('issued_on', models.DateField(null=True)),
                ('wording', models.TextField(blank=True, default='')),
                ('superseded_on', models.DateField(null=True)),
                ('entered_at', models.DateTimeField()),
                ('station', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='rule_texts', to='network.station')),
                ('superseded_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='supersedes', to='rulebook.ruletext')),
            ],
            options={
                'ordering': ['-issued_on', '-id'],
                'constraints': [
                    models.UniqueConstraint(fields=('station', 'title', 'number'), name='rule_text_once'),
                    models.CheckConstraint(condition=models.Q(('superseded_by__isnull', True), ('superseded_on__isnull', False), _connector='OR'), name='rule_text_superseded'),
                ],
            },
        ),
    ]
