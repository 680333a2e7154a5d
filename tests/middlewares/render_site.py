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
# The nine ways of a page to another host, and five more; the site's own redirects are among them.
WAYS = (
    "image", "frame", "fetch", "beacon", "socket", "service-worker", "worker", "image-redirect",
    "fetch-redirect", "popup", "form", "prefetch", "download", "navigation",
)  # fmt: skip
DOORS = SHELL.format(
    """<body><img src="http://STRANGER/image"><img src="/to/image-redirect">
<iframe src="http://STRANGER/frame"></iframe><link rel="prefetch" href="http://STRANGER/prefetch">
<form id="f" action="http://STRANGER/form" target="t"></form><iframe name="t"></iframe>
<iframe name="u"></iframe>
<a id="d" download target="u" href="http://STRANGER/download">ملف</a>
<div id="app"></div><script>
const quiet = () => 0;
fetch("http://STRANGER/fetch", {mode: "no-cors"}).catch(quiet);
fetch("/to/fetch-redirect", {mode: "no-cors"}).catch(quiet);
navigator.sendBeacon("http://STRANGER/beacon");
new WebSocket("ws://STRANGER/socket");
new Worker(URL.createObjectURL(new Blob(['fetch("http://STRANGER/worker").catch(() => 0)'])));
navigator.serviceWorker.register("/service-worker.js").catch(quiet);
window.open("http://STRANGER/popup");
document.getElementById("f").submit(); document.getElementById("d").click();
fetch("/api/article").then((answer) => answer.json()).then((item) => {
  document.getElementById("app").innerHTML =
    item.paragraphs.map((text) => `<p>${text}</p>`).join("");
});</script></body></html>"""
)
SERVICE_WORKER = """self.addEventListener("install", (event) =>
  event.waitUntil(fetch("http://STRANGER/service-worker", {mode: "no-cors"}).catch(() => 0)));"""
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
    connections: int = 0

    def answer(self, path: str, text: str, kind: str = HTML, status: int = 200, **more: str):
        headers = {"Content-Type": kind} | {k.replace("_", "-"): v for k, v in more.items()}
        self.pages[path] = (status, headers, text.encode())


def scripted(stranger: str) -> Site:
    """The site; `stranger` is host:port of the other one."""
    site = Site()
    articles = [{"href": f"/news/{n}", "text": f"{HEADLINE} {n}"} for n in range(6)]
    site.answer("/", LISTING)
    site.answer("/article", ARTICLE)
    site.answer("/to-closed", "", status=302, Location="/closed/1")
    site.answer("/robots.txt", "User-agent: *\nDisallow: /closed/\n", "text/plain")
    site.answer("/doors", DOORS.replace("STRANGER", stranger))
    for way in ("image-redirect", "fetch-redirect", "navigation"):
        site.answer(f"/to/{way}", "", status=302, Location=f"http://{stranger}/{way}")
    worker = SERVICE_WORKER.replace("STRANGER", stranger)
    site.answer("/service-worker.js", worker, "text/javascript")
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
def serving(site: Site, host: str = "127.0.0.1") -> Iterator[Site]:
    """Answer on a free port of an address of loopback until the end of the block."""

    class Handler(BaseHTTPRequestHandler):
        def setup(self) -> None:
            site.connections += 1
            super().setup()

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

    server = ThreadingHTTPServer((host, 0), Handler)
    site.address = f"{host}:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield site
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
