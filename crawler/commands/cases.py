"""Where saved pages lie, and how they and their expectations are written and read."""

from __future__ import annotations

import gzip
import json
import zlib
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from scrapy.settings import BaseSettings

from crawler.core.errors import CreateError, MachineError, WrongUsageError
from crawler.core.saved_case import LISTING, SavedPage, expected_of, saved_page
from crawler.core.site import NAME, SiteProfile
from crawler.core.urls import absolute

ROOT = Path(__file__).resolve().parents[2]


def profile_of(settings: BaseSettings, site: str) -> SiteProfile:
    """The profile of a site. Raises WrongUsageError for one that no module defines."""
    from scrapy.spiderloader import get_spider_loader

    loader: Any = get_spider_loader(settings)
    if site in loader.broken:
        raise loader.broken[site]
    if site not in loader.list():
        raise WrongUsageError(f"no site {site!r}; there are {', '.join(sorted(loader.list()))}")
    profile: SiteProfile = loader.load(site).profile
    return profile


def folder_of(root: Path, site: str) -> Path:
    """The folder of a site's saved pages."""
    return root / "tests" / "sites" / site


def write_case(folder: Path, case: str, saved: SavedPage, profile: SiteProfile) -> Path:
    """Write `<case>.html` and `<case>.json`; returns the latter.

    A case whose name begins with `listing` is one. Raises WrongUsageError for what is no name,
    CreateError when a file cannot be written.
    """
    if not NAME.fullmatch(case):
        raise WrongUsageError(f"case: use lower case letters, digits and _: {case!r}")
    expected = expected_of(saved, profile, as_listing=case.startswith(LISTING))
    try:
        folder.mkdir(parents=True, exist_ok=True)
        (folder / f"{case}.html").write_bytes(saved.body)
        target = folder / f"{case}.json"
        target.write_text(text_of(expected), encoding="utf-8")
    except OSError as error:
        raise CreateError.from_os(error, f"saving {case} in {folder}") from error
    return target


def text_of(expected: dict[str, Any]) -> str:
    """An expectation as it stands in its file: indented, because a person reads its diff."""
    return json.dumps(expected, ensure_ascii=False, indent=1) + "\n"


def cases_of(folder: Path) -> Iterator[tuple[str, SavedPage]]:
    """The saved pages of a site by their names. Raises MachineError for one that is not whole."""
    for path in sorted(folder.glob("*.json")):
        try:
            expected = json.loads(path.read_text(encoding="utf-8"))
            yield path.stem, saved_page(path.with_suffix(".html").read_bytes(), expected)
        except (OSError, ValueError, KeyError) as error:
            raise MachineError(f"{path}: {error}; save the page again") from error


def page_in(path: Path, url: str) -> SavedPage:
    """The page in a file (also .gz), observed when the file was written.

    Raises ConfigError for an address that is none, MachineError for a file that cannot be read.
    """
    if absolute(url, "") is None:
        raise WrongUsageError(f"--url {url!r} is no address; give one such as https://host/path")
    try:
        body = path.read_bytes()
        body = gzip.decompress(body) if path.suffix == ".gz" else body
        observed = datetime.fromtimestamp(int(path.stat().st_mtime), UTC)
    except (OSError, EOFError, zlib.error) as error:
        raise MachineError(f"{path}: {error}") from error
    return SavedPage(body, url, observed)
