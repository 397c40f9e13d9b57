"""The proxy: `deploy/nginx.conf` in a real nginx, before webs that answer, refuse and end."""

import http.client
import os
import re
import socket
import socketserver
import ssl
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from urllib.parse import quote, urlencode

import pytest
import yaml
from django.conf import settings
from django.db import connection
from django.urls import URLResolver, get_resolver

from benchmarks.reliability.front import (
    CONFIGURATION,
    NAME,
    NGINX,
    WEBS,
    Front,
    running_front,
    served,
)
from caseload.documents.paper import SECONDS
from config.processes import ROOT, running
from tests.test_answers_of_the_house import HEADERS, POLICY, policy_of
from tests.waiting import wait_for

with_nginx = [
    pytest.mark.slow,
    pytest.mark.allow_hosts(["127.0.0.1", *WEBS]),
    pytest.mark.skipif(not NGINX, reason="there is no nginx (Debian: nginx-light)"),
    pytest.mark.skipif(sys.platform != "linux", reason="only Linux has two loopback addresses"),
]


def needs_nginx(test):
    for mark in with_nginx:
        test = mark(test)
    return test


# --- What the file says -------------------------------------------------------------


def test_proxy_waits_longer_than_the_longest_that_the_application_takes():
    ours = int(re.search(r"^timeout = (\d+)", (ROOT / "config/gunicorn.py").read_text(), re.M)[1])
    waits = re.findall(r"proxy_(?:read|send)_timeout (\d+)s", CONFIGURATION)

    assert len(waits) == 2
    assert min(map(int, waits)) > max(ours, SECONDS)


def test_what_was_sent_is_never_sent_to_another_web():
    assert "non_idempotent" not in CONFIGURATION
    assert re.findall(r"proxy_next_upstream ([^;]+)", CONFIGURATION) == ["error timeout"]


def test_everything_that_the_proxy_reads_is_mounted():
    named = set(re.findall(r"/([a-z-]+\.html)", CONFIGURATION)) | {"headers.conf", "nginx.conf"}
    named |= {
        f"{name}.html" for name in re.search(r"\^/\(([a-z|-]+)\)", CONFIGURATION)[1].split("|")
    }
    proxy = yaml.safe_load((ROOT / "docker-compose.yml").read_text())["services"]["proxy"]

    mounted = {mount.split(":")[0] for mount in proxy["volumes"]}

    assert {f"./deploy/{name}" for name in named} <= mounted
    assert [name for name in named if not (ROOT / "deploy" / name).exists()] == []


def test_headers_of_its_own_pages_are_those_of_the_application():
    lines = (ROOT / "deploy" / "headers.conf").read_text().splitlines()
    told = dict(re.fullmatch(r'add_header (\S+) "(.*)" always;', x).groups() for x in lines[2:])
    policy = told.pop("Content-Security-Policy")
    lasting = told.pop("Strict-Transport-Security")

    assert told == HEADERS
    assert policy_of({"Content-Security-Policy": policy}) == POLICY
    assert lasting == f"max-age={365 * 24 * 60 * 60}; includeSubDomains"


def addresses(patterns: list, before: str = "/") -> Iterator[tuple[str, bool]]:
    """Every address of ours with ones for its numbers, and whether its page takes files."""
    for each in patterns:
        address = before + re.sub(r"<[^>]+>", "1", str(each.pattern))
        if isinstance(each, URLResolver):
            yield from addresses(each.url_patterns, address)
        else:
            yield address, getattr(each.callback, "takes_files", False)


def test_large_bodies_pass_where_a_page_takes_files_and_nowhere_else():
    place = re.search(r"location ~ (\^/\(yhteydenotot\S+) \{", CONFIGURATION)[1]

    wide = {
        address
        for address, _takes in addresses(get_resolver().url_patterns)
        if re.match(place, address)
    }

    assert wide == {a for a, takes in addresses(get_resolver().url_patterns) if takes}
    assert len(wide) > 1


# --- A real nginx -------------------------------------------------------------------


class StubWeb(socketserver.ThreadingTCPServer):
    """A web that counts what reached it and answers, or hangs up without a word."""

    allow_reuse_address = True
    daemon_threads = True
    request_queue_size = 1000

    def __init__(self, host: str, port: int, *, answers: bool) -> None:
        super().__init__((host, port), _Served)
        self.answers = answers
        self.asked: Counter[str] = Counter()
        self.hosts: set[str] = set()


class _Served(socketserver.StreamRequestHandler):
    def handle(self) -> None:
        head = []
        while line := self.rfile.readline().strip().decode():
            head.append(line)
        told = {key.lower(): value for key, _colon, value in (x.partition(": ") for x in head[1:])}
        self.rfile.read(int(told.get("content-length", 0)))
        self.server.asked[head[0].split()[0]] += 1
        self.server.hosts.add(told["host"])
        if self.server.answers:
            self.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\nok")


Answer = tuple[int, dict[str, str], bytes]


class Proxy(Front):
    """Where the proxy is, and one request to it."""

    def ask(self, method: str, path: str, body: bytes | None = None, **headers: str) -> Answer:
        """One request over a connection of its own."""
        context = ssl._create_unverified_context()
        talk = http.client.HTTPSConnection("127.0.0.1", self.port, timeout=60, context=context)
        try:
            talk.request(method, path, body, {"Host": f"{NAME}:{self.port}"} | headers)
            answer = talk.getresponse()
            return answer.status, dict(answer.getheaders()), answer.read()
        finally:
            talk.close()


@pytest.fixture
def proxy(tmp_path: Path) -> Iterator[Proxy]:
    made = Proxy(tmp_path)
    with running_front(made):
        yield made


@needs_nginx
def test_a_web_that_cannot_be_reached_costs_no_request(proxy: Proxy):
    with served(alive := StubWeb(WEBS[1], proxy.web_port, answers=True)):
        told = [proxy.ask("POST", "/", b"text=x")[0] for _ in range(20)]
        told += [proxy.ask("GET", "/")[0] for _ in range(20)]

    assert told == [200] * 40
    assert alive.asked == {"GET": 20, "POST": 20}


@needs_nginx
def test_a_form_that_was_sent_is_sent_to_one_web_only(proxy: Proxy):
    webs = [StubWeb(web, proxy.web_port, answers=False) for web in WEBS]
    with served(webs[0]), served(webs[1]):
        posted, _headers, page = proxy.ask("POST", "/", b"text=x")
        asked, _headers, _page = proxy.ask("GET", "/")

    assert (posted, asked) == (503, 503)
    assert "Emme tiedä, ehtikö tallennus onnistua" in page.decode()
    assert webs[0].asked + webs[1].asked == {"POST": 1, "GET": 2}


@needs_nginx
def test_application_is_told_the_port_that_the_browser_used(proxy: Proxy):
    with served(web := StubWeb(WEBS[0], proxy.web_port, answers=True)):
        proxy.ask("GET", "/")

    assert web.hosts == {f"{NAME}:{proxy.port}"}


OWN_PAGES = {
    "no web at all": ("GET", "/", {}, 503, "Palvelu ei juuri nyt vastaa"),
    "too large": ("POST", "/", {"Content-Length": "13000000"}, 413, "Lähetys on liian suuri"),
    "asked from outside": ("GET", "/terveys/valmis/", {}, 404, "Sivua ei voi näyttää"),
    "a header that is none": ("GET", "/", {"Host": "a b"}, 400, "Sivua ei voi näyttää"),
    "headers too large": ("GET", "/", {"Cookie": "x" * 9000}, 400, "Sivua ei voi näyttää"),
    "a method that is none": ("TRACE", "/", {}, 405, "Sivua ei voi näyttää"),
}


@needs_nginx
@pytest.mark.parametrize("case", OWN_PAGES)
def test_own_page_carries_the_headers_of_the_application(proxy: Proxy, case: str):
    method, path, headers, status, words = OWN_PAGES[case]

    told, carried, page = proxy.ask(method, path, **headers)

    assert (told, words in page.decode()) == (status, True)
    assert {key: carried.get(key) for key in HEADERS} == HEADERS
    assert policy_of(carried) == POLICY
    assert "includeSubDomains" in carried["Strict-Transport-Security"]
    assert "nginx/" not in carried["Server"]


@needs_nginx
def test_plain_http_is_led_to_the_port_that_it_came_to(proxy: Proxy):
    talk = http.client.HTTPConnection("127.0.0.1", proxy.port, timeout=60)
    talk.request("GET", "/asiat/", headers={"Host": f"{NAME}:{proxy.port}"})
    answer = talk.getresponse()
    talk.close()

    assert (answer.status, answer.getheader("Location")) == (
        308,
        f"https://{NAME}:{proxy.port}/asiat/",
    )


@needs_nginx
def test_a_house_behind_one_address_passes_and_a_flood_is_told_to_wait(proxy: Proxy):
    """Fifty people who open a page with ten files at once; then whatever a program can."""
    with served(StubWeb(WEBS[0], proxy.web_port, answers=True)):
        house = asked_at_once(proxy, people=50, times=10)
        flood: list[Answer] = []
        while 429 not in {status for status, _headers, _page in flood}:
            flood = asked_at_once(proxy, people=10, times=200)

    assert {status for status, _headers, _page in house} == {200}
    assert {status for status, _headers, _page in flood} <= {200, 429}
    _status, carried, page = next(each for each in flood if each[0] == 429)
    assert "Pyyntöjä tulee liian monta" in page.decode()
    assert {key: carried.get(key) for key in HEADERS} == HEADERS


def asked_at_once(proxy: Proxy, *, people: int, times: int) -> list[Answer]:
    """What each of so many people got who asked so many times over one connection."""
    told: list[Answer] = []

    def ask() -> None:
        context = ssl._create_unverified_context()
        talk = http.client.HTTPSConnection("127.0.0.1", proxy.port, timeout=60, context=context)
        for _ in range(times):
            talk.request("GET", "/", headers={"Host": NAME})
            answer = talk.getresponse()
            told.append((answer.status, dict(answer.getheaders()), answer.read()))
        talk.close()

    threads = [threading.Thread(target=ask) for _ in range(people)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return told


# --- Replacing one of two webs --------------------------------------------------------


@contextmanager
def web(proxy: Proxy, host: str, number: int) -> Iterator["subprocess.Popen[bytes]"]:
    """The application as the image starts it, on this test's database."""
    database = connection.settings_dict
    place, name, user = (quote(database[key]) for key in ("HOST", "NAME", "USER"))
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "DATABASE_URL": f"postgres://{user}:{quote(database['PASSWORD'])}@/{name}?host={place}",
        "REDIS_URL": settings.CELERY_BROKER_URL,
        "BIND": f"{host}:{proxy.web_port}",
        "HTTPS": "yes",
        "TRUSTED_PROXY": "yes",
        # Its static files are not collected here.
        "DEMO": "yes",
        "ALLOWED_HOSTS": ",".join([NAME, *WEBS]),
    }
    command = [sys.executable, "-m", "gunicorn", "-c", "config/gunicorn.py", "config.wsgi"]
    log = proxy.folder / f"web-{host}-{number}.log"
    with running(command, log=log, environment=environment) as process:
        wait_for(lambda: process.poll() is None and _serves(host, proxy.web_port), str(log))
        yield process


def _serves(host: str, port: int) -> bool:
    talk = http.client.HTTPConnection(host, port, timeout=30)
    try:
        talk.request("GET", "/terveys/valmis/")
        return talk.getresponse().status == 200
    except OSError:
        return False
    finally:
        talk.close()


class People:
    """Open the sign-in page and send a form, in turn, until they are told to stop."""

    NUMBER = 4

    def __init__(self, proxy: Proxy) -> None:
        self.proxy, self.told, self.end = proxy, Counter(), threading.Event()

    def go_on(self) -> None:
        while not self.end.is_set():
            self._visit()
            time.sleep(0.1)

    def _visit(self) -> None:
        try:
            status, headers, _page = self.proxy.ask("GET", "/kirjautuminen/login/")
            self.told["GET", status] += 1
            assert status == 200
            token = headers["Set-Cookie"].partition("csrftoken=")[2].partition(";")[0]
            status, _headers, _page = self.proxy.ask(
                "POST",
                "/kieli/setlang/",
                urlencode({"language": "sv", "csrfmiddlewaretoken": token}).encode(),
                **{
                    "Cookie": f"__Host-csrftoken={token}",
                    "Content-Type": "application/x-www-form-urlencoded",
                    "Referer": f"https://{NAME}:{self.proxy.port}/kirjautuminen/login/",
                },
            )
            self.told["POST", status] += 1
        except Exception as problem:
            self.told[repr(problem)] += 1


@contextmanager
def coming(people: People) -> Iterator[None]:
    threads = [threading.Thread(target=people.go_on) for _ in range(People.NUMBER)]
    for thread in threads:
        thread.start()
    try:
        yield
    finally:
        people.end.set()
        for thread in threads:
            thread.join()


@needs_nginx
@pytest.mark.django_db(transaction=True)
def test_replacing_the_webs_one_after_the_other_loses_no_request(proxy: Proxy):
    people = People(proxy)
    with ExitStack() as stack:
        old = [stack.enter_context(web(proxy, host, 1)) for host in WEBS]
        with coming(people):
            for host, process in zip(WEBS, old, strict=True):
                wait_for_more_of(people, "requests to both")
                process.terminate()
                process.wait()
                wait_for_more_of(people, "requests to one web")
                stack.enter_context(web(proxy, host, 2))

    assert people.told.keys() == {("GET", 200), ("POST", 302)}


def wait_for_more_of(people: People, what: str) -> None:
    enough = people.told.total() + 20
    wait_for(lambda: people.told.total() > enough, what)


@needs_nginx
@pytest.mark.django_db(transaction=True)
def test_a_web_that_ends_refuses_who_is_new_while_it_serves_who_is_there(proxy: Proxy):
    with (
        web(proxy, WEBS[0], 1) as ending,
        socket.create_connection((WEBS[0], proxy.web_port)) as talk,
    ):
        talk.sendall(b"GET /terveys/elossa/ HTTP/1.1\r\nHost: 127.0.0.2\r\n")
        # An answer to somebody else shows that the half request has been taken, too.
        wait_for(lambda: _serves(WEBS[0], proxy.web_port), "an answer")
        ending.terminate()
        wait_for(lambda: not _serves(WEBS[0], proxy.web_port), "refusal")
        still_there = ending.poll() is None
        talk.sendall(b"\r\n")
        answer = talk.recv(15)

    assert (still_there, answer) == (True, b"HTTP/1.1 200 OK")
