"""15020, Työikäisten palvelujen asiakassuunnitelma: agreed plans as national documents."""

import datetime as dt

from django.template.defaultfilters import date
from django.utils.translation import gettext as _

from accounts.national_codes import CodeBook
from cases.national.parts import (
    CannotBeExported,
    Document,
    identified_client_part,
    line,
    lines,
    paragraphs,
    told,
    without_empty,
    writer,
)
from continuity.models import State
from networks.models import MemberKind
from plans.models import Goal, GoalOutcome, Plan, PlanService, Review, Step

OUTCOME_CODES = "1253"
SCALE = "tyoikaisten_palvelujen_asiakassuunnitelma/tavoitteen_asteikko"


def build_plan(plan: Plan, book: CodeBook) -> Document:
    """The document of a plan that was agreed, in force or ended since.

    Raises CannotBeExported or MissingCode.
    """
    on = plan.agreed_on
    if on is None:
        raise CannotBeExported("the plan was not agreed")
    content = {
        "asiakas": [identified_client_part(plan.case)],
        "tiedot_neuvottelusta_jossa_tama_suunnitelma_on_tehty": [
            without_empty({"paivamaara": on.isoformat(), "osallistujat": plan.participants})
        ],
        "kuvaus_asiakkaan_tilanteesta": paragraphs(
            told(plan, "situation_client"),
            plan.situation_worker,
            told(plan, "strengths"),
        ),
        "palvelut_joita_asiakas_talla_hetkella_saa": _running(plan),
        "asiakkaan_arvio_siita_millaista_tukea_ja_mita_palveluja_han_tarvitsee": (
            plan.client_estimate
        ),
        "ammattihenkilon_arvio_siita_millaista_tukea_ja_mita_palveluja_asiakas_tarvitsee": (
            plan.professional_estimate
        ),
        "suunnitelman_arviointi": _former(plan, book, on),
        "asetettavat_tavoitteet": [_goal(goal) for goal in plan.goals.all()],
        "menetelmat_ja_palvelut_joilla_tavoitteet_pyritaan_saavuttamaan": _services(plan),
        "asiakkaan_ja_omatyontekijan_tapaamiset": plan.meeting_rhythm,
        "asiakkaalle_on_annettu_selvitys_oikeuksista_velvollisuuksista_ja_erilaisista_"
        "tilanteeseen_sopivista_toimenpidevaihtoehdoista": plan.rights_explained,
        "kuvaus_siita_miten_selvitys_on_annettu": plan.rights_how,
        "eriavat_nakemykset": paragraphs(
            told(plan, "differing_client"),
            told(plan, "differing_worker"),
        ),
        "arvio_asiakkuuden_kestosta": plan.expected_length,
        "asiakassuunnitelman_tarkastaminen": _review_day(plan.review_on),
        "jakelu": plan.copies_to,
        "lisatiedot": lines(
            str(plan.get_agreement_display()),
            told(plan, "agreement_reason"),
            told(plan, "client_proposal"),
        ),
        "paivamaara": on.isoformat(),
        "laatija": [writer(plan.signed["agreed_by"])],
    }
    return {"tyoikaisten_palvelujen_asiakassuunnitelma": without_empty(content)}


def _review_day(day: dt.date | None) -> Document:
    return {"paivamaara_ja_kellonaika": day.isoformat()} if day else {}


def _running(plan: Plan) -> Document:
    """What the client receives now; our record has no codes of services."""
    running = [s for s in plan.services.all() if s.state == State.RUNNING]
    return {"kuvaus": lines(*map(_service_line, running))} if running else {}


def _service_line(service: PlanService) -> str:
    words = [service.name, service.provider, service.get_place_display()]
    return ", ".join(str(word) for word in words if word)


def _scale(goal: Goal) -> Document:
    """In the document's own list, whose numbers our goals have."""
    return {"system": SCALE, "code": str(goal.scale), "display": str(goal.get_scale_display())}


def _goal(goal: Goal) -> Document:
    """A goal in the client's words, and how it is reached: what, who, by when."""
    return {
        "tavoitteen_asteikko": _scale(goal),
        "kuvaus": paragraphs(
            goal.words,
            goal.description,
            lines(*(line(_("Step"), _step(step)) for step in goal.steps.all())),
        ),
    }


def _step(step: Step) -> str:
    when = _("continuously") if step.is_continuous else date(step.due_on)
    return f"{step.text} ({step.actor}, {when})"


def _services(plan: Plan) -> Document:
    """Services, and what members of the network do, private people apart from the rest."""
    steps = [step for goal in plan.goals.all() for step in goal.steps.all() if step.member]
    private = [step for step in steps if _is_private(step)]
    others = [step for step in steps if not _is_private(step)]
    return without_empty(
        {
            "palvelut": [_service(service) for service in plan.services.all()],
            "asiakkaan_tukemiseen_osallistuvat_palvelunantajat_ja_heidan_vastuunsa": lines(
                *(line(step.actor, step.text) for step in others)
            ),
            "asiakkaan_tukemiseen_osallistuvat_yksityishenkilot_ja_heidan_tehtavansa": lines(
                *(line(step.actor, step.text) for step in private)
            ),
        }
    )


def _is_private(step: Step) -> bool:
    return step.member is not None and step.member.kind == MemberKind.CLOSE_PERSON


def _service(service: PlanService) -> Document:
    starts = _("from the gate on") if service.from_gate else date(service.starts_on)
    ends = _("until the gate") if service.until_gate else date(service.ends_on)
    span = "–".join([starts, ends])
    return without_empty(
        {
            "kuvaus": lines(
                _service_line(service),
                str(service.get_state_display()) if service.state else _("No service yet"),
                _on(_("first appointment %(on)s"), service.first_appointment_on),
                _on(_("hoped for %(on)s"), service.expected_on),
                told(service, "interim"),
            ),
            "arvioitu_alkamisajankohta_ja_kesto": span if span != "–" else "",
        }
    )


def _on(words: str, day: dt.date | None) -> str:
    return words % {"on": date(day)} if day else ""


def _former(plan: Plan, book: CodeBook, on: dt.date) -> Document:
    """How the goals and services of the former version went, by its newest review."""
    reviews = list(plan.based_on.reviews.all()) if plan.based_on else []
    if not reviews:
        return {}
    newest: Review = max(reviews, key=lambda review: review.pk)
    used = newest.services_outcome
    return without_empty(
        {
            "edellisen_suunnitelman_tavoitteiden_saavuttaminen": [
                _outcome(outcome, book, on) for outcome in newest.outcomes.all()
            ],
            "palvelujen_arviointi": [{"kuvaus_palvelun_kaytosta": used}] if used else [],
        }
    )


def _outcome(outcome: GoalOutcome, book: CodeBook, on: dt.date) -> Document:
    return {
        "tavoitteen_asteikko": _scale(outcome.goal),
        "kuvaus": outcome.goal.words,
        "arvio_siita_onko_tavoite_saavutettu": without_empty(
            {
                "arvio": book.code(OUTCOME_CODES, outcome.outcome, on=on),
                "sanallinen_arvio": outcome.words,
            }
        ),
    }
