"""An item of the release list in an address."""

from continuity.need_kinds import NeedKind


class ItemConverter:
    """A kind of need by its stored value; what has no kind of its own is no item."""

    regex = "[a-z_]+"

    def to_python(self, value: str) -> NeedKind:
        kind = NeedKind(value)
        if kind is NeedKind.OTHER:
            raise ValueError(value)
        return kind

    def to_url(self, value: NeedKind | str) -> str:
        return NeedKind(value).value
