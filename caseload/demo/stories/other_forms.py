"""Contacts that came in another form than the full one of an official."""

import datetime as dt
import uuid

from django.utils import timezone

from accounts.models import Municipality
from caseload.demo.referrals import send_contact
from caseload.demo.stage import Stage, county_named
from cases.custody import CustodyKind, ReleaseCertainty
from cases.vocabulary import ServiceLanguage
from referrals.models import Referral
from referrals.public.actions import receive_public
from referrals.sending.abandoned_drafts import tell_of_abandoned
from referrals.sending.actions.drafts import begin_draft
from referrals.vocabulary import Channel, FormPath, Ground, MadeBy, SupportNeed
from timing.calendar import is_working_day


def notification(stage: Stage) -> None:
    """Tapio: a notification without consent, with its ground and reasons."""
    send_contact(
        stage,
        sender="kati",
        sent=-1,
        kind=CustodyKind.PRISON_SENTENCE,
        since=-75,
        release=31,
        first_names="Tapio",
        last_name="Roihuvaara",
        identity_code="020355-923N",
        needs=[SupportNeed.FUNCTIONING, SupportNeed.DAILY_LIFE],
        description=(
            "Tapio ei muista, missä hänen kotinsa on, eikä syö ilman muistuttamista. "
            "Muistisairautta selvitetään. Hän palaa yksin asuntoon, jossa ei ole käynyt kukaan "
            "kahteen kuukauteen."
        ),
        how_to_reach="Osaston kautta. Tapio tarvitsee puhelimessa jonkun viereensä.",
        document_kind=Referral.Kind.NOTIFICATION,
        ground=Ground.UNABLE,
        ground_reasons=(
            "Ei huolehdi lääkkeistään eikä ruokailustaan, eikä osaa kertoa, kuka häntä auttaa."
        ),
        no_consent_because="Ei ymmärrä, mitä häneltä kysytään. Asiasta on puhuttu kolmesti.",
    )


def short_path(stage: Stage) -> None:
    """Jere: remand since yesterday, and a contact of a few lines."""
    send_contact(
        stage,
        sender="kati",
        kind=CustodyKind.REMAND,
        first_names="Jere",
        last_name="Nuolikoski",
        identity_code="170497-906E",
        needs=[SupportNeed.HOUSING, SupportNeed.MONEY],
        description="Vuokra on maksamatta, ja kissa on yksin asunnossa.",
        path=FormPath.SHORT,
        consent=0,
        not_known={"release_on": "Vangitsemista käsitellään uudelleen kahden viikon päästä."},
    )


def leaves_next(stage: Stage) -> None:
    """Teemu: the fine is nearly served, and he leaves on the next working day."""
    gate = stage.day(1)
    while not is_working_day(gate):
        gate += dt.timedelta(days=1)
    send_contact(
        stage,
        sender="kati",
        kind=CustodyKind.FINE_CONVERSION,
        first_names="Teemu",
        last_name="Kallaharju",
        identity_code="240683-917A",
        release=(gate - stage.today).days,
        needs=[SupportNeed.HOUSING],
        description="Teemulla on rahaa junaan, mutta ei paikkaa ensimmäiseksi yöksi.",
        path=FormPath.SHORT,
        consent=0,
    )


def public_form(stage: Stage) -> None:
    """Mirja: she wrote to the county herself, without an account."""
    home = Municipality.objects.on(stage.today).get(code="297")
    referral = Referral(
        channel=Channel.PUBLIC,
        made_by=MadeBy.CLIENT,
        county=county_named(),
        first_names="Mirja",
        last_name="Lumikoski",
        birth_date=dt.date(1979, 5, 23),
        home_municipality=home,
        phone="040 000 1979",
        service_language=ServiceLanguage.FINNISH,
        custody_kind=CustodyKind.PRISON_SENTENCE,
        release_on=stage.workday(66),
        release_certainty=ReleaseCertainty.CLIENT_REPORT,
        needs=[SupportNeed.HOUSING, SupportNeed.SUBSTANCE_USE],
        description=(
            "Minulla ei ole asuntoa, kun pääsen. Olen ollut kolme vuotta raittiina ja haluaisin, "
            "että joku kertoo, mitä pitää tehdä ensin."
        ),
        how_to_reach="Kirjeellä vankilaan. Puhelin on siskolla, viestiä ei saa jättää.",
    )
    receive_public(referral=referral, key=uuid.uuid4())


def old_draft(stage: Stage) -> None:
    """Kati's other draft: nobody has gone on with it for weeks, and she has been told."""
    draft = begin_draft(
        step="person",
        typed={"last_name": ["Vaahtera"], "first_names": ["Onni"]},
        by=stage.cast["kati"],
    )
    now = timezone.now()
    left_on = now - Referral.DRAFT_KEPT_FOR + dt.timedelta(days=7)
    # When it was last saved, not what was written: as though the weeks had gone by.
    Referral.objects.filter(pk=draft.pk).update(saved_at=left_on)
    tell_of_abandoned(now)
