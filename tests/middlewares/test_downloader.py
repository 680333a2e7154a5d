"""The project's downloader calls its parts as one, and sends what they let through."""

from __future__ import annotations

import asyncio

from scrapy.exceptions import IgnoreRequest
from scrapy.http import Request, Response
from scrapy.utils.misc import load_object
from scrapy.utils.project import get_project_settings

from crawler.middlewares.downloader import QuickDownloader


class Marks:
    """Marks each request, and lets one of two pass."""

    def process_request(self, request):
        request.meta["marked"] = True
        if request.url.endswith("closed"):
            raise IgnoreRequest("closed")

    def process_response(self, request, response):
        return response.replace(body=b"seen")


class Awaits:
    """A part that has to wait."""

    async def process_request(self, request):
        await asyncio.sleep(0)
        assert request.meta["marked"]  # nearer to the network


def test_its_parts_are_those_of_the_settings_and_are_called_as_one(make_crawler):
    parts = {Marks: 1, Awaits: 2}
    crawler = make_crawler(DOWNLOADER_MIDDLEWARES_BASE={}, DOWNLOADER_MIDDLEWARES=parts)
    chain = QuickDownloader(crawler).middleware
    assert [type(each) for each in chain.middlewares] == [Marks, Awaits]
    assert [len(chain.methods[f"process_{what}"]) for what in ("request", "response")] == [1, 1]

    async def send(request):
        return Response(request.url)

    async def asked(name):
        return await chain.download_async(send, Request(f"https://windows.example/{name}"))

    async def both():
        return await asyncio.gather(asked("open"), asked("closed"), return_exceptions=True)

    page, refused = asyncio.run(both())
    assert page.body == b"seen"
    assert isinstance(refused, IgnoreRequest)


def test_the_project_uses_it():
    assert load_object(get_project_settings()["DOWNLOADER"]) is QuickDownloader
