"""One row of those who were asked to take part."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assessments.forms.draft_fields import LaterLine, LaterSelect, LaterText
from assessments.models import AssessmentParticipant, Authority
from networks.models import NetworkMember

NEW = "new"


class ParticipantForm(forms.Form):
    """Who, whether they came, and what they brought. An untouched new row is no row."""

    use_required_attribute = False

    source = LaterSelect(label=gettext_lazy("Who"))
    who = LaterLine(label=gettext_lazy("Name and role"))
    part = forms.ChoiceField(
        label=gettext_lazy("Taking part"), choices=AssessmentParticipant.Part.choices
    )
    contribution = LaterText(
        label=gettext_lazy("What they brought, or why they did not come"), rows=2
    )
    remove = forms.BooleanField(label=gettext_lazy("Remove this row"), required=False)

    def __init__(
        self,
        *args: Any,
        key: str,
        members: Iterable[NetworkMember],
        participant: AssessmentParticipant | None = None,
        **kwargs: Any,
    ) -> None:
        kwargs["initial"] = _initial(participant)
        kwargs["prefix"] = f"participant-{key}"
        super().__init__(*args, **kwargs)
        self.key = key
        self.members = {str(member.pk): member for member in members}
        self.participant = participant
        source: Any = self.fields["source"]
        source.choices = self._sources()
        source.error_messages["invalid_choice"] = _("Choose from the list.")
        if participant is None:
            del self.fields["remove"]

    def clean(self) -> dict[str, Any]:
        super().clean()
        kind, _sep, _key = str(self.cleaned_data.get("source", "")).partition(":")
        nobody = not self.cleaned_data.get("who") and kind not in ("member", "authority")
        if nobody and not self.is_blank and not self.errors:
            self.add_error("who", _("Write who was asked, or choose from the list."))
        return self.cleaned_data

    @property
    def is_blank(self) -> bool:
        """A new row in which nothing was written, or one to be removed."""
        if self.cleaned_data.get("remove"):
            return True
        wrote = any(self.cleaned_data.get(name) for name in ("source", "who", "contribution"))
        return self.participant is None and not wrote

    def row(self) -> dict[str, Any]:
        kind, _sep, key = self.cleaned_data["source"].partition(":")
        member = self.members.get(key) if kind == "member" else None
        return {
            "pk": self.participant.pk if self.participant else None,
            "member": member,
            "authority": key if kind == "authority" else "",
            "who": self.cleaned_data["who"] or (described(member) if member else ""),
            "part": self.cleaned_data["part"],
            "contribution": self.cleaned_data["contribution"],
        }

    def _sources(self) -> list[tuple[Any, Any]]:
        members = [(f"member:{key}", described(member)) for key, member in self.members.items()]
        authorities = [(f"authority:{key}", label) for key, label in Authority.choices]
        groups: list[tuple[Any, Any]] = [("", _("Choose, or write the name"))]
        if members:
            groups.append((_("From the network"), members))
        groups.append((_("Authorities"), authorities))
        return groups


def described(member: NetworkMember) -> str:
    """Name, role and organisation, as far as they fit."""
    return ", ".join(part for part in (str(member), member.role_and_organisation) if part)[:200]


def _initial(participant: AssessmentParticipant | None) -> dict[str, Any]:
    if participant is None:
        return {"part": AssessmentParticipant.Part.ASKED}
    source = ""
    if participant.member_id:
        source = f"member:{participant.member_id}"
    elif participant.authority:
        source = f"authority:{participant.authority}"
    return {
        "source": source,
        "who": participant.who,
        "part": participant.part,
        "contribution": participant.contribution,
    }
