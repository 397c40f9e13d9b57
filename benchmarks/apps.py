"""The benchmarks as an app: it is installed by `benchmarks.settings` only."""

from django.apps import AppConfig


class BenchmarksConfig(AppConfig):
    name = "benchmarks"
