"""Send mail on questions among colleagues: to the person who is asked, and to the asker once it is answered."""

import logging

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from ledger import access
from ledger.models import ColleagueQuestion
from ledger.notifications import mail
from ledger.personal import preference_of

log = logging.getLogger(__name__)


def tell_of_question(question: ColleagueQuestion) -> None:
    """Tell the person who is to read it next of a question: a link alone, never its words. A listener.

    Who may see it is asked as the mail is written: a person whose role has ended gets nothing.
    """
    rows = ColleagueQuestion.objects.filter(pk=question.pk).select_related("item", "asked_by", "asked_of")
    fresh = rows.first()
    if fresh is None:
        return
    user = fresh.asked_of if fresh.is_open else fresh.asked_by
    if not user.email or not preference_of(user).wants_questions:
        return
    if not access.visible_to(user, ColleagueQuestion.objects.filter(pk=fresh.pk)).exists():
        return
    with translation.override(user.language):
        words = {"ref": fresh.item.ref}
        if fresh.is_open:
            subject, title = _("A colleague asks you about %(ref)s") % words, _("The question")
        else:
            subject, title = _("Your question about %(ref)s is answered") % words, _("The answer")
        line = mail.MailItem(fresh.item.ref, settings.LEDGER_PUBLIC_URL + fresh.get_absolute_url())
        try:
            mail.send(user, subject, f"{subject}.", [mail.MailSection(title, [line])])
        except mail.CANNOT_SEND:
            log.exception("Mail on a question to or of %s could not be sent.", user.username)
