"""The answers of a public form, as whoever wrote them checks them."""

from typing import Any

from django.db import models
from django.utils.translation import gettext as _

from referrals.contents import Answer
from referrals.public.forms import FOR_ANOTHER, PARTS, PublicReferralForm


def answers_of(form: PublicReferralForm) -> list[dict[str, Any]]:
    """Each part with its title and answers; what is asked of others only, for others only."""
    parts = []
    for title, names in PARTS.values():
        if names == FOR_ANOTHER and not form.is_for_another:
            continue
        shown = [name for name in names if name != "county" or form.cleaned_data["county"]]
        parts.append({"title": title, "answers": [_answer(form, name) for name in shown]})
    return parts


def _answer(form: PublicReferralForm, name: str) -> Answer:
    field: Any = form.fields[name]
    return {"label": field.label, "value": _words(field, form.cleaned_data.get(name))}


def _words(field: Any, value: Any) -> str:
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if isinstance(value, models.Model) or not value:
        return str(value or "")
    if hasattr(field, "choices"):
        chosen = value if isinstance(value, list) else [value]
        return "\n".join(str(label) for code, label in field.choices if code in chosen)
    return str(field.prepare_value(value))
