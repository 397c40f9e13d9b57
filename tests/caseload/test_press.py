"""The kept press: a child for each document, which nothing of another document reaches."""

import io
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from caseload.documents import paper, press
from caseload.documents.paper import KeptPress, PaperFailed, PressMissing
from tests.caseload.test_plan_pdf import needs_press

pytestmark = [
    needs_press,
    pytest.mark.skipif(not Path("/proc/self/mem").exists(), reason="looks into /proc"),
]
# A busy machine is slow, and that is no failure.
LONG = 300
HEAD = '<html lang="fi"><link rel="stylesheet" href="jatkumo-pdf.css"><title>Koe</title>'
FIRST = f"{HEAD}<p><b>Zarkvist</b> asuu Ängelholmissa Č</p>".encode()
SECOND = f"{HEAD}<p><i>Toinen</i> kirje</p>".encode()
ENDLESS = f"{HEAD}<p>{'a b ' * 1_000_000}</p>".encode()
# A renderer that never comes to an end with one page, and no limit that would end it.
NEVER_ENDING = """
press.CPU_SECONDS = 100_000
def renderer(style, fonts):
    def to_pdf(page):
        while page == b"without end":
            pass
        return b"%PDF"
    return to_pdf
press.renderer = renderer
"""


@pytest.fixture
def kept(tmp_path: Path) -> Iterator[Callable[..., KeptPress]]:
    """Gives a press of the test's own; `changed` is what is otherwise in its program."""
    started = []

    def start(changed: str = "") -> KeptPress:
        program = tmp_path / f"press{len(started)}.py"
        program.write_text(
            "import importlib.util, sys\n"
            f"spec = importlib.util.spec_from_file_location('press', {press.__file__!r})\n"
            "press = sys.modules['press'] = importlib.util.module_from_spec(spec)\n"
            f"spec.loader.exec_module(press)\n{changed}\nsys.exit(press.main())\n"
        )
        started.append(KeptPress(str(program)))
        return started[-1]

    yield start
    for each in started:
        each.end()


def wait_until(what: Callable[[], object]) -> None:
    end = time.monotonic() + LONG
    while not what():
        assert time.monotonic() < end, "it never came"
        time.sleep(0.02)


def is_gone(pid: int) -> bool:
    """Ended, also where nobody has asked for its status yet."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] == "Z"
    except (FileNotFoundError, ProcessLookupError):
        return True


def children_of(pid: int) -> list[int]:
    return [int(n) for n in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def memory_of(pid: int) -> bytes:
    """All that the process may write to."""
    parts = []
    with Path(f"/proc/{pid}/mem").open("rb") as memory:
        for line in Path(f"/proc/{pid}/maps").read_text().splitlines():
            span, rights, *_rest = line.split()
            if rights.startswith("rw"):
                first, last = (int(each, 16) for each in span.split("-"))
                memory.seek(first)
                parts.append(memory.read(last - first))
    return b"".join(parts)


# --- Nothing of another document -----------------------------------------------------


def test_a_document_is_the_same_whatever_was_printed_before_it(kept):
    used, new = kept(), kept()

    used.print(FIRST, LONG)

    assert used.print(SECOND, LONG) == new.print(SECOND, LONG)


def test_the_press_itself_never_holds_a_page(kept):
    used = kept()

    used.print(FIRST, LONG)
    memory = memory_of(used.process.pid)

    assert [form for form in ("utf-8", "utf-16-le") if "Zarkvist".encode(form) in memory] == []


def test_the_memory_of_the_press_is_really_read(kept):
    used = kept("press.FIRST_PAGE += 'Zarkvist'")

    used.print(SECOND, LONG)

    assert b"Zarkvist" in memory_of(used.process.pid)


def test_no_temporary_file_outlives_its_document(kept):
    used = kept("press.CPU_SECONDS = 1")
    used.print(FIRST, LONG)
    folder = Path(f"/proc/{used.process.pid}/cwd").resolve()

    with pytest.raises(PaperFailed):
        used.print(ENDLESS, LONG)

    assert folder.name.startswith("jatkumo-press-")
    wait_until(lambda: list(folder.iterdir()) == [])
    used.end()
    assert not folder.exists()


def test_documents_of_two_threads_do_not_meet(kept):
    used = kept()
    pages = [SECOND, FIRST] * 4
    alone = {page: used.print(page, LONG) for page in pages}

    with ThreadPoolExecutor(len(pages)) as pool:
        printed = list(pool.map(lambda page: used.print(page, LONG), pages))

    assert printed == [alone[page] for page in pages]


def test_a_child_has_no_file_of_another_open(kept):
    used = kept(
        "import os\n"
        "def renderer(style, fonts):\n"
        "    return lambda page: b'%PDF' + ' '.join(sorted(os.listdir('/proc/self/fd'))).encode()\n"
        "press.renderer = renderer"
    )
    others = [socket.socketpair() for _n in range(2)]
    for _ours, theirs in others:
        used._hand_over(theirs)

    opened = used.print(FIRST, LONG)

    # The line, nothing as output and for errors, the sign of life, and the list itself.
    assert opened == b"%PDF0 1 2 3 4"
    for ours, theirs in others:
        ours.close()
        theirs.close()


# --- Limits ------------------------------------------------------------------------


def test_the_press_has_no_environment_folder_or_connection_of_ours(kept, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgres://secret")
    used = kept()
    used.print(FIRST, LONG)
    here = Path(f"/proc/{used.process.pid}")

    names = {each.split("=")[0] for each in here.joinpath("environ").read_text().split("\0")}
    wait_until(lambda: len(os.listdir(here / "fd")) == 3)
    files = {number: os.readlink(here / "fd" / number) for number in os.listdir(here / "fd")}

    assert names - {""} == {"LANG", "PATH", "HOME"}
    assert files.pop("0").startswith("socket:")
    assert files == {"1": "/dev/null", "2": "/dev/null"}


def test_a_document_beyond_its_limits_fails_and_the_next_is_printed(kept):
    used = kept("press.CPU_SECONDS = 1")
    used.print(FIRST, LONG)
    process = used.process

    with pytest.raises(PaperFailed, match="^-9$"):
        used.print(ENDLESS, LONG)

    assert used.print(SECOND, LONG).startswith(b"%PDF")
    assert used.process is process


@pytest.mark.parametrize(
    "what",
    [
        "import socket; socket.socket().connect(('127.0.0.1', {port}))",
        "import socket; socket.getaddrinfo('localhost', 80)",
        "import subprocess; subprocess.run(['/bin/true'])",
        "import os; os.system('true')",
        "import os; os.fork()",
        "bytearray(press.MEMORY)",
        "open('big', 'wb').write(bytes(2 * press.LARGEST_FILE))",
    ],
)
def test_a_child_can_reach_nothing_even_if_the_renderer_would(kept, what):
    with socket.create_server(("127.0.0.1", 0)) as server:
        attempt = what.format(port=server.getsockname()[1])
        used = kept(
            "real = press.renderer\n"
            "def renderer(style, fonts):\n"
            "    to_pdf = real(style, fonts)\n"
            "    def tried(page):\n"
            f"        if b'Zarkvist' in page: {attempt}\n"
            "        return to_pdf(page)\n"
            "    return tried\n"
            "press.renderer = renderer"
        )

        with pytest.raises(PaperFailed, match="^1$"):
            used.print(FIRST, LONG)


def test_a_page_that_is_too_long_is_refused_by_both_sides():
    line = io.BytesIO(press.NUMBER.pack(press.LARGEST_PAGE + 1))

    with pytest.raises(PaperFailed, match="length"):
        paper.to_pdf("x" * (press.LARGEST_PAGE + 1))
    with pytest.raises(ValueError, match="too long"):
        press.read_page(line)


@pytest.mark.parametrize(
    "answer",
    [
        press.PRINTED + press.NUMBER.pack(press.LARGEST_PDF + 1),
        press.PRINTED + press.NUMBER.pack(-1),
        press.PRINTED + press.NUMBER.pack(4) + b"nope",
        b"?" + press.NUMBER.pack(4) + b"%PDF",
    ],
)
def test_an_answer_that_is_none_is_a_failure(answer):
    ours, theirs = socket.socketpair()
    with ours, theirs:
        theirs.sendall(answer)

        with pytest.raises(PaperFailed):
            paper._printed(ours, b"x", time.monotonic() + LONG)


# --- Death ---------------------------------------------------------------------------


def test_a_press_that_has_died_is_replaced(kept):
    used = kept()
    used.print(FIRST, LONG)
    former = used.process
    os.kill(former.pid, signal.SIGKILL)
    former.wait()

    assert used.print(SECOND, LONG).startswith(b"%PDF")
    assert used.process.pid != former.pid


def test_a_document_whose_press_dies_is_printed_by_the_next(kept, monkeypatch):
    used = kept()
    monkeypatch.setattr(paper, "PRESS", used)
    monkeypatch.setattr(paper, "SECONDS", LONG)
    used.print(FIRST, LONG)
    os.kill(used.process.pid, signal.SIGSTOP)

    with ThreadPoolExecutor(1) as pool:
        printed = pool.submit(paper.to_pdf, SECOND.decode())
        # It waits for a press that stands still, and then has none.
        os.kill(used.process.pid, signal.SIGKILL)

        assert printed.result().startswith(b"%PDF")


def test_a_press_that_always_dies_is_a_polite_failure(kept, monkeypatch):
    monkeypatch.setattr(paper, "PRESS", kept("sys.exit(1)"))

    with pytest.raises(PaperFailed, match="twice"):
        paper.to_pdf("<p>x</p>")


def test_missing_libraries_are_told_as_such(kept):
    with pytest.raises(PressMissing):
        kept(f"sys.exit({press.MISSING})").print(FIRST, LONG)


@pytest.mark.slow
def test_a_child_that_is_killed_is_a_failure_of_its_document_alone(kept):
    used = kept()
    used.print(FIRST, LONG)

    with ThreadPoolExecutor(1) as pool:
        failed = pool.submit(used.print, ENDLESS, LONG)
        wait_until(lambda: children_of(used.process.pid))
        os.kill(children_of(used.process.pid)[0], signal.SIGKILL)

        with pytest.raises(PaperFailed, match="-9"):
            failed.result()
    assert used.print(SECOND, LONG).startswith(b"%PDF")


def test_a_document_that_nobody_waits_for_any_more_is_ended(kept):
    used = kept(NEVER_ENDING)
    used.print(FIRST, LONG)

    with pytest.raises(PaperFailed, match="time"):
        used.print(b"without end", 0.05)

    wait_until(lambda: children_of(used.process.pid) == [])
    assert used.print(SECOND, LONG).startswith(b"%PDF")


PARENT = """
import os, sys, threading, time
os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings_offline"
from caseload.documents.paper import KeptPress
used = KeptPress(sys.argv[1])
threading.Thread(target=used.print, args=(b"without end", 300), daemon=True).start()
while used.process is None:
    time.sleep(0.01)
print(used.process.pid, flush=True)
sys.stdin.read()
"""


def test_a_press_and_its_children_end_with_a_parent_that_is_killed(kept):
    parent = subprocess.Popen(
        [sys.executable, "-c", PARENT, kept(NEVER_ENDING).program],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    with parent:
        pid = int(parent.stdout.readline())
        wait_until(lambda: children_of(pid))
        child = children_of(pid)[0]

        parent.kill()

        wait_until(lambda: is_gone(pid) and is_gone(child))


def test_a_fork_of_the_web_server_has_a_press_of_its_own(kept):
    used = kept()
    used.print(FIRST, LONG)
    process = used.process

    pid = os.fork()
    if pid == 0:
        status = 1
        try:
            forgotten = used.process is None
            printed = used.print(SECOND, LONG)
            is_own = used.process.pid != process.pid
            used.end()
            status = 0 if forgotten and is_own and printed.startswith(b"%PDF") else 2
        finally:
            os._exit(status)
    _pid, ended = os.waitpid(pid, 0)

    assert os.waitstatus_to_exitcode(ended) == 0
    assert used.print(SECOND, LONG).startswith(b"%PDF")
    assert used.process is process
