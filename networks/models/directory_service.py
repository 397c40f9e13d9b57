"""A service in a county's directory."""

import datetime as dt
from typing import Any, Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q, Value
from django.db.models.functions import Coalesce, Lower, NullIf
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from accounts.models.organisation import Named, in_readers_language
from networks.models.directory_entry import DirectoryEntry, DirectoryQuerySet, stays_in
from networks.models.directory_organisation import DirectoryOrganisation
from records.text_lengths import SHORT_TEXT
from timing.calendar import add_months

# So old that somebody should ask again. No dated rule of time: nothing falls due in a case or
# with a contact, and no county has asked for a span of its own.
STALE_AFTER_MONTHS = 6
# A text of the directory is an answer to one question, not a story.
ANSWER = 1000


class SpokenLanguage(models.TextChoices):
    """In which languages a service is given without an interpreter."""

    FINNISH = "fi", _("Finnish")
    SWEDISH = "sv", _("Swedish")
    ENGLISH = "en", _("English")
    NORTHERN_SAMI = "se", _("Northern Sámi")
    RUSSIAN = "ru", _("Russian")
    ESTONIAN = "et", _("Estonian")
    ARABIC = "ar", _("Arabic")
    SOMALI = "so", _("Somali")
    PERSIAN = "fa", _("Persian")
    UKRAINIAN = "uk", _("Ukrainian")
    SIGN = "sgn", _("Sign language")


class DirectoryServiceQuerySet(DirectoryQuerySet):
    def offered(self) -> Self:
        """In force today, of an organisation that is."""
        organisations = DirectoryOrganisation.objects.in_force()
        return self.in_force().filter(organisation__in=organisations)

    def public(self) -> Self:
        """What anybody may read."""
        return self.offered().filter(is_public=True)

    def checked_before(self, day: dt.date) -> Self:
        return self.filter(checked_on__lt=day)

    def in_municipality(self, code: str) -> Self:
        """Also those that serve the whole county."""
        whole, named = (
            Q(organisation__municipalities=[]),
            Q(organisation__municipalities__contains=[code]),
        )
        return self.filter(whole | named)

    def with_word(self, word: str) -> Self:
        """Those that have it in a name or in what is told of them, in Finnish or Swedish."""
        texts = ("name", "what", "for_whom", "organisation__name")
        places = [f"{text}_{language}__icontains" for text in texts for language in ("fi", "sv")]
        return self.filter(Q(*((place, word) for place in places), _connector=Q.OR))

    def for_listing(self) -> Self:
        """By name as the reader sees it, with whose it is."""
        language = (get_language() or "fi")[:2]
        own = NullIf(F(f"name_{language}"), Value(""))
        shown = self.annotate(name_shown=Coalesce(own, F("name_fi")))
        in_order = shown.order_by("name_shown", "organisation__name_fi", "pk")
        return in_order.select_related("organisation")


class DirectoryService(Named, DirectoryEntry):
    """What an organisation gives to whom, and how one gets it (palveluhakemiston palvelu).

    A service of a client's own course is `continuity.Service`.
    """

    class Access(models.TextChoices):
        """How one comes to be its client."""

        LOW_THRESHOLD = "low", _("Low threshold: one may come without a referral")
        REFERRAL = "referral", _("By referral or decision")

    class Visiting(models.TextChoices):
        """How one meets somebody."""

        OPEN = "open", _("Without an appointment")
        APPOINTMENT = "appointment", _("By appointment")
        COMES = "comes", _("They come to where you are")

    class InPrison(models.TextChoices):
        """Whether they come to a prison."""

        YES = "yes", _("Comes to the prison")
        AGREED = "agreed", _("Comes to the prison when it is agreed")
        NO = "no", _("Does not come to the prison")

    organisation = models.ForeignKey(
        DirectoryOrganisation,
        verbose_name=_("organisation"),
        on_delete=models.PROTECT,
        related_name="services",
    )
    what_fi = models.TextField(_("what, in Finnish"), max_length=ANSWER, blank=True)
    what_sv = models.TextField(_("what, in Swedish"), max_length=ANSWER, blank=True)
    what_en = models.TextField(_("what, in English"), max_length=ANSWER, blank=True)
    for_whom_fi = models.TextField(_("for whom, in Finnish"), max_length=ANSWER, blank=True)
    for_whom_sv = models.TextField(_("for whom, in Swedish"), max_length=ANSWER, blank=True)
    for_whom_en = models.TextField(_("for whom, in English"), max_length=ANSWER, blank=True)
    access = models.CharField(_("how one gets it"), max_length=10, choices=Access)
    languages = ArrayField(
        models.CharField(max_length=3, choices=SpokenLanguage),
        verbose_name=_("languages"),
        default=list,
        blank=True,
    )
    phone = models.CharField(_("phone"), max_length=40, blank=True)
    email = models.EmailField(_("e-mail"), max_length=SHORT_TEXT, blank=True)
    web = models.URLField(_("web address"), max_length=SHORT_TEXT, blank=True)
    address = models.CharField(_("address"), max_length=SHORT_TEXT, blank=True)
    visiting = models.CharField(_("visiting"), max_length=12, choices=Visiting, blank=True)
    hours_fi = models.CharField(_("opening hours, in Finnish"), max_length=SHORT_TEXT, blank=True)
    hours_sv = models.CharField(_("opening hours, in Swedish"), max_length=SHORT_TEXT, blank=True)
    hours_en = models.CharField(_("opening hours, in English"), max_length=SHORT_TEXT, blank=True)
    in_prison = models.CharField(_("in prison"), max_length=10, choices=InPrison, blank=True)
    # In the words of whoever told it; it is shown to workers only.
    queue = models.CharField(_("queue"), max_length=SHORT_TEXT, blank=True)
    queue_told_on = models.DateField(_("queue told on"), null=True, blank=True)
    checked_on = models.DateField(_("checked on"), default=timezone.localdate)
    is_public = models.BooleanField(_("on the public page"), default=False)

    # Filled in by pages that show them.
    people_shown: list[Any]
    # Whether it is among the chosen on this page.
    is_chosen = False

    objects = DirectoryServiceQuerySet.as_manager()

    class Meta(DirectoryEntry.Meta):
        verbose_name = _("service of the directory")
        ordering = ["organisation", "name_fi", "pk"]
        constraints = [
            *DirectoryEntry.Meta.constraints,
            models.UniqueConstraint(
                "organisation", Lower("name_fi"), name="service_is_listed_once"
            ),
            models.CheckConstraint(condition=~Q(name_fi=""), name="listed_service_has_a_name"),
            models.CheckConstraint(
                condition=Q(queue="", queue_told_on=None)
                | ~Q(queue="") & Q(queue_told_on__isnull=False),
                name="queue_has_its_day",
            ),
        ]
        triggers = [stays_in("listed_service_stays_where_it_is", "organisation")]

    @property
    def what(self) -> str:
        return in_readers_language(self.in_languages["what"])

    @property
    def for_whom(self) -> str:
        return in_readers_language(self.in_languages["for_whom"])

    @property
    def hours(self) -> str:
        return in_readers_language(self.in_languages["hours"])

    @property
    def languages_in_words(self) -> list[Promise | str]:
        return [SpokenLanguage(code).label for code in self.languages]

    @property
    def is_stale(self) -> bool:
        return self.checked_on < stale_before()

    @property
    def in_languages(self) -> dict[str, dict[str, str]]:
        """What is told, by the text and the language."""
        return {
            text: {code: getattr(self, f"{text}_{code}") for code in ("fi", "sv", "en")}
            for text in ("what", "for_whom", "hours")
        }


def stale_before() -> dt.date:
    """What was checked before this day is to be asked again."""
    return add_months(timezone.localdate(), -STALE_AFTER_MONTHS)
