"""The rows of the gap report in words, for every page and paper that shows them."""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cases.custody import GateKind
from cases.models import Case
from continuity.gap_facts import Gap, Why
from continuity.gap_report import losing_contact
from continuity.needs_known import NeedRecords, needs_of, rows_of


@dataclass(frozen=True)
class ShownGap:
    """One row, as `continuity/_gaps.html` takes it."""

    gap: Gap
    title: str
    text: str
    days: int | None
    word: str
    next_move: str
    url: str = ""

    @property
    def why(self) -> str:
        return self.gap.why.value

    @property
    def actions(self) -> list[dict[str, str]]:
        """What may be done about it: {url, label} each, for whoever may write."""
        return [
            {"url": reverse(f"continuity:{name}", kwargs=kwargs), "label": str(label)}
            for name, kwargs, label in _doing(self.gap)
        ]


def gaps_of(case: Case, today: dt.date, records: NeedRecords | None = None) -> list[Gap]:
    """The rows of a case today, most urgent first."""
    return rows_of(case, needs_of([case], records).get(case.pk, []), today)


def shown_gaps(case: Case, today: dt.date) -> list[ShownGap]:
    """Likewise in words."""
    return [in_words(gap, case, today) for gap in gaps_of(case, today)]


def in_words(gap: Gap, case: Case, today: dt.date) -> ShownGap:
    """What is missing, until and from when, and whose move it is."""
    page = reverse("continuity:continuity", kwargs={"case_pk": case.pk})
    return ShownGap(
        gap,
        title=gap.need.name,
        text=" ".join([*_sentences(gap), *_which_gate(gap, case)]),
        days=gap.days,
        word=_word(gap),
        next_move=_next_move(gap),
        url=f"{page}#need-{gap.need.key}",
    )


def _doing(gap: Gap) -> Iterator[tuple[str, dict[str, int], str]]:
    """Pages on which the row can be closed, the most obvious first."""
    need, line = {"need_pk": gap.need.key}, gap.line
    if line is not None and line.is_interim:
        yield "interim_edit", {"interim_pk": line.key}, _("Change the interim solution")
    elif line is not None and gap.why is Why.CONTACT:
        left = losing_contact(gap.need)
        for each in left:
            label = _("Name the contact person")
            label = f"{label}: {each.name}" if len(left) > 1 else label
            yield "service_edit", {"need_service_pk": each.key}, label
        return
    elif line is not None and gap.why not in (Why.REFUSED, Why.ENDS):
        yield "state_tell", {"need_service_pk": line.key}, _("Tell how far it is")
    else:
        yield "service_add", need, _("Add a service")
    if line is None or not line.is_interim:
        yield "interim_add", need, _("Record an interim solution")
    yield "need_end", need, _("Not needed")


def _sentences(gap: Gap) -> Sequence[str]:
    said = [_what(gap)]
    if gap.covered_until:
        said.append(_("Covered until %(day)s.") % {"day": date_format(gap.covered_until)})
    if gap.resumes_on:
        said.append(_("Cover resumes on %(day)s.") % {"day": date_format(gap.resumes_on)})
    if gap.hoped_on:
        said.append(
            _("Hoped for %(day)s, which is not certain.") % {"day": date_format(gap.hoped_on)}
        )
    return said


def _which_gate(gap: Gap, case: Case) -> Iterator[str]:
    """Named where the case has two gates and the row does not tell by itself."""
    if case.gate_kind != GateKind.FREEDOM or gap.why is Why.NOT_BEGIN:
        return
    if gap.gate.kind is GateKind.FREEDOM:
        yield _("It is about the start of supervised probationary freedom.")
    else:
        yield _("It is about the conditional release.")


def _what(gap: Gap) -> str:
    name = gap.line.name if gap.line else gap.need.name
    if gap.why is Why.CONTACT:
        name = ", ".join(line.name for line in losing_contact(gap.need))
    day = date_format(gap.from_on) if gap.from_on else ""
    state = gap.line.state.label if gap.line else ""
    words = {
        Why.NOT_BEGIN: _("Without this the supervised probationary freedom will not begin."),
        Why.NOTHING: _("No service has been recorded for the need."),
        Why.REFUSED: _("%(name)s: %(state)s."),
        Why.HOPED: _("%(name)s: %(state)s. It is not certain."),
        Why.ENDS: _("%(name)s ends, and nothing follows."),
        Why.INTERIM_ENDS: _("The interim solution %(name)s ends, and nothing follows."),
        Why.BREAK: _("There is a break after %(name)s."),
        Why.LATE: _("%(name)s begins too late."),
        Why.WRONG_DAY: _("%(name)s is agreed for another day than the gate."),
        Why.BEFORE_GATE: _("%(name)s is agreed for %(day)s, before the release."),
        Why.CONTACT: _("A contact person of %(name)s leaves, and nobody follows."),
    }
    if gap.why is Why.HOPED and gap.line and gap.line.lacks_start:
        return _("%(name)s: granted, but the day of the start is not known.") % {"name": name}
    if gap.why is Why.NOTHING and gap.need.lines:
        return _("What was recorded ends earlier, and nothing follows.")
    return words[gap.why] % {"name": name, "day": day, "state": str(state).lower()}


def _word(gap: Gap) -> str:
    """What stands where the number of days would, where it is not known."""
    if gap.why is Why.BEFORE_GATE and gap.days:
        words = ngettext("%(n)s day too early", "%(n)s days too early", gap.days)
        return words % {"n": gap.days}
    if gap.why is Why.CONTACT:
        return _("nobody follows")
    if gap.why is Why.WRONG_DAY:
        return _("wrong day")
    return _("no end in sight") if gap.days is None else ""


def _next_move(gap: Gap) -> str:
    """What could be done next, and whose move it is."""
    moves = {
        Why.NOTHING: _("Our move: agree with the client who could help, and apply."),
        Why.REFUSED: _("Our move: look at the decision with the client, and apply elsewhere."),
        Why.HOPED: _("The service’s move: ask for a day, and agree an interim solution."),
        Why.ENDS: _("Our move: agree what follows."),
        Why.INTERIM_ENDS: _("Our move: extend the interim solution, or agree what follows."),
        Why.BREAK: _("Our move: agree an interim solution for the days between."),
        Why.LATE: _("Our move: ask for an earlier day, or agree an interim solution."),
        Why.WRONG_DAY: _("Our move: agree the day of the gate."),
        Why.BEFORE_GATE: _("Our move: agree a day after the release."),
        Why.CONTACT: _("The service’s move: ask who goes on."),
        Why.NOT_BEGIN: _("Our move: see with the prison to what the approval needs."),
    }
    return moves[gap.why]
