"""A contact's content as headings and answers, the same on every page that shows it."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.template.defaultfilters import date
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from cases.custody import ReleaseCertainty
from cases.register import identity_code
from cases.vocabulary import CommunicationChannel
from referrals.exchange.corrections import is_protected
from referrals.models import Referral, Triage
from referrals.vocabulary import FormPath, MadeBy, SupportNeed

Answer = dict[str, Any]


@dataclass(frozen=True)
class Part:
    """One heading with its answers; `key` is that of the page they were given on."""

    key: str
    title: Promise | str
    answers: list[Answer]


def parts_of(referral: Referral) -> list[Part]:
    """All that the contact tells, in the order of the national headings."""
    if referral.is_notification:
        allowed = Part("ground", _("Ground for the notification"), _ground(referral))
        made = Part("need", _("Who made the notification"), _contact(referral))
    else:
        allowed = Part("person", _("Consent"), _consent(referral))
        made = Part("need", _("Who made the contact"), _contact(referral))
    return [
        Part("person", _("Person"), _person(referral)),
        allowed,
        Part("custody", _("Custody and release"), _custody(referral)),
        Part("need", _("Need for support"), _need(referral)),
        made,
    ]


def findings_of(triage: Triage) -> list[Answer]:
    """What the county found and decided."""
    rows = [
        (_("Decision"), triage.get_decision_display()),
        (_("Unit"), triage.case.unit.name if triage.case else ""),
        (_("Personal worker"), _worker(triage)),
        (_("Urgency"), triage.get_urgency_display()),
        (_("Applies to the person"), "\n".join(triage.triggers) or _("None of these")),
        (_("Reason for the urgency"), triage.urgency_reason),
        (_("Children and others in the person’s care"), triage.dependants_words),
        (_("What has already been done"), triage.measures),
        *([(_("Attempts to reach the person"), _attempts(triage))] if triage.attempts else []),
        (_("The worker’s view of the services needed"), triage.services_needed),
        (_("What was agreed to do next"), triage.next_steps),
    ]
    return [_answer(label, str(value)) for label, value in rows]


def _attempts(triage: Triage) -> str:
    """Each on a line of its own: day, manner, what happened."""
    return "\n".join(
        f"{_day(dt.date.fromisoformat(each['on']))} "
        f"{CommunicationChannel(each['how']).label}: {each['note']}"
        for each in triage.attempts
    )


def _worker(triage: Triage) -> str:
    """Who carries the case now: whoever decided tells the sender and the client."""
    if triage.case is None:
        return ""
    return str(triage.case.responsible or _("The unit’s supervisor names the worker"))


def _person(referral: Referral) -> list[Answer]:
    code = identity_code.normalise(referral.identity_code)
    answers = [
        _answer(_("Name"), referral.full_name),
        _fact(referral, "identity_code", _("Personal identity code"), code),
        _answer(_("Birth date"), _day(referral.birth_date)),
    ]
    if is_protected(referral):
        # Municipality and contact details are not shown, except the phone (661/2009).
        answers.append(_answer(_("Non-disclosure order"), _("Yes. Municipality is not shown.")))
    else:
        home = referral.home_municipality
        label = _("Home municipality")
        answers.append(_fact(referral, "home_municipality", label, home.name if home else ""))
    if referral.path == FormPath.SHORT:
        return [*answers, _answer(_("Language of service"), _label(referral, "service_language"))]
    left = _("a message may be left") if referral.message_may_be_left else ""
    answers += [
        _answer(_("Phone"), ", ".join(filter(None, [referral.phone, left]))),
        _answer(_("Language of service"), _label(referral, "service_language")),
    ]
    if referral.needs_interpreter:
        answers.append(_answer(_("Interpreter"), _("Is needed")))
    return answers


def _ground(referral: Referral) -> list[Answer]:
    """Why it may be made without consent (headings 4006)."""
    answers = [
        _answer(_("Ground (SHL 35 §)"), _label(referral, "ground")),
        _answer(_("What the ground is based on"), referral.ground_reasons),
        _answer(_("Why consent cannot be obtained"), referral.no_consent_because),
    ]
    if referral.sender_is_secret:
        answers.append(_answer(_("Notifier kept secret, because"), referral.sender_secret_because))
    return answers


def _consent(referral: Referral) -> list[Answer]:
    if referral.made_by == MadeBy.CLIENT:
        return [_answer(_("Consent"), _("The person made the contact themself."))]
    return [
        _answer(_("Consent"), _label(referral, "consent_manner")),
        _answer(_("Given on"), _day(referral.consent_on)),
        _answer(_("Consent received by"), referral.consent_received_by),
    ]


def _custody(referral: Referral) -> list[Answer]:
    prison = referral.facility.name if referral.facility else ""
    kind = _label(referral, "custody_kind")
    release = release_day(referral)
    if referral.release_certainty != ReleaseCertainty.UNKNOWN:
        release = f"{release} · {_label(referral, 'release_certainty')}"
    began = _fact(referral, "custody_started_on", _("Began"), _day(referral.custody_started_on))
    released = _fact(referral, "release_on", _("Release"), release)
    answers = [
        _fact(referral, "custody_kind", _("Kind of custody"), kind),
        _fact(referral, "facility", _("Prison"), prison),
    ]
    if referral.path == FormPath.SHORT:
        return [*answers, released]
    ends = _answer(_("Kind of release"), _label(referral, "release_kind"))
    return [*answers, began, released, ends]


def _need(referral: Referral) -> list[Answer]:
    needs = "\n".join(str(SupportNeed(code).label) for code in referral.needs)
    is_short = referral.path == FormPath.SHORT
    situation = _("The first days") if is_short else _("Situation and concern")
    answers = [
        _fact(referral, "needs", _("About"), needs),
        _fact(referral, "description", situation, referral.description),
        _answer(_("Agreed with the person"), referral.agreed_with_client),
        _answer(_("How the person is reached"), referral.how_to_reach),
    ]
    if referral.is_notification or is_short:
        del answers[2]  # is not asked
    return answers


def _contact(referral: Referral) -> list[Answer]:
    who = ", ".join(filter(None, [referral.contact_name, referral.contact_title]))
    by = _("Notifier") if referral.is_notification else _("Made by")
    return [
        _answer(by, who or _label(referral, "made_by")),
        _answer(_("Phone"), referral.contact_phone),
        _answer(_("Reached"), referral.contact_times),
    ]


def _fact(referral: Referral, name: str, label: str, value: str) -> Answer:
    """A hard fact, or why it is not known."""
    reason = referral.not_known.get(name, "")
    if not value and reason:
        value = _("Not known, because: %(reason)s") % {"reason": reason}
    return _answer(label, value)


def _answer(label: str, value: str) -> Answer:
    return {"label": label, "value": value}


def release_day(told: Any) -> str:
    """The day of release, or its month where no more is known."""
    if told.release_certainty == ReleaseCertainty.MONTH:
        return date(told.release_on, "YEAR_MONTH_FORMAT")
    return _day(told.release_on)


def _day(day: Any) -> str:
    return date(day) if day else ""


def _label(record: models.Model, field: str) -> str:
    """The words of a field with choices."""
    shown: str = getattr(record, f"get_{field}_display")()
    return str(shown or "")
