"""Pages of domains that are for sale, and pages that only speak of them."""

from __future__ import annotations

import pytest

from crawler.core.watch.parked import CHARS_MAX, SELLERS, is_parked, is_seller


@pytest.mark.parametrize(
    "html",
    [
        "<title>windows.example</title><h1>This domain is for sale!</h1>",
        "<p>The domain\n name may be available for purchase.</p>",
        "<a href='/buy'>Buy this <b>domain</b></a>",
        "<h1>هذا النطاق معروض للبيع</h1>",
        "<p>انتهت صلاحية هذا النطاق، راجع الشركة المسجلة.</p>",
        "<html data-adblockkey='MFww'><body></body></html>",
        f"<script src='https://img.{SELLERS[0]}/x.js'></script>",
    ],
)
def test_for_sale(html):
    assert is_parked(html)


@pytest.mark.parametrize(
    "html",
    [
        "<h1>أخبار اليوم</h1><a href='/1'>وصول القافلة إلى الميناء صباح اليوم</a>",
        "<h1>بيع قطعة أرض للبلدية</h1>",
        "<p>This domain is for sale</p>" + "<p>وصلت القافلة إلى الميناء اليوم.</p>" * CHARS_MAX,
        "<p>خبر</p>" * (CHARS_MAX // 2) + "<p>This domain is for sale</p>",
        "",
    ],
)
def test_not_for_sale(html):
    assert not is_parked(html)


@pytest.mark.parametrize(
    ("host", "is_it"),
    [
        (SELLERS[0], True),
        (f"WWW.{SELLERS[1].title()}.", True),
        (f"not{SELLERS[1]}", False),
        ("windows.example", False),
        ("", False),
    ],
)
def test_sellers(host, is_it):
    assert is_seller(host) is is_it
