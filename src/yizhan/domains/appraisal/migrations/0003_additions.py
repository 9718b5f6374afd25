# SPDX-License-Identifier: Apache-2.0

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('appraisal', '0002_urgent_events'),
        ('network', '0001_initial'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='correction',
            name='correction_change',
        ),
        migrations.RemoveConstraint(
            model_name='occasion',
            name='occasion_origin',
        ),
        migrations.AddField(
            model_name='correction',
            name='day',
            field=models.DateField(null=True),
        ),
        migrations.AddField(
            model_name='correction',
            name='title',
            field=models.CharField(blank=True, default='', max_length=120),
        ),
        migrations.AlterField(
            model_name='correction',
            name='change',
            field=models.CharField(choices=[('cancel', 'does not count'), ('restate', 'counts differently'), ('add', 'added by hand')], max_length=12),
        ),
        migrations.AlterField(
            model_name='correction',
            name='occasion',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='corrections', to='appraisal.occasion'),
        ),
        migrations.AlterField(
            model_name='occasion',
            name='origin',
            field=models.CharField(choices=[('record', 'found in the records'), ('correction', 'correction'), ('activity', 'entered with evidence'), ('added', 'added by hand with proof')], max_length=12),
        ),
        migrations.AddConstraint(
            model_name='correction',
            constraint=models.CheckConstraint(condition=models.Q(('change__in', ['cancel', 'restate', 'add'])), name='correction_change'),
        ),
        migrations.AddConstraint(
            model_name='correction',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('change', 'add'), ('day__isnull', False), ('occasion__isnull', True), models.Q(('title', ''), _negated=True)), models.Q(models.Q(('change', 'add'), _negated=True), ('day__isnull', True), ('occasion__isnull', False), ('title', '')), _connector='OR'), name='correction_of_something'),
        ),
        migrations.AddConstraint(
            model_name='occasion',
            constraint=models.CheckConstraint(condition=models.Q(('origin__in', ['record', 'correction', 'activity', 'added'])), name='occasion_origin'),
        ),
    ]
