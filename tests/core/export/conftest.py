"""A plain article, and one with all that a form can stumble over."""

from __future__ import annotations

import importlib.util
import io
from importlib import import_module
from pathlib import Path

import pytest

from crawler.core.article import (
    Author,
    Citation,
    Link,
    Media,
    Publisher,
    Source,
    UsageInfo,
)
from crawler.core.export.channel import Channel

CHANNEL = Channel("راصد & <الأخبار>", "https://windows.example/", "2025-03-01T12:00:00Z", "ar")
BODY = (
    "وصلت السفينة \x00\x08إلى الميناء ]]> <b>فجرا</b> & رست.\n\n"
    "قال \u202eالربان\u202c إن البحر\u2028كان هادئا\ufffe.\n\nسطر\nوسطر"
)


@pytest.fixture
def plain(make_article):
    return make_article()


@pytest.fixture
def nasty(make_article):
    article = make_article(
        url="https://windows.example/أخبار/7?q=ميناء&x=1",
        canonicalUrl="/news/7",
        headline="عاجل: \u202d«السفينة» <تصل>\x0b & ترسو ]]>",
        alternativeHeadline="عنوان\x01 ثان",
        description="وصف <i>مائل</i> \x1f",
        articleSection="محليات & عربي",
        articleBody=BODY,
        keywords=["ميناء", "", "بحر\x02"],
        author=[Author(name="سالم\x03 العمري", nameRaw="بقلم: سالم العمري")],
        publisher=Publisher(name="صحيفة «الميناء»", url="//port.example/"),
        isBasedOn=[Source(url="/go?u=7"), Source(url="javascript:alert(1)")],
        dateline="عدن",
        datePublished="2025-03-01T12:00:00.250000+03:00",
        datePublishedRaw="1 مارس",
        datePublishedEarliest="2025-03-01T09:00:00Z",
        datePublishedLatest="2025-03-01T09:00:01Z",
        dateModified="2025-03-02T00:00:00Z",
        mainImage=Media(url="/i/1.jpg", caption="السفينة\x04"),
        images=[Media(url="/i/1.jpg"), Media(url="data:image/png;base64,AA")],
        videos=[Media(url="https://video.example/v?id=1")],
        relatedLink=[Link(url="../8", name="خبر آخر", position=1), Link(url="#", name="x")],
        citation=[Citation(url="https://other.example/1", name="مصدر")],
        disambiguatingNotice="الموقع غير مسؤول",
        usageInfo=UsageInfo(robots="max-snippet:20"),
        version=2,
        versionCreated="2025-03-02T10:00:00.5Z",
        wordCount=14,
    )
    article.metadata.validationMessages = {"datePublished": ["url_disagrees"]}
    return article


@pytest.fixture
def write():
    """The bytes of articles in a form."""

    def made(form, *articles, channel=CHANNEL):
        file = io.BytesIO()
        import_module(f"crawler.core.export.{form}").write(file, iter(articles), channel)
        return file.getvalue()

    return made


@pytest.fixture(scope="session")
def schemas():
    path = Path(__file__).with_name("schemas.py")
    spec = importlib.util.spec_from_file_location("export_schemas", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
