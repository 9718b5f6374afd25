# SPDX-License-Identifier: Apache-2.0

import django.db.models.deletion
import yizhan.kernel.ids
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('items', '0001_initial'),
        ('network', '0001_initial'),
        ('periodicals', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Case',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=yizhan.kernel.ids.new_id, unique=True)),
                ('state', models.CharField(choices=[('instructed', 'to be assigned'), ('assigned', 'assigned'), ('accepted', 'being handled'), ('implemented', 'result established'), ('told', 'author told'), ('concluded', 'concluded'), ('withdrawn', 'called off')], max_length=16)),
                ('version', models.PositiveIntegerField(default=1)),
                ('round', models.PositiveSmallIntegerField(default=1)),
                ('reason', models.CharField(blank=True, default='', max_length=500)),
                ('outcome', models.CharField(blank=True, choices=[('carried_out', 'carried out'), ('partly_carried_out', 'partly carried out'), ('planned', 'planned'), ('risk_removed', 'risk removed'), ('not_feasible', 'not feasible')], default='', max_length=24)),
                ('opened_at', models.DateTimeField()),
                ('instructed_at', models.DateTimeField(null=True)),
                ('assigned_at', models.DateTimeField(null=True)),
                ('accepted_at', models.DateTimeField(null=True)),
                ('implemented_at', models.DateTimeField(null=True)),
                ('told_at', models.DateTimeField(null=True)),
                ('concluded_at', models.DateTimeField(null=True)),
                ('item', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='cases', to='items.item')),
                ('station', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='cases', to='network.station')),
            ],
            options={
                'indexes': [
                    models.Index(fields=['station', 'state', '-id'], name='case_desk'),
                ],
                'constraints': [
                    models.UniqueConstraint(condition=models.Q(('state__in', ['accepted', 'assigned', 'implemented', 'instructed', 'told'])), fields=('item',), name='case_open_once'),
                    models.CheckConstraint(condition=models.Q(('state__in', ['instructed', 'assigned', 'accepted', 'implemented', 'told', 'concluded', 'withdrawn'])), name='case_state'),
                    models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['implemented', 'told', 'concluded']), _negated=True), ('outcome__in', ['carried_out', 'partly_carried_out', 'planned', 'risk_removed', 'not_feasible']), _connector='OR'), name='case_outcome'),
                ],
            },
        ),
        migrations.CreateModel(
            name='Assignment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=yizhan.kernel.ids.new_id, unique=True)),
                ('is_lead', models.BooleanField(default=False)),
                ('task', models.TextField()),
                ('due_on', models.DateField()),
                ('state', models.CharField(choices=[('assigned', 'to be accepted'), ('accepted', 'being handled'), ('replied', 'reply to be checked'), ('approved', 'reply approved'), ('returned', 'returned by the unit'), ('reassigned', 'given to another unit'), ('recalled', 'recalled')], max_length=16)),
                ('version', models.PositiveIntegerField(default=1)),
                ('returns', models.PositiveSmallIntegerField(default=0)),
                ('assigned_at', models.DateTimeField()),
                ('accepted_at', models.DateTimeField(null=True)),
                ('replied_at', models.DateTimeField(null=True)),
                ('approved_at', models.DateTimeField(null=True)),
                ('organization', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='assignments', to='network.organization')),
                ('post', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='assignments', to='network.post')),
                ('replaces', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='replacements', to='supervision.assignment')),
                ('station', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='assignments', to='network.station')),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='assignments', to='supervision.case')),
            ],
            options={
                'indexes': [
                    models.Index(fields=['organization', 'state', 'due_on'], name='assignment_unit'),
                    models.Index(fields=['station', 'state', 'due_on'], name='assignment_desk'),
                ],
                'constraints': [
                    models.UniqueConstraint(condition=models.Q(('state__in', ['accepted', 'approved', 'assigned', 'replied', 'returned'])), fields=('case', 'organization'), name='assignment_unit_once'),
                    models.UniqueConstraint(condition=models.Q(('is_lead', True), ('state__in', ['accepted', 'approved', 'assigned', 'replied', 'returned'])), fields=('case',), name='assignment_lead_once'),
                    models.CheckConstraint(condition=models.Q(('state__in', ['assigned', 'accepted', 'replied', 'approved', 'returned', 'reassigned', 'recalled'])), name='assignment_state'),
                ],
            },
        ),
        migrations.CreateModel(
            name='Extension',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('former_due_on', models.DateField()),
                ('due_on', models.DateField()),
                ('reason', models.CharField(max_length=500)),
                ('at', models.DateTimeField()),
                ('assignment', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='extensions', to='supervision.assignment')),
                ('post', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='network.post')),
            ],
            options={
                'ordering': ['assignment', 'id'],
            },
        ),
        migrations.CreateModel(
            name='Feedback',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=yizhan.kernel.ids.new_id, unique=True)),
                ('number', models.PositiveSmallIntegerField()),
                ('instruction', models.TextField()),
                ('opinion', models.TextField()),
                ('progress', models.TextField()),
                ('effect', models.TextField()),
                ('at', models.DateTimeField()),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='feedback', to='supervision.case')),
                ('post', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='feedback', to='network.post')),
            ],
            options={
                'ordering': ['case', 'number'],
                'constraints': [
                    models.UniqueConstraint(fields=('case', 'number'), name='feedback_number_once'),
                ],
            },
        ),
        migrations.CreateModel(
            name='Answer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('verdict', models.CharField(choices=[('solved', 'solved'), ('partly_solved', 'partly solved'), ('not_solved', 'not solved')], max_length=16)),
                ('words', models.CharField(blank=True, default='', max_length=500)),
                ('at', models.DateTimeField()),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='answers', to='network.person')),
                ('post', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='answers', to='network.post')),
                ('feedback', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='answers', to='supervision.feedback')),
            ],
            options={
                'ordering': ['feedback', 'id'],
                'constraints': [
                    models.UniqueConstraint(fields=('feedback', 'person'), name='answer_once'),
                ],
            },
        ),
        migrations.CreateModel(
            name='Instruction',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=yizhan.kernel.ids.new_id, unique=True)),
                ('leader_name', models.CharField(max_length=60)),
                ('leader_title', models.CharField(blank=True, default='', max_length=60)),
                ('level', models.PositiveSmallIntegerField(choices=[(1, 'nation'), (2, 'province'), (3, 'city'), (4, 'county or district'), (5, 'township or sub-district')])),
                ('text', models.TextField()),
                ('given_on', models.DateField()),
                ('state', models.CharField(choices=[('given', 'in force'), ('revoked', 'taken back')], max_length=16)),
                ('version', models.PositiveIntegerField(default=1)),
                ('at', models.DateTimeField()),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='instructions', to='supervision.case')),
                ('issue', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='instructions', to='periodicals.issue')),
                ('item', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='instructions', to='items.item')),
                ('leader', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='instructions', to='network.post')),
                ('post', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='recorded_instructions', to='network.post')),
                ('station', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='instructions', to='network.station')),
            ],
            options={
                'indexes': [
                    models.Index(fields=['station', 'given_on'], name='instruction_station'),
                    models.Index(fields=['leader', '-id'], name='instruction_leader'),
                ],
                'constraints': [
                    models.CheckConstraint(condition=models.Q(('state__in', ['given', 'revoked'])), name='instruction_state'),
                    models.CheckConstraint(condition=models.Q(('level__in', [1, 2, 3, 4, 5])), name='instruction_level'),
                ],
            },
        ),
        migrations.CreateModel(
            name='Measure',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=yizhan.kernel.ids.new_id, unique=True)),
                ('kind', models.CharField(choices=[('joint_supervision', 'joint supervision'), ('on_site_assistance', 'on-site assistance'), ('meeting', 'meeting'), ('inspection', 'inspection')], max_length=24)),
                ('held_on', models.DateField()),
                ('text', models.TextField()),
                ('at', models.DateTimeField()),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='measures', to='supervision.case')),
                ('post', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='measures', to='network.post')),
            ],
            options={
                'ordering': ['case', 'held_on', 'id'],
            },
        ),
        migrations.CreateModel(
            name='Recipient',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=yizhan.kernel.ids.new_id, unique=True)),
                ('name', models.CharField(max_length=120)),
                ('rank', models.PositiveSmallIntegerField()),
                ('read_on', models.DateField(null=True)),
                ('instruction', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='recipients', to='supervision.instruction')),
                ('post', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='network.post')),
            ],
            options={
                'ordering': ['instruction', 'rank'],
                'constraints': [
                    models.UniqueConstraint(fields=('instruction', 'name'), name='recipient_once'),
                ],
            },
        ),
        migrations.CreateModel(
            name='Reply',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=yizhan.kernel.ids.new_id, unique=True)),
                ('number', models.PositiveSmallIntegerField()),
                ('opinion', models.TextField()),
                ('progress', models.TextField()),
                ('effect', models.TextField()),
                ('outcome', models.CharField(choices=[('carried_out', 'carried out'), ('partly_carried_out', 'partly carried out'), ('planned', 'planned'), ('risk_removed', 'risk removed'), ('not_feasible', 'not feasible')], max_length=24)),
                ('at', models.DateTimeField()),
                ('assignment', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='replies', to='supervision.assignment')),
                ('post', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='replies', to='network.post')),
            ],
            options={
                'ordering': ['assignment', 'number'],
                'constraints': [
                    models.UniqueConstraint(fields=('assignment', 'number'), name='reply_number_once'),
                ],
            },
        ),
    ]
