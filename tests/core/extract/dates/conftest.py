"""One article whose dates stand in any place of a page."""

from __future__ import annotations

import json

import pytest

from crawler.core.extract import extract_article

TITLE = "المجلس البلدي يقر خطة لتنظيم الأسواق"
BODY = (
    "<p>أقر المجلس البلدي في جلسته الأخيرة خطة جديدة لتنظيم الأسواق في أحياء المدينة القديمة.</p>"
    "<p>وتشمل الخطة تخصيص مواقع دائمة للباعة وتوفير خدمات المياه والإنارة وجمع النفايات يوميا.</p>"
    "<p>وقال رئيس المجلس إن التنفيذ سيبدأ على ثلاث مراحل بالتعاون مع التجار وأهالي الأحياء.</p>"
)


@pytest.fixture(scope="session")
def read():
    """Reads a page with this head, with parts above and below its headline and its body."""

    def _read(head="", below="", after="", above="", **more):
        data = more.get("data")
        if data is not None:
            text = json.dumps(data, ensure_ascii=False)
            head += f'<script type="application/ld+json">{text}</script>'
        body = more.get("body", BODY)
        html = (
            f'<html lang="{more.get("lang", "ar")}"><head><title>{more.get("title", TITLE)}</title>'
            f"{head}</head><body>{above}<main><h1>{TITLE}</h1>{below}<div>{body}</div></main>"
            f"{after}</body></html>"
        )
        url = more.get("url", "https://news.example/item/71")
        if country := more.get("country"):  # a domain of it that nobody can ask from here
            url = f"https://news.example.{country}{more.get('path', '/item/71')}"
        return extract_article(
            html,
            url,
            observed_at=more.get("observed_at"),
            timezone=more.get("timezone", "Asia/Aden"),
        )

    return _read
