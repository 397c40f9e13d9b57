"""The directory of services as a list."""

import re

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from listings.listing import Listing, Width
from listings.parts import Column, Filter, Rows, Sort
from networks.directory import cells
from networks.models import DirectoryOrganisation, DirectoryService, SpokenLanguage
from networks.models.directory_entry import reads_directory
from networks.models.directory_service import stale_before

WORD, AREA = "sana", "kunta"
OFFERED, COMING, ENDED = "voimassa", "tulevat", "paattyneet"
STALE = "vanhentuneet"
LONGEST_WORD = 100


def in_its_order(services: Rows) -> Rows:
    return services.for_listing()  # type: ignore[attr-defined,no-any-return]


def with_word(services: Rows, word: str) -> Rows:
    return services.with_word(word)  # type: ignore[attr-defined,no-any-return]


def in_municipality(services: Rows, code: str) -> Rows:
    return services.in_municipality(code)  # type: ignore[attr-defined,no-any-return]


def of_kind(services: Rows, kind: str) -> Rows:
    return services.filter(organisation__kind=kind)


def gotten(services: Rows, access: str) -> Rows:
    return services.filter(access=access)


def in_language(services: Rows, language: str) -> Rows:
    return services.filter(languages__contains=[language])


def in_prison(services: Rows, _yes: str) -> Rows:
    return services.filter(in_prison__in=["yes", "agreed"])


def checked(services: Rows, _stale: str) -> Rows:
    return services.checked_before(stale_before())  # type: ignore[attr-defined,no-any-return]


def in_time(services: Rows, when: str) -> Rows:
    """Offered today, to come or over; a service begins and ends with its organisation."""
    today = timezone.localdate()
    if when == OFFERED:
        return services.offered()  # type: ignore[attr-defined,no-any-return]
    if when == COMING:
        return services.filter(Q(valid_from__gt=today) | Q(organisation__valid_from__gt=today))
    over = services.filter(valid_until__lt=today)
    return over | services.filter(organisation__valid_until__lt=today)


def is_word(value: str) -> bool:
    return 0 < len(value) <= LONGEST_WORD and "\x00" not in value


def is_municipality(value: str) -> bool:
    return re.fullmatch("[0-9]{3}", value) is not None


DIRECTORY = Listing(
    name="directory",
    page="networks:directory",
    caption=_("Services"),
    width=Width.STAFF,
    seen_by=reads_directory,
    right=DirectoryService.objects.listable_to,
    ordered=in_its_order,
    usual_sort="palvelu",
    carries=(cells.CHOSEN,),
    choosing=Column(
        name="choose", heading=_("Choose"), cell=cells.choose, heading_hidden=True, labelled=False
    ),
    filters=(
        Filter(name=WORD, label=_("Word"), narrow=with_word, accepts=is_word),
        Filter(name=AREA, label=_("Municipality"), narrow=in_municipality, accepts=is_municipality),
        Filter(
            name="laji",
            label=_("Who gives it"),
            narrow=of_kind,
            choices=(("", _("All")), *DirectoryOrganisation.Kind.choices),
        ),
        Filter(
            name="saaminen",
            label=_("How one gets it"),
            narrow=gotten,
            choices=(
                ("", _("All")),
                (DirectoryService.Access.LOW_THRESHOLD.value, _("Low threshold")),
                (DirectoryService.Access.REFERRAL.value, _("By referral or decision")),
            ),
        ),
        Filter(
            name="palvelukieli",
            label=_("Language"),
            narrow=in_language,
            choices=(("", _("All")), *SpokenLanguage.choices),
        ),
        Filter(
            name="vankila",
            label=_("Prison"),
            narrow=in_prison,
            choices=(("", _("All")), ("tulee", _("Comes to the prison"))),
        ),
        Filter(
            name="tarkistus",
            label=_("Checked"),
            narrow=checked,
            choices=(("", _("All")), (STALE, _("Over six months ago"))),
        ),
        Filter(
            name="aika",
            label=_("When"),
            narrow=in_time,
            choices=(
                (OFFERED, _("Offered now")),
                (COMING, _("To come")),
                (ENDED, _("Ended")),
            ),
            default=OFFERED,
        ),
    ),
    columns=(
        Column(
            name="service",
            heading=_("Service"),
            cell=cells.service,
            sort=Sort("palvelu", ("name_shown", "organisation__name_fi")),
            is_key=True,
        ),
        Column(name="access", heading=_("How one gets it"), cell=cells.access, css="full"),
        Column(name="reached", heading=_("Phone and hours"), cell=cells.reached, css="full"),
        Column(name="in_prison", heading=_("In prison"), cell=cells.in_prison),
        Column(
            name="checked",
            heading=_("Checked"),
            cell=cells.checked,
            sort=Sort("tarkistettu", ("checked_on",)),
            css="full num",
        ),
    ),
)
