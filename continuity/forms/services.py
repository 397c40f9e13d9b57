"""Forms of a service: what it is, who gives it, who answers for it inside and outside."""

from typing import Any

from crispy_forms.layout import Field, Fieldset, Layout
from django import forms
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from cases.models import Case
from cases.vocabulary import Place
from continuity.forms.how_far import StateFields, state_layout
from continuity.models import Need, Service
from inputs.fields import ShortTextField
from inputs.not_known import Folded
from inputs.record_form import RecordForm
from networks.directory.offered_names import LIST_ID
from networks.models import NetworkMember

NOT_IN_NETWORK = gettext_lazy("Whoever was chosen is not in the client’s network. Choose another.")


class MemberField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """Somebody of the client's network, with whose person it is."""

    def __init__(self, *, label: Any, empty_label: Any) -> None:
        super().__init__(
            queryset=NetworkMember.objects.none(),
            label=label,
            empty_label=empty_label,
            required=False,
            error_messages={"invalid_choice": NOT_IN_NETWORK},
        )

    def label_from_instance(self, obj: Any) -> str:
        return ", ".join(part for part in (str(obj), obj.role_and_organisation) if part)


class ServiceFields(RecordForm):
    """What a service is."""

    written = (
        "name",
        "place",
        "provider_member",
        "provider",
        "contact_inside",
        "contact_outside",
        "decision",
    )

    name = ShortTextField(
        label=gettext_lazy("Service"),
        help_text=gettext_lazy("For example: supported housing."),
        error_messages={"required": gettext_lazy("Write which service it is.")},
    )
    place = forms.ChoiceField(label=gettext_lazy("Where"), choices=Place, initial=Place.OUTSIDE)
    provider_member = MemberField(
        label=gettext_lazy("Who provides it, of the network"),
        empty_label=pgettext_lazy("provider", "Not in the network"),
    )
    provider = ShortTextField(
        label=gettext_lazy("Who provides it, in words"),
        required=False,
        widget=forms.TextInput(attrs={"list": LIST_ID}),
    )
    contact_inside = MemberField(
        label=gettext_lazy("Contact person in prison"), empty_label=gettext_lazy("Nobody yet")
    )
    contact_outside = MemberField(
        label=gettext_lazy("Contact person outside"), empty_label=gettext_lazy("Nobody yet")
    )
    decision = ShortTextField(
        label=gettext_lazy("Reference of the decision"),
        help_text=gettext_lazy("How the decision is found in the county’s own system."),
        required=False,
    )

    def offer_members(self, case: Case, record: Service | None = None) -> None:
        """Who is in the network now, and whoever the service names already."""
        for name, there in (
            ("provider_member", Q()),
            ("contact_inside", Q(inside=True)),
            ("contact_outside", Q(after=True)),
        ):
            kept = Q(pk=getattr(record, f"{name}_id")) if record else Q(pk=None)
            present = Q(pk__in=NetworkMember.objects.present().filter(there))
            field: Any = self.fields[name]
            field.queryset = NetworkMember.objects.filter(present | kept, case=case)

    def clean(self) -> dict[str, Any]:
        """Who provides it is chosen or written."""
        cleaned = super().clean() or self.cleaned_data
        chosen = cleaned.get("provider_member")
        if chosen and cleaned.get("provider"):
            self.add_error(
                "provider",
                _("You chose %(name)s and wrote somebody as well. Keep one of them.")
                % {"name": chosen},
            )
        return cleaned


class ServiceForm(ServiceFields, StateFields):
    """A new service for a need, with how far it is."""

    def __init__(self, *args: Any, need: Need, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.need = need
        self.offer_members(need.case)
        self.helper.layout = Layout(
            Field("name", css_class="w-half"),
            *state_layout(),
            Field("place", css_class="w-half"),
            Folded(
                _("Who provides it, and who answers for it"),
                *(Field(name, css_class="w-half") for name in self.written[2:]),
            ),
        )

    def service(self) -> Service:
        """The service, unsaved."""
        return Service(need=self.need, **self.values())


class ServiceEditForm(ServiceFields):
    """What is known of a service; how far it is has a form of its own."""

    def __init__(self, *args: Any, service: Service, **kwargs: Any) -> None:
        super().__init__(*args, record=service, **kwargs)
        self.offer_members(service.case, service)
        self.helper.layout = Layout(
            Field("name", css_class="w-half"),
            Field("place", css_class="w-half"),
            Fieldset(
                _("Who provides it, and who answers for it"),
                *(Field(name, css_class="w-half") for name in self.written[2:]),
                css_class="field-group",
            ),
        )
