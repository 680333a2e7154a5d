"""Lines of a site between the paragraphs of an article, told by their form and not by one phrase.

Lines of hashtags, of signs alone, on an advertisement that follows, lines that ask readers to a
channel or to press somewhere, and rows of tools.
"""

from __future__ import annotations

import re

from crawler.core.arabic.text import fold_text
from crawler.core.extract.layout import Block
from crawler.core.extract.told_lines import SENTENCE_STOPS
from crawler.core.noise.phrases import key_of, kind_of_line

CHARS_MAX = 120
FED_CHARS_MAX = 300
# What blogs write under an entry in their feeds, and who republishes these has in the text.
FED_STARTS = ("The post ", "ظهر", "المقال", "التدوينة ", "L’article ", "L'article ", "Der Beitrag ",
              "La entrada ")  # fmt: skip
FED = re.compile(
    r"the post .{1,200} (?:appeared first|first appeared) on |"
    r"(?:ظهرت? (?:هذه? )?(?:المقاله?|المنشور|التدوينه|الخبر) .{1,200}|"
    r"(?:المقاله?|التدوينه) .{1,200} ظهرت?) اولا (?:علي|في) |"
    r"l.article .{1,200} est apparu en premier sur |der beitrag .{1,200} erschien zuerst auf |"
    r"la entrada .{1,200} (?:se publicó|aparece|apareció) primero en "
)
AD_MAX, ROW_MAX = 60, 120
AD_WORD = "علان"
# In front of the title of a film.
WATCH = ("شاهد:", "شاهد :", "شاهد |", "بالفيديو:", "بالفيديو |", "فيديو:", "فيديو |")
SIGN_CHARS_MAX = 2  # as "A+"
TATWEEL = "\u0640"  # a letter, though it is drawn as a line
ROW_TAGS = frozenset(("li", "td", "th", "dt", "dd", "pre"))
TAGS = re.compile(r"(?:#[^\s#]{2,60}(?:\s|$)[\s|,،]{0,3}){1,20}")
SIGNS = re.compile(r"[\s*_=~•·⁂◆■●★#\u0640–—“”„«»❝❞\"-]+")  # between the parts of a text
AD = re.compile(
    r"\W{0,3}اعلان(?:ات)?\W{0,4}(?:يتبع|تابع|مرر|استمر|المقال|الخبر|القصه)(?!\w)|"
    r"(?:[يتن]ستمر|[يتن]تواصل|[يتن]?تابع|[يتن]واصل|[يتن]?كمل|\w{3,8}\s(?:مستمره?|متواصله?))\s"
    r".{0,30}بعد\s(?:هذا\s)?(?:ال)?(?:اعلان|فاصل)"
)
# With one of these ends each of the following: to see that takes a tenth of a search.
LAST_WORDS = frozenset(
    ("ad", "ads", "advert", "adverts", "advertisement", "anzeige", "werbung", "weiter", "publicité",
     "pub", "below")
)  # fmt: skip
LATIN_AD = re.compile(
    r"(?:continues?|continue reading|scroll|weiter|suite|nach|après|skip)\s.{0,40}"
    r"(?<!\w)(?:ads?|adverts?|advertisement|anzeige|werbung|publicité|pub)(?!\w)|"
    r"advert(?:isement)?\W{1,4}(?:continue|scroll|skip).{0,20}",
    re.IGNORECASE,
)
# One of these stands in each line that the expressions below tell: searching for them is cheap.
ASKED = ("t.me", "telegram", "whats", "واتس", "تلغرام", "تلجرام", "ليجرام", "يوتيوب", "ضغط", "نقر")
FIRST_LETTERS = frozenset("لشراأتاإنق")  # of what such a line begins with
CHANNEL = r"(?:t\.me|telegram|whats|واتس|تلغرام|تلجرام|تيليجرام|تليجرام|يوتيوب)"
ASKS = re.compile(
    r"\W{0,3}(?:(?:لمتابعه|لمتابعتنا|للاشتراك|للانضمام|لارسال|للتواصل|شاركونا|راسلونا|ارسلوا|تواصلوا|"
    rf"انضموا|تابعونا|اشتركوا|انضم|تابعنا|اشترك)(?!\w).{{0,80}}{CHANNEL}|"
    rf"قناه\s[^.،]{{2,40}}\sعلي\s(?:ال)?{CHANNEL}\w*\W*$|"
    r"(?:لل?\w{3,9}\s.{0,60})?(?:اضغط|انقر)(?:وا|ي)?\s(?:هنا|علي)(?!\w))"
)


def site_line(block: Block) -> str | None:
    """The rule for such a line, or None for one of the text.

    >>> site_line(Block("#عدن #مياه", "p", 0)), site_line(Block("إعلان عدن يعود للواجهة", "p", 0))
    ('tags', None)
    """
    text = block.text
    if text.startswith(FED_STARTS) and len(text) <= FED_CHARS_MAX and FED.match(fold_text(text)):
        return "ending"
    if len(text) > CHARS_MAX or block.tag in ROW_TAGS:
        return None
    if (not text[0].isalnum() or text[0] == TATWEEL) and (kind := _kind_of_signs(text)):
        return kind
    if len(text) <= AD_MAX and _is_on_ad(text):
        return "ad"
    if block.parts and len(text) <= ROW_MAX and _is_row(block):
        return "share"
    return "follow" if _asks(text) else None


def is_film(text: str) -> bool:
    """True for "watch: ..." over or under a film, which is no sentence.

    >>> is_film("شاهد: وصول السفينة إلى الميناء"), is_film("شاهد عيان: رأيت السفينة تغرق")
    (True, False)
    """
    return text.startswith(WATCH) and len(text) <= CHARS_MAX and not text.endswith(SENTENCE_STOPS)


def _is_on_ad(text: str) -> bool:
    """True for "the story continues below this advertisement"."""
    if text[0].isascii():
        is_maybe = text.rpartition(" ")[2].lower() in LAST_WORDS
        return is_maybe and LATIN_AD.search(text) is not None
    return AD_WORD in text and AD.match(key_of(text)) is not None


def _kind_of_signs(text: str) -> str | None:
    """The rule for a line of hashtags or of signs alone."""
    if text[0] == "#" and TAGS.fullmatch(text):
        return "tags"
    return "edge" if SIGNS.fullmatch(text) else None


def _asks(text: str) -> bool:
    """True for a line, no sentence, that asks readers to a channel or to press somewhere."""
    if text[0].isalpha() and text[0] not in FIRST_LETTERS:
        return False
    if text.endswith(SENTENCE_STOPS) or not any(map(text.__contains__, ASKED)):
        return False
    return ASKS.match(key_of(text)) is not None


def _is_row(block: Block) -> bool:
    """True for labels of tools, also with a clock, a count or a sign beside them."""
    labels = [
        piece
        for piece in block.pieces
        if len(piece) > SIGN_CHARS_MAX and any(map(str.isalpha, piece))
    ]
    return bool(labels) and len(block.pieces) > 1 and all(map(kind_of_line, labels))
