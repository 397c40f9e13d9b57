"""The county's own sign-in, for the pages that offer it or tell of it."""

from typing import Any

from django import template

from accounts.county_sign_in import own
from accounts.models import Organisation

register = template.Library()


@register.simple_tag
def county_of_sign_in() -> Organisation | None:
    return own.county_of_sign_in()


@register.simple_tag(takes_context=True)
def came_by_county(context: Any) -> bool:
    return own.came_by_county(context["request"])
