"""The release list: how each matter of the release stands, the day itself first."""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from caseload.portti.known import Known
from cases.custody import Track
from cases.vocabulary import Place
from continuity.gap_facts import Line, NeedFacts
from continuity.gap_report import span_of
from continuity.gap_words import in_words
from continuity.models import GateState, Need, State
from continuity.need_kinds import FIRST_DAYS, Domain, NeedKind
from continuity.state_words import nights_in_words

K = NeedKind
# What is needed on the day itself, in the order in which the day goes.
OF_THE_DAY = (K.TRANSPORT, K.FIRST_NIGHT, K.LIVELIHOOD, K.MEDICATION, K.PHONE, K.IDENTITY)
KINDS_OF_STATUS = {GateState.IN_ORDER: "done", GateState.ARRANGED: "now"}


@dataclass(frozen=True)
class Item:
    """One matter. Without `state` nobody has asked. `extra` are facts of the day beside it."""

    name: str
    kind: NeedKind | None = None
    state: GateState | None = None
    text: str = ""
    who: str = ""
    by_when: dt.date | None = None
    extra: str = ""
    url: str = ""
    lines: tuple[Line, ...] = ()

    @property
    def state_label(self) -> str:
        return str(self.state.label) if self.state else pgettext("release list", "Not asked yet")

    @property
    def status(self) -> str:
        """The sign beside the word (`components/status.html`)."""
        return KINDS_OF_STATUS.get(self.state, "") if self.state else "open"

    @property
    def is_asked(self) -> bool:
        return self.state is not None


@dataclass(frozen=True)
class Group:
    """The items of the day, or of one domain of a release plan."""

    label: str
    items: list[Item] = field(default_factory=list)

    @property
    def asked(self) -> list[Item]:
        return [item for item in self.items if item.is_asked]

    @property
    def unasked(self) -> list[Item]:
        return [item for item in self.items if not item.is_asked]

    @property
    def unasked_names(self) -> str:
        """What nobody has asked about, in one line for paper."""
        return ", ".join(item.name for item in self.unasked)


def release_list(known: Known) -> list[Group]:
    """The groups of the case's own time scale; nothing where no gate is to come."""
    if not known.has_gate:
        return []
    items = list(_items(known))
    day = [item for item in items if item.kind in OF_THE_DAY]
    day.sort(key=lambda item: OF_THE_DAY.index(item.kind) if item.kind else 0)
    groups = [Group(_("On the day"), [_meeting(known), *day, *_things(known)])]
    for domain in Domain:
        others = [
            item
            for item in items
            if item.kind and item.kind.domain is domain and item.kind not in OF_THE_DAY
        ]
        if others:
            groups.append(Group(str(domain.label), others))
    return groups


def not_asked(groups: Iterable[Group]) -> int:
    """How many of the items nobody has asked about."""
    return sum(not item.is_asked for group in groups for item in group.items)


def _items(known: Known) -> Iterator[Item]:
    """Each need, and each kind that the track asks about without one."""
    needed = {need.kind for need in known.needs}
    for kind in NeedKind:
        for need in known.needs:
            if need.kind is kind:
                yield _of_need(need, known)
        if kind in needed or kind is K.OTHER or not _is_asked(kind, known):
            continue
        item = _of_answer(kind, known)
        yield _with_a_home(item, known) if kind is K.FIRST_NIGHT and item.state is None else item


def _is_asked(kind: NeedKind, known: Known) -> bool:
    told = kind in known.answers or kind in known.no_needs or kind in known.ended
    return told or not Track(known.case.track).is_short or kind in FIRST_DAYS


def _of_need(need: NeedFacts, known: Known) -> Item:
    """By the gap report: what holds at the gate is in order, the rest is being arranged.

    Whose move it is the words of the gap say, as on the page of continuity.
    """
    url = reverse("continuity:continuity", kwargs={"case_pk": known.case.pk})
    held = known.holding(need)
    lines = tuple(line for line in held if line.covers and line.state is not State.ENDED)
    gaps = known.gaps.get(need.key, ())
    if gaps:
        shown = [in_words(gap, known.case, known.today) for gap in gaps]
        return Item(
            need.name,
            need.kind,
            GateState.ARRANGED,
            text=" ".join(f"{each.text} {each.next_move}" for each in shown),
            by_when=gaps[0].from_on,
            extra=_extra(need.kind, known),
            url=f"{url}#need-{need.key}",
            lines=lines,
        )
    names = list(dict.fromkeys(name for line in lines if (name := known.who(line))))
    return Item(
        need.name,
        need.kind,
        GateState.IN_ORDER,
        text="; ".join(dict.fromkeys(line_words(line) for line in lines)),
        who=", ".join(names),
        extra=_extra(need.kind, known),
        url=f"{url}#need-{need.key}",
        lines=lines,
    )


def _of_answer(kind: NeedKind, known: Known) -> Item:
    """By Portti's own answer, or by "no need" where that was said later."""
    url = reverse("caseload:portti_answer", kwargs={"case_pk": known.case.pk, "item": kind})
    answer, none = known.answers.get(kind), known.no_needs.get(kind)
    name, extra = str(kind.label), _extra(kind, known)
    if none and (answer is None or none.recorded_at >= answer.saved_at):
        state = GateState.NOT_NEEDED
        return Item(name, kind, state, text=none.because, extra=extra, url=url)
    if answer is None:
        ended, text = _as_it_ended(known.ended.get(kind))
        return Item(name, kind, ended, text=text, extra=extra, url=url)
    return Item(
        name,
        kind,
        GateState(answer.state),
        text=answer.words,
        who=answer.who,
        by_when=answer.by_when,
        extra=extra,
        url=url,
    )


def _as_it_ended(need: Need | None) -> tuple[GateState | None, str]:
    """What became of a need that is over; one that another took the place of tells nothing."""
    if need is None or need.end_reason == Need.End.REPLACED or need.ended_on is None:
        return None, ""
    reached = need.end_reason == Need.End.GOAL_REACHED
    words = f"{need.get_end_reason_display()}, {date_format(need.ended_on)}"
    return (GateState.IN_ORDER if reached else GateState.NOT_NEEDED), words


def _with_a_home(item: Item, known: Known) -> Item:
    """Whoever has a home or a bed on the day sleeps there on the first night."""
    homes = [line for need in known.needs if need.kind is K.HOUSING for line in known.holding(need)]
    lines = tuple(line for line in homes if _is_there(line, known.first_day))
    if not lines:
        return item
    text = "; ".join(line_words(line) for line in lines)
    return replace(item, state=GateState.IN_ORDER, text=text, lines=lines)


def _is_there(line: Line, day: dt.date) -> bool:
    """Whether the line covers the day of the gate itself."""
    span = span_of(line, day)
    return span is not None and span.first <= day and (span.last is None or day <= span.last)


def line_words(line: Line) -> str:
    """A service or interim solution with the days that it covers."""
    if line.is_interim:
        if line.nights:
            lasts = nights_in_words(line.nights)
            return _("%(name)s, for now, %(lasts)s") % {"name": line.name, "lasts": lasts}
        if line.ends_on is None:
            return _("%(name)s, for now") % {"name": line.name}
        return _("%(name)s, for now, until %(day)s") % {
            "name": line.name,
            "day": date_format(line.ends_on, "SHORT_WEEKDAY_DAY_FORMAT"),
        }
    said = [line.name]
    start = line.appointment_on or line.starts_on
    if line.place is Place.GATE and start is not None:
        said.append(date_format(start, "SHORT_WEEKDAY_DAY_FORMAT"))
    elif line.from_gate:
        said.append(_("from the first day on"))
    elif start is not None:
        said.append(_("from %(day)s") % {"day": date_format(start, "SHORT_WEEKDAY_DAY_FORMAT")})
    if line.ends_on is not None:
        said.append(_("until %(day)s") % {"day": date_format(line.ends_on)})
    return ", ".join(said)


def _extra(kind: NeedKind, known: Known) -> str:
    """What the facts of the day add to a kind."""
    facts = known.facts
    if kind is K.MEDICATION and facts.medicine_days is not None:
        days = facts.medicine_days
        return ngettext("Medicines along for %(n)s day", "Medicines along for %(n)s days", days) % {
            "n": days
        }
    if kind is K.LIVELIHOOD and facts.own_money:
        return _("Own money: %(words)s") % {"words": facts.own_money}
    if kind is K.TRANSPORT and facts.journey_paid_by:
        return _("The journey is paid by: %(words)s") % {"words": facts.journey_paid_by}
    return ""


def _meeting(known: Known) -> Item:
    facts = known.facts
    words = ", ".join(part for part in (facts.met_by, facts.met_where) if part)
    return _of_fact(_("Who meets the client"), words, known)


def _things(known: Known) -> Iterator[Item]:
    """Keys, and what else is somewhere: for remand always, since nobody knows the day."""
    facts = known.facts
    yield _of_fact(_("Keys"), facts.keys, known)
    if facts.belongings or known.case.track == Track.REMAND:
        yield _of_fact(_("Where phone, medicines and money are"), facts.belongings, known)


def _of_fact(name: str, words: str, known: Known) -> Item:
    """A fact of the day; once somebody has told it, it is in order."""
    url = reverse("caseload:portti_facts", kwargs={"case_pk": known.case.pk})
    return Item(name, state=GateState.IN_ORDER if words else None, extra=words, url=url)
