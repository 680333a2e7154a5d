"""Who asks and who answers are of one mind: the same store, the same release, the same profiles.

A text in, a text out: what goes between them is JSON, an error of ours included.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from scrapy.settings import BaseSettings, Settings
from scrapy.spiderloader import get_spider_loader
from sqlalchemy import Engine as Store

from crawler import __version__
from crawler.core.article import EXTRACTOR_VERSION
from crawler.core.errors import ConfigError, CreateError, MachineError, RasidError
from crawler.core.site import SiteProfile
from crawler.corpus.spread import Engine, engine_of
from crawler.store import data_dir_of, store_of
from crawler.store.database import epoch

PLACE = ("RASID_DATA_DIR", "RASID_DATABASE_URL")
ERRORS = {each.__name__: each for each in (ConfigError, CreateError, MachineError)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Mind:
    """`epoch` and `mark` are the store and the release of who asks.

    `place` names the store by settings; None: where the worker's own settings say.
    """

    epoch: str
    mark: str
    place: dict[str, str] | None = None


def mind_of(
    settings: BaseSettings, engine: Engine, profiles: Mapping[str, SiteProfile]
) -> dict[str, Any]:
    """The fields of a `Mind`. Workers with settings of their own are sent no address of a store."""
    return {
        "epoch": epoch(store_of(settings)),
        "mark": mark_of(profiles),
        "place": None if engine.is_elsewhere else place_of(settings),
    }


def engine_for(settings: BaseSettings, named: str | None, jobs: int) -> Engine:
    """The engine that is asked for. Raises ValueError.

    Workers of a cluster of our own are told by their environment where the store is, those of
    another one know it from their own.
    """
    environment = tuple(place_of(settings).items())
    return replace(engine_of(named, jobs), environment=environment)


def place_of(settings: BaseSettings) -> dict[str, str]:
    """The settings that say where the store is."""
    data_dir = os.path.abspath(data_dir_of(settings))  # noqa: PTH100 - links are kept as they are
    return dict(zip(PLACE, (data_dir, settings.get(PLACE[1]) or ""), strict=True))


def opened(mind: Mind) -> tuple[Store, BaseSettings]:
    """The store of who asks, and the settings that name it. Raises ConfigError for another one."""
    settings = project_settings(mind.place or {})
    store = store_of(settings)
    if epoch(store) != mind.epoch:
        raise ConfigError(f"a worker reads another store; its {' and '.join(PLACE)} are wrong")
    return store, settings


def check_mark(mind: Mind, profiles: Mapping[str, SiteProfile]) -> None:
    """Raises ConfigError where the worker would make something else of a page."""
    if mark_of(profiles) != mind.mark:
        raise ConfigError(
            "a worker has another release or other profiles than the one that asks: "
            "bring its checkout to the same commit and start it anew"
        )


def mark_of(profiles: Mapping[str, SiteProfile]) -> str:
    """A digest of all that makes an article out of a page: this release and the profiles."""
    versions = {name: profile.version() for name, profile in sorted(profiles.items())}
    told = json.dumps([__version__, EXTRACTOR_VERSION, versions])
    return hashlib.sha256(told.encode()).hexdigest()[:12]


def profiles_of(modules: list[str]) -> tuple[dict[str, SiteProfile], dict[str, RasidError]]:
    """The profiles of the sites in these modules, and what is wrong with the broken ones."""
    loader: Any = get_spider_loader(project_settings({"SPIDER_MODULES": modules}))
    made = {name: getattr(loader.load(name), "profile", None) for name in loader.list()}
    return {name: profile for name, profile in made.items() if profile}, loader.broken


def project_settings(changes: Mapping[str, Any]) -> BaseSettings:
    """Those of the project as this process has them, with changes."""
    made = Settings()
    made.setmodule("crawler.settings")
    made.setdict(changes, priority="cmdline")
    return made


def answer(work: Callable[[dict[str, Any], Any], Any], text: str) -> str:
    """What `work` says to an order and a piece, the two lines of a text; errors of ours in it."""
    order, _, piece = text.partition("\n")
    try:
        made = work(json.loads(order), json.loads(piece))
    except RasidError as error:
        known = (name for name, each in ERRORS.items() if isinstance(error, each))
        made = {"error": next(known, MachineError.__name__), "message": str(error)}
    return json.dumps(made, ensure_ascii=False)


def told(text: str) -> Any:
    """What was answered. Raises the worker's ConfigError or MachineError."""
    made = json.loads(text)
    if isinstance(made, dict) and "error" in made:
        raise ERRORS.get(made["error"], MachineError)(made["message"])
    return made
