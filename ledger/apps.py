"""The application: where its rooms are put together."""

from django.apps import AppConfig
from django.contrib.admin import apps as admin_apps
from django.contrib.auth.signals import user_logged_in
from django.core import checks
from django.db.backends.signals import connection_created
from django.db.models.signals import post_migrate, pre_migrate
from django.utils.translation import gettext_lazy as _


class LedgerConfig(AppConfig):
    """Dialogue Ledger."""

    name = "ledger"
    verbose_name = _("Dialogue Ledger")
    default_auto_field = "django.db.models.BigAutoField"
    default = True

    def ready(self) -> None:
        from django.conf import settings

        from ledger import isolation
        from ledger.accounts import cache_table, security_log, sessions
        from ledger.models import reference_stamps
        from ledger.models.search import teach_to_fold
        from ledger.notifications import assignments, questions, watched
        from ledger.personal import tell_of_questions
        from ledger.recording import listeners, triggers

        connection_created.connect(teach_to_fold, dispatch_uid="ledger.models.search")
        pre_migrate.connect(triggers.lift_before_migrating, sender=self)
        post_migrate.connect(triggers.install_after_migrating, sender=self)
        post_migrate.connect(cache_table.make_table, sender=self)
        user_logged_in.connect(sessions.begin, dispatch_uid="ledger.accounts.sessions")
        security_log.listen()
        reference_stamps.watch()
        listeners.tell(assignments.tell_assigned)
        listeners.tell(watched.tell_watchers)
        tell_of_questions(questions.tell_of_question)
        isolation.leave_threads_free(settings.LEDGER_THREADS)
        checks.register(triggers.check_that_they_stand, checks.Tags.database)


class LedgerAdminConfig(admin_apps.AdminConfig):
    """Django's admin, on our site: one sign-in page, and pages for the ledger's own models alone."""

    default_site = "ledger.accounts.site.LedgerSite"
    default = False
