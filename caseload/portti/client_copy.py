"""*Ensimmäiset kaksi viikkoa*: the client's own copy, in plain words."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from caseload.portti.calls import Caller, people_to_call
from caseload.portti.known import Known
from caseload.portti.plain import is_health, is_of_health, tells_custody, without_custody
from caseload.portti.release_list import Item, line_words, release_list
from caseload.portti.two_weeks import DayRow, Entry, begins, last_day, two_weeks
from continuity.models import GateState
from continuity.need_kinds import NeedKind

K = NeedKind
SLEEP = (K.FIRST_NIGHT, K.HOUSING)
# What the first answers tell; the rest is listed after them.
ANSWERED_FIRST = (*SLEEP, K.LIVELIHOOD, K.TRANSPORT)


@dataclass(frozen=True)
class Answer:
    """A question of the client, and what is known; nothing means that it is not certain yet."""

    question: str
    lines: list[str]


@dataclass(frozen=True)
class Sheet:
    """One sheet: answers, days, what is still open, whom to call."""

    answers: list[Answer]
    days: list[DayRow]
    agreed: list[str] = field(default_factory=list)
    still_open: list[str] = field(default_factory=list)
    people: list[Caller] = field(default_factory=list)

    @property
    def has_something(self) -> bool:
        return bool(self.answers or self.days or self.agreed or self.still_open)


@dataclass(frozen=True)
class ClientCopy:
    """The copy without health, and the sheet of health."""

    sheet: Sheet
    health: Sheet


def client_copy(known: Known) -> ClientCopy:
    """Call it in the language of the paper."""
    items = [item for group in release_list(known) for item in group.items if item.kind]
    days, people = two_weeks(known), _people(known)
    ours = [item for item in items if not is_health(item.kind, item.name)]
    others = [item for item in items if is_health(item.kind, item.name)]
    rest = [item for item in ours if item.kind not in ANSWERED_FIRST]
    return ClientCopy(
        sheet=Sheet(
            answers=_answers(known, ours),
            days=_days(days, health=False),
            agreed=_agreed(rest),
            still_open=_still_open(rest),
            people=[caller for caller in people if not is_of_health(caller)],
        ),
        health=Sheet(
            answers=_medicines(known),
            days=_days(days, health=True),
            agreed=_agreed(others),
            still_open=_still_open(others),
            people=[caller for caller in people if is_of_health(caller)],
        ),
    )


def _answers(known: Known, items: list[Item]) -> list[Answer]:
    facts = known.facts
    answers = [
        Answer(_("Who comes to meet you"), _told(facts.met_by)),
        Answer(_("Where you sleep"), _lines(items, *SLEEP)),
        Answer(_("What money you have"), _told(facts.own_money) + _lines(items, K.LIVELIHOOD)),
        Answer(_("How you travel"), _journey(items) + _paid_by(facts.journey_paid_by)),
    ]
    if facts.keys:
        answers.append(Answer(_("Where your keys are"), _told(facts.keys)))
    if facts.belongings:
        answers.append(Answer(_("Where your things are"), _told(facts.belongings)))
    return answers


def _medicines(known: Known) -> list[Answer]:
    days = known.facts.medicine_days
    if days is None:
        return []
    words = ngettext(
        "For %(n)s day. Get more before they end.",
        "For %(n)s days. Get more before they end.",
        days,
    )
    return [Answer(_("You have medicines"), [words % {"n": days}])] if days else []


def _told(words: str) -> list[str]:
    """Typed words; what tells of custody or health stands on no line here."""
    safe = words and not tells_custody(words) and not is_health(None, words)
    return [words] if safe else []


def _paid_by(words: str) -> list[str]:
    return [_("The journey is paid by: %(words)s") % {"words": each} for each in _told(words)]


def _journey(items: Iterable[Item]) -> list[str]:
    """The ride; whoever pays it is not yet a way to travel."""
    rides = [item for item in items if item.kind is K.TRANSPORT]
    if lines := _lines(rides, K.TRANSPORT):
        return lines
    is_open = any(item.state is GateState.ARRANGED for item in rides)
    return [_("This is not certain yet. We find out together.")] if is_open else []


def _lines(items: Iterable[Item], *kinds: NeedKind) -> list[str]:
    """What covers the kinds, each thing once."""
    asked = [item for item in items if item.kind in kinds]
    found = list(dict.fromkeys(words for item in asked for words in _words_of(item)))
    if found and any(item.state is GateState.ARRANGED for item in asked):
        found.append(_("What comes after it is not certain yet."))
    return found


def _words_of(item: Item) -> list[str]:
    """What holds, in words; a name that tells too much gives way to the kind."""
    if not item.lines:
        safe = item.state is GateState.IN_ORDER and item.text and not _tells(item.text, item)
        return [item.text] if safe else []
    kind = _plain_kind(item.kind)
    lines = [replace(line, name=kind) if _tells(line.name, item) else line for line in item.lines]
    return [line_words(line) for line in lines]


def _tells(words: str, item: Item) -> bool:
    """Whether words of the item may not stand on its sheet."""
    return tells_custody(words) or (not is_health(item.kind) and is_health(None, words))


def _agreed(items: Iterable[Item]) -> list[str]:
    return [
        ": ".join(part for part in (_name(item), "; ".join(_words_of(item))) if part)
        for item in items
        if item.state is GateState.IN_ORDER
    ]


def _still_open(items: Iterable[Item]) -> list[str]:
    return [_name(item) for item in items if item.state is GateState.ARRANGED]


def _name(item: Item) -> str:
    return without_custody(item.name, _plain_kind(item.kind))


def _plain_kind(kind: NeedKind | None) -> str:
    """What a kind is called where its own name tells of custody."""
    if kind is None:
        return _("An appointment that we have talked of")
    return _("The journey") if kind is K.TRANSPORT else str(kind.label)


def _days(rows: Iterable[DayRow], *, health: bool) -> list[DayRow]:
    """The days of one sheet: on the first all of them, on that of health where there is any."""
    shown = []
    for row in rows:
        kept = [entry for entry in row.entries if _is_of_health(entry) is health]
        if row.last is None and (kept or (row.shut and not health)):
            shown.append(replace(row, entries=[_plain(entry) for entry in kept]))
    return [row for row in shown if row.entries]


def _is_of_health(entry: Entry) -> bool:
    return is_health(entry.kind, entry.name, entry.who)


def _plain(entry: Entry) -> Entry:
    """Without what tells of custody: then the kind, or an appointment that was talked of."""
    if entry.is_supervision or tells_custody(entry.what):
        kind = _plain_kind(entry.kind)
        if entry.is_end:
            return Entry(last_day(kind))
        return Entry(begins(kind) if entry.is_start else kind)
    return replace(entry, who=without_custody(entry.who))


def _people(known: Known) -> list[Caller]:
    """Whom the client may call; the unit's name often tells whom it serves."""
    unit = str(known.case.unit.name)
    people = []
    for caller in people_to_call(known):
        if caller.name == unit:
            caller = Caller(str(known.case.county.name), phone=caller.phone)
        role = without_custody(caller.role)
        if not tells_custody(caller.name):
            people.append(replace(caller, role=role))
    return people
