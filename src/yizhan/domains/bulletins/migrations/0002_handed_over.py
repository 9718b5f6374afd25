# SPDX-License-Identifier: Apache-2.0

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('bulletins', '0001_initial'),
        ('network', '0001_initial'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='bulletin',
            name='bulletin_state',
        ),
        migrations.AlterField(
            model_name='bulletin',
            name='state',
            field=models.CharField(choices=[('drafted', 'in draft'), ('handed_over', 'to be checked'), ('checked', 'checked'), ('signed', 'signed'), ('released', 'released'), ('corrected', 'released, corrected later'), ('discarded', 'discarded')], max_length=16),
        ),
        migrations.AddConstraint(
            model_name='bulletin',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['drafted', 'handed_over', 'checked', 'signed', 'released', 'corrected', 'discarded'])), name='bulletin_state'),
        ),
    ]
