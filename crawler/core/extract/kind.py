"""Tells pages that are no articles, with fixed words: listings, walls, challenges, shells."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from crawler.core.arabic.text import fold_text
from crawler.core.extract.body import Body
from crawler.core.extract.consent import is_consent
from crawler.core.extract.container import Prose, prose_of
from crawler.core.extract.front import STRONG, front_signs
from crawler.core.extract.not_found import is_not_found
from crawler.core.extract.page import Page
from crawler.core.extract.person import CALLING, is_person
from crawler.core.extract.titles import Heading
from crawler.core.noise.phrases import key_of
from crawler.core.urls import path_of

SHELL_CHARS_MAX = 200  # of visible text
CHALLENGE_CHARS_MAX = 3_000
# Of challenge pages only. Not the scripts that bot protection puts into ordinary pages too
# (/cdn-cgi/challenge-platform, _Incapsula_Resource), nor a captcha, which a comment form may have.
CHALLENGE_MARKS = ("_cf_chl_opt", "cf-browser-verification", "cf-challenge-running", "px-captcha")
CHALLENGE_PROSE_MAX = 600  # "checking your browser" and what it says about itself
CHALLENGE_TITLES = frozenset(
    key_of(title)
    for title in (
        "Just a moment...", "Attention Required! | Cloudflare", "Access denied", "Verifying",
        "Are you a robot?", "Robot check", "Security check", "Checking your browser",
        "جاري التحقق", "لحظة من فضلك", "التحقق من أنك إنسان",
        # a site that is away for a time, though its server answers 200
        "Account Suspended", "This Account has been suspended.", "Under maintenance",
        "Site under maintenance", "Maintenance mode", "الموقع تحت الصيانة", "الموقع قيد الصيانة",
        "الموقع مغلق للصيانة", "الموقع في وضع الصيانة", "موقعنا تحت الصيانة", "سنعود قريبا",
        "We'll be back soon", "Coming soon",
    )
)  # fmt: skip
LOGIN_TITLES = frozenset(
    key_of(title)
    for title in (
        "تسجيل الدخول", "تسجيل دخول", "تسجيل دخول الأعضاء", "دخول الأعضاء", "دخول المشتركين",
        "تسجيل الدخول إلى حسابك", "سجل دخولك", "سجل الدخول", "Log in", "Login", "Sign in",
        "Log in to your account", "Login to your account", "Sign in to your account",
    )
)  # fmt: skip
BESIDE_NAME = re.compile(
    r"\s[-\u2013\u2014|:\xbb\u2022]\s|[|:]"
)  # between a title and the name of the site
SHELL_PROSE_MAX = 60  # characters of running text: less is no story
LISTING_LINKS_MIN = 8  # links as long as a headline
FRONT_LINKS_MIN = 3  # of a page that calls itself a listing
LINK_WORDS_MIN = 4
LINKED_SHARE = 0.5
SURE_PROSE = 600  # characters of running text that a listing does not have in one place
PERSON_WORDS_MAX = 4  # of the name of a section or of somebody who writes
FRONT_PROSE_MAX = 1_500  # the life of an author is shorter
TEASERS_MIN = 3
LED_BLOCKS_MAX = 2
PARAGRAPH_CHARS = 60
SUMMARY_MAX = 350  # characters: the sections of an article, each under a link, are longer
LED_SHARE = 0.6  # of the paragraphs stand right under a link: they are summaries
LEADING_RULES = frozenset(("link_line", "teaser"))


def shell_kind(page: Page) -> str | None:
    """What a page without an article is, or None.

    One of `challenge`, `consent`, `not_found`, `login`, `script_built`, `empty`.

    A page with running text is none of them, whatever scripts and forms it carries.
    """
    if is_not_found(page):
        return "not_found"
    chars = 0
    for block in page.layout.blocks:
        chars += len(block.text)
        if chars >= CHALLENGE_CHARS_MAX:  # as most pages have: the rest need not be counted
            return None
    prose = sum(prose_of(page.layout))
    if prose >= CHALLENGE_PROSE_MAX:
        return None
    # "Coming soon" may be the headline of a short story, which its head calls an article
    if any(key_of(title) in CHALLENGE_TITLES for title in _titles(page)) and not says_article(page):
        return "challenge"
    return _bare_kind(page, chars, prose)


def _bare_kind(page: Page, chars: int, prose: float) -> str | None:
    lower = page.html.lower()
    if any(mark in lower for mark in CHALLENGE_MARKS):
        return "challenge"
    if is_consent(page):
        return "consent"
    if (prose < SHELL_PROSE_MAX or _asks_to_log_in(page)) and _has_password(page):
        return "login"
    if prose >= SHELL_PROSE_MAX:
        return None
    if chars < SHELL_CHARS_MAX:
        return "script_built" if "<script" in lower else "empty"
    return None


def _asks_to_log_in(page: Page) -> bool:
    """True for a page under such words alone, or beside the name of the site.

    More words may be a headline: "Log in records of the ministry are public".
    """
    return any(_is_login(BESIDE_NAME.split(title)) for title in _titles(page))


def _is_login(parts: list[str]) -> bool:
    """True for the words of a form to log in; what stands beside them is as short as a name."""
    if all(key_of(part) not in LOGIN_TITLES for part in parts):
        return False
    return all(len(part.split()) <= PERSON_WORDS_MAX for part in parts)


def _has_password(page: Page) -> bool:
    return page.tree.css_first("input[type=password]") is not None


def _titles(page: Page) -> tuple[str, ...]:
    return (page.title, *(block.text for block in page.layout.blocks if block.tag == "h1"))


def bodiless_kind(page: Page, heading: Heading | None = None) -> str:
    """What a page without a body is: `listing` when it has the links of one, else `no_body`.

    Fewer links are enough where the page calls itself a listing, or where they are most of what it
    shows and `heading` is no headline: the name of a section, a tag or somebody who writes.
    """
    if says_article(page):
        return "no_body"
    if _has_links(page):
        return "listing"
    if heading is None or not _has_links(page, FRONT_LINKS_MIN):
        return "no_body"
    is_name = len(heading.text.split()) <= PERSON_WORDS_MAX
    signs = front_signs(page, heading)
    if signs >= STRONG or (is_name and (signs or _is_linked(page))):
        return "listing"
    return "no_body"


def _is_linked(page: Page) -> bool:
    """True when links as long as headlines are most of the page."""
    long = (
        text
        for anchor in page.layout.anchors
        if len((text := anchor.text).split()) >= LINK_WORDS_MIN
    )
    return sum(map(len, long)) >= LINKED_SHARE * sum(
        len(block.text) for block in page.layout.blocks
    )


def is_listing(page: Page, prose: Prose, body: Body, heading: Heading) -> bool:
    """True for a page that announces articles, though some of its text looks like a body."""
    if says_article(page):
        return False
    text = sum(prose.values[index] for index in body.blocks)
    signs = front_signs(page, heading) if text < FRONT_PROSE_MAX else 0
    if not _has_links(page, FRONT_LINKS_MIN):  # a search that found nothing
        return signs > STRONG and text < SURE_PROSE
    words = len(heading.text.split()) if text < SURE_PROSE else PERSON_WORDS_MAX + 1
    if signs >= STRONG or (signs and words <= PERSON_WORDS_MAX):
        return True
    if _is_root(page.url) or (text < SURE_PROSE and _is_of_person(page, body, heading)):
        return True
    return _has_links(page) and _announces(page, prose, body, heading)


def _is_of_person(page: Page, body: Body, heading: Heading) -> bool:
    """True for a text under a name that begins with what that person does: who writes here."""
    text = page.layout.blocks[body.blocks[0]].text
    return is_person(heading.text) and CALLING.match(fold_text(text)) is not None


def _is_root(url: str) -> bool:
    """True for the front page of a site; a file without an address is none."""
    return bool(url) and path_of(url).strip("/") == "" and not urlsplit(url).query


def _announces(page: Page, prose: Prose, body: Body, heading: Heading) -> bool:
    """True when most paragraphs stand under links, or when little text has no headline over it."""
    led = sum(
        prose.values[at] <= SUMMARY_MAX and _is_led(page, prose, body, at) for at in body.blocks
    )
    if led >= TEASERS_MIN and led >= LED_SHARE * len(body.blocks):
        return True
    if sum(prose.values[index] for index in body.blocks) >= SURE_PROSE:
        return False
    return heading.block < 0


def _has_links(page: Page, least: int = LISTING_LINKS_MIN) -> bool:
    """True when the page has as many links as long as headlines as a listing has."""
    texts = (anchor.text for anchor in page.layout.anchors)  # with single spaces
    return sum(text.count(" ") >= LINK_WORDS_MIN - 1 for text in texts) >= least


def _is_led(page: Page, prose: Prose, body: Body, index: int) -> bool:
    """True for a paragraph under the link of a headline, with a date or a name between at most."""
    for above in range(index - 1, max(-1, index - 1 - LED_BLOCKS_MAX), -1):
        if body.rules.get(above) in LEADING_RULES:
            return page.layout.blocks[above].text.count(" ") >= LINK_WORDS_MIN - 1
        if prose.values[above] >= PARAGRAPH_CHARS:
            return False
    return False


def says_article(page: Page) -> bool:
    """True when the page's head calls it an article."""
    return (
        bool(page.article_ld)
        or page.meta.get("og:type", "").lower() == "article"
        or "article:published_time" in page.meta
    )
