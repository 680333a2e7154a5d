"""A site on loopback whose pages are drawn by scripts, and a stranger whom nobody may ask."""

from __future__ import annotations

import json

from tests.fixed_site import FixedSite

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


def scripted(stranger: str) -> FixedSite:
    """The site; `stranger` is host:port of the other one."""
    site = FixedSite()
    articles = [{"href": f"/news/{n}", "text": f"{HEADLINE} {n}"} for n in range(6)]
    site.page("/", LISTING)
    site.page("/article", ARTICLE)
    site.page("/to-closed", "", status=302, Location="/closed/1")
    site.page("/robots.txt", "User-agent: *\nDisallow: /closed/\n", Content_Type="text/plain")
    site.page("/doors", DOORS.replace("STRANGER", stranger))
    for way in ("image-redirect", "fetch-redirect", "navigation"):
        site.page(f"/to/{way}", "", status=302, Location=f"http://{stranger}/{way}")
    worker = SERVICE_WORKER.replace("STRANGER", stranger)
    site.page("/service-worker.js", worker, Content_Type="text/javascript")
    site.page("/plain", "<p>صفحة ثابتة</p>")
    site.page("/api/latest", json.dumps(articles), Content_Type="application/json")
    site.page(
        "/api/article",
        json.dumps({"headline": HEADLINE, "paragraphs": PARAGRAPHS}),
        Content_Type="application/json",
    )
    site.page(
        "/strict",
        STRICT,
        Content_Type="text/html; charset=windows-1256",
        Content_Security_Policy="script-src 'self'",
    )
    site.page("/strict.js", STRICT_SCRIPT, Content_Type="text/javascript")
    site.page("/file", "PK", Content_Type="application/octet-stream")
    site.page("/away", "", status=302, Location=f"http://{stranger}/away")
    site.page("/hanging", "<p>خبر</p><script>setTimeout(() => { for (;;) {} }, 100)</script>")
    site.page("/missing", "<p>لا توجد</p>", status=404)
    return site
