# SPDX-License-Identifier: Apache-2.0

import django.db.models.deletion
import yizhan.kernel.ids
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('kernel', '0002_journal_is_never_changed'),
        ('network', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Notice',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=yizhan.kernel.ids.new_id, unique=True)),
                ('audience', models.CharField(choices=[('author', 'as contributor'), ('office', 'as editor, reviewer or signer'), ('supervisor', 'as supervisor'), ('handler', 'as handling unit'), ('leader', 'as leader'), ('reader', 'as reader of an issue')], max_length=16)),
                ('matter', models.UUIDField(null=True)),
                ('at', models.DateTimeField()),
                ('read_at', models.DateTimeField(null=True)),
                ('entry', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='notices', to='kernel.entry')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='notices', to='network.person')),
                ('post', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='notices', to='network.post')),
            ],
            options={
                'ordering': ['-id'],
                'indexes': [models.Index(fields=['person', '-id'], name='notice_list'), models.Index(condition=models.Q(('read_at__isnull', True)), fields=['person'], name='notice_unread')],
                'constraints': [models.UniqueConstraint(fields=('person', 'entry'), name='notice_once'), models.CheckConstraint(condition=models.Q(('audience__in', ['author', 'office', 'supervisor', 'handler', 'leader', 'reader'])), name='notice_audience')],
            },
        ),
    ]
