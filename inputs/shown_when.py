"""Parts of a form that are shown only where the answer to another field asks for them.

`static/js/shown-when.js` hides them; without it all are shown, and the server asks only for
what the answer wants. What was typed, or is wrong, is never hidden.
"""

from collections.abc import Iterable
from typing import Any

from crispy_forms.layout import Div
from django.utils.translation import gettext as _


class ShownWhen(Div):  # type: ignore[misc]
    """Fields shown while the field `name` has one of `values`."""

    def __init__(self, name: str, values: Iterable[str], *fields: Any, css_class: str = "") -> None:
        self.rule = {"data-shown-when": name, "data-values": " ".join(v or "-" for v in values)}
        super().__init__(*fields, css_class=css_class, **self.rule)


class Few(Div):  # type: ignore[misc]
    """A field of many boxes, of which the first `count` are shown until a button shows all."""

    def __init__(self, count: int, *fields: Any, css_class: str = "") -> None:
        self.rule = {"data-few": str(count), "data-all": _("Show all")}
        super().__init__(*fields, css_class=css_class, **self.rule)
