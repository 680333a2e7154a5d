"""A site on loopback whose pages are drawn by scripts, and a stranger whom nobody may ask."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

HTML = "text/html; charset=utf-8"
HEADLINE = "وصول سفينة قمح إلى ميناء عدن"
PARAGRAPHS = [
    "أعلنت إدارة ميناء عدن صباح اليوم وصول سفينة تحمل ثلاثين ألف طن من القمح المستورد.",
    "وقالت الإدارة إن عملية التفريغ تبدأ فور انتهاء الفحص المخبري وتستمر أربعة أيام.",
    "وأضافت أن الكميات ستوزع على مطاحن المحافظات الجنوبية قبل نهاية الأسبوع المقبل.",
    "ويأتي وصول الشحنة بعد شكاوى من ارتفاع أسعار الدقيق في أسواق المدينة خلال الشهر الماضي.",
]
SHELL = '<!doctype html><html lang="ar"><head><meta charset="utf-8"><title>نافذة</title></head>{}'
LISTING = SHELL.format(
    """<body><div id="app"></div><script>
fetch("/api/latest").then((answer) => answer.json()).then((items) => {
  document.getElementById("app").innerHTML =
    items.map((item) => `<h2><a href="${item.href}">${item.text}</a></h2>`).join("");
});</script></body></html>"""
)
ARTICLE = SHELL.format(
    """<body><div id="app"></div><script>
fetch("/api/article").then((answer) => answer.json()).then((item) => {
  document.getElementById("app").innerHTML = `<article><h1>${item.headline}</h1>` +
    item.paragraphs.map((text) => `<p>${text}</p>`).join("") + "</article>";
});</script></body></html>"""
)
# Tries every door to the stranger: image, fetch, frame, worker, socket, popup, then a way home.
PROBE = SHELL.format(
    """<body><img src="http://STRANGER/image"><iframe src="http://STRANGER/frame"></iframe>
<div id="app"></div><script>
fetch("http://STRANGER/fetch", {mode: "no-cors"}).catch(() => 0);
navigator.sendBeacon("http://STRANGER/beacon");
new WebSocket("ws://STRANGER/socket");
new Worker(URL.createObjectURL(new Blob(['fetch("http://STRANGER/worker")'])));
navigator.serviceWorker.register("/service-worker.js").catch(() => 0);
window.open("http://STRANGER/popup"); window.open("/popup");
fetch("/api/article").then((answer) => answer.json()).then((item) => {
  document.getElementById("app").innerHTML =
    item.paragraphs.concat(["نهاية"]).map((text) => `<p>${text}</p>`).join("");
});</script></body></html>"""
)
STRICT = """<!doctype html><html><head><meta charset="windows-1256"></head>
<body><div id="app"></div><script src="/strict.js"></script></body></html>"""
STRICT_SCRIPT = """fetch("/api/article").then((answer) => answer.json()).then((item) => setTimeout(
  () => { document.getElementById("app").innerHTML =
      item.paragraphs.map((text) => `<p>${text} \\u2602</p>`).join("") + "<p></p>"; }, 700));"""


@dataclass
class Site:
    """Answers by path; `asked` lists what was asked for, `address` is host:port."""

    pages: dict[str, tuple[int, dict[str, str], bytes]] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    address: str = ""

    def answer(self, path: str, text: str, kind: str = HTML, status: int = 200, **more: str):
        headers = {"Content-Type": kind} | {k.replace("_", "-"): v for k, v in more.items()}
        self.pages[path] = (status, headers, text.encode())


def scripted(stranger: str) -> Site:
    """The site; `stranger` is host:port of the other one."""
    site = Site()
    articles = [{"href": f"/news/{n}", "text": f"{HEADLINE} {n}"} for n in range(6)]
    site.answer("/", LISTING)
    site.answer("/article", ARTICLE)
    site.answer("/probe", PROBE.replace("STRANGER", stranger))
    site.answer("/plain", "<p>صفحة ثابتة</p>")
    site.answer("/api/latest", json.dumps(articles), "application/json")
    site.answer(
        "/api/article",
        json.dumps({"headline": HEADLINE, "paragraphs": PARAGRAPHS}),
        "application/json",
    )
    site.answer(
        "/strict",
        STRICT,
        "text/html; charset=windows-1256",
        Content_Security_Policy="script-src 'self'",
    )
    site.answer("/strict.js", STRICT_SCRIPT, "text/javascript")
    site.answer("/file", "PK", "application/octet-stream")
    site.answer("/away", "", status=302, Location=f"http://{stranger}/away")
    site.answer("/hanging", "<p>خبر</p><script>setTimeout(() => { for (;;) {} }, 100)</script>")
    site.answer("/missing", "<p>لا توجد</p>", status=404)
    return site


@contextmanager
def serving(site: Site) -> Iterator[Site]:
    """Answer on a free port of loopback until the end of the block."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            site.asked.append(self.path)
            status, headers, body = site.pages.get(self.path, (404, {}, b""))
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        do_POST = do_GET

        def log_message(self, *_: object) -> None:
            """Quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    site.address = f"127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield site
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
