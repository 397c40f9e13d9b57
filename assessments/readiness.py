"""What a draft still lacks before it can be finalised, and what is worth a second thought.

What is missing stops finalising; advice never does.
"""

from typing import NamedTuple

from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import User
from assessments.draft_parts import PARTICIPANTS, part_url, place_url
from assessments.models import Assessment, AssessmentParticipant, LifeAreaEntry
from assessments.vocabulary import NeedNature, YesNo
from cases.models import CaseMembership
from networks.models import NetworkWalkthrough
from timing.missing import Missing


class Advice(NamedTuple):
    """One thing to consider, and where, if anywhere."""

    key: str
    text: str
    url: str = ""


def missing_from(assessment: Assessment, *, walked: bool | None = None) -> list[Missing]:
    """Everything that keeps the draft from being finalised, in the order of the page.

    A list of many drafts prefetches `areas` and says by `walked` whether the network has
    been gone through, so that nothing is asked for each.
    """
    areas = list(assessment.areas.all())
    found = [
        Missing(
            entry.area,
            _("%(area)s: not asked yet") % {"area": entry.get_area_display()},
            place_url(assessment, entry.area),
        )
        for entry in areas
        if entry.state == LifeAreaEntry.State.NOT_ASKED
    ]
    found += [
        Missing(
            entry.area,
            _("%(area)s: say why it is asked later, and by which day")
            % {"area": entry.get_area_display()},
            place_url(assessment, entry.area),
        )
        for entry in areas
        if entry.is_later and not (entry.later_because and entry.later_on)
    ]
    if not (network_answered(assessment) if walked is None else walked):
        url = reverse("networks:network", kwargs={"case_pk": assessment.case_id})
        text = _("Go through the network with the client, or record that they do not want one")
        found.append(Missing("network", text, url))
    for name, text in _unanswered(assessment, areas):
        found.append(Missing(name, text, place_url(assessment, name)))
    url = place_url(assessment, "unlike_advice_because")
    return found + [Missing("unlike_advice_because", text, url) for text in _unlike(assessment)]


def network_answered(assessment: Assessment) -> bool:
    """Gathered, or not wanted by the client, on a day."""
    walks = NetworkWalkthrough.objects.answering()
    return bool(walks.filter(case=assessment.case_id).exists())


def advice_on(assessment: Assessment, *, by: User) -> list[Advice]:
    """Who must answer for it by law, and who has not answered to being asked.

    `by` is whoever would finalise the draft.
    """
    return [
        *advice_on_worker(assessment),
        *_advice_on_assessor(assessment, by),
        *_advice_on_answers(assessment),
    ]


def _unanswered(assessment: Assessment, areas: list[LifeAreaEntry]) -> list[tuple[str, str]]:
    needs_support = assessment.multi_actor == YesNo.YES or any(
        entry.need == YesNo.YES for entry in areas
    )
    wanted = [
        ("dependants", True, _("Say whether the care of children has been looked into")),
        (
            "client_opinion",
            not assessment.no_opinion_because,
            _("Write the client’s opinion, or why there is none"),
        ),
        ("conclusions", True, _("Write the conclusions")),
        ("special_support", True, _("Decide on the need for special support")),
        (
            "special_support_grounds",
            assessment.special_support == YesNo.YES,
            _("Write the grounds for special support"),
        ),
        ("multi_actor", True, _("Decide on the need for multi-actor work")),
        (
            "multi_actor_reason",
            bool(assessment.multi_actor),
            _("Write why multi-actor work is needed or not"),
        ),
        ("need_nature", needs_support, _("Choose the nature of the need")),
        ("needs_personal_worker", True, _("Decide on the need for a personal worker")),
    ]
    return [
        (name, text)
        for name, is_wanted, text in wanted
        if is_wanted and not getattr(assessment, name)
    ]


def _unlike(assessment: Assessment) -> list[str]:
    """Where the answers go another way than the law ties to the nature, and no reason is told."""
    if assessment.unlike_advice_because:
        return []
    nature, found = assessment.need_nature, []
    if assessment.needs_personal_worker == YesNo.NO:
        if nature == NeedNature.LONG_TERM:
            found.append(_("In a long-term need a personal worker must be named. Tell why not."))
        elif nature == NeedNature.RECURRING:
            found.append(_("In a recurring need a personal worker is named. Tell why not."))
    if assessment.makes_plan == YesNo.NO and nature == NeedNature.LONG_TERM:
        found.append(_("In a long-term need a client plan must be made. Tell why not."))
    return found


def advice_on_worker(assessment: Assessment) -> list[Advice]:
    """Who must work with the client: worth a look after finalising, too (SHL 42 §)."""
    url = reverse("cases:team", kwargs={"case_pk": assessment.case_id})
    if assessment.special_support == YesNo.YES:
        offices = CaseMembership.objects.of_social_workers_in_office()
        if not offices.filter(case=assessment.case_id).exists():
            text = _(
                "The client needs special support, so the personal worker, or somebody else in "
                "the team, must be a social worker in public office (SHL 42 §). Check the team."
            )
            return [Advice("office_holder", text, url)]
    if assessment.needs_personal_worker == YesNo.YES and not assessment.case.has_worker:
        return [Advice("no_worker", _("The client has no personal worker yet."), url)]
    return []


def advice_on_final(assessment: Assessment) -> list[Advice]:
    """Of a final one: who works with the client, and who answered for it."""
    found = advice_on_worker(assessment)
    if assessment.special_support == YesNo.YES and assessment.finalised_in_office is False:
        text = _(
            "The client needs special support, but whoever finalised this was no social worker in "
            "public office (SHL 36 §). One who is should go through it, and correct what is needed."
        )
        found.append(Advice("assessor", text))
    return found


def _advice_on_answers(assessment: Assessment) -> list[Advice]:
    """Who was asked to take part and has not answered (SHL 41 §)."""
    waiting = [
        str(each)
        for each in assessment.participants.all()
        if each.part == AssessmentParticipant.Part.ASKED
    ]
    if not waiting:
        return []
    text = _("Asked to take part, no answer yet: %(who)s.") % {"who": ", ".join(waiting)}
    return [Advice("no_answer", text, part_url(assessment, PARTICIPANTS))]


def _advice_on_assessor(assessment: Assessment, by: User) -> list[Advice]:
    """Who answers for the assessment of special support: whoever finalises it (SHL 36 §)."""
    if assessment.special_support != YesNo.YES or by.is_social_worker_in_office:
        return []
    text = _(
        "The client needs special support, so a social worker in public office answers for the "
        "assessment (SHL 36 §). Agree who finalises it."
    )
    return [Advice("assessor", text)]
