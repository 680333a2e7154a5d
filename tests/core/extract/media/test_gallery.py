"""Photo galleries: captions are the text where there is no other; images carry their captions."""

from __future__ import annotations

import pytest

from crawler.core.errors import NotAnArticle
from crawler.core.extract import article_of, extract_article
from crawler.core.extract.page import Page

URL = "https://site.example/photos/1"
TITLE = "صور من السوق القديم بعد يوم واحد من الحريق الكبير"
CAPTIONS = (
    "رجال الإطفاء أمام مدخل السوق القديم.",
    "امرأة تحمل ما بقي من بضاعتها بعد الحريق",
    "سيارات الإسعاف في الشارع المؤدي إلى السوق.",
    "تاجر ينظر إلى ما بقي من محله",
)
FORMS = {
    "figures": "<figure><img src=/p/{n}.jpg><figcaption>{text}</figcaption></figure>",
    "slides": "<div class=slide><img src=/p/{n}.jpg><p class=photo-caption>{text}</p></div>",
    "lazy": "<figure><img data-src=/p/{n}.jpg src=data:,x><p>{text}</p></figure>",
}
RELATED = "<div><h3>أخبار ذات صلة</h3>{}</div>".format(
    "".join(f"<p><a href=/n/{n}>خبر آخر رقم {n} له عنوان من كلمات</a></p>" for n in range(9))
)


def page(body):
    return f"<html><head><title>{TITLE}</title></head><body><h1>{TITLE}</h1>{body}</body></html>"


def pictures(form):
    return "".join(form.format(n=n, text=text) for n, text in enumerate(CAPTIONS))


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
def test_captions_are_the_text_of_a_gallery(form):
    article = extract_article(page(f"<div class=gallery>{pictures(form)}</div>{RELATED}"), URL)
    assert article.articleBody.split("\n\n") == list(CAPTIONS)
    assert article.metadata.fieldMethods["articleBody"] == "captions"
    assert [(each.url, each.caption) for each in article.images] == [
        (f"https://site.example/p/{n}.jpg", text) for n, text in enumerate(CAPTIONS)
    ]


def test_beside_a_paragraph_captions_are_no_text_but_the_images_have_them():
    told = "هذه صور التقطها مصورنا في السوق القديم صباح اليوم، بعد أن أخمد رجال الإطفاء النار."
    form = FORMS["figures"]
    article = extract_article(page(f"<div><p>{told}</p>{pictures(form)}</div>{RELATED}"), URL)
    assert article.articleBody == told
    assert [each.caption for each in article.images] == list(CAPTIONS)
    assert [each.rule for each in article.removed if each.text == CAPTIONS[0]] == ["caption"]


def test_teasers_with_pictures_are_no_gallery():
    form = "<figure><a href=/g/{n}><img src=/p/{n}.jpg></a><figcaption><a href=/g/{n}>{text}</a>"
    cards = pictures(form + "</figcaption></figure>") * 3
    with pytest.raises(NotAnArticle):
        article_of(Page(page(f"<div>{cards}</div>"), URL))


def test_captions_of_a_few_words_are_enough():
    names = ("باب السوق القديم", "ساحة الخانات الثلاثة", "دكان العطار الأخير")
    form = "<div class=s><img src=/p/{n}.jpg><p class=caption>{text}</p></div>"
    shown = "".join(form.format(n=n, text=text) for n, text in enumerate(names))
    article = extract_article(page(f"<div>{shown}</div><div>{RELATED}</div>"), URL)
    assert article.articleBody.split("\n\n") == list(names)
