"""Addresses of a county's administration."""

from django.urls import path

from administration.views import (
    account_acts,
    factor_reset,
    first_steps,
    name_pairs,
    outsiders,
    rights,
    roles,
    units,
    users,
)

app_name = "administration"

urlpatterns = [
    path("yllapito/", first_steps.first_steps, name="first_steps"),
    path("yllapito/yksikot/", units.unit_list, name="unit_list"),
    path("yllapito/yksikot/uusi/", units.unit_add, name="unit_add"),
    path("yllapito/yksikot/<int:unit_pk>/", units.unit_edit, name="unit_edit"),
    path("yllapito/tyontekijat/", users.user_list, name="user_list"),
    path("yllapito/tyontekijat/uusi/", users.user_add, name="user_add"),
    path("yllapito/henkilot/<int:user_pk>/", users.user_page, name="user_page"),
    path("yllapito/henkilot/<int:user_pk>/muuta/", users.user_edit, name="user_edit"),
    path("yllapito/henkilot/<int:user_pk>/kutsu/", account_acts.user_invite, name="user_invite"),
    path(
        "yllapito/henkilot/<int:user_pk>/kutsu/peru/",
        account_acts.invitation_cancel,
        name="invitation_cancel",
    ),
    path(
        "yllapito/henkilot/<int:user_pk>/paakayttajaksi/",
        account_acts.administrator_make,
        name="administrator_make",
    ),
    path("yllapito/henkilot/<int:user_pk>/rooli/", roles.role_add, name="role_add"),
    path("yllapito/roolit/<int:role_pk>/", roles.role_change, name="role_change"),
    path("yllapito/roolit/<int:role_pk>/siirra/", roles.role_move, name="role_move"),
    path("yllapito/henkilot/<int:user_pk>/takaaja/", outsiders.vouching_add, name="vouching_add"),
    path("yllapito/henkilot/<int:user_pk>/sulje/", account_acts.user_close, name="user_close"),
    path("yllapito/henkilot/<int:user_pk>/avaa/", account_acts.user_reopen, name="user_reopen"),
    path(
        "yllapito/henkilot/<int:user_pk>/kadonnut-puhelin/",
        factor_reset.factor_reset,
        name="factor_reset",
    ),
    path(
        "yllapito/henkilot/<int:user_pk>/hyvinvointialueen-kirjautuminen/",
        account_acts.county_unlink,
        name="county_unlink",
    ),
    path("yllapito/kumppanit/", outsiders.outsider_list, name="outsider_list"),
    path("yllapito/kumppanit/uusi/", outsiders.outsider_add, name="outsider_add"),
    path("yllapito/kumppanit/organisaatio/", outsiders.partner_add, name="partner_add"),
    path("yllapito/nimet/", name_pairs.name_pairs, name="name_pairs"),
    path(
        "yllapito/nimet/<int:pair_pk>/poista/",
        name_pairs.name_pair_remove,
        name="name_pair_remove",
    ),
    path("yllapito/oikeudet/", rights.rights, name="rights"),
    path(
        "yllapito/oikeudet/<int:unit_pk>/<int:year>/<int:month>/",
        rights.rights_review,
        name="rights_review",
    ),
]
