"""The page of copies: what is word for word, and what is nearly so."""

from datetime import UTC, datetime

from sqlalchemy import insert

from crawler.core.article import Article, Metadata, Provider, identifier_of
from crawler.dashboard.look import Look
from crawler.dashboard.queries import copies
from crawler.store.database import reading, writing
from crawler.store.schema import articles, sketches

NOW = datetime(2026, 2, 3, 4, 5, tzinfo=UTC)
LIKE = [
    None,
    ("same", 1.0),
    ("same", 0.93),
    ("contained", 1.0),
    ("extends", 1.0),
    ("template", 0.9),
]


def line_of(number):
    url = f"https://news.example/{number}"
    return Article(
        identifier=identifier_of(url), url=url, headline=f"عنوان {number}", articleBody="نص",
        inLanguage="ar", provider=Provider(name="n", url="https://news.example/"),
        metadata=Metadata(spider="windows"),
    ).to_line()  # fmt: skip


def test_only_the_same_words_are_word_for_word(engine):
    """A part of another article has all its words there: its similarity is 1 too."""
    with writing(engine) as connection:
        for number, like in enumerate(LIKE, start=1):
            relation, similarity = like or (None, None)
            connection.execute(
                insert(articles).values(
                    id=number, identifier=str(number), url=f"https://news.example/{number}",
                    site="windows", content_key=str(number), run_id="r", first_seen=NOW,
                    line=line_of(number),
                )
            )  # fmt: skip
            connection.execute(
                insert(sketches).values(
                    id=number, article=number, head=1, searched=True, mark=number, data=b"",
                    matched=1 if like else None, relation=relation, similarity=similarity,
                )
            )  # fmt: skip
    with reading(engine) as connection:
        found = copies.read(Look(connection, NOW))
    assert {(pair.relation, pair.exact): pair.number for pair in found.pairs} == {
        ("same", True): 1, ("same", False): 1, ("contained", False): 1, ("extends", False): 1,
        ("template", False): 1,
    }  # fmt: skip
