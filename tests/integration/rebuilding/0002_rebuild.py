from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("assessment", "0001_initial")]
    operations = [
        migrations.AlterField(
            "history", "unit_entered", models.CharField(blank=True, max_length=30)
        ),
        migrations.AlterField("assessment", "visit_zone", models.CharField(max_length=80)),
    ]
