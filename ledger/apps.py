"""The application: where its rooms are put together."""

from django.apps import AppConfig
from django.core import checks
from django.db.models.signals import post_migrate, pre_migrate
from django.utils.translation import gettext_lazy as _


class LedgerConfig(AppConfig):
    """Dialogue Ledger."""

    name = "ledger"
    verbose_name = _("Dialogue Ledger")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from ledger.recording import triggers

        pre_migrate.connect(triggers.lift_before_migrating, sender=self)
        post_migrate.connect(triggers.install_after_migrating, sender=self)
        checks.register(triggers.check_that_they_stand, checks.Tags.database)
