import clinics.identifiers
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("assessment", "0009_discarded_drafts"),
        ("clinics", "0004_how_pages_look_to_a_person"),
        ("patients", "0003_what_an_operation_restricts"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Phrase",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=clinics.identifiers.new_id,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("name", models.CharField(max_length=60, verbose_name="name")),
                ("text", models.TextField(verbose_name="text")),
                ("version", models.PositiveIntegerField(default=1)),
                ("updated_at", models.DateTimeField(auto_now=True)),
                (
                    "clinic",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="clinics.clinic",
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["name", "id"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("owner__isnull", False)),
                        fields=("clinic", "owner", "name"),
                        name="phrase_own_name_once",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("owner__isnull", True)),
                        fields=("clinic", "name"),
                        name="phrase_clinic_name_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("name", ""), _negated=True),
                            models.Q(("text", ""), _negated=True),
                        ),
                        name="phrase_has_name_and_text",
                    ),
                ],
            },
        ),
        migrations.AddField(
            model_name="assessment",
            name="from_paper",
            field=models.BooleanField(default=False, verbose_name="written on paper at the visit"),
        ),
        migrations.AddField(
            model_name="assessment",
            name="paper_author",
            field=models.CharField(
                blank=True, max_length=200, verbose_name="who wrote the paper"
            ),
        ),
        migrations.AddConstraint(
            model_name="assessment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("from_paper", True), ("late_entry", True)),
                    models.Q(("from_paper", False), ("paper_author", "")),
                    _connector="OR",
                ),
                name="assessment_paper_is_late",
            ),
        ),
    ]
