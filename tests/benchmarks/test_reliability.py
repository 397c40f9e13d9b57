"""What the trial of faults counts as well, as lost and as wrong; the trial itself is not run."""

import sys
import time
from collections import Counter
from http.client import HTTPMessage

import pytest

from benchmarks.reliability.faults import FAULTS
from benchmarks.reliability.replies import HEADERS, Reply, Request
from benchmarks.reliability.stack import AGAIN_AFTER, Service
from benchmarks.reliability.traffic import SHARES, in_turns, mark_of, picture
from benchmarks.reliability.trial import parsed
from benchmarks.reliability.verdict import HEAD, Verdict
from config.processes import ROOT, running
from inputs.attached.content import MediaType
from inputs.attached.examining import examine

OURS = (ROOT / "deploy" / "not-saved.html").read_text()
OF_NGINX = "<html><head><title>503 Service Temporarily Unavailable</title></head></html>"
NOTHING_THERE = {"note": {}, "kept": {}, "file": {}, "contact": {}, "letters": {}, "faults": []}


def reply(status: int, words: str = "", *, at: float = 0.0, **headers: str) -> Reply:
    carried = HTTPMessage()
    for name, value in headers.items():
        carried[name.replace("_", "-")] = value
    return Reply(status, words, carried, at, 0.1)


def our_page(status: int, words: str = OURS, *, at: float = 0.0) -> Reply:
    return reply(status, words, at=at, **dict.fromkeys(HEADERS, "x"))


def judged(*requests: Request, arrived: dict[str, int] | None = None, **found: object) -> Verdict:
    there = NOTHING_THERE | found
    return Verdict("a fault", requests, there, arrived or {}, mended_at=10.0, latest=0.0)


def note(*replies: Reply) -> Request:
    return Request("note", "/", mark="jälki1j", replies=list(replies))


SAVED = reply(302, Location="/asiat/1/kirjaukset/#content")


# --- Answers ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("answer", "wrong"),
    [
        (reply(200), ""),
        (reply(302), ""),
        (our_page(503), ""),
        (our_page(429), ""),
        (our_page(500), "answers 500"),
        (our_page(404), "answers 404"),
        (our_page(503, OF_NGINX), "503 on a page that is not ours"),
        (reply(503, OURS), f"503 without {', '.join(HEADERS)}"),
        (reply(0, "ConnectionResetError"), "no answer: ConnectionResetError"),
    ],
)
def test_only_a_success_or_a_page_of_ours_is_a_right_answer(answer, wrong):
    assert answer.wrong == wrong


@pytest.mark.parametrize(
    ("kind", "answer", "is_taken"),
    [
        ("note", SAVED, True),
        ("note", reply(302, Location="/kirjautuminen/login/?next=/"), False),
        ("note", reply(200), False),
        ("note", our_page(503), False),
        ("kept", reply(200, '{"state": "kept"}'), True),
        ("kept", reply(200, '{"state": "refused"}'), False),
        ("kept", our_page(503), False),
        ("contact", reply(302, Location="/yhteydenotto/kuittaus/x/"), True),
        ("contact", reply(302, Location="/yhteydenotto/"), False),
        ("letter", reply(302, Location="/kirjautuminen/password/reset/done/"), True),
    ],
)
def test_what_counts_as_told_to_be_saved(kind, answer, is_taken):
    assert Request(kind, "/", mark="x", replies=[answer]).is_taken is is_taken


# --- What is there ------------------------------------------------------------------


def test_what_was_told_to_be_saved_and_is_there_once_breaks_no_promise():
    assert judged(note(SAVED), note={"jälki1j": 1}).faults == []


def test_what_was_told_to_be_saved_and_is_not_there_is_lost():
    assert judged(note(SAVED)).lost == ["note jälki1j"]


def test_what_is_there_twice_is_told_also_when_nobody_was_told_that_it_is_saved():
    twice = judged(note(our_page(503), our_page(503)), note={"jälki1j": 2})

    assert twice.twice == ["note jälki1j: 2 times"]


def test_what_is_refused_and_then_taken_counts_once():
    verdict = judged(note(our_page(503), SAVED), note={"jälki1j": 1})

    assert (verdict.taken, verdict.sent_again, verdict.faults) == (1, 1, [])


def test_what_is_not_taken_when_it_is_sent_again_breaks_a_promise():
    assert judged(note(our_page(503), our_page(503))).not_taken == ["note jälki1j"]


def test_what_was_written_by_half_breaks_a_promise():
    assert judged(faults=["note 1: 0 rows of the log"]).faults == ["note 1: 0 rows of the log"]


@pytest.mark.parametrize(
    ("letters", "states", "lost", "twice", "for_a_person"),
    [
        (1, ["sent"], 0, 0, 0),
        (2, ["sent"], 0, 1, 0),
        (0, ["uncertain"], 0, 0, 1),
        (0, ["waiting"], 1, 0, 0),
        (0, [], 1, 0, 0),
    ],
)
def test_a_letter_arrives_once_or_is_shown_to_a_person(letters, states, lost, twice, for_a_person):
    told = reply(302, Location="/kirjautuminen/password/reset/done/")
    asked = Request("letter", "/", mark="a@b.invalid", may_be_repeated=False, replies=[told])

    there = {"letters": {"a@b.invalid": states}}
    verdict = judged(asked, arrived={"a@b.invalid": letters}, **there)

    counts = (len(verdict.lost), len(verdict.twice), len(verdict.for_a_person))
    assert counts == (lost, twice, for_a_person)


def test_it_is_told_how_long_after_the_mending_somebody_was_refused():
    refused = note(our_page(503, at=7.0), our_page(503, at=12.5), SAVED)

    assert judged(refused, note={"jälki1j": 1}).back_after == 2.5


def test_a_row_has_a_cell_for_each_heading():
    assert len(judged(note(SAVED), note={"jälki1j": 1}).row()) == len(HEAD)


# --- What is sent, and what fails -----------------------------------------------------


def test_every_kind_is_sent_as_often_as_its_share_says():
    assert Counter(in_turns(SHARES)) == SHARES


def test_the_picture_that_is_sent_is_one_that_is_taken():
    assert examine(picture()).media_type == MediaType.PNG


def test_marks_of_two_texts_are_never_parts_of_each_other():
    assert mark_of(1) not in mark_of(11)


def test_faults_are_chosen_by_their_keys_in_the_order_of_the_house():
    chosen = parsed(["--faults", "web,relay"]).faults

    assert [fault.key for fault in chosen] == ["relay", "web"]


def test_an_unknown_fault_is_refused(capsys):
    with pytest.raises(SystemExit):
        parsed(["--faults", "earthquake"])

    assert "no such fault: earthquake" in capsys.readouterr().err


def test_without_words_every_fault_is_tried():
    assert parsed([]).faults == FAULTS


# --- Keeping up -----------------------------------------------------------------------


@pytest.fixture
def service(tmp_path):
    command = [sys.executable, "-c", "import time; time.sleep(600)"]
    made = Service(lambda: running(command, log=tmp_path / "log"))
    made.start()
    yield made
    made.end()


def test_what_ends_by_itself_is_started_again(service):
    first = service.process
    first.kill()
    first.wait()
    time.sleep(AGAIN_AFTER)

    service.keep_up()

    assert service.process is not first
    assert service.process.poll() is None


def test_what_was_ended_on_purpose_stays_away(service):
    service.end()

    service.keep_up()

    assert service.process is None
