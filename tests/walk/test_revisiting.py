"""What the spider makes of each answer for an article that it has published."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from scrapy.exceptions import DropItem
from scrapy.http import HtmlResponse
from scrapy.spidermiddlewares.httperror import HttpError
from sqlalchemy import select
from twisted.python.failure import Failure

from crawler import crawl
from crawler.core.access.validators import Validator
from crawler.core.article import Metadata, identifier_of
from crawler.core.errors import MachineError
from crawler.core.feeds import FeedEntry
from crawler.core.revisits import Looked
from crawler.core.site import SiteProfile
from crawler.store import feed_of, store_of
from crawler.store.database import reading
from crawler.store.outbox import NewArticle, Outbox
from crawler.store.revisits import Revisits
from crawler.store.schema import revisits
from crawler.store.seen import Seen
from crawler.store.validators import Known
from crawler.store.versions import Versions
from crawler.walk.frontier import Frontier
from crawler.walk.page_memory import KNOWN, REVISIT
from crawler.walk.soft_404 import SoftPages

ROOT = "http://127.0.0.1:9"
NOW = datetime(2025, 3, 1, 12, tzinfo=UTC)
STORY = (
    "بدأ عمال البلدية صباح اليوم إصلاح الطريق الساحلي بعد أن جرفت السيول أجزاء منه الأسبوع الماضي."
    " وقال المهندس المشرف إن العمل يستمر أسبوعين، وإن المرور يحول إلى الطريق القديم حتى ذلك الحين."
)
TITLE = "وصول السفينة الجديدة إلى ميناء المدينة القديمة رقم"
ERROR = (
    "نعتذر، حدث خطأ أثناء تحميل الصفحة المطلوبة، يرجى المحاولة في وقت آخر أو العودة إلى الرئيسية."
)


@pytest.fixture
def spider(still_spider, monkeypatch):
    made = still_spider(revisit_max=50)
    monkeypatch.setattr(crawl, "now", lambda _: NOW)
    return made


@pytest.fixture
def put(spider, make_article):
    """Publishes articles of two hours ago."""

    def publish(*numbers):
        box = Outbox(spider.revisits._engine)
        for number in numbers:
            article = make_article(
                url=f"{ROOT}/news/{number}",
                articleBody=f"{STORY} وهذه مرحلة رقم {number} من المشروع.",
                metadata=Metadata(
                    spider="windows",
                    etag='"first"',
                    dateDownloaded="2025-03-01T10:00:00Z",
                    dateFirstSeen="2025-03-01T10:00:00Z",
                    profileVersion=spider.profile_version,
                ),
            )
            box.add(
                NewArticle(
                    identifier=article.identifier,
                    url=article.url,
                    site=spider.source,
                    line=article.to_line(),
                    content_key=str(number),
                    run_id="run-1",
                    first_seen=NOW - timedelta(hours=2),
                )
            )
        box.flush()
        feed_of(spider.crawler.settings).publish()

    return publish


@pytest.fixture
def asked(spider, put):
    """The request for the only article."""
    put(7)
    (request,) = spider.revisit_requests()
    return request


def html(headline, text):
    return f"<html><body><h1>{headline}</h1><p>{text}</p></body></html>"


SAME = html("استئناف الرحلات البحرية إلى الجزيرة", f"{STORY} وهذه مرحلة رقم 7 من المشروع.")


def answer(request, text="", status=200, **headers):
    request.meta.setdefault(KNOWN, Known(validator=request.meta.get(REVISIT)))
    given = {"Content-Type": "text/html"} | headers
    return HtmlResponse(
        request.url, status, given, text.encode(), request=request, encoding="utf-8"
    )


def after(request, *given, **headers):
    return list(request.callback(answer(request, *given, **headers), **request.cb_kwargs))


def stat(spider, name):
    return spider.crawler.stats.get_value(f"rasid/{name}", 0)


def looked(spider):
    (found,) = spider.revisits.recent(spider.source, NOW, 48)
    return found


def test_an_article_that_is_due_is_asked_after_all_that_is_new(spider, asked):
    assert asked.url == f"{ROOT}/news/7"
    assert asked.priority < 0
    assert asked.meta["dont_redirect"]
    assert asked.meta[REVISIT].etag == '"first"'
    assert stat(spider, "revisit/asked") == 1


def test_a_profile_that_wants_none(spider, put, monkeypatch):
    put(7)
    monkeypatch.setattr(spider, "site", SiteProfile(name="windows", revisit_hours=0))
    assert list(spider.revisit_requests()) == []


def test_by_default_one_for_twenty(spider, put, monkeypatch):
    put(*range(40))
    monkeypatch.setattr(spider, "site", SiteProfile(name="windows"))
    assert len(list(spider.revisit_requests())) == 2


def test_the_page_as_it_is_now_goes_on_as_a_version(spider, asked):
    (article,) = after(asked, SAME.replace("أسبوعين", "شهرين"), ETag='"second"')

    assert (article.version, article.identifier) == (2, identifier_of(f"{ROOT}/news/7"))
    assert article.metadata.dateFirstSeen == "2025-03-01T10:00:00Z"
    assert article.metadata.runId == spider.run_id


@pytest.mark.parametrize(
    ("given", "word"),
    [
        ({"status": 304}, "not_modified"),
        ({"status": 302, "Location": f"{ROOT}/"}, "sent_on"),
        ({"status": 301, "Location": "http://127.0.0.2:9/news/7"}, "moved_away"),
        ({"status": 301, "Location": "javascript:alert(1)"}, "moved_away"),
        ({"status": 301}, "moved_away"),
        ({"text": "<p>لا شيء</p>"}, "no_article"),
        ({"text": html("حدث خطأ أثناء تحميل الصفحة", ERROR)}, "doubtful"),
    ],
)
def test_what_is_no_news_is_a_look(spider, asked, given, word):
    headers = {name: value for name, value in given.items() if name == "Location"}

    assert after(asked, given.get("text", ""), given.get("status", 200), **headers) == []
    assert stat(spider, f"revisit/{word}") == 1
    assert (looked(spider).visits, looked(spider).gone_run) == (1, None)


def test_what_the_site_shows_for_any_address_is_no_edit(spider, asked):
    long = f"{ERROR} " * 10
    spider.soft = SoftPages(signs=None)
    shown = spider.shown_at(answer(asked, html("خطأ في الموقع", long)))
    spider.soft.learn(shown)

    assert after(asked, html("خطأ في الموقع", long)) == []
    assert stat(spider, "revisit/doubtful") == 1


def test_gone_twice_is_withdrawn(spider, asked):
    assert after(asked, "", 404) == []
    assert looked(spider).gone_run == spider.run_id
    assert after(asked, "", 410) == []  # the same run says it again: no proof

    spider.believed = {"x"}
    asked.cb_kwargs["looked"] = Looked("x", asked.url, NOW, 1, NOW, gone_run="run-0")
    (article,) = after(asked, "", 410)
    assert (article.pubStatus, article.version) == ("canceled", 2)
    assert article.metadata.httpStatus == 410
    assert asked.cb_kwargs["old"].pubStatus == "usable"


def test_gone_twice_is_not_withdrawn_without_a_witness(spider, asked):
    asked.cb_kwargs["looked"] = replace(asked.cb_kwargs["looked"], gone_run="run-0")

    assert after(asked, "", 404) == []
    assert stat(spider, "revisit/gone_unsure") == 1
    assert looked(spider).gone_run == "run-0"


def test_what_was_withdrawn_stays_so(spider, asked):
    asked.cb_kwargs["old"] = asked.cb_kwargs["old"].model_copy(update={"pubStatus": "canceled"})

    assert after(asked, "", 404) == []
    assert stat(spider, "revisit/still_gone") == 1


def at(spider, monkeypatch, hours):
    """Another run, so much later."""
    monkeypatch.setattr(crawl, "now", lambda _: NOW + timedelta(hours=hours))
    spider.run_id = f"run-{hours}"
    spider.looked_at.clear()


def test_a_site_where_most_is_gone_withdraws_nothing(spider, put, monkeypatch):
    put(*range(8))
    requests = list(spider.revisit_requests())
    assert [item for request in requests for item in after(request, "", 404)] == []

    for hours in (3, 8, 20, 40):
        at(spider, monkeypatch, hours)
        again = list(spider.revisit_requests())
        assert len(again) == 1  # and each of them but one look
        assert [item for request in again for item in after(request, "", 404)] == []
    assert stat(spider, "revisit/gone_unsure") == 4


@pytest.mark.parametrize(("gone", "withdrawn"), [(1, 1), (3, 3), (4, 0), (7, 0)])
def test_few_that_are_gone_among_many_are_withdrawn(spider, put, monkeypatch, gone, withdrawn):
    put(*range(8))
    ends = [f"/{number}" for number in range(gone)]
    told = []
    for hours in (0, 3):
        at(spider, monkeypatch, hours)
        for request in list(spider.revisit_requests()):
            status = 404 if request.url.endswith(tuple(ends)) else 304
            told += after(request, "", status)
    assert [each.pubStatus for each in told] == ["canceled"] * withdrawn


def copy_of(spider, make_article, number, site=None):
    """The same story as another one, which this site has shown at a new address."""
    article = make_article(url=f"{ROOT}/story/{number}")
    row = NewArticle(
        identifier=article.identifier,
        url=article.url,
        site=site or spider.source,
        line=article.to_line(),
        content_key="copy",
        run_id="run-2",
        first_seen=NOW,
        duplicate_of=identifier_of(f"{ROOT}/news/{number}"),
        relation="same",
    )
    box = Outbox(spider.store)
    box.add(row)
    box.flush()
    return article.url


def test_what_is_gone_and_stands_at_a_new_address_has_moved(spider, asked, make_article):
    address = copy_of(spider, make_article, 7)
    (onward,) = after(asked, "", 404)
    assert (onward.url, onward.dont_filter, onward.meta[REVISIT]) == (address, True, None)

    (article,) = after(onward, SAME)
    outcome, made = Versions(spider.store).offer(
        article, site=spider.source, run_id=spider.run_id, now=NOW
    )
    assert (outcome, made.url, made.pubStatus) == ("moved", address, "usable")
    assert looked(spider).url == address
    assert after(spider.look(looked(spider), made), "", 404) == []  # it has nowhere else to be


def test_what_is_gone_at_its_new_address_too_is_gone(spider, asked, make_article):
    copy_of(spider, make_article, 7)
    (onward,) = after(asked, "", 404)

    assert after(onward, "", 404) == []
    assert looked(spider).gone_run == spider.run_id


def test_the_same_text_on_another_site_is_no_move(spider, asked, make_article):
    copy_of(spider, make_article, 7, site="other")

    assert after(asked, "", 404) == []
    assert looked(spider).gone_run == spider.run_id


# --- shown again ----------------------------------------------------------------------------------


@pytest.fixture
def withdrawn(spider, asked):
    """The article is withdrawn; gives its address by its identifier, as a listing shows it."""
    old = asked.cb_kwargs["old"]
    gone = spider.numbered(old.model_copy(update={"pubStatus": "canceled"}, deep=True), old)
    told = Versions(spider.store).offer(gone, site=spider.source, run_id="run-1", now=NOW)
    assert told[0] == "withdrawn"
    return {old.identifier: old.url}


def listed(spider):
    """Requests for articles which follow from a listing that shows the article."""
    request = spider.listing_request(f"{ROOT}/", root=True)
    links = "".join(
        f"<li><a href='/news/{number}'>{TITLE} {number}</a></li>" for number in range(9)
    )
    page = answer(request, f"<html><body><h1>أخبار</h1><ul>{links}</ul></body></html>")
    found = spider.parse_listing(page, **request.cb_kwargs)
    return [each for each in found if each.callback == spider.parse_revisit]


def next_run(spider, monkeypatch, hours):
    at(spider, monkeypatch, hours)
    spider.frontier = Frontier(Seen(spider.store), spider.source, spider.now)


def test_what_was_withdrawn_and_is_listed_months_later_is_restored_once(
    spider, withdrawn, monkeypatch
):
    next_run(spider, monkeypatch, 2_000)
    assert list(spider.revisit_requests()) == []
    (request,) = listed(spider)
    assert request.meta[REVISIT] is None  # an answer of 304 would leave it withdrawn
    assert listed(spider) == []  # once in a run
    (article,) = after(request, SAME)
    versions = Versions(spider.store)
    offers = [
        versions.offer(article, site=spider.source, run_id=run, now=spider.now())[0]
        for run in ("run-2", "run-3")
    ]
    assert offers == ["restored", "unchanged"]

    next_run(spider, monkeypatch, 4_000)
    assert listed(spider) == []


def test_a_feed_that_shows_it_is_as_good_as_a_listing(spider, withdrawn, monkeypatch):
    next_run(spider, monkeypatch, 2_000)
    entries = [FeedEntry(url=url, published=None) for url in withdrawn.values()]
    (request,) = spider.entries(entries, "feed")

    assert request.callback == spider.parse_revisit
    assert request.cb_kwargs["looked"].identifier in withdrawn


def test_a_look_that_was_killed_is_made_by_the_next_run(spider, withdrawn, monkeypatch):
    next_run(spider, monkeypatch, 100)
    assert len(listed(spider)) == 1
    next_run(spider, monkeypatch, 101)
    assert len(listed(spider)) == 1


def test_what_is_listed_and_stays_gone_is_asked_less_and_less(spider, withdrawn, monkeypatch):
    asked = []
    for hours in range(1, 200):
        next_run(spider, monkeypatch, hours)
        for request in listed(spider):
            assert after(request, "", 404) == []
            asked.append(hours)

    assert asked == [1, 2, 4, 8, 16, 32, 64, 128]


def test_what_is_due_by_its_age_is_not_asked_for_the_listing_too(spider, withdrawn, monkeypatch):
    next_run(spider, monkeypatch, 8)

    assert len(list(spider.revisit_requests())) == 1
    assert listed(spider) == []


@pytest.mark.parametrize("site", [{"revisit_hours": 0}, {"revisit_max": 0}])
def test_a_profile_that_wants_no_looks_has_none_at_what_is_listed(
    still_spider, spider, withdrawn, monkeypatch, site
):
    next_run(spider, monkeypatch, 100)
    made = still_spider(**site)

    assert list(made.shown_again(withdrawn)) == []
    assert len(list(spider.shown_again(withdrawn))) == 1


def test_an_article_that_moved_and_was_withdrawn_is_known_at_both_addresses(
    spider, asked, make_article, monkeypatch
):
    old = asked.cb_kwargs["old"]
    versions = Versions(spider.store)
    for changes in ({"url": f"{ROOT}/story/7"}, {"pubStatus": "canceled"}):
        newest = versions.newest(old.identifier)
        found = spider.numbered(newest.model_copy(update=changes, deep=True), newest)
        versions.offer(found, site=spider.source, run_id="run-1", now=NOW)
    next_run(spider, monkeypatch, 100)

    addresses = [f"{ROOT}/story/7", f"{ROOT}/news/7"]
    shown = {identifier_of(url): url for url in addresses}
    (request,) = spider.shown_again(shown)
    assert request.url in addresses
    assert request.cb_kwargs["looked"].identifier == old.identifier


def test_a_move_is_followed_to_the_same_article(spider, asked):
    (onward,) = after(asked, "", 301, Location="/story/7?utm_source=old")
    assert (onward.url, onward.dont_filter) == (f"{ROOT}/story/7", True)
    assert onward.meta[REVISIT] is None

    (article,) = after(onward, SAME)
    assert (article.url, article.identifier) == (onward.url, identifier_of(asked.url))


def test_a_move_to_something_else_is_none(spider, asked):
    (onward,) = after(asked, "", 308, Location="/")
    other = html("سوق السمك يفتح أبوابه", "افتتح أمس سوق السمك الجديد قرب الميناء القديم. " * 20)

    assert after(onward, other) == []
    assert stat(spider, "revisit/other_article") == 1


def test_moves_without_end_are_left(spider, asked):
    request, hops = asked, 0
    while followed := after(request, "", 301, Location=f"/story/{hops}"):
        (request,), hops = followed, hops + 1

    assert hops == 3
    assert stat(spider, "revisit/moved_away") == 1


def test_a_page_that_is_no_html_is_a_look(spider, asked):
    response = answer(asked, "%PDF").replace(headers={"Content-Type": "application/pdf"})

    assert list(asked.callback(response, **asked.cb_kwargs)) == []
    assert stat(spider, "failed/revisit/not_html") == 1
    assert looked(spider).visits == 1
    assert spider.frontier._notes == []


def failure(request, error):
    made = Failure(error)
    made.request = request
    return made


def test_no_answer_is_a_look_unless_we_did_not_ask(spider, asked):
    from scrapy.exceptions import IgnoreRequest

    asked.errback(failure(asked, IgnoreRequest("backoff: rests")))
    assert looked(spider).visits == 0
    asked.errback(failure(asked, HttpError(answer(asked, "", 500))))
    assert looked(spider).visits == 1
    assert stat(spider, "failed/revisit/http_500") == 1


def test_a_store_that_fails_ends_the_crawl(spider, asked, monkeypatch):
    def broken(*_, **__):
        raise MachineError("no disk")

    monkeypatch.setattr(Revisits, "looked", broken)
    spider.crawler.engine = type("Engine", (), {"spider": None})()
    asked.errback(failure(asked, HttpError(answer(asked, "", 500))))
    assert stat(spider, "machine/exit_code") == 74


# --- ends -----------------------------------------------------------------------------------------


@pytest.fixture
def validator(spider):
    return Validator(
        etag='"a"', last_modified=None, made_by="1/p", body="b", reading="r",
        read_at=NOW, changed_at=NOW,
    )  # fmt: skip


@pytest.mark.parametrize(("reason", "kept"), [("unchanged", True), ("truncated", False)])
def test_a_reading_that_was_not_whole_is_not_believed(
    spider, make_article, validator, reason, kept
):
    later = make_article(version=2)
    spider.page_memory.validators.keep(later.url, validator, b"")
    spider.on_dropped(later, DropItem(reason))
    spider.on_scraped(later)
    spider.on_closed()

    found = spider.page_memory.validators.find(later.url)
    assert (found.validator is not None) is kept
    with reading(spider.revisits._engine) as connection:
        visits = connection.scalars(select(revisits.c.visits)).all()
    assert visits == ([] if kept else [1])  # the step counts a look that it has compared
    assert spider.frontier._notes == []


def test_what_a_run_read_on_a_failing_machine_is_forgotten(spider, make_article, validator):
    spider.page_memory.validators.keep(f"{ROOT}/", validator, b"")
    spider.crawler.stats.set_value("rasid/machine/exit_code", 74)
    spider.on_closed()

    assert spider.page_memory.validators.find(f"{ROOT}/") == Known()


def test_validators_that_cannot_be_written_are_said(spider, monkeypatch):
    def broken(_now):
        raise MachineError("no disk")

    monkeypatch.setattr(spider.page_memory.validators, "flush", broken)
    spider.on_closed()
    assert stat(spider, "conditional/not_written") == 1


def test_an_article_whose_line_is_not_there_is_left(spider, put, monkeypatch):
    put(7)
    monkeypatch.setattr(Versions, "newest", lambda *_: None)
    assert list(spider.revisit_requests()) == []
    assert store_of(spider.crawler.settings)
