"""Pages of the continuity of services."""

from continuity.views.interims import interim_add, interim_edit
from continuity.views.needs import need_add, need_edit, need_end, no_need
from continuity.views.overview import continuity
from continuity.views.services import service_add, service_edit, state_take_back, state_tell

__all__ = [
    "continuity",
    "interim_add",
    "interim_edit",
    "need_add",
    "need_edit",
    "need_end",
    "no_need",
    "service_add",
    "service_edit",
    "state_take_back",
    "state_tell",
]
