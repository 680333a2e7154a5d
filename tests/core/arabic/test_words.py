"""Words are counted as readers count them."""

import pytest

from crawler.core.arabic.words import count_words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", 0),
        ("… - ،", 0),
        ("وصلت السفينة إلى الميناء", 4),
        ("وَصَلَتِ السَّفِينَةُ، أَخِيرًا!", 3),
        ("«نعم»، قال الوزير: لا.", 4),
        ("ارتفع السعر 12 ريالاً", 4),
        ("سطر\n\nسطر", 2),
        ("عدن-صنعاء", 2),
    ],
)
def test_count(text, words):
    assert count_words(text) == words
