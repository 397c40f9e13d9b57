"""1012, Työikäisten palvelutarpeen arvio: final assessments as national documents."""

import datetime as dt

from django.utils.translation import gettext as _

from accounts.national_codes import CodeBook
from assessments.models import Assessment, AssessmentParticipant, LifeArea, LifeAreaEntry
from assessments.vocabulary import YesNo
from cases.national.parts import (
    CannotBeExported,
    Document,
    day_of,
    identified_client_part,
    label_of,
    line,
    lines,
    paragraphs,
    told,
    without_empty,
    writer,
)
from cases.permissions import CaseRole

NEED_NATURE_CODES, INITIATION_CODES = "1294", "1242"
ABSENT_AUTHORITIES = "tyoikaisten_palvelutarpeen_arvio/arvioinnista_poisjaaneet_viranomaistahot"
# Where in the document the text of a life area stands; the rest is under Lisätiedot.
HEADINGS = {
    LifeArea.HOUSING: ("asuminen", "kuvaus"),
    LifeArea.IMMIGRATION: ("maahanmuutto_ja_kotoutuminen", "kotoutuminen"),
    LifeArea.EDUCATION: ("koulutus_ja_osaaminen", "koulutuksen_kuvaus"),
    LifeArea.WORK: ("tyoelama", "tyotilanteen_lisatiedot"),
    LifeArea.FINANCES: ("taloudellinen_tilanne", "kuvaus"),
    LifeArea.HEALTH: ("terveydentila", "kuvaus"),
    LifeArea.SUBSTANCES: ("paihteiden_kaytto_ja_riippuvuudet", "kayton_kuvaus"),
    LifeArea.RELATIONSHIPS: (
        "sosiaaliset_suhteet",
        "sosiaalisiin_suhteisiin_liittyvat_voimavarat_ja_vaikeudet",
    ),
    LifeArea.EVERYDAY: ("elamanhallinta", "arkielama_ja_vapaa_aika"),
    LifeArea.REHABILITATION: ("kuntoutustarve", "kuvaus"),
}


def build_assessment(assessment: Assessment, book: CodeBook) -> Document:
    """The document of a final assessment; raises CannotBeExported or MissingCode."""
    on = day_of(assessment.finalised_at)
    manner = assessment.initiation_manner
    content: Document = {
        "asiakas": identified_client_part(assessment.case),
        "asian_vireilletuloa_koskevat_tiedot": without_empty(
            {
                "vireilletulon_tapa": book.code(INITIATION_CODES, manner, on=on) if manner else {},
                "vireilletulopaiva": assessment.initiated_on.isoformat(),
            }
        ),
        "palvelutarpeen_arviointia_koskevat_tiedot": _how_it_was_made(assessment),
        "aikaisemmat_ja_nykyiset_palvelut": _texts("kuvaus", assessment.services_so_far),
        "aikaisemmat_toimenpiteet_ja_niiden_vaikuttavuuden_arviointi": assessment.experiences,
        "asiakkaan_omat_toimet_tuen_tarpeen_ratkaisemiseksi": assessment.own_actions,
        **_areas(assessment),
        "johtopaatokset_ja_jatkotoimet": _conclusions(assessment, book, on),
        "lisatiedot": _more(assessment),
        "paivamaara": on.isoformat(),
        "laatija": [writer(assessment.signed["finalised_by"])],
    }
    return {"tyoikaisten_palvelutarpeen_arvio": without_empty(content)}


def _how_it_was_made(assessment: Assessment) -> Document:
    people = list(assessment.participants.all())
    came = [person for person in people if person.part == AssessmentParticipant.Part.TOOK_PART]
    absent = [person for person in people if person.part == AssessmentParticipant.Part.ABSENT]
    others = [person for person in absent if not person.authority]
    return without_empty(
        {
            "palvelutarpeen_arvioinnin_aloittamispaiva": assessment.started_on.isoformat(),
            "kuvaus_arvioinnin_toteuttamisesta": paragraphs(
                assessment.how_carried_out, lines(*map(_asked, people))
            ),
            "palvelutarpeen_arviointiin_osallistuneet_henkilot": lines(
                *(": ".join(filter(None, [str(person), person.contribution])) for person in came)
            ),
            "arvioinnista_poisjaaneet_viranomaistahot": [
                _absent_authority(person) for person in absent if person.authority
            ],
            "arvioinnista_poisjaaneet_muut_henkilot_tai_tahot": lines(*map(str, others)),
            "asiakkaalla_on_oikeus_erityiseen_tukeen": _answer(assessment, "special_support"),
            "erityisen_tuen_perustelut": assessment.special_support_grounds,
        }
    )


def _asked(person: AssessmentParticipant) -> str:
    """How somebody was asked, what the client says of it, and what those told who did not come.

    The document has a place only for who came or did not.
    """
    came = person.part == AssessmentParticipant.Part.TOOK_PART
    waits = person.part == AssessmentParticipant.Part.ASKED
    facts = (person.asking, str(person.get_part_display()) if waits else "")
    asked = ", ".join(fact for fact in facts if fact)
    asking = _("asked to take part")
    told = (
        f"{asking} {asked}" if asked else "",
        person.consent,
        "" if came else person.contribution,
    )
    return line(person, "; ".join(fact for fact in told if fact))


def _absent_authority(person: AssessmentParticipant) -> Document:
    """In the document's own list; some that we tell apart are “other” (11) there."""
    main, _dot, part = person.authority.partition(".")
    code = person.authority if part.isdigit() else main
    return {"system": ABSENT_AUTHORITIES, "code": code, "display": str(person)}


def _areas(assessment: Assessment) -> Document:
    """The life areas that have a heading of their own."""
    found: Document = {}
    for entry in assessment.areas.all():
        heading = HEADINGS.get(LifeArea(entry.area))
        if heading:
            found[heading[0]] = {heading[1]: _area(entry)}
    return found


def _area(entry: LifeAreaEntry) -> str:
    """One frame in words; “nothing identified” is not the same as “to be asked later”."""
    if not entry.has_text:
        return lines(entry.standing_label, *_put_off(entry), told(entry, "need"))
    talked = entry.state == LifeAreaEntry.State.GONE_THROUGH
    return paragraphs(
        "" if talked else lines(entry.standing_label, *_put_off(entry)),
        entry.situation,
        *_said(entry),
        told(entry, "worker_view"),
        told(entry, "strengths"),
        told(entry, "need"),
    )


def _said(entry: LifeAreaEntry) -> list[str]:
    """The client's own words, each with its day and hearer as far as they were kept."""
    label = _("In the client’s own words")
    return [line(f"{label} ({row.heard})" if row.heard else label, row.words) for row in entry.said]


def _put_off(entry: LifeAreaEntry) -> list[str]:
    """Why it was not asked, and by when it is."""
    if entry.is_later:
        return [told(entry, "later_because"), told(entry, "later_on")]
    is_put_off = entry.state == LifeAreaEntry.State.LATER
    return [entry.not_relevant_because] if is_put_off else []


def _conclusions(assessment: Assessment, book: CodeBook, on: dt.date) -> Document:
    """A clientship goes on until a closure says otherwise (SHL 34 §), which is its own record."""
    if not assessment.conclusions:
        raise CannotBeExported("the conclusions are missing")
    makes_plan, nature = assessment.makes_plan, assessment.need_nature
    needs_worker = _answer(assessment, "needs_personal_worker")
    no_plan_because = assessment.unlike_advice_because if makes_plan == YesNo.NO else ""
    return without_empty(
        {
            "asiakkaan_ja_hanen_laheisensa_arvio_tuen_ja_palvelujen_tarpeestaan": paragraphs(
                assessment.client_opinion,
                "" if assessment.client_opinion else told(assessment, "no_opinion_because"),
                told(assessment, "client_differs"),
            ),
            "asiakkuuden_jatko": {"asiakkuus_jatkuu": True},
            "ammattihenkilon_johtopaatokset__asiakkaan_tilanteesta_seka_sosiaalipalvelujen_ja_"
            "erityisen_tuen_tarpeesta": assessment.conclusions,
            "arvio_tuen_tarpeen_luonteesta": (
                book.code(NEED_NATURE_CODES, nature, on=on) if nature else {}
            ),
            "asiakkaalle_laaditaan_asiakassuunnitelma": (
                makes_plan == YesNo.YES if makes_plan else None
            ),
            "perustelut_miksi_asiakassuunnitelmaa_ei_laadita": no_plan_because,
            "asiakas_tarvitsee_omatyontekijan": needs_worker,
            "omatyontekija": _personal_workers(assessment) if needs_worker else [],
            "jatkosuunnitelma": assessment.next_steps,
        }
    )


def _personal_workers(assessment: Assessment) -> list[Document]:
    """Whoever was the personal worker when the assessment was finalised."""
    moment = assessment.finalised_at
    assert moment is not None
    return [
        writer(membership.user)
        for membership in assessment.case.casememberships.all()
        if membership.role == CaseRole.RESPONSIBLE
        and membership.since <= moment
        and (membership.ended_at is None or membership.ended_at > moment)
    ]


def _more(assessment: Assessment) -> str:
    """What has no heading of its own."""
    unlike = "" if assessment.makes_plan == YesNo.NO else assessment.unlike_advice_because
    digital = [entry for entry in assessment.areas.all() if entry.area == LifeArea.DIGITAL]
    return paragraphs(
        told(assessment, "initiation_reason"),
        told(assessment, "dependants"),
        told(assessment, "multi_actor"),
        told(assessment, "multi_actor_reason"),
        line(label_of(assessment, "unlike_advice_because"), unlike),
        told(assessment, "worker_differs"),
        *(line(LifeArea.DIGITAL.label, _area(entry)) for entry in digital),
        line(assessment.reason_label, assessment.correction_reason),
    )


def _answer(assessment: Assessment, name: str) -> bool:
    """A yes or a no that the document demands."""
    answer = getattr(assessment, name)
    if not answer:
        raise CannotBeExported(f"there is no answer to {name}")
    return bool(answer == YesNo.YES)


def _texts(heading: str, text: str) -> list[Document]:
    return [{heading: text}] if text else []
