"""Sends what the store has to tell of incidents to the addresses of RASID_NOTIFY, each once."""

from __future__ import annotations

import hashlib
import logging
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields
from datetime import datetime

from scrapy.settings import BaseSettings
from sqlalchemy import Engine

from crawler.core.errors import ConfigError
from crawler.core.watch.notice import Message, Told, message_of
from crawler.store.deliveries import Deliveries
from crawler.store.incidents import Incident, Incidents
from crawler.store.notices import Notice, Notices

logger = logging.getLogger(__name__)
TIMEOUT_S = 20.0  # for one message to one address; a run does not wait longer
AT_ONCE_MAX = 100  # the rest goes with the next run
# They write addresses into their lines, and an address of RASID_NOTIFY holds a password.
TELL_ADDRESSES = ("apprise", "urllib3", "requests", "requests_oauthlib", "httpx", "smtplib")
# A comma inside an address, as between two recipients of one mail, separates nothing.
BETWEEN = re.compile(r"[\s,]+(?=[A-Za-z][A-Za-z0-9+.-]*://)")
Send = Callable[[Message], bool]


@dataclass(frozen=True, slots=True)
class Target:
    """Somebody who is told: a digest of the address, its kind such as `tgram`, and the way."""

    digest: str
    kind: str
    send: Send


@dataclass(slots=True)
class Sending:
    """What came of it, in messages to addresses; `waiting` notices have not gone to all."""

    sent: int = 0
    failed: int = 0
    waiting: int = 0

    def __str__(self) -> str:
        """For a person."""
        return f"{self.sent} sent, {self.failed} failed, {self.waiting} notices wait"


def targets_of(settings: BaseSettings) -> list[Target]:
    """Who is told, in the order of RASID_NOTIFY; none while it is empty.

    Raises ConfigError for an address that Apprise does not know; it names the place and the kind
    of the address, never the address.
    """
    _silence()
    given = BETWEEN.split(str(settings.get("RASID_NOTIFY") or "").strip(" ,"))
    return [_target(url, place) for place, url in enumerate(filter(None, given), start=1)]


def send_notices(engine: Engine, targets: Sequence[Target], now: datetime) -> Sending:
    """Tell each target what it has not been told, the oldest first; muted causes wait.

    A target that fails is left alone until the next call: its messages keep their order. Raises
    MachineError when the store fails.
    """
    due = Notices(engine).due(now, limit=AT_ONCE_MAX) if targets else []
    incidents = Incidents(engine).get(each.incident for each in due)
    round_ = Round(engine, targets, now)
    for notice in due:
        told = told_of(incidents[notice.incident])
        round_.tell(notice, message_of(told, notice.kind, _steps(told)))
    return round_.sending


def tell_at_once(message: Message, targets: Sequence[Target]) -> Sending:
    """Send a message that no incident has made; nothing remembers that it was sent."""
    taken = [_sent(target, message) for target in targets]
    return Sending(sent=taken.count(True), failed=taken.count(False))


class Round:
    """Messages on their way to the targets, once through all that is due."""

    def __init__(self, engine: Engine, targets: Sequence[Target], now: datetime) -> None:
        self.notices = Notices(engine)
        self.deliveries = Deliveries(engine)
        self.targets = targets
        self.now = now
        self.silent: set[str] = set()
        self.sending = Sending()

    def tell(self, notice: Notice, message: Message) -> None:
        """Send it to those who have not taken it, and write down what came of it."""
        done = self.deliveries.done(notice.id)
        to_do = [target for target in self.targets if target.digest not in done]
        missing = [target.kind for target in to_do if not self._delivered(notice, message, target)]
        if missing:
            self.notices.failed(notice.id, f"not taken by {', '.join(missing)}")
            self.sending.waiting += 1
        else:
            self.notices.sent(notice.id, self.now)

    def _delivered(self, notice: Notice, message: Message, target: Target) -> bool:
        """Whether the target has taken it now; False also where another process is sending it.

        After the first that it has not taken, the target gets none in this round.
        """
        if target.digest in self.silent:
            return False
        self.silent.add(target.digest)
        if not self.deliveries.begin(notice.id, target.digest, self.now):
            return False
        self.notices.trying(notice.id, self.now)
        if not _sent(target, message):
            self.deliveries.failed(notice.id, target.digest)
            self.sending.failed += 1
            return False
        self.deliveries.sent(notice.id, target.digest, self.now)
        self.sending.sent += 1
        self.silent.remove(target.digest)
        return True


def told_of(incident: Incident) -> Told:
    """What a message says of an incident."""
    return Told(**{each.name: getattr(incident, each.name) for each in fields(Told)})


def _steps(told: Told) -> tuple[str, str]:
    """What to do about it, as docs/operations.md says, in English and in Arabic."""
    from crawler.dashboard import words

    key, site = f"step.{told.cause}", told.site.partition("@")[0]
    english, arabic = (words.table(language).get(key, "") for language in ("en", "ar"))
    return english.replace("SITE", site), arabic.replace("SITE", site)


def _sent(target: Target, message: Message) -> bool:
    taken = target.send(message)
    if not taken:
        logger.warning("a message was not taken by %s", target.kind)
    return taken


def _target(url: str, place: int) -> Target:
    from apprise import Apprise, AppriseAsset, NotifyFormat, NotifyType, PersistentStoreMode

    asset = AppriseAsset(
        app_id="Rasid",
        app_desc="Rasid",
        app_url="",
        storage_mode=PersistentStoreMode.MEMORY,
        service_timeout=TIMEOUT_S,
    )
    kind = url.partition(":")[0][:20]
    service = Apprise(asset=asset)
    if not service.add(url) or len(service) != 1:
        message = (
            f"RASID_NOTIFY: address {place} ({kind}://…) is none that Apprise knows; "
            "several are separated by commas"
        )
        raise ConfigError(message)

    def send(message: Message) -> bool:
        taken = service.notify(
            body=message.body,
            title=message.title,
            notify_type=NotifyType(message.mood),
            body_format=NotifyFormat.TEXT,
            timeout=TIMEOUT_S,
        )
        return bool(taken)

    return Target(hashlib.sha256(url.encode()).hexdigest()[:16], kind, send)


def _silence() -> None:
    """From here on nobody writes an address into a log, also not who is late with an answer."""
    for name in TELL_ADDRESSES:
        logging.getLogger(name).propagate = False
        logging.getLogger(name).setLevel(logging.CRITICAL + 1)
