"""What a person may need on the way out of prison: a closed list, by the domains of a release plan.

The stored values never change; a kind that is not used any more stays readable.
"""

from django.db import models
from django.utils.translation import pgettext_lazy

from cases.custody import Track


class Domain(models.TextChoices):
    """The eight domains of a release plan, and the practical things."""

    HOUSING = "housing", pgettext_lazy("domain", "Housing")
    LIVELIHOOD = "livelihood", pgettext_lazy("domain", "Livelihood")
    WORK = "work", pgettext_lazy("domain", "Work and education")
    SOCIAL = "social", pgettext_lazy("domain", "Social relations")
    ABILITY = "ability", pgettext_lazy("domain", "Ability to work")
    HEALTH = "health", pgettext_lazy("domain", "Health care")
    SUBSTANCE = "substance", pgettext_lazy("domain", "Substance-use rehabilitation")
    PSYCHOSOCIAL = "psychosocial", pgettext_lazy("domain", "Other psychosocial rehabilitation")
    PRACTICAL = "practical", pgettext_lazy("domain", "Practical things")


class NeedKind(models.TextChoices):
    """Kinds of needs, those without which the first night fails first."""

    HOUSING = "housing", pgettext_lazy("need", "Housing")
    FIRST_NIGHT = "first_night", pgettext_lazy("need", "First night")
    LIVELIHOOD = "livelihood", pgettext_lazy("need", "Livelihood")
    MEDICATION = "medication", pgettext_lazy("need", "Medication")
    SUBSTITUTION = "substitution", pgettext_lazy("need", "Opioid substitution treatment")
    HEALTH = "health", pgettext_lazy("need", "Health care")
    MENTAL_HEALTH = "mental_health", pgettext_lazy("need", "Mental health")
    REHAB_RESIDENTIAL = (
        "rehab_residential",
        pgettext_lazy("need", "Substance-use rehabilitation, residential"),
    )
    REHAB_OPEN = "rehab_open", pgettext_lazy("need", "Substance-use treatment, outpatient")
    HOME_CARE = "home_care", pgettext_lazy("need", "Home care")
    WORK_EDUCATION = "work_education", pgettext_lazy("need", "Work and education")
    DEBTS = "debts", pgettext_lazy("need", "Debts")
    FAMILY = "family", pgettext_lazy("need", "Social relations and family")
    PARENTING = "parenting", pgettext_lazy("need", "Parenting")
    PEER = "peer", pgettext_lazy("need", "Peer support")
    ABILITY = "ability", pgettext_lazy("need", "Ability to work and function")
    DIGITAL = "digital", pgettext_lazy("need", "Digital services")
    BANK = "bank", pgettext_lazy("need", "Bank account and credentials")
    IDENTITY = "identity", pgettext_lazy("need", "Identity document")
    ADDRESS = "address", pgettext_lazy("need", "Address and post")
    RESIDENCE = "residence", pgettext_lazy("need", "Residence permit")
    PHONE = "phone", pgettext_lazy("need", "Phone")
    TRANSPORT = "transport", pgettext_lazy("need", "Transport on the day")
    OTHER = "other", pgettext_lazy("need", "Other need")

    @property
    def rank(self) -> int:
        """Its place among gaps of one day: what fails first comes first."""
        return list(NeedKind).index(self)

    @property
    def domain(self) -> Domain:
        return DOMAINS.get(self, Domain.PRACTICAL)


K, D = NeedKind, Domain
DOMAINS = {
    K.HOUSING: D.HOUSING,
    K.LIVELIHOOD: D.LIVELIHOOD,
    K.DEBTS: D.LIVELIHOOD,
    K.WORK_EDUCATION: D.WORK,
    K.FAMILY: D.SOCIAL,
    K.PARENTING: D.SOCIAL,
    K.PEER: D.PSYCHOSOCIAL,
    K.ABILITY: D.ABILITY,
    K.HEALTH: D.HEALTH,
    K.MEDICATION: D.HEALTH,
    K.MENTAL_HEALTH: D.HEALTH,
    K.HOME_CARE: D.HEALTH,
    K.SUBSTITUTION: D.SUBSTANCE,
    K.REHAB_RESIDENTIAL: D.SUBSTANCE,
    K.REHAB_OPEN: D.SUBSTANCE,
}

# Asked of whoever may leave within days; the rest may wait.
FIRST_DAYS = (
    K.HOUSING,
    K.FIRST_NIGHT,
    K.LIVELIHOOD,
    K.MEDICATION,
    K.SUBSTITUTION,
    K.TRANSPORT,
    K.PHONE,
)
# What must hold without a break, so that silence about it is not calm.
UNBROKEN = (
    K.HOUSING,
    K.FIRST_NIGHT,
    K.LIVELIHOOD,
    K.MEDICATION,
    K.SUBSTITUTION,
    K.REHAB_RESIDENTIAL,
    K.HOME_CARE,
    K.TRANSPORT,
)


def asked_on(track: Track | str) -> tuple[NeedKind, ...]:
    """The kinds that each case of the track has to answer before its gate."""
    return FIRST_DAYS if Track(track).is_short else UNBROKEN
