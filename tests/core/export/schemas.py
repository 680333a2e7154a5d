"""JSON Schemas of the forms that are JSON: the rules of their specifications that concern us."""

from __future__ import annotations

TEXT = {"type": "string", "minLength": 1}
URI = {"type": "string", "pattern": r"^https?://[!-~]+$"}
NAME = {"type": "string", "pattern": r"^urn:[a-z0-9-]+:[!-~]+$"}
# RFC 3339 with an offset.
MOMENT = {
    "type": "string",
    "pattern": r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$",
}


def closed(properties: dict, *required: str) -> dict:
    return {
        "type": "object",
        "properties": properties,
        "required": list(required),
        "additionalProperties": False,
    }


def many(items: dict) -> dict:
    return {"type": "array", "items": items, "minItems": 1}


JSON_FEED_ITEM = {
    "type": "object",
    "properties": {
        "id": TEXT, "url": URI, "external_url": URI, "title": TEXT, "content_html": TEXT,
        "content_text": TEXT, "summary": TEXT, "image": URI, "banner_image": URI,
        "date_published": MOMENT, "date_modified": MOMENT,
        "authors": many(closed({"name": TEXT, "url": URI, "avatar": URI})),
        "tags": many(TEXT), "language": TEXT,
    },
    "patternProperties": {"^_": {"type": "object"}},  # extensions begin with an underscore
    "additionalProperties": False,
    "required": ["id"],
    "anyOf": [{"required": ["content_html"]}, {"required": ["content_text"]}],
}  # fmt: skip
JSON_FEED = closed(
    {
        "version": {"type": "string", "pattern": r"^https://jsonfeed\.org/version/1\.1$"},
        "title": TEXT,
        "home_page_url": URI,
        "language": TEXT,
        "items": {"type": "array", "items": JSON_FEED_ITEM},
    },
    "version",
    "title",
    "items",
)

ZYTE_IMAGE = closed({"url": URI}, "url")
ZYTE_MOMENT = {"type": "string", "pattern": r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$"}
ZYTE = closed(
    {
        "url": URI, "canonicalUrl": URI, "headline": TEXT, "articleBody": TEXT,
        "articleBodyHtml": TEXT, "description": TEXT,
        "datePublished": ZYTE_MOMENT, "datePublishedRaw": TEXT,
        "dateModified": ZYTE_MOMENT, "dateModifiedRaw": TEXT,
        "authors": many(closed({"name": TEXT, "nameRaw": TEXT, "url": URI, "email": TEXT})),
        "breadcrumbs": many(closed({"name": TEXT, "url": URI})),
        "inLanguage": {"type": "string", "pattern": "^[a-z]{2}$"},
        "mainImage": ZYTE_IMAGE, "images": many(ZYTE_IMAGE), "videos": many(ZYTE_IMAGE),
        "audios": many(ZYTE_IMAGE),
        "metadata": closed(
            {
                "dateDownloaded": ZYTE_MOMENT,
                "probability": {"type": "number", "minimum": 0, "maximum": 1},
                "validationMessages": {"type": "object", "additionalProperties": many(TEXT)},
            }
        ),
    },
    "url",
)  # fmt: skip

VALUED = many(closed({"role": TEXT, "contentType": TEXT, "value": TEXT}, "value"))
NINJS_PARTS = {
    "uri": {"anyOf": [URI, NAME]},
    "type": {
        "enum": ["text", "audio", "video", "picture", "graphic", "composite", "component",
                 "event", "planning"],
    },
    "representationType": {"enum": ["full", "partial"]},
    "version": TEXT, "firstCreated": MOMENT, "versionCreated": MOMENT, "contentCreated": MOMENT,
    "pubStatus": {"enum": ["usable", "withheld", "canceled"]},
    "language": TEXT, "headlines": VALUED, "descriptions": VALUED,
    "bodies": many(
        closed(
            {"role": TEXT, "contentType": TEXT, "charCount": {"type": "integer"},
             "wordCount": {"type": "integer"}, "value": TEXT},
            "value",
        )
    ),
    "by": TEXT,
    "people": many(closed({"name": TEXT, "rel": TEXT, "uri": URI, "literal": TEXT})),
    "located": TEXT, "edNote": TEXT,
    "subjects": many(closed({"name": TEXT, "rel": TEXT, "uri": URI, "literal": TEXT})),
    "infoSources": many(closed({"name": TEXT, "role": TEXT, "uri": URI, "literal": TEXT})),
    "renditions": many(
        closed({"name": TEXT, "href": URI, "contentType": TEXT, "title": TEXT}, "name")
    ),
    "altIds": many(closed({"role": TEXT, "value": TEXT})),
    "standard": closed({"name": TEXT, "version": TEXT, "schema": URI}),
}  # fmt: skip
ASSOCIATED = closed(NINJS_PARTS | {"name": TEXT, "rel": TEXT}, "name", "uri")
NINJS = closed(NINJS_PARTS | {"associations": many(ASSOCIATED)}, "uri")

THING = {"@type": TEXT, "name": TEXT, "url": URI}
JSON_LD = closed(
    {
        "@context": {"const": "https://schema.org"},
        "@type": {"const": "NewsArticle"},
        "@id": NAME, "identifier": TEXT, "url": URI, "mainEntityOfPage": URI, "headline": TEXT,
        "alternativeHeadline": TEXT, "description": TEXT, "articleSection": TEXT,
        "articleBody": TEXT, "inLanguage": TEXT, "keywords": many(TEXT),
        "author": many(closed(THING, "@type", "name")),
        "publisher": closed(THING, "@type", "name"), "provider": closed(THING, "@type", "name"),
        "isBasedOn": many(URI), "citation": many(URI), "relatedLink": many(URI),
        "dateline": TEXT, "datePublished": MOMENT, "dateModified": MOMENT,
        "image": many(closed({"@type": TEXT, "url": URI, "caption": TEXT}, "@type", "url")),
        "video": many(closed({"@type": TEXT, "url": URI, "caption": TEXT}, "@type", "url")),
        "wordCount": {"type": "integer"}, "version": {"type": "integer"},
        "disambiguatingDescription": TEXT, "creativeWorkStatus": TEXT,
    },
    "@context", "@type", "headline", "url",
)  # fmt: skip
