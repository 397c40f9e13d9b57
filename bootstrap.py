#!/usr/bin/env python3
"""Makes the project's own Python environment, with the standard library only.

`manage.py` asks for it before anything else. `JATKUMO_BOOTSTRAP=no` says that the
environment is somebody else's business: a container image, or a developer's own.
Run by itself it makes the environment of a developer and prints where it is.
"""

import contextlib
import ctypes
import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NoReturn

ROOT = Path(__file__).resolve().parent
OLDEST_PYTHON = (3, 11)
OLDEST_PIP = (22, 3)
# What WeasyPrint needs from the system, and the Debian packages that bring it.
PDF_LIBRARIES = ["libpango-1.0.so.0", "libpangoft2-1.0.so.0", "libharfbuzz-subset.so.0"]
PDF_PACKAGES = ["libpango-1.0-0", "libpangoft2-1.0-0", "libharfbuzz-subset0"]


def enter(kind: str) -> None:
    """Go on inside the project's environment, made from the lock `kind` (demo or dev)."""
    if os.environ.get("JATKUMO_BOOTSTRAP") == "no":
        return
    try:
        python = ensure(kind)
    except KeyboardInterrupt:
        stop("Interrupted; the next start goes on from here.")
    if Path(sys.prefix).resolve() != python.parent.parent.resolve():
        os.execv(python, [str(python), *sys.argv])


def ensure(kind: str) -> Path:
    """The environment's Python, after whatever is missing has been installed."""
    if sys.version_info < OLDEST_PYTHON:
        stop(f"Jatkumo needs Python 3.11 or newer; this is {sys.version.split()[0]}.")
    venv = writable_folder(".venv")
    python = venv / "bin" / "python"
    if not _is_complete(venv, kind):
        with _alone(venv):
            # Somebody else may have made it while we waited.
            if not _is_complete(venv, kind):
                _make(venv, kind)
    return python


def writable_folder(name: str) -> Path:
    """`name` in the checkout, or in the user's own folders if the checkout is read-only."""
    if (ROOT / name).exists() and os.access(ROOT / name, os.W_OK) or os.access(ROOT, os.W_OK):
        return ROOT / name
    base = os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share"
    checkout = hashlib.sha256(str(ROOT).encode()).hexdigest()[:12]
    return Path(base) / "jatkumo" / checkout / name.lstrip(".")


def stop(reason: str) -> NoReturn:
    """End with a sentence that says what to do."""
    sys.exit(f"\n{reason}\n")


def tell(text: str) -> None:
    """Show what is going on; nothing of this belongs to a command's own output."""
    print(text, file=sys.stderr, flush=True)


def _is_complete(venv: Path, kind: str) -> bool:
    """Whether the last installation was finished, with this lock, for this Python."""
    stamp = venv / "installed"
    if not stamp.exists() or not (venv / "bin" / "python").exists():
        return False
    # The developer's lock holds everything that the demo's holds.
    return stamp.read_text() in {_stamp(name) for name in {kind, "dev"}}


def _stamp(kind: str) -> str:
    lock = (ROOT / "requirements" / f"{kind}.txt").read_bytes()
    return f"{_version()} {hashlib.sha256(lock).hexdigest()}\n"


def _version() -> "tuple[int, int]":
    return sys.version_info[:2]


@contextlib.contextmanager
def _alone(venv: Path) -> Iterator[None]:
    """Let one process at a time work on the environment."""
    venv.parent.mkdir(parents=True, exist_ok=True)
    with (venv.parent / f"{venv.name}.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            tell("Another start is preparing the environment; waiting for it.")
            fcntl.flock(lock, fcntl.LOCK_EX)
        # pip inherits the lock: if we are killed, the next start waits for what goes on.
        os.set_inheritable(lock.fileno(), True)
        yield


def _make(venv: Path, kind: str) -> None:
    """Create or complete the environment; the stamp is written last of all."""
    started = time.monotonic()
    python = venv / "bin" / "python"
    (venv / "installed").unlink(missing_ok=True)
    # An environment for another Python, or a half-made one, is made anew.
    if not _runs(str(python), "-c", f"import sys; assert sys.version_info[:2] == {_version()}"):
        shutil.rmtree(venv, ignore_errors=True)
        base = getattr(sys, "_base_executable", None) or sys.executable
        _call([base, "-m", "venv", "--without-pip", str(venv)], "make the environment")
    lock = ROOT / "requirements" / f"{kind}.txt"
    tell(f"Installing what Jatkumo needs into {venv} (once; up to a minute) …")
    command = [*_pip(), "--python", str(python), "install", "--require-hashes", "--no-deps"]
    command += ["--only-binary", ":all:", "--disable-pip-version-check", "--no-input", "-q"]
    command += ["--root-user-action", "ignore", "-r", str(lock)]
    _call(command, "install the packages")
    _provide_pdf_libraries()
    (venv / "installed").write_text(_stamp(kind))
    tell(f"Installed in {time.monotonic() - started:.0f} s.")


def _pip() -> "list[str]":
    """A pip that can install into another environment; the new one has none."""
    for python in (sys.executable, getattr(sys, "_base_executable", None), "python3"):
        found = shutil.which(python or "")
        if found and _pip_version(found) >= OLDEST_PIP:
            return [found, "-m", "pip"]
    stop(
        "pip 22.3 or newer is needed once, to install Jatkumo's packages.\n"
        "On Debian or Ubuntu: apt-get install python3-pip. Elsewhere: python3 -m ensurepip."
    )


def _pip_version(python: str) -> "tuple[int, ...]":
    answer = subprocess.run([python, "-m", "pip", "--version"], capture_output=True, text=True)
    # "pip 23.0.1 from …"; an error prints nothing here.
    words = answer.stdout.split()
    return tuple(int(part) for part in words[1].split(".")[:2]) if len(words) > 1 else ()


def _provide_pdf_libraries() -> None:
    """Install the three libraries that draw PDFs, where we may; else say what is missing."""
    if not sys.platform.startswith("linux") or _have_pdf_libraries():
        return
    wanted = " ".join(PDF_PACKAGES)
    if os.geteuid() == 0 and shutil.which("apt-get"):
        tell(f"Installing {wanted} for PDF documents …")
        quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        install = ["apt-get", "install", "-y", "-q", "--no-install-recommends", *PDF_PACKAGES]
        if not list(Path("/var/lib/apt/lists").glob("*_Packages*")):
            subprocess.run(["apt-get", "update", "-q"], env=quiet, capture_output=True)
        subprocess.run(install, env=quiet, capture_output=True)
    if not _have_pdf_libraries():
        tell(f"Notice: PDF documents are not available. They need: apt-get install {wanted}")


def _have_pdf_libraries() -> bool:
    try:
        for name in PDF_LIBRARIES:
            ctypes.CDLL(name)
    except OSError:
        return False
    return True


def _runs(*command: str) -> bool:
    try:
        return not subprocess.run(command, capture_output=True).returncode
    except OSError:
        return False


def _call(command: "list[str]", purpose: str) -> None:
    answer = subprocess.run(command, capture_output=True, text=True, close_fds=False)
    if answer.returncode:
        stop(f"Could not {purpose}:\n{(answer.stderr or answer.stdout).strip()[-3000:]}")


if __name__ == "__main__":
    print(ensure("dev"))
