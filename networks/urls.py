"""Addresses of the network, and of the directory of services."""

from django.urls import path

from networks.departures.urls import urlpatterns as departure_urls
from networks.directory.urls import urlpatterns as directory_urls
from networks.map.views import network_map
from networks.meetings.urls import urlpatterns as meeting_urls
from networks.members import views

app_name = "networks"

urlpatterns = [
    path("asiat/<int:case_pk>/verkosto/", views.network, name="network"),
    path("asiat/<int:case_pk>/verkosto/lisaa/", views.member_add, name="member_add"),
    path("asiat/<int:case_pk>/verkosto/kartta/", network_map, name="network_map"),
    path(
        "asiat/<int:case_pk>/verkosto/lapikaynti/",
        views.network_walk,
        name="network_walk",
    ),
    path(
        "asiat/<int:case_pk>/verkosto/kokemusasiantuntija/",
        views.expert_offer,
        name="expert_offer",
    ),
    path("verkosto/<int:member_pk>/muokkaa/", views.member_edit, name="member_edit"),
    path("verkosto/<int:member_pk>/paata/", views.member_end, name="member_end"),
    path("verkosto/<int:member_pk>/jaa/", views.member_stay, name="member_stay"),
    path("verkosto/<int:member_pk>/jatkaja/", views.member_successor, name="member_successor"),
    *meeting_urls,
    *directory_urls,
    *departure_urls,
]
