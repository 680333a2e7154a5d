"""Headlines that only a line above the text is: no dateline, no motto, no line of tools."""

from __future__ import annotations

import pytest

from crawler.core.extract import extract_article

TITLE = "محافظ الساحل يطلع على سير العمل في مصنع الثلج"
TEXT = (
    "<p>اطلع محافظ الساحل اليوم على سير العمل في مصنع الثلج الذي يخدم الصيادين في المديرية.</p>"
    "<p>واستمع من مدير المصنع إلى شرح عن مراحل الإنجاز والصعوبات التي تواجه المقاول.</p>"
)


def headline(body, title):
    html = f"<html><head><title>{title}</title></head><body>{body}</body></html>"
    return extract_article(html, "https://agency.example/news3412.htm").headline


@pytest.mark.parametrize("dateline", ["المكلا - واحة :", "المكلا 2 آذار (واحة ساحل أنباء)-"])
def test_a_dateline_is_no_headline(dateline):
    body = f"<div><p>{TITLE}</p><p>[20/مايو/2025]</p><p>{dateline}</p>{TEXT}</div>"
    assert headline(body, "وكالة الواحة للأنباء") == TITLE


def test_the_motto_of_a_site_is_no_headline():
    above = "<h1><a href=/>ساحل أونلاين</a></h1><h2>أخبار الناس لحظة بلحظة</h2>"
    body = f"{above}<div><div>محليات</div><div><span>{TITLE}</span></div>{TEXT}</div>"
    assert headline(body, "ساحل أونلاين") == TITLE


def test_the_masthead_in_the_title_is_no_headline():
    line = "حين يصبح البحر آخر ما نفكر فيه"
    tools = "<div>حجم الخط + - | طباعة</div>"
    body = f"<table><tr><td><font>{line}</font></td></tr><tr><td>{tools}{TEXT}</td></tr></table>"
    assert headline(body, "صحيفة الساحل") == line


def test_the_label_of_the_print_form():
    assert headline(f"<div>{TEXT}</div>", f"نسخة للطباعة - {TITLE}") == TITLE
