"""Keep who takes part: parties, their agencies, multilateral forums, and the dialogues themselves."""

from django.core.validators import RegexValidator
from django.db import models
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as translated
from django.utils.translation import gettext_lazy as _

from ledger.models.fields import change_log

PARTY_CODE = RegexValidator(
    r"^([A-Z]{3}|EU|AU)$", _("A party's code is ISO 3166-1 alpha-3 (MEX), or EU or AU for a bloc.")
)
DIALOGUE_CODE = RegexValidator(r"^[A-Z][A-Z0-9]{1,11}$", _("Capital letters and digits, such as USMX."))


def in_page_language(english: str, spanish: str) -> tuple[str, str]:
    """Return words in the language of the page, or in the other one where there are none, with the code of theirs."""
    words = {"en": english, "es": spanish}
    own = translation.get_language() if translation.get_language() in words else "en"
    other = "en" if own == "es" else "es"
    return (words[other], other) if words[other] and not words[own] else (words[own], str(own))


class Named(models.Model):
    """A reference row with an English and a Spanish name."""

    name_en = models.CharField(
        _("name in English"),
        max_length=200,
        help_text=_("As it stands within a sentence: Mexico, torture prevention."),
    )
    name_es = models.CharField(
        _("name in Spanish"),
        max_length=200,
        blank=True,
        help_text=_("Pages and reports in Spanish use it; without one they show the English name."),
    )

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """The name in the language of the page, the English one where there is no other."""
        if translation.get_language() == "es" and self.name_es:
            return self.name_es
        return self.name_en


class Acronymed(Named):
    """A reference row that statements often name by an acronym."""

    acronym_en = models.CharField(
        _("acronym in English"),
        max_length=20,
        blank=True,
        help_text=_("As English texts write it: DRL, IACHR."),
    )
    acronym_es = models.CharField(
        _("acronym in Spanish"),
        max_length=20,
        blank=True,
        help_text=_("As Spanish texts write it: SRE, CIDH."),
    )

    class Meta:
        abstract = True

    @property
    def acronym(self) -> str:
        """The acronym in the language of the page, else the other one; may be empty."""
        if translation.get_language() == "es":
            return self.acronym_es or self.acronym_en
        return self.acronym_en or self.acronym_es


class Party(Named):
    """A government or bloc."""

    is_common = True

    code = models.CharField(
        _("code"),
        max_length=3,
        unique=True,
        validators=[PARTY_CODE],
        help_text=_("ISO 3166-1 alpha-3, such as MEX; EU or AU for a bloc. It stays once there are items."),
    )
    formal_en = models.CharField(
        _("formal name in English"),
        max_length=200,
        blank=True,
        help_text=_("As a treaty has it: United Mexican States."),
    )
    formal_es = models.CharField(
        _("formal name in Spanish"),
        max_length=200,
        blank=True,
        help_text=_("As a treaty has it: Estados Unidos Mexicanos."),
    )

    history = change_log()

    class Meta:
        verbose_name = _("party")
        verbose_name_plural = _("parties")
        ordering = ("code",)
        constraints = (
            models.CheckConstraint(
                condition=models.Q(code__regex=r"^([A-Z]{3}|EU|AU)$"),
                name="party_code_is_iso",
                violation_error_message=PARTY_CODE.message,
            ),
        )


def taken_code(party: Party) -> str:
    """Say that a code is another party's."""
    return translated("%(code)s is %(party)s: choose it above.") % {"code": party.code, "party": party}


class Agency(Acronymed):
    """A ministry or department of a party, or an office within one."""

    is_common = True

    code = models.CharField(
        _("code"),
        max_length=30,
        unique=True,
        help_text=_("Such as SRE or STATE/DRL. It stays once an entry names it."),
    )
    party = models.ForeignKey(
        Party, on_delete=models.PROTECT, related_name="agencies", verbose_name=_("party")
    )
    parent = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        related_name="offices",
        null=True,
        blank=True,
        verbose_name=_("part of"),
        help_text=_(
            "The ministry or department that this office belongs to; empty for one that stands by itself."
        ),
    )
    note = models.TextField(
        _("note"), blank=True, help_text=_("Ours: what an editor should know. It stands in no report.")
    )

    history = change_log()

    class Meta:
        verbose_name = _("agency")
        verbose_name_plural = _("agencies")
        ordering = ("party__code", "code")


class Forum(Acronymed):
    """A multilateral body."""

    is_common = True

    code = models.CharField(
        _("code"),
        max_length=20,
        unique=True,
        help_text=_("Such as UNHRC or IACHR. It stays once an entry names it."),
    )
    topic = models.ForeignKey(
        "ledger.Topic",
        on_delete=models.PROTECT,
        related_name="forums",
        null=True,
        blank=True,
        verbose_name=_("usual topic"),
        help_text=_(
            "What a statement that names this body most often speaks of; it proposes, it decides nothing."
        ),
    )

    history = change_log()

    class Meta:
        verbose_name = _("forum")
        verbose_name_plural = _("forums")
        ordering = ("code",)


MARKING_CHARACTERS = 100
"""How long the marking of a dialogue's internal reports may be: one line of a page."""


class Dialogue(Named):
    """The series of rounds between parties, as one office keeps it."""

    dialogue_path = "pk"

    code = models.CharField(
        _("code"),
        max_length=12,
        unique=True,
        validators=[DIALOGUE_CODE],
        help_text=_(
            "Short, such as USMX: the references of its items begin with it. It stays once there are any."
        ),
    )
    parties = models.ManyToManyField(
        Party,
        related_name="dialogues",
        verbose_name=_("parties"),
        help_text=_("The sides of the dialogue: who can owe, ask, report and be judged."),
    )
    own_party = models.ForeignKey(
        Party,
        on_delete=models.PROTECT,
        related_name="kept_dialogues",
        null=True,
        blank=True,
        verbose_name=_("own party"),
        help_text=_("Whose office keeps this ledger; none for a neutral one."),
    )
    stale_after_days = models.PositiveIntegerField(
        _("stale after days"),
        default=180,
        help_text=_("A followed, open item with nothing newer than this is stale."),
    )
    releases_need_second_person = models.BooleanField(
        _("releases need a second person"),
        default=False,
        help_text=_("The person who wrote an entry may then not release it."),
    )
    marking_en = models.CharField(
        _("marking of internal reports in English"),
        max_length=MARKING_CHARACTERS,
        blank=True,
        help_text=_("It stands on every page of an internal report, in your office’s own words."),
    )
    marking_es = models.CharField(
        _("marking of internal reports in Spanish"),
        max_length=MARKING_CHARACTERS,
        blank=True,
        help_text=_("The same for reports in Spanish; the same words where your office has only those."),
    )
    note = models.TextField(
        _("note"), blank=True, help_text=_("Ours: what an editor should know. It stands in no report.")
    )

    history = change_log(m2m_fields=[parties])

    class Meta:
        verbose_name = _("dialogue")
        verbose_name_plural = _("dialogues")
        ordering = ("code",)
        constraints = (
            models.CheckConstraint(
                condition=models.Q(stale_after_days__gt=0),
                name="dialogue_stale_limit_positive",
                violation_error_message=_("An item goes stale after one day or more, not after none."),
            ),
        )

    def get_absolute_url(self) -> str:
        """Return the address of the dialogue's own page: the rules that protect it."""
        return reverse("ledger:dialogue-rules", args=(self.code,))

    @property
    def marking(self) -> str:
        """The words that mark internal reports, in the active language; empty where the office chose none."""
        return in_page_language(self.marking_en, self.marking_es)[0]
