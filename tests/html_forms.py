"""The forms of a page as a browser would send them."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

TEXTS = {"text", "email", "search", "tel", "textarea", "url"}


@dataclass
class Control:
    """One thing of a form that is sent: its name, kind, present value and choices."""

    name: str
    kind: str
    value: str = ""
    choices: list[str] = field(default_factory=list)


@dataclass
class HtmlForm:
    """One form with method post: where it goes, and its controls in their order."""

    action: str
    # The page it stands on, and what its tag says.
    page: str = ""
    attributes: dict[str, str] = field(default_factory=dict)
    controls: list[Control] = field(default_factory=list)
    # What each button that sends the form adds, in their order; and of the filled one.
    buttons: list[str] = field(default_factory=list)
    filled_button: str | None = None

    def named(self, name: str) -> Control | None:
        return next((control for control in self.controls if control.name == name), None)

    def data(self) -> dict[str, list[str]]:
        """What is sent if nobody touches the form."""
        sent: dict[str, list[str]] = {}
        for control in self.controls:
            if control.kind == "unticked":
                continue
            sent.setdefault(control.name, []).append(control.value)
        return sent

    def lines(self) -> list[str]:
        """The names of fields of one line: Enter in them presses the first button."""
        one_line = TEXTS - {"textarea"}
        return [control.name for control in self.controls if control.kind in one_line]

    def stories(self) -> list[str]:
        """The names of fields of several lines."""
        return [control.name for control in self.controls if control.kind == "textarea"]

    def texts(self) -> list[str]:
        """The names of what a person writes in."""
        return [control.name for control in self.controls if control.kind in TEXTS]

    def chosen(self) -> list[str]:
        """The names of what is chosen or carried along, the tokens not counted."""
        tokens = {"csrfmiddlewaretoken", "form_key", "written_by"}
        names = [c.name for c in self.controls if c.kind not in TEXTS and c.name not in tokens]
        return list(dict.fromkeys(names))


class _Reader(HTMLParser):
    def __init__(self, page: str) -> None:
        super().__init__()
        self.page = page
        self.forms: list[HtmlForm] = []
        self.form: HtmlForm | None = None
        self.control: Control | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        has = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.form = HtmlForm(has.get("action", "").split("#")[0] or self.page, self.page, has)
            if has.get("method", "").lower() == "post":
                self.forms.append(self.form)
        elif self.form is None:
            return
        elif tag == "input" and has.get("name"):
            self._input(has)
        elif tag == "button":
            self._button(has)
        elif tag in ("select", "textarea") and has.get("name"):
            self.control = Control(has["name"], tag)
            self.form.controls.append(self.control)
        elif tag == "option" and self.control is not None:
            self.control.choices.append(has.get("value", ""))
            if "selected" in has or len(self.control.choices) == 1:
                self.control.value = has.get("value", "")

    def _button(self, has: dict[str, str]) -> None:
        assert self.form is not None
        if has.get("name"):
            self.form.controls.append(Control(has["name"], "unticked", has.get("value", "")))
        if has.get("type", "submit") == "submit":
            adds = f"{has.get('name', '')}={has.get('value', '')}"
            self.form.buttons.append(adds)
            if "btn-primary" in has.get("class", "").split():
                self.form.filled_button = adds

    def _input(self, has: dict[str, str]) -> None:
        assert self.form is not None
        kind = has.get("type", "text")
        if kind in ("checkbox", "radio") and "checked" not in has:
            kind = "unticked"
        self.form.controls.append(Control(has["name"], kind, has.get("value", "")))

    def handle_data(self, data: str) -> None:
        if self.control is not None and self.control.kind == "textarea":
            self.control.value += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self.form = None
        if tag in ("select", "textarea"):
            if self.control is not None and tag == "textarea":
                self.control.value = self.control.value.removeprefix("\n")
            self.control = None


def forms_of(html: str, page: str) -> list[HtmlForm]:
    """Every form of the page that changes something."""
    reader = _Reader(page)
    reader.feed(html)
    return reader.forms
