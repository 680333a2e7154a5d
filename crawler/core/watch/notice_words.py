"""What verdicts and causes are called in Arabic, where a message tells them to a person."""

from __future__ import annotations

VERDICTS_AR = {
    "down": "لا يجيب",
    "blocked": "محجوب عنا",
    "moved": "انتقل",
    "broken": "معطل",
    "drifting": "يتغير",
    "quiet": "هادئ",
    "healthy": "سليم",
}
# Of what was expected (`Finding.expected`), and of a length of time (`duration.in_words`).
BOUNDS_AR = {"at least": "لا أقل من", "at most": "لا أكثر من", "below": "دون"}
UNITS_AR = {"d": "يوم", "h": "ساعة", "min": "دقيقة", "s": "ثانية"}
CAUSES_AR = {
    "no_answer": "لم تجب أي صفحة بداية",
    "challenge": "الموقع يطلب إثبات أن الزائر إنسان",
    "consent": "صفحة موافقة تقف أمام القائمة",
    "login": "القائمة تطلب تسجيل الدخول",
    "forbidden": "صفحات البداية مرفوضة (401 أو 403 أو 451)",
    "rate_limited": "الموقع يقول إننا نسأل أكثر مما ينبغي (429)",
    "robots_forbids": "ملف robots.txt يمنع صفحات البداية",
    "robots_unreadable": "تعذرت قراءة robots.txt، فلا يجوز طلب شيء",
    "new_host": "صفحة البداية تحيل إلى مضيف آخر",
    "parked": "صفحة البداية هي صفحة نطاق معروض للبيع",
    "listing_gone": "لا رابط في صفحة البداية إلى أي خبر",
    "soft_404": "أغلب الأخبار صفحات خطأ برمز 200",
    "repeated_text": "عناوين كثيرة تعرض نصا واحدا",
    "articles_failed": "أغلب الصفحات فشلت أو لم تكن أخبارا",
    "too_few": "الأخبار الجديدة أقل مما يتوقعه ملف الموقع",
    "bug": "خلل في برنامجنا",
    "no_browser": "الصفحات تحتاج إلى متصفح ولا متصفح هنا",
    "garbled": "ضاعت أحرف في الطريق",
    "arabic_share": "نسبة الأحرف العربية في النص أقل",
    "encoding_repaired": "الصفحات تعلن ترميزا غير ترميزها، وقد أصلح",
    "selector_missed": "محدد في ملف الموقع لا يطابق شيئا",
    "coverage_date": "الأخبار بلا تاريخ",
    "coverage_section": "الأخبار بلا قسم",
    "coverage_publisher": "الأخبار بلا ناشر",
    "coverage_author": "الأخبار بلا كاتب",
    "coverage_image": "الأخبار بلا صورة",
    "short_bodies": "الأخبار أقصر بكثير من قبل",
    "future_dates": "تواريخ الأخبار في المستقبل",
    "duplicates": "النسخ المكررة أكثر من قبل",
    "dropped": "الصفحات المتروكة أكثر من قبل",
    "failed": "الطلبات الفاشلة أكثر من قبل",
    "stale": "أحدث خبر أقدم مما ينبغي",
    "silence": "لا جديد في ساعة تأتي عادة بالأخبار",
    "listings_empty": "صفحات قوائم بلا رابط إلى خبر",
    "latency": "الأجوبة أبطأ من قبل",
    "killed": "التشغيلات السابقة قتلت قبل أن تنتهي",
    "robots_changed": "تغير robots.txt وما زال يسمح لنا",
    "layout_changed": "بناء الصفحات غير ما كان",
}
