"""Production settings, with the floor's page beside the application's own."""

import os
from pathlib import Path

from config.settings import *  # noqa: F403

INSTALLED_APPS += ["benchmarks"]  # noqa: F405
ROOT_URLCONF = "benchmarks.urls"
STATIC_ROOT = Path(os.environ["BENCHMARKS_STATIC_ROOT"])
