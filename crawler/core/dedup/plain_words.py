"""Words that say how a story is told and not what it is about.

Particles, pronouns, reporting verbs, days relative to today. Editors swap them for one another, so
a difference in them does not make another story.
"""

from __future__ import annotations

from crawler.core.arabic.text import fold_text

_WORDS = """
    في من على إلى عن أن إن بأن لأن كان كانت يكون تكون ليس ليست ما لا لم لن قد لقد سوف كل بعض أي غير
    هذا هذه ذلك تلك هؤلاء هو هي هم هنا هناك التي الذي الذين اللذين اللتين اللاتي
    كما بعد قبل عقب خلال أثناء حيث بين عند منذ حتى أو أم ثم بل لكن إلا إذ إذا لكي كي فيما بينما
    مع به بها بهم له لها لهم فيه فيها عليه عليها منه منها إليه إليها عنه عنها
    كذلك أيضا حول دون ضد نحو لدى عبر ضمن تحت فوق أمام خلف قرب تم يتم
    قال قالت ذكر ذكرت أكد أكدت أضاف أضافت أوضح أوضحت أشار أشارت شدد شددت بين بينت
    عدد مجموعة كبير كبيرة ضخم ضخمة كافة جميع
    اليوم أمس غدا الماضي الماضية الجاري الجارية الحالي الحالية القادم القادمة المقبل المقبلة
    ب ل و د م ه ت
"""
_BARE = frozenset(map(fold_text, _WORDS.split()))

PLAIN_WORDS: frozenset[str] = _BARE | {"و" + word for word in _BARE}
"""Search keys, bare and with "and" before them."""
