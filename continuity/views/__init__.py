"""Pages of the continuity of services."""

from continuity.views.overview import continuity

__all__ = ["continuity"]
