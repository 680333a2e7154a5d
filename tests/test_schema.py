"""The published schema is the model's, and a published line keeps to it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from crawler.core.article import (
    Archive,
    Article,
    Author,
    Change,
    Citation,
    ContentHash,
    Duplicate,
    Link,
    Media,
    Publisher,
    Removed,
    Source,
    StoryCluster,
    UsageInfo,
    json_schema,
    with_seq,
)

FILE = Path(__file__).resolve().parents[1] / "docs" / "article.schema.json"
TYPES = {
    "string": str, "integer": int, "number": (int, float), "array": list, "object": dict,
    "null": type(None),
}  # fmt: skip


@pytest.fixture(scope="module")
def schema():
    return json.loads(FILE.read_text(encoding="utf-8"))


def faults(value, rule, schema, at="$"):
    """Where a value breaks the part of JSON Schema that ours uses."""
    if "$ref" in rule:
        return faults(value, schema["$defs"][rule["$ref"].rpartition("/")[2]], schema, at)
    if "anyOf" in rule:
        found = [faults(value, each, schema, at) for each in rule["anyOf"]]
        return [] if [] in found else found[0]
    if not isinstance(value, TYPES[rule["type"]]):
        return [f"{at}: not {rule['type']}"]
    if value not in rule.get("enum", [value]):
        return [f"{at}: {value!r}"]
    if isinstance(value, list):
        parts = ((each, rule["items"], f"{at}[{n}]") for n, each in enumerate(value))
        return [fault for each, its, place in parts for fault in faults(each, its, schema, place)]
    return _object_faults(value, rule, schema, at) if isinstance(value, dict) else []


def _object_faults(value, rule, schema, at):
    found = [f"{at}: {name} is missing" for name in rule.get("required", ()) if name not in value]
    for name, part in value.items():
        its = rule.get("properties", {}).get(name, rule.get("additionalProperties"))
        found += faults(part, its, schema, f"{at}.{name}") if its else [f"{at}: unknown {name}"]
    return found


@pytest.fixture
def full(make_article):
    """An article with every field."""
    article = make_article(
        canonicalUrl="https://windows.example/news/7", alternativeHeadline="عنوان",
        description="وصف", articleSection="محليات", keywords=["ميناء"],
        author=[Author(name="سالم")],
        publisher=Publisher(name="صحيفة", url="https://p.example/", method="path", confidence=0.5),
        isBasedOn=[Source(url="https://p.example/1", method="link", confidence=0.8)],
        dateline="عدن",
        datePublished="2025-03-01T09:00:00Z", datePublishedRaw="1 مارس",
        datePublishedEarliest="2025-03-01T09:00:00Z", datePublishedLatest="2025-03-01T09:00:01Z",
        datePrecision="second", dateBasis="jsonld", dateModified="2025-03-01T10:00:00Z",
        mainImage=Media(url="https://p.example/i.jpg", caption="صورة"),
        images=[Media(url="https://p.example/i.jpg")], videos=[Media(url="https://p.example/v.mp4")],
        relatedLink=[Link(url="https://windows.example/8", name="خبر", position=1)],
        citation=[Citation(url="https://p.example/2")], disambiguatingNotice="تنبيه",
        usageInfo=UsageInfo(robots="noarchive"), versionCreated="2025-03-01T09:00:00Z",
        event="edited", changes=[Change(field="headline", before="عنوان", after="عنوان آخر")],
        duplicate=Duplicate(of="a", relation="same", similarity=1), wordCount=7,
        storyCluster=StoryCluster(id="a", size=2, firstSeen="2025-03-01T09:00:00Z"),
        contentHash=ContentHash(raw="r", folded="f"), removed=[Removed(rule="share", text="شارك")],
    )  # fmt: skip
    article.metadata.archive = Archive(file="a.warc.gz", offset=7)
    article.metadata.validationMessages = {"datePublished": ["future"]}
    article.metadata.httpStatus, article.metadata.etag = 200, '"x"'
    article.metadata.profileVersion = "p"
    return article


def test_the_file_is_what_the_model_says(schema):
    assert schema == json_schema(), "run: scrapy schema > docs/article.schema.json"


def test_the_short_and_the_full_line_keep_to_it(schema, make_article, full):
    for article in (make_article(), full):
        line = json.loads(with_seq(article.to_line(), 1))
        assert faults(line, schema, schema) == []


def test_the_full_line_has_every_field(schema, full):
    line = json.loads(with_seq(full.to_line(), 1))
    assert set(line) == set(schema["properties"]) == set(Article.model_fields)
    assert set(line["metadata"]) == set(schema["$defs"]["Metadata"]["properties"])


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"headLine": "x"}, "$: unknown headLine"),
        ({"headline": 7}, "$.headline: not string"),
        ({"datePrecision": "decade"}, "$.datePrecision: 'decade'"),
        ({"metadata": {"sequence": 1}}, "$.metadata: unknown sequence"),
    ],
)
def test_a_line_that_breaks_it_is_told(schema, make_article, change, fault):
    line = json.loads(make_article().to_line()) | change
    assert faults(line, schema, schema) == [fault]


@pytest.mark.parametrize("name", json_schema()["required"])
def test_required_fields(schema, make_article, name):
    line = json.loads(make_article().to_line())
    del line[name]
    assert faults(line, schema, schema) == [f"$: {name} is missing"]
