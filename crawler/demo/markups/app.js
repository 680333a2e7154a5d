/* Draws a page of the script-built markup from the JSON behind #app[data-source]. */
(function () {
  "use strict";
  var app = document.getElementById("app");

  function element(tag, className, children) {
    var node = document.createElement(tag);
    if (className) node.className = className;
    (Array.isArray(children) ? children : [children]).forEach(function (child) {
      if (child === null || child === undefined) return;
      node.appendChild(typeof child === "string" ? document.createTextNode(child) : child);
    });
    return node;
  }

  function anchor(link, className) {
    var node = element("a", className, link.text);
    node.setAttribute("href", link.href);
    return node;
  }

  function list(links, className) {
    return element("ul", className, links.map(function (link) {
      return element("li", "", anchor(link));
    }));
  }

  function article(data) {
    return element("div", "story-page", [
      element("div", "story", [
        element("h1", "", data.headline),
        element("div", "meta", [
          anchor(data.section), element("span", "", data.when), element("span", "", data.publisher)
        ]),
        element("div", "share", element("button", "", "مشاركة")),
        element("div", "text", data.paragraphs.map(function (text) {
          return element("p", "", text);
        }))
      ]),
      element("div", "related", [element("h3", "", "أخبار ذات صلة"), list(data.related)]),
      element("div", "comments", [element("h3", "", "التعليقات"), element("p", "", "أضف تعليقك")]),
      element("div", "disclaimer", element("p", "", data.disclaimer))
    ]);
  }

  function teaser(data) {
    return element("div", "teaser", [
      element("h2", "", anchor(data)),
      element("p", "", data.summary),
      element("small", "", data.publisher + " · " + data.when)
    ]);
  }

  function listing(data) {
    var next = data.following ? anchor({ href: data.following, text: "التالي" }, "next") : null;
    return element("div", "listing", [element("h1", "", data.title)]
      .concat(data.teasers.map(teaser), [next]));
  }

  function draw(data) {
    document.title = (data.headline || data.title) + " - " + data.site;
    app.appendChild(element("header", "", [element("b", "", data.site), list(data.nav, "nav")]));
    app.appendChild(element("main", "", data.kind === "article" ? article(data) : listing(data)));
    app.appendChild(element("aside", "", [
      element("h3", "", "الأكثر قراءة"), list(data.mostRead)
    ]));
    app.appendChild(element("footer", "", [anchor(data.private), element("p", "", data.copyright)]));
  }

  fetch(app.getAttribute("data-source"))
    .then(function (response) { return response.json(); })
    .then(draw);
})();
