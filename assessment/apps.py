from __future__ import annotations

from django.apps import AppConfig
from django.db.models.signals import post_migrate, pre_migrate


class AssessmentConfig(AppConfig):
    name = "assessment"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from assessment import checks
        from assessment.locks.install import put_back_after_migrate, take_off_before_migrate

        checks.put_own_figures_in_force()
        # The one place with signals (docs/adr): no migration may leave the locks off.
        pre_migrate.connect(take_off_before_migrate, sender=self, dispatch_uid="vastus_locks_off")
        post_migrate.connect(put_back_after_migrate, sender=self, dispatch_uid="vastus_locks_on")
