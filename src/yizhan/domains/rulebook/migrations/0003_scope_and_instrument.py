# SPDX-License-Identifier: Apache-2.0

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('network', '0001_initial'),
        ('rulebook', '0002_typed_values'),
    ]

    operations = [
        migrations.AddField(
            model_name='rule',
            name='article',
            field=models.CharField(blank=True, default='', max_length=60),
        ),
        migrations.AddField(
            model_name='rule',
            name='ends',
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name='rule',
            name='instrument_issued_on',
            field=models.DateField(null=True),
        ),
        migrations.AddField(
            model_name='rule',
            name='instrument_number',
            field=models.CharField(blank=True, default='', max_length=60),
        ),
        migrations.AddField(
            model_name='rule',
            name='is_instead',
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name='rule',
            name='scope',
            field=models.JSONField(default=dict),
        ),
        migrations.AddField(
            model_name='rule',
            name='strand',
            field=models.CharField(blank=True, default='', max_length=60),
        ),
        migrations.AddField(
            model_name='rule',
            name='strength',
            field=models.CharField(choices=[('must', 'must'), ('should', 'should'), ('target', 'target')], default='must', max_length=8),
        ),
        migrations.AddConstraint(
            model_name='rule',
            constraint=models.CheckConstraint(condition=models.Q(('strength__in', ['must', 'should', 'target'])), name='rule_strength'),
        ),
    ]
