import django.db.models.deletion
import yizhan.kernel.ids
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('items', '0003_synthesis'),
        ('network', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='FeeList',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=yizhan.kernel.ids.new_id, unique=True)),
                ('state', models.CharField(choices=[('drafted', 'to be checked'), ('checked', 'to be approved'), ('approved', 'to be handed over'), ('handed_over', 'with the cashier'), ('settled', 'all paid'), ('discarded', 'discarded')], max_length=16)),
                ('version', models.PositiveIntegerField(default=1)),
                ('year', models.PositiveSmallIntegerField()),
                ('number', models.PositiveSmallIntegerField()),
                ('first', models.DateField()),
                ('last', models.DateField()),
                ('total', models.BigIntegerField()),
                ('digest', models.CharField(blank=True, default='', max_length=64)),
                ('cashier', models.CharField(blank=True, default='', max_length=60)),
                ('at', models.DateTimeField()),
                ('approved_at', models.DateTimeField(null=True)),
                ('handed_over_at', models.DateTimeField(null=True)),
                ('approved_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='network.post')),
                ('checked_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='network.post')),
                ('drafted_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='network.post')),
                ('station', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='fee_lists', to='network.station')),
            ],
            options={
                'ordering': ['-id'],
                'constraints': [models.UniqueConstraint(fields=('station', 'year', 'number'), name='fee_list_number_once'), models.UniqueConstraint(condition=models.Q(('state__in', ['drafted', 'checked'])), fields=('station',), name='fee_list_open_once'), models.CheckConstraint(condition=models.Q(('state__in', ['drafted', 'checked', 'approved', 'handed_over', 'settled', 'discarded'])), name='fee_list_state'), models.CheckConstraint(condition=models.Q(('last__gte', models.F('first'))), name='fee_list_period'), models.CheckConstraint(condition=models.Q(('state__in', ['drafted', 'checked', 'discarded']), models.Q(('approved_at__isnull', False), ('approved_by__isnull', False), ('checked_by__isnull', False), models.Q(('digest', ''), _negated=True), models.Q(('approved_by', models.F('checked_by')), _negated=True), models.Q(('approved_by', models.F('drafted_by')), _negated=True), models.Q(('checked_by', models.F('drafted_by')), _negated=True)), _connector='OR'), name='fee_list_approved_by_three')],
            },
        ),
        migrations.CreateModel(
            name='FeeLine',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=60)),
                ('entitled', models.BigIntegerField()),
                ('before', models.BigIntegerField()),
                ('amount', models.BigIntegerField()),
                ('cut', models.BigIntegerField(default=0)),
                ('workings', models.JSONField()),
                ('item', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='fee_lines', to='items.item')),
                ('organization', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='fee_lines', to='network.organization')),
                ('person', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='fee_lines', to='network.person')),
                ('fee_list', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='lines', to='rewards.feelist')),
            ],
            options={
                'ordering': ['fee_list', 'id'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('person__isnull', False)), fields=('fee_list', 'item', 'person'), name='fee_line_person_once'), models.UniqueConstraint(condition=models.Q(('organization__isnull', False)), fields=('fee_list', 'item', 'organization'), name='fee_line_unit_once'), models.CheckConstraint(condition=models.Q(('cut__gte', 0), ('entitled__gte', 0)), name='fee_line_amounts')],
            },
        ),
        migrations.CreateModel(
            name='PayeeAccount',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('holder', models.CharField(max_length=60)),
                ('bank', models.CharField(max_length=60)),
                ('account_number', models.CharField(max_length=32)),
                ('identity_number', models.CharField(blank=True, default='', max_length=18)),
                ('at', models.DateTimeField()),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='payee_accounts', to='network.person')),
                ('post', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='network.post')),
            ],
            options={
                'ordering': ['-id'],
            },
        ),
        migrations.CreateModel(
            name='Payment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=yizhan.kernel.ids.new_id, unique=True)),
                ('name', models.CharField(max_length=60)),
                ('amount', models.BigIntegerField()),
                ('state', models.CharField(choices=[('due', 'to be paid'), ('paid', 'paid'), ('returned', 'came back')], max_length=16)),
                ('version', models.PositiveIntegerField(default=1)),
                ('paid_on', models.DateField(null=True)),
                ('voucher', models.CharField(blank=True, default='', max_length=60)),
                ('reason', models.CharField(blank=True, default='', max_length=500)),
                ('acknowledged_at', models.DateTimeField(null=True)),
                ('fee_list', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='payments', to='rewards.feelist')),
                ('organization', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='fee_payments', to='network.organization')),
                ('person', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='fee_payments', to='network.person')),
                ('station', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='fee_payments', to='network.station')),
            ],
            options={
                'ordering': ['fee_list', 'id'],
                'indexes': [models.Index(fields=['person', '-id'], name='payment_person')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('person__isnull', False)), fields=('fee_list', 'person'), name='payment_person_once'), models.UniqueConstraint(condition=models.Q(('organization__isnull', False)), fields=('fee_list', 'organization'), name='payment_unit_once'), models.CheckConstraint(condition=models.Q(models.Q(('organization__isnull', True), ('person__isnull', False)), models.Q(('organization__isnull', False), ('person__isnull', True)), _connector='OR'), name='payment_payee'), models.CheckConstraint(condition=models.Q(('amount__gt', 0)), name='payment_amount'), models.CheckConstraint(condition=models.Q(('state__in', ['due', 'paid', 'returned'])), name='payment_state'), models.CheckConstraint(condition=models.Q(models.Q(('paid_on__isnull', False), ('state', 'paid')), models.Q(models.Q(('state', 'paid'), _negated=True), ('acknowledged_at__isnull', True), ('paid_on__isnull', True)), _connector='OR'), name='payment_paid_on')],
            },
        ),
    ]
