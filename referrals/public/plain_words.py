"""The public form's own words: plain language for the closed lists."""

from django.utils.translation import gettext_lazy as _

from cases.vocabulary import ConsentManner
from referrals.vocabulary import NO_CONSENT, MadeBy, Need

WHO = [
    (MadeBy.CLIENT.value, _("I need help myself")),
    (MadeBy.REPRESENTATIVE.value, _("I am the person’s guardian or other legal representative")),
    (MadeBy.CLOSE_PERSON.value, _("I am a relative or another close person")),
]
AGREES = [
    (ConsentManner.SPOKEN.value, _("Yes, the person has told me so")),
    (ConsentManner.WRITTEN.value, _("Yes, the person has agreed in writing")),
    (NO_CONSENT, _("No, or I have not asked")),
]
NEEDS = [
    (Need.HOUSING.value, _("A place to live")),
    (Need.MONEY.value, _("Money or debts")),
    (Need.DAILY_LIFE.value, _("Everyday life")),
    (Need.SUBSTANCE_USE.value, _("Alcohol, drugs or other substances")),
    (Need.MENTAL_HEALTH.value, _("Mental health")),
    (Need.INCLUSION.value, _("Being alone, finding something to do")),
    (Need.FUNCTIONING.value, _("Illness or disability")),
    (Need.VIOLENCE.value, _("Violence or bad treatment in close relations")),
    (Need.CHILD.value, _("How a child is doing")),
    (Need.CLOSE_PERSON.value, _("Help for a family member or a close person")),
    (Need.CRISIS.value, _("A sudden crisis")),
    (Need.OTHER.value, _("Something else, or I do not know")),
]
