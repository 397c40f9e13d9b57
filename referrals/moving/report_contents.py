"""What was told of custody beside the contact and the case, as headings and answers."""

from dataclasses import dataclass

from django.template.defaultfilters import date
from django.utils.translation import gettext as _

from cases.custody import CustodyKind, ReleaseCertainty, ReleaseKind
from cases.models import CustodyFact
from referrals.contents import Answer, release_day
from referrals.models import CustodyReport, Referral
from referrals.moving.actions.custody_reports import proposed_fact


@dataclass(frozen=True)
class Told:
    """One report with its answers, for the sender's side and for the intake."""

    report: CustodyReport
    answers: list[Answer]


@dataclass(frozen=True)
class Compared:
    """One report beside the case's facts: rows of {label, now, told}."""

    report: CustodyReport
    rows: list[dict[str, str]]


def reports_of(referral: Referral) -> list[Told]:
    """All that has been reported since the sending, oldest first (for `_reports.html`)."""
    if not referral.has_reports:
        return []
    # A joined contact's own custody, told when it was sent, stands in the contact already.
    assert referral.sent_at is not None  # the database holds it of what is sent
    since = CustodyReport.objects.of_referral(referral).exclude(told_at=referral.sent_at)
    return [Told(each, _answers(each)) for each in since.prefetch_related("told_by", "facility")]


def release_told(referral: Referral) -> str:
    """What the sender's side told last of the release: the day and its certainty, or why none."""
    reports = CustodyReport.objects.of_referral(referral).exclude(release_certainty="")
    last = reports.last()
    return _release(last if last is not None else referral)


def compared(report: CustodyReport, present: CustodyFact | None) -> Compared:
    """What confirming would change, beside what is known now."""
    after = _rows(proposed_fact(report, present))
    before = _rows(present) if present else [(label, "") for label, _value in after]
    rows = [
        {"label": label, "now": now, "told": told}
        for (label, now), (_label, told) in zip(before, after, strict=True)
        if now != told
    ]
    return Compared(report, rows)


def _answers(report: CustodyReport) -> list[Answer]:
    rows = []
    if report.facility:
        rows.append((_("Moved to"), report.facility.name))
    if report.moved_on:
        rows.append((_("Day of the move"), date(report.moved_on)))
    if report.release_certainty:
        rows.append((_("Release"), _release(report)))
    if report.release_kind:
        rows.append((_("Kind of release"), str(report.get_release_kind_display())))
    return [{"label": label, "value": value} for label, value in rows]


def _rows(fact: CustodyFact) -> list[tuple[str, str]]:
    return [
        (_("Prison"), fact.facility.name if fact.facility else ""),
        (_("Kind of custody"), _label(CustodyKind, fact.custody_kind)),
        (_("Began"), date(fact.custody_started_on) if fact.custody_started_on else ""),
        (_("Release"), _release(fact)),
        (_("Kind of release"), _label(ReleaseKind, fact.release_kind)),
    ]


def _release(told: CustodyReport | CustodyFact | Referral) -> str:
    """The date with its certainty, or why it is not known."""
    if told.release_on:
        certainty = ReleaseCertainty(told.release_certainty).short_label
        return f"{release_day(told)} · {certainty}"
    if isinstance(told, Referral):
        reason = told.not_known.get("release_on", "")
    else:
        reason = told.note if isinstance(told, CustodyReport) else told.not_known_because
    if reason:
        return _("Not known, because: %(reason)s") % {"reason": reason}
    return ""


def _label(words: type[CustodyKind] | type[ReleaseKind], value: str) -> str:
    return str(words(value).label) if value else ""
