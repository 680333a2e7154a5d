"""What a drawn page teaches: where its data came from, how links are made, what comes next."""

from __future__ import annotations

import pytest

from crawler.core.extract.listing.reading import read_listing
from crawler.core.extract.page import Page
from crawler.core.extract.state.endpoint import fill_endpoint, is_of_its_page, learn_endpoint
from crawler.core.extract.state.items import items_in
from crawler.core.extract.state.known import FAILURES_MAX, RUNS_MAX, Known
from crawler.core.extract.state.link_form import learn_link_form, link_of
from crawler.core.extract.state.paging import endpoint_key, following, learn_paging
from crawler.core.extract.state.recipe import (
    Recipe,
    html_of,
    learn_article,
    learn_listing,
    piece_html,
    state_recipe,
)

SITE = "http://site.example"
TITLES = (
    "وصول سفينة قمح إلى الميناء",
    "افتتاح مدرسة جديدة في الحي القديم",
    "انخفاض أسعار السمك في السوق",
    "أمطار غزيرة على المرتفعات الجبلية",
)
PARAGRAPHS = [
    "أعلنت إدارة الميناء صباح اليوم وصول سفينة تحمل ثلاثين ألف طن من القمح المستورد.",
    "وقالت الإدارة إن عملية التفريغ تبدأ فور انتهاء الفحص المخبري وتستمر أربعة أيام.",
]


def posts(start=100):
    return [
        {"id": start + n, "slug": f"خبر-{n}", "title": title, "category": {"slug": "eco", "id": 3}}
        for n, title in enumerate(TITLES)
    ]


def drawn(made=None, path="/", more=""):
    links = "".join(
        f'<h2><a href="/eco/{each["slug"]}-{each["id"]}">{each["title"]}</a></h2>'
        for each in made or posts()
    )
    return Page(links + more, SITE + path)


def learn(page, *asked):
    return learn_listing(page, read_listing(page), [(SITE + url, data) for url, data in asked])


@pytest.mark.parametrize(
    ("page", "endpoint", "form"),
    [
        ("/story/7", "/api/story/7", "/api{path}{query}"),
        ("/t/sport?page=2", "/api/t/sport?page=2", "/api{path}{query}"),
        ("/news/a-b-81", "/v1/posts/81?include=body", "/v1/posts/{1#}?include=body"),
        ("/news/rain", "/posts.json?slug=rain&_=17", "/posts.json?slug={1}"),
        ("/a/508", "/feed/508.json", "/feed/{1}.json"),
        ("/view?id=9", "/api/get?news=9", "/api/get?news={?id}"),
        ("/", "/api/latest?limit=20", "/api/latest?limit=20"),
        ("/news/7", "/api/{x}/7", "/api/%7Bx%7D/{1}"),
    ],
)
def test_an_endpoint_is_learned_and_filled(page, endpoint, form):
    learned = learn_endpoint(SITE + page, SITE + endpoint)
    assert learned == SITE + form
    filled = fill_endpoint(learned, SITE + page)
    assert filled.partition("&_=")[0] in (SITE + endpoint, SITE + "/api/%7Bx%7D/7", filled)
    assert is_of_its_page(learned) is (page != "/")


def test_an_endpoint_is_filled_for_another_page():
    form = learn_endpoint(f"{SITE}/n/مطر-7", f"{SITE}/api?id=7")
    assert fill_endpoint(form, f"{SITE}/n/بحر-81") == f"{SITE}/api?id=81"
    assert fill_endpoint(form, f"{SITE}/n/بلا-رقم") is None
    assert fill_endpoint(form, f"{SITE}/") is None


@pytest.mark.parametrize(
    ("path", "form"),
    [
        ("/eco/خبر-0-100", "/{category.slug}/{slug}-{id}"),
        ("/news/100", "/news/{id}"),
        ("/read?id=100&s=خبر-0", "/read?id={id}&s={slug}"),
        ("/n/100.html", "/n/{id}.html"),
        ("/nowhere", ""),
    ],
)
def test_a_form_of_links_is_learned(path, form):
    items = items_in(posts())
    made = [path.replace("خبر-0", f"خبر-{n}").replace("100", str(100 + n)) for n in range(4)]
    pairs = list(zip(items, (SITE + each for each in made), strict=True))
    assert learn_link_form(pairs) == form
    if form:
        assert link_of(form, items[1]).startswith("/")


def test_a_form_that_fits_too_few_is_none():
    items = items_in(posts())
    pairs = [
        (item, f"{SITE}/news/{item.own['id'] if n else 'x'}{n}") for n, item in enumerate(items)
    ]
    assert learn_link_form(pairs) == ""
    assert learn_link_form([]) == ""


def test_a_listing_without_addresses_in_its_data_is_learned_and_read():
    data = {"items": posts(), "nextCursor": "abc"}
    weather = "/weather", {"c": [{"id": 1, "name": "صنعاء"}]}
    second = "/api?limit=4&cursor=abc", {"items": []}
    recipe = learn(drawn(), weather, ("/api?limit=4", data), second)
    assert recipe == Recipe(
        f"{SITE}/api?limit=4",
        "/{category.slug}/{slug}-{id}",
        {"param": "cursor", "key": "nextcursor"},
    )
    new = {"items": posts(200), "nextCursor": "def"}
    html = html_of(recipe, "listing", (f"{SITE}/api?limit=4", new), f"{SITE}/")
    found = read_listing(Page(html, f"{SITE}/"))
    assert len(found.articles) == 4
    assert found.next_page == f"{SITE}/api?limit=4&cursor=def"
    end = piece_html(recipe, {"items": posts(300), "nextCursor": None}, found.next_page)
    assert read_listing(Page(end, found.next_page)).next_page is None
    assert "<a" not in piece_html(recipe, {}, found.next_page)


def test_an_answer_that_gives_too_little_of_the_page_is_no_endpoint():
    assert learn(drawn(), ("/api/top", {"items": posts()[:2]})) is None
    assert learn(Page("<p>x</p>", SITE), ("/api/top", {"items": posts()})) is None


def test_data_in_the_page_are_a_recipe_without_an_endpoint():
    page = drawn(more='<a rel="next" href="/?page=2">التالي</a>')
    recipe = state_recipe(page, read_listing(page), [{"posts": posts()}])
    assert recipe == Recipe("", "/{category.slug}/{slug}-{id}", {"append": "?page=2"})
    assert state_recipe(page, read_listing(page), [{"posts": []}]) is None


@pytest.mark.parametrize(
    ("asked", "next_page", "paging"),
    [
        ([("/a", {}), ("/a?page=2", {})], None, {"param": "page", "step": 1, "first": 1}),
        ([("/a?offset=0", {}), ("/a?offset=20", {})], None,
         {"param": "offset", "step": 20, "first": 0}),
        ([("/a", {"p": {"after": "x9"}}), ("/a?cursor=x9", {})], None,
         {"param": "cursor", "key": "after"}),
        ([("/a", {"following": "/t?page=2"})], "/t?page=2", {"key": "following"}),
        ([("/a", {})], "/t?page=2", {"append": "?page=2"}),
        ([("/a?page=1&limit=5", {})], None, {"param": "page", "step": 1, "first": 1}),
        ([("/a?start=0&limit=5", {})], None, {"param": "start", "step": 5, "first": 0}),
        ([("/a", {})], None, {}),
        ([("/a?x=1", {}), ("/a?x=7&y=2", {})], None, {}),
    ],
)  # fmt: skip
def test_paging_is_learned(asked, next_page, paging):
    told = [(SITE + url, data) for url, data in asked]
    assert learn_paging(told, f"{SITE}/t", next_page and SITE + next_page) == paging


def test_paging_leads_on_and_ends():
    page = f"{SITE}/t"
    number = {"param": "page", "step": 1, "first": 1}
    assert following(number, f"{SITE}/a?page=4&n=5", {}, page) == f"{SITE}/a?n=5&page=5"
    assert (
        following({"key": "following"}, f"{SITE}/a", {"following": "/t?p=2"}, page) == f"{page}?p=2"
    )
    assert following({"key": "following"}, f"{SITE}/a", {"following": ""}, page) is None
    assert following({"append": "?page=2"}, f"{SITE}/a", {}, page) == f"{page}?page=2"
    assert following({"append": "?page=2"}, f"{SITE}/a", {}, f"{page}?page=2") is None
    assert following(number, f"{SITE}/a?page=x", {}, page) is None
    assert endpoint_key(f"{SITE}/a?page=4&n=5") == endpoint_key(f"{SITE}/a?n=5&page=9")


def story(title=TITLES[0], paragraphs=PARAGRAPHS):
    return {"title": title, "body": "".join(f"<p>{text}</p>" for text in paragraphs)}


def shown(number=7):
    text = "".join(f"<p>{each}</p>" for each in PARAGRAPHS)
    return Page(f"<article><h1>{TITLES[0]}</h1>{text}</article>", f"{SITE}/news/{number}")


def test_an_article_is_learned_from_the_answer_that_is_the_same():
    asked = [(f"{SITE}/api/menu/7", {"x": 1}), (f"{SITE}/api/n/7", story())]
    recipe = learn_article(shown(), asked, "Asia/Aden")
    assert recipe == Recipe(f"{SITE}/api/n/{{1}}")


@pytest.mark.parametrize(
    ("url", "answer"),
    [
        ("/api/latest", story()),
        ("/api/n/7", story(title=TITLES[1])),
        (
            "/api/n/7",
            story(paragraphs=[PARAGRAPHS[0], "فقرة أخرى لا صلة لها بما يعرضه الموقع هنا."]),
        ),
        ("/api/n/7", {}),
    ],
    ids=["same_for_all_pages", "another_headline", "another_text", "nothing"],
)
def test_another_answer_is_no_recipe(url, answer):
    assert learn_article(shown(), [(SITE + url, answer)], "Asia/Aden") is None


API = Recipe(f"{SITE}/api{{path}}")


def test_a_decision_is_confirmed_given_up_and_looked_at_again():
    known = Known("api", f"{SITE}/1", API)
    assert known.confirmed("api", API, f"{SITE}/2").pages == 2
    assert known.failed().way == "api"
    assert known.failed().worked() == known
    given_up = known.failed().failed()
    assert (given_up.way, given_up.failures) == ("drawn", FAILURES_MAX)
    assert given_up.confirmed("api", API, f"{SITE}/3") == given_up  # it would fail again
    due = Known("drawn", f"{SITE}/1", runs=RUNS_MAX, failures=FAILURES_MAX)
    assert due.is_due
    assert due.confirmed("api", API, f"{SITE}/3") == Known("api", f"{SITE}/3", API)


def test_the_last_page_of_a_walk_does_not_take_the_paging_away():
    paging = Recipe(API.endpoint, "", {"key": "next"})
    known = Known("api", f"{SITE}/1", paging).confirmed("api", API, f"{SITE}/9")
    assert (known.recipe, known.pages) == (paging, 2)
    assert Known("api", f"{SITE}/9", API).confirmed("api", paging, f"{SITE}/1").recipe == paging


def test_one_drawn_page_without_its_data_proves_little():
    known = Known("api", f"{SITE}/1", API).confirmed("drawn", Recipe(), f"{SITE}/2")
    assert (known.way, known.failures) == ("api", 1)


def test_what_is_stored_is_read_and_nonsense_is_nothing():
    assert Recipe.of(API.as_dict()) == API
    assert Recipe.of({"endpoint": 7, "paging": []}) == Recipe("7")
