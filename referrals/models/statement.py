"""What a sender told the county; kept as it was told."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import Municipality
from cases.models import CustodySnapshot
from cases.vocabulary import ConsentManner, ServiceLanguage
from records.text_lengths import LONG_TEXT, SHORT_TEXT
from referrals.vocabulary import Ground, SupportNeed


class Statement(CustodySnapshot):
    """The sender's snapshot of person, consent or ground, custody and need.

    Headings 4018 and 4006. Empty while the referral is a draft; sending fills it in, and
    it never changes again. `not_known` says why a fact is missing, by the fact's name.
    """

    # Person
    first_names = models.CharField(_("first names"), max_length=SHORT_TEXT, blank=True)
    last_name = models.CharField(_("last name"), max_length=SHORT_TEXT, blank=True)
    identity_code = models.CharField(_("personal identity code"), max_length=11, blank=True)
    birth_date = models.DateField(_("birth date"), null=True, blank=True)
    home_municipality = models.ForeignKey(
        Municipality,
        verbose_name=_("home municipality"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    phone = models.CharField(_("phone"), max_length=40, blank=True)
    message_may_be_left = models.BooleanField(_("a message may be left"), default=False)
    service_language = models.CharField(
        _("language of service"), max_length=2, choices=ServiceLanguage, blank=True
    )
    needs_interpreter = models.BooleanField(_("needs an interpreter"), default=False)
    protected_address = models.BooleanField(_("non-disclosure order"), default=False)

    # Consent
    consent_manner = models.CharField(
        _("consent"), max_length=10, choices=ConsentManner, blank=True
    )
    consent_on = models.DateField(_("date of consent"), null=True, blank=True)
    consent_received_by = models.CharField(
        _("who received the consent"), max_length=SHORT_TEXT, blank=True
    )

    # Notification without consent
    ground = models.CharField(_("ground"), max_length=10, choices=Ground, blank=True)
    ground_reasons = models.TextField(_("reasons for the ground"), max_length=LONG_TEXT, blank=True)
    no_consent_because = models.TextField(
        _("why there is no consent"), max_length=LONG_TEXT, blank=True
    )
    sender_is_secret = models.BooleanField(_("the notifier is kept secret"), default=False)
    sender_secret_because = models.TextField(
        _("reasons for keeping the notifier secret"), max_length=LONG_TEXT, blank=True
    )

    # Need
    needs = ArrayField(
        models.CharField(max_length=2, choices=SupportNeed),
        verbose_name=_("what it is about"),
        default=list,
        blank=True,
    )
    description = models.TextField(_("situation and concern"), max_length=LONG_TEXT, blank=True)
    agreed_with_client = models.TextField(
        _("what has been agreed with the client"), max_length=LONG_TEXT, blank=True
    )
    how_to_reach = models.TextField(
        _("how the client is reached"), max_length=LONG_TEXT, blank=True
    )

    # Whom the county may ask
    contact_name = models.CharField(
        _("name of the one who made the contact"), max_length=SHORT_TEXT, blank=True
    )
    contact_title = models.CharField(_("job title or relation"), max_length=SHORT_TEXT, blank=True)
    contact_phone = models.CharField(
        _("phone of the one who made the contact"), max_length=40, blank=True
    )
    contact_times = models.CharField(_("when they are reached"), max_length=SHORT_TEXT, blank=True)

    not_known = models.JSONField(_("not known because"), default=dict, blank=True)

    class Meta:
        abstract = True

    @property
    def full_name(self) -> str:
        return f"{self.first_names} {self.last_name}".strip()
