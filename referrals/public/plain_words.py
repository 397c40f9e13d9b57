"""The public form's own words: plain language for the closed lists."""

from django.utils.translation import gettext_lazy as _

from cases.vocabulary import ConsentManner
from referrals.vocabulary import NO_CONSENT, MadeBy, SupportNeed

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
    (SupportNeed.HOUSING.value, _("A place to live")),
    (SupportNeed.MONEY.value, _("Money or debts")),
    (SupportNeed.DAILY_LIFE.value, _("Everyday life")),
    (SupportNeed.SUBSTANCE_USE.value, _("Alcohol, drugs or other substances")),
    (SupportNeed.MENTAL_HEALTH.value, _("Mental health")),
    (SupportNeed.INCLUSION.value, _("Being alone, finding something to do")),
    (SupportNeed.FUNCTIONING.value, _("Illness or disability")),
    (SupportNeed.VIOLENCE.value, _("Violence or bad treatment in close relations")),
    (SupportNeed.CHILD.value, _("How a child is doing")),
    (SupportNeed.CLOSE_PERSON.value, _("Help for a family member or a close person")),
    (SupportNeed.CRISIS.value, _("A sudden crisis")),
    (SupportNeed.OTHER.value, _("Something else, or I do not know")),
]
