"""The list of a form's pages beside the page."""

from django.utils.translation import gettext as _

from referrals.models import Referral
from referrals.sending.form_steps import Step, steps_of
from referrals.sending.forms.page_form import ReferralPart

# After an address: the page with what is wrong on it.
CHECKED = "?tarkista=1"


def step_list(
    draft: Referral, forms: dict[Step, ReferralPart], *, here: Step | None
) -> list[dict[str, str]]:
    """What is done is a link, and so is what has been begun; `here` None is the last page."""
    rows = []
    for step in steps_of(draft):
        row = {"label": str(step.label)}
        if step == here:
            row["state"] = "now"
        elif draft.pk and step.key in draft.typed:
            row["url"] = step.url(draft)
            if forms[step].is_valid():
                row["state"] = "done"
            else:
                row["url"] += CHECKED
                row["note"] = _("something is missing")
        rows.append(row)
    rows.append({"label": _("Check and send")} | ({} if here else {"state": "now"}))
    return rows
