from django.db import migrations, models

from tests.integration.rebuilding import LATEST


class Migration(migrations.Migration):
    dependencies = [("assessment", LATEST)]
    operations = [
        migrations.AlterField(
            "history", "unit_entered", models.CharField(blank=True, max_length=30)
        ),
        migrations.AlterField("assessment", "visit_zone", models.CharField(max_length=80)),
    ]
