"""JSON Feed, JSON-LD, ninjs and Zyte hold to the rules of their specifications."""

from __future__ import annotations

import json

import jsonschema
import pytest

from crawler.core.article import Author, Media

LINES = {"json_ld": "JSON_LD", "ninjs": "NINJS", "zyte": "ZYTE"}


def lines(data: bytes) -> list[dict]:
    text = data.decode()
    assert len(text.splitlines()) == text.count("\n")  # U+2028 ends no line
    return [json.loads(line) for line in text.split("\n") if line]


@pytest.mark.parametrize("form", LINES)
def test_every_line_is_valid(write, schemas, plain, nasty, form):
    rule = getattr(schemas, LINES[form])
    made = lines(write(form, nasty, plain))
    assert len(made) == 2
    for each in made:
        jsonschema.validate(each, rule, jsonschema.Draft202012Validator)


def test_the_json_feed_is_valid(write, schemas, plain, nasty):
    for articles in ((nasty, plain), (plain,), ()):
        feed = json.loads(write("json_feed", *articles))
        jsonschema.validate(feed, schemas.JSON_FEED, jsonschema.Draft202012Validator)
        assert len(feed["items"]) == len(articles)


@pytest.mark.parametrize(
    ("form", "broken"),
    [
        ("json_ld", {"url": "/news/7"}),
        ("ninjs", {"pubStatus": "published"}),
        ("ninjs", {"headline": "عنوان"}),
        ("zyte", {"datePublished": "2025-03-01"}),
        ("zyte", {"inLanguage": "ckb"}),
    ],
)
def test_the_rules_find_what_is_wrong(write, schemas, nasty, form, broken):
    [made] = lines(write(form, nasty))
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(made | broken, getattr(schemas, LINES[form]))


def test_zyte_has_its_names(write, nasty):
    [made] = lines(write("zyte", nasty))
    assert made["authors"] == [{"name": "سالم العمري", "nameRaw": "بقلم: سالم العمري"}]
    assert made["datePublished"] == "2025-03-01T09:00:00Z"
    assert made["breadcrumbs"] == [{"name": "محليات & عربي"}]
    assert made["canonicalUrl"] == "https://windows.example/news/7"
    assert made["metadata"]["validationMessages"] == {"datePublished": ["url_disagrees"]}
    assert "\u2028" in made["articleBody"]  # theirs is not normalised


def test_the_date_of_an_update_is_no_date_of_publication(write, make_article):
    article = make_article(dateModified="2025-03-02T00:00:00Z")
    [made] = lines(write("zyte", article))
    assert "datePublished" not in made
    assert made["dateModified"] == "2025-03-02T00:00:00Z"


@pytest.mark.parametrize(("tag", "shown"), [("ar", "ar"), ("ckb", None), ("und", None)])
def test_zyte_knows_languages_of_two_letters(write, make_article, tag, shown):
    [made] = lines(write("zyte", make_article(inLanguage=tag)))
    assert made.get("inLanguage") == shown


def test_ninjs_names_who_had_which_part_in_it(write, nasty):
    [made] = lines(write("ninjs", nasty))
    assert made["infoSources"] == [
        {"name": "صحيفة «الميناء»", "role": "publisher", "uri": "https://port.example/"},
        {"name": "نوافذ", "role": "aggregator", "uri": "https://windows.example/"},
    ]
    assert [each["rel"] for each in made["associations"]] == ["basedOn", "related"]
    assert made["version"] == "2"
    assert made["firstCreated"] == "2025-03-01T12:00:00Z"


def test_ninjs_says_that_an_article_is_withdrawn(write, make_article):
    [made] = lines(write("ninjs", make_article(pubStatus="canceled")))
    assert made["pubStatus"] == "canceled"


@pytest.mark.parametrize("form", [*LINES, "json_feed"])
def test_an_article_without_text_is_valid(write, schemas, make_article, form):
    article = make_article(articleBody="", author=[Author(name="\x00")])
    article = article.model_copy(update={"images": [Media(url="javascript:1")]})
    data = write(form, article)
    if form == "json_feed":
        jsonschema.validate(json.loads(data), schemas.JSON_FEED)
    else:
        [made] = lines(data)
        made.pop("author", None)
        jsonschema.validate(made, getattr(schemas, LINES[form]))
        assert "articleBody" not in made
        assert made.get("representationType", "partial") == "partial"
