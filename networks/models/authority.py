"""Authorities, in the classes of the national document."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Authority(models.TextChoices):
    """Authorities that must take part when the responsible worker asks (SHL 41 §).

    The national document's own list of absent authorities, with prison health care,
    the enforcement authority and debt counselling, which it counts among others.
    """

    PRISON_SERVICE = "8", _("Prison and Probation Service of Finland")
    PRISON_HEALTH = "11.vth", _("Prisoners’ Health Care Unit")
    EMPLOYMENT = "3", _("Employment services")
    KELA = "2", _("Kela")
    PRIMARY_CARE = "7", _("Primary health care")
    MENTAL_HEALTH = "4", _("Mental health services")
    ADDICTION = "1.5", _("Substance-use and addiction services")
    SOCIAL_WELFARE = "1", _("Social welfare")
    CHILD_FAMILIES = "1.1", _("Services for families with children")
    CHILD_WELFARE = "1.2", _("Child welfare")
    DISABILITY = "1.3", _("Disability services")
    OLDER_PEOPLE = "1.4", _("Services for older people")
    FAMILY_LAW = "1.6", _("Family law services")
    YOUTH = "5", _("Youth services")
    EDUCATION = "6", _("Education services")
    JOINT_EMPLOYMENT = "10", _("Multi-sectoral employment services")
    DEBT_COUNSELLING = "11.debt", _("Financial and debt counselling")
    ENFORCEMENT = "11.enforcement", _("Enforcement authority")
    OTHER = "11", _("Other authority")
