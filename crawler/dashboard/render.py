"""From a model to a page in a language: one set of templates for the files and the server."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache, partial
from pathlib import Path
from typing import Any, cast

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from crawler import __version__
from crawler.dashboard import links, shown, words
from crawler.dashboard.kept_code import CompiledOnce
from crawler.dashboard.pages import MENU, Page
from crawler.dashboard.spark import bar, spark
from crawler.dashboard.views.said import Said

FOLDER = Path(__file__).parent
BOUND = re.compile(r"at (?P<bound>least|most) (?P<number>[\d.,]+ ?%?)")
EXPECTED_CHARS_MAX = 60
FILTERS = {
    "foreign": shown.foreign,
    "technical": shown.technical,
    "address": shown.address,
    "count": shown.count,
    "share": shown.share,
    "size": shown.size,
    "moment": shown.moment,
    "stated": shown.stated,
}


@dataclass(frozen=True, slots=True)
class Written:
    """A page's surroundings: `served` by the server, which can search, or a file.

    `runs` are those that have a page; None: all of them.
    """

    language: str
    now: datetime
    served: bool
    about: str = ""
    runs: frozenset[str] | None = None


def page(page: Page, model: Mapping[str, Any], written: Written) -> str:
    """The page as HTML."""
    other = next(each for each in words.LANGUAGES if each != written.language)
    template = environment(written.language).get_template(f"{page.name}.html")
    return template.render(
        **model,
        view=page,
        about=written.about,
        now=written.now,
        served=written.served,
        runs_written=written.runs,
        menu=MENU,
        other=other,
        other_name=words.NAMES[other],
        other_page=links.page(page.name, other, written.about),
    )


_compiled = CompiledOnce()


@cache
def environment(language: str) -> Environment:
    """Templates with the words of a language; a name that is not given is an error."""
    made = Environment(
        loader=FileSystemLoader(FOLDER / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        bytecode_cache=_compiled,
    )
    table = words.table(language)
    made.filters |= FILTERS | {"lasting": partial(shown.lasting, language=language)}
    made.filters["word"] = partial(_word, table)
    made.filters["expected"] = partial(_expected, table)
    made.globals |= {
        "language": language,
        "direction": words.DIRECTION[language],
        "version": __version__,
        "t": partial(_told, table),
        "has": lambda key: key in table,
        "say": partial(_say, made),
        "spark": spark,
        "bar": bar,
        "link": partial(links.page, language=language),
    }
    return made


def _told(table: Mapping[str, str], key: str, **values: Any) -> Markup:
    """The words of a key with values in it; what is no markup of ours is escaped and isolated."""
    text: Markup = escape(table[key])
    safe = {
        name: value if isinstance(value, Markup) else shown.bdi(value)
        for name, value in values.items()
    }
    if len(safe) == 1:  # most have one value, and this is five times faster than a format
        ((name, value),) = safe.items()
        return text.replace(f"{{{name}}}", value)
    return text.format(**safe) if safe else text


def _word(table: Mapping[str, str], word: object, kind: str = "") -> Markup:
    """A word of ours in the language, by its key; one that has no translation as it is."""
    key = f"{kind}.{word}" if kind else str(word)
    return escape(table[key]) if key in table else shown.technical(word)


def _expected(table: Mapping[str, str], what: object) -> Markup:
    """What a check expected, "at least 0.6", in the language where it has that form."""
    form = BOUND.fullmatch(str(what))
    if not form:
        return shown.foreign(what, EXPECTED_CHARS_MAX)
    key = "at_least" if form["bound"] == "least" else "at_most"
    return _told(table, key, number=shown.technical(form["number"]))


def _say(environment: Environment, said: Said) -> Markup:
    """A sentence of a view."""
    told = cast("Callable[..., Markup]", environment.globals["t"])
    values = {name: environment.filters[kind](value) for name, (kind, value) in said.values.items()}
    return told(said.key, **values)
