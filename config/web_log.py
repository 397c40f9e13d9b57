"""Gunicorn's two logs as JSON lines, whatever stands in an address or escapes the application."""

import json
from typing import Any

from gunicorn.glogging import Logger, SafeAtoms

from config.logs import JsonFormatter


class JsonAtoms(SafeAtoms):  # type: ignore[misc]
    """What the access log's format takes, each text fit to stand inside a JSON string."""

    def __init__(self, atoms: dict[str, Any]) -> None:
        told = {k: json.dumps(v)[1:-1] if isinstance(v, str) else v for k, v in atoms.items()}
        # Not by SafeAtoms, which would escape quotes a second time.
        dict.__init__(self, told)


class JsonLines(Logger):  # type: ignore[misc]
    """Both logs, one object a line; of an error its type and place, never its values."""

    atoms_wrapper_class = JsonAtoms

    def setup(self, cfg: Any) -> None:
        super().setup(cfg)
        for handler in self.error_log.handlers:
            handler.setFormatter(JsonFormatter())
