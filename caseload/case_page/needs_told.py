"""What was told of needs, of services and of who leaves, as lines of the timeline."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from caseload.case_page.event import NEWEST, Event
from caseload.case_page.gathered_facts import CaseFacts
from cases.models import Case
from continuity.models import Need
from continuity.state_words import in_a_line
from records.imprint import read_signers


def needs_of(facts: CaseFacts) -> Iterator[Event]:
    """When needs were noted, those of one day in one line, and when and why each ended."""
    page = _page(facts.case)
    noted: dict[dt.date, list[Need]] = defaultdict(list)
    for need in facts.needs.needs[: -2 * NEWEST - 1 : -1]:
        noted[need.noted_on].append(need)
        if need.ended_on is not None:
            yield Event(
                need.ended_on,
                _("Need ended: %(need)s") % {"need": need},
                icon="check",
                url=f"{page}#need-{need.pk}",
                text=str(need.get_end_reason_display()),
            )
    for day, needs in noted.items():
        words = ngettext("Need noted: %(needs)s", "Needs noted: %(needs)s", len(needs))
        names = ", ".join(str(need) for need in reversed(needs))
        yield Event(day, words % {"needs": names}, icon="note", url=f"{page}#need-{needs[-1].pk}")


def states_of(facts: CaseFacts) -> Iterator[Event]:
    """How far services were from a day on; what was taken back is left to their history."""
    page = _page(facts.case)
    services = {each.pk: each for each in facts.needs.services}
    newest = facts.needs.states[:NEWEST]
    read_signers(newest, "recorded_by")
    for state in newest:
        service = services[state.service_id]
        yield Event(
            state.holds_from,
            service.name,
            icon="doc",
            url=f"{page}#need-{service.need_id}",
            text=in_a_line(state),
            meta=state.told_by or str(state.signed["recorded_by"]),
        )


def departures_of(facts: CaseFacts, today: dt.date) -> Iterator[Event]:
    """Who of the network left, or is known to leave on a day to come."""
    page = reverse("networks:network", kwargs={"case_pk": facts.case.pk})
    network = facts.network.values()
    left = [(each.ended_on, each.pk, each) for each in network if each.ended_on is not None]
    for ended_on, _key, member in sorted(left, reverse=True)[:NEWEST]:
        is_ahead = ended_on > today
        words = _("%(who)s leaves the network") if is_ahead else _("%(who)s left the network")
        follows = _("%(who)s goes on") % {"who": member.successor} if member.successor else ""
        yield Event(
            ended_on,
            words % {"who": member},
            icon="out",
            url=page,
            text=member.end_reason,
            meta=follows,
            state="ahead" if is_ahead else "",
        )


def _page(case: Case) -> str:
    return reverse("continuity:continuity", kwargs={"case_pk": case.pk})
