"""The server only reads, for its own names, and tells strangers nothing."""

from __future__ import annotations

import re

import pytest
from starlette.testclient import TestClient

from crawler.core.errors import ConfigError, MachineError
from crawler.dashboard.pages import PAGES
from crawler.dashboard.server import application, check_address, is_loopback
from crawler.dashboard.showing import Showing
from tests.dashboard.filled import NOW

TOKEN = "a-token-of-some-length"  # noqa: S105 - of a test
HOSTS = frozenset({"127.0.0.1", "localhost", "::1"})


def client_of(showing, token="", host="127.0.0.1:8580"):
    app = application(showing, hosts=HOSTS, token=token)
    return TestClient(app, base_url=f"http://{host}", follow_redirects=False)


@pytest.fixture(scope="module")
def client(served):
    return client_of(served)


def test_a_page_with_its_headers(client):
    answer = client.get("/board.en.html")
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    policy = answer.headers["content-security-policy"]
    assert policy.startswith("default-src 'none'; script-src 'self'; style-src 'self';")
    assert "unsafe" not in policy
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["referrer-policy"] == "no-referrer"
    assert "set-cookie" not in answer.headers


@pytest.mark.parametrize("path", ["/board.en.html", "/static/style.css", "/nothing", "/"])
@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"])
def test_only_looking(client, method, path):
    answer = client.request(method, path)
    assert (answer.status_code, answer.headers["allow"]) == (405, "GET, HEAD")


def test_head_has_no_body(client):
    answer = client.head("/board.ar.html")
    assert (answer.status_code, answer.content) == (200, b"")


@pytest.mark.parametrize(("host", "status"), [
    ("evil.example", 421), ("127.0.0.1.evil.example", 421), ("", 421), ("[::1", 421),
    ("a@127.0.0.1", 421), ("localhost:1", 200), ("[::1]:8580", 200), ("127.0.0.1", 200),
])  # fmt: skip
def test_only_for_its_own_names(client, host, status):
    assert client.get("/board.ar.html", headers={"host": host}).status_code == status


@pytest.mark.parametrize("path", [
    "/nothing", "/board.fr.html", "/board-x.ar.html", "/source-none.ar.html", "/run-none.en.html",
    "/static/none.js", "/static/..%2fserver.py", "/..%2f..%2fetc%2fpasswd", "/board.ar.html/x",
    "/missing.ar.html", "/%00.ar.html",
])  # fmt: skip
def test_what_there_is_not(client, path):
    answer = client.get(path)
    assert answer.status_code == 404
    assert "Traceback" not in answer.text


def test_the_first_page_is_in_the_language_of_the_reader(client):
    assert client.get("/").headers["location"] == "board.ar.html"
    wanted = {"accept-language": "fr-FR,en-GB;q=0.8"}
    assert client.get("/", headers=wanted).headers["location"] == "board.en.html"


def test_files_have_their_kinds(client):
    kinds = {name: client.get(f"/static/{name}").headers["content-type"] for name in
             ("style.css", "theme.js", "icon.svg", "uPlot.iife.min.js")}  # fmt: skip
    assert kinds["style.css"].startswith("text/css")
    assert kinds["theme.js"].startswith("text/javascript")
    assert kinds["icon.svg"] == "image/svg+xml"


def test_a_search(client):
    answer = client.get("/search.ar.html", params={"q": "موسم الصيد"})
    assert answer.status_code == 200
    assert len(re.findall(r"<th scope=\"row\"", answer.text)) > 3
    long = client.get("/search.en.html", params={"q": "x" * 9000})
    assert (long.status_code, max(map(len, re.findall("x+", long.text)))) == (200, 400)


def test_no_page_is_heavier_than_150_kb(client):
    for view in PAGES:
        name = "source-yemeni_windows" if view == "source" else view
        answer = client.get(f"/{name}.ar.html", params={"q": "الميناء"})
        assets = re.findall(r'(?:src|href)="(static/[^"]+)"', answer.text)
        weight = len(answer.content) + sum(len(client.get(f"/{each}").content) for each in assets)
        assert weight <= 150_000, (name, weight)


def test_strangers_need_the_token(served):
    client = client_of(served, TOKEN)
    assert client.get("/board.ar.html").status_code == 401
    assert client.get("/board.ar.html", params={"token": "wrong"}).status_code == 401
    assert (
        client.get("/board.ar.html", headers={"authorization": "Bearer wrong"}).status_code == 401
    )
    assert client.get("/static/style.css").status_code == 401
    assert (
        client.get("/board.ar.html", headers={"authorization": f"Bearer {TOKEN}"}).status_code
        == 200
    )
    entered = client.get("/board.ar.html", params={"token": TOKEN})
    assert (entered.status_code, entered.headers["location"]) == (303, "/board.ar.html")
    cookie = entered.headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "samesite=strict" in cookie.lower()
    assert client.get("/board.ar.html").status_code == 200  # the client keeps the cookie


@pytest.mark.parametrize(("host", "token", "works"), [
    ("127.0.0.1", "", True), ("::1", "", True), ("127.9.9.9", "", True), ("0.0.0.0", "", False),
    ("192.168.1.4", "", False), ("localhost", "", False), ("192.168.1.4", TOKEN, True),
    ("192.168.1.4", "x" * 15, False), ("127.0.0.1", "x" * 15, False), ("::2", "x" * 16, True),
])  # fmt: skip
def test_where_it_may_listen(host, token, works):
    if works:
        check_address(host, token)
    else:
        with pytest.raises(ConfigError, match="RASID_SERVE_TOKEN"):
            check_address(host, token)


def test_only_addresses_are_loopback():
    assert is_loopback("127.0.0.1")
    assert not is_loopback("localhost")


def test_a_store_that_does_not_answer_is_said(read_only):
    class Broken(Showing):
        def page(self, name, language, about=""):
            raise MachineError("the disk gives I/O errors")

    client = client_of(Broken(read_only, lambda: NOW))
    answer = client.get("/board.ar.html")
    assert (answer.status_code, answer.text) == (503, "the disk gives I/O errors\n")
    assert "content-security-policy" in answer.headers
