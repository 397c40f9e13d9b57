"""One row of those who were asked to take part."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assessments.forms.draft_fields import LaterDay, LaterLine, LaterSelect, LaterText
from assessments.models import AssessmentParticipant
from assessments.vocabulary import AskedHow, ClientSays
from networks.models import Authority, NetworkMember

NEW = "new"
TOLD = (
    "client_says",
    "client_said_on",
    "asked_on",
    "asked_by",
    "asked_how",
    "part",
    "contribution",
)


class ParticipantForm(forms.Form):
    """Who, whether they came, and what they brought. An untouched new row is no row."""

    use_required_attribute = False

    source = LaterSelect(label=gettext_lazy("Who"))
    who = LaterLine(label=gettext_lazy("Name and role"))
    authority = LaterSelect(
        label=gettext_lazy("Authority (SHL 41 §)"),
        help_text=gettext_lazy("Of a member of the network it is known, if it stands there."),
    )
    client_says = forms.ChoiceField(
        label=gettext_lazy("What the client says of asking them"),
        choices=[("", gettext_lazy("Not told")), *ClientSays.choices],
        required=False,
    )
    client_said_on = LaterDay(
        label=gettext_lazy("The client said so on"),
        future=False,
        widget=forms.TextInput({"class": "w-date"}),
    )
    asked_on = LaterDay(
        label=gettext_lazy("Asked to take part on"),
        future=False,
        widget=forms.TextInput({"class": "w-date"}),
    )
    asked_by = LaterSelect(label=gettext_lazy("Asked by"))
    asked_how = LaterSelect(
        label=gettext_lazy("How asked"),
        choices=[("", gettext_lazy("Not told")), *AskedHow.choices],
    )
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
        team: Iterable[str] = (),
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
        authority: Any = self.fields["authority"]
        authority.choices = [("", _("Not an authority")), *Authority.choices]
        asked_by: Any = self.fields["asked_by"]
        # Whoever has left the team since stays in the rows that name them.
        kept = [participant.asked_by] if participant and participant.asked_by else []
        asked_by.choices = [
            ("", _("Not told")),
            *((name, name) for name in {**dict.fromkeys(team), **dict.fromkeys(kept)}),
        ]
        source.error_messages["invalid_choice"] = _("Choose from the list.")
        if participant is None:
            del self.fields["remove"]

    def clean(self) -> dict[str, Any]:
        super().clean()
        somebody = any(self.cleaned_data.get(name) for name in ("source", "who", "authority"))
        if not somebody and not self.is_blank and not self.errors:
            self.add_error("who", _("Write who was asked, or choose from the list."))
        self._clean_what_the_client_says()
        return self.cleaned_data

    def _clean_what_the_client_says(self) -> None:
        if {"client_says", "client_said_on"} & self.errors.keys():
            return
        has_said = self.cleaned_data["client_says"] not in ("", ClientSays.NOT_ASKED)
        if has_said and not self.cleaned_data["client_said_on"]:
            self.add_error("client_said_on", _("Write on which day the client said so."))
        if not has_said and self.cleaned_data["client_said_on"]:
            self.add_error("client_says", _("Choose what the client said, or remove the day."))

    @property
    def is_blank(self) -> bool:
        """A new row in which nothing was written, or one to be removed."""
        if self.cleaned_data.get("remove"):
            return True
        names = ("source", "who", "authority", "asked_on", "client_said_on", "contribution")
        wrote = any(self.cleaned_data.get(name) for name in names)
        return self.participant is None and not wrote

    def row(self) -> dict[str, Any]:
        key = self.cleaned_data["source"].removeprefix("member:")
        member = self.members.get(key)
        known = member.authority if member else ""
        return {
            "pk": self.participant.pk if self.participant else None,
            "member": member,
            "authority": self.cleaned_data["authority"] or known,
            "who": self.cleaned_data["who"] or (described(member) if member else ""),
            **{name: self.cleaned_data[name] for name in TOLD},
        }

    def _sources(self) -> list[tuple[Any, Any]]:
        members = [(f"member:{key}", described(member)) for key, member in self.members.items()]
        return [("", _("Choose from the network, or write the name")), *members]


def described(member: NetworkMember) -> str:
    """Name, role and organisation, as far as they fit."""
    return ", ".join(part for part in (str(member), member.role_and_organisation) if part)[:200]


def _initial(participant: AssessmentParticipant | None) -> dict[str, Any]:
    if participant is None:
        return {"part": AssessmentParticipant.Part.ASKED}
    return {
        "source": f"member:{participant.member_id}" if participant.member_id else "",
        "who": participant.who,
        "authority": participant.authority,
        **{name: getattr(participant, name) for name in TOLD},
    }
