"""`python -m benchmarks.inside MODULE …`: a module of ours with Django, in a world."""

import importlib
import sys

import django

if __name__ == "__main__":
    django.setup()
    importlib.import_module(f"benchmarks.{sys.argv[1]}").main(*sys.argv[2:])
