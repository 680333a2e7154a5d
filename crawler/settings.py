"""Every setting that is not Scrapy's default, with its reason. Imports nothing of ours.

Measurements behind the numbers are in docs/performance-tried.md. Each `RASID_…` setting can be set
here, by `-s NAME=VALUE` on the command line, or by an environment variable of the same name.
"""

import os

BOT_NAME = "rasid"
SPIDER_MODULES = ["spiders"]
NEWSPIDER_MODULE = "spiders"
COMMANDS_MODULE = "crawler.commands"
ADDONS = {
    "crawler.framework.logs.JsonLogs": 100,  # before anything logs
    "crawler.framework.unused_parts.UnusedParts": 200,  # what is switched off is not even loaded
}

# --- Ours ----------------------------------------------------------------------------------------

RASID_DATA_DIR = os.environ.get("RASID_DATA_DIR", "data")  # all that a run leaves behind
RASID_DATABASE_URL = os.environ.get("RASID_DATABASE_URL", "")  # empty: rasid.db in the data dir
# A mailbox or an address that a site's owner can write to; refused while empty, but for loopback.
RASID_CONTACT = os.environ.get("RASID_CONTACT", "")
RASID_DELAY_S = os.environ.get("RASID_DELAY_S", "")  # over every profile's; 0 for loopback only
# Requests to one host in one run, 0: no limit. A trap of endless addresses ends there.
RASID_HOST_REQUESTS_MAX = os.environ.get("RASID_HOST_REQUESTS_MAX", "20000")
RASID_BUDGET_S = os.environ.get("RASID_BUDGET_S", "0")  # 0: no limit; else `scrapy run --budget`
# "adaptive": the same number of runs, more of them in hours that bring articles; or "fixed".
RASID_CADENCE = os.environ.get("RASID_CADENCE", "adaptive")
RASID_FREE_DISK_MIN_MB = os.environ.get("RASID_FREE_DISK_MIN_MB", "200")  # no run below that
RASID_SEAL_AFTER_S = os.environ.get("RASID_SEAL_AFTER_S", "60")  # a part is cut at least so often
RASID_PUBLISH = os.environ.get("RASID_PUBLISH", "auto")  # "off": `scrapy publisher` writes the feed
RASID_PLAN_EVERY_S = os.environ.get("RASID_PLAN_EVERY_S", "20")  # `scrapy worker`: due sites
# Copies are recorded, not published: "withhold"; or published with a mark: "publish".
RASID_DUPLICATES = os.environ.get("RASID_DUPLICATES", "withhold")
# Near copies are looked for among the articles of so many days; word for word copies for ever.
RASID_DUPLICATES_WINDOW = os.environ.get("RASID_DUPLICATES_WINDOW", "90")
RASID_ARCHIVE = os.environ.get("RASID_ARCHIVE", "on")  # pages of articles as received; or "off"
RASID_ARCHIVE_DAYS = os.environ.get("RASID_ARCHIVE_DAYS", "90")  # 0: no limit
RASID_ARCHIVE_MAX_MB = os.environ.get("RASID_ARCHIVE_MAX_MB", "10000")  # 0: no limit
RASID_CHROMIUM = os.environ.get("RASID_CHROMIUM", "")  # empty: look for one
RASID_BROWSER_MB = os.environ.get("RASID_BROWSER_MB", "2500")  # larger: started anew; 0: no limit
RASID_CLOCK_OFFSET_S = os.environ.get("RASID_CLOCK_OFFSET_S", "0")  # the demo moves its clock
RASID_LOG_DAYS = os.environ.get("RASID_LOG_DAYS", "90")  # of `logs/`; 0: no limit
RASID_RUNS_DAYS = os.environ.get("RASID_RUNS_DAYS", "400")  # of the ledger; 0: no limit
RASID_LOG_FILE = os.environ.get("RASID_LOG_FILE", "")  # empty: standard error, `run` sets a file
# Who is told of incidents: addresses as Apprise writes them, between commas. They hold passwords.
RASID_NOTIFY = os.environ.get("RASID_NOTIFY", "")
RASID_PING_URL = os.environ.get("RASID_PING_URL", "")  # pinged by each `scrapy run`; a secret too
RASID_REPORT = os.environ.get("RASID_REPORT", "1")  # pages in report/ after each run
RASID_SERVE_TOKEN = os.environ.get("RASID_SERVE_TOKEN", "")  # without one: loopback only
# `run` and `demo` turn it on where a person looks at a terminal.
RASID_PROGRESS = os.environ.get("RASID_PROGRESS", "0")

# --- The way of an article -----------------------------------------------------------------------

ITEM_PIPELINES = {
    "pipelines.clean_text.CleanText": 100,  # first: every later step compares text
    "pipelines.cut_noise.CutNoise": 200,  # before lengths are judged
    "pipelines.resolve_date.ResolveDate": 300,
    "pipelines.check_article.CheckArticle": 400,  # what is not whole is never compared or stored
    "pipelines.find_duplicates.FindDuplicates": 500,  # on the text as it would be published
    "pipelines.store_article.StoreArticle": 600,  # last: the row is the seen mark
}
CONCURRENT_ITEMS = 4  # default 100 starts 100 tasks for each response: 1.7 times the CPU
# Scrapy's, without an awaitable for each step; it also shortens the engine (`one_task.py`).
ITEM_PROCESSOR = "crawler.middlewares.steps.QuickSteps"

DOWNLOADER_MIDDLEWARES = {
    "crawler.middlewares.guard.GuardRequests": 40,  # first: what it refuses is asked by nobody
    "scrapy.downloadermiddlewares.offsite.OffsiteMiddleware": None,
    "crawler.middlewares.offsite.Offsite": 50,  # Scrapy's takes each address apart
    "crawler.middlewares.overtaken.Overtaken": 60,  # before anything is asked, or charged, for it
    "scrapy.downloadermiddlewares.robotstxt.RobotsTxtMiddleware": None,
    "scrapy.downloadermiddlewares.httpauth.HttpAuthMiddleware": None,  # no site has our password
    "crawler.middlewares.robots.RobotsTxt": 100,  # in place of Scrapy's, which allows on failure
    "crawler.middlewares.usage.Usage": 110,  # only for what robots.txt allows
    # In place of three of Scrapy's and half of a fourth: each costs a page as much as all they do.
    "scrapy.downloadermiddlewares.downloadtimeout.DownloadTimeoutMiddleware": None,
    "scrapy.downloadermiddlewares.defaultheaders.DefaultHeadersMiddleware": None,
    "scrapy.downloadermiddlewares.useragent.UserAgentMiddleware": None,
    "crawler.middlewares.request_defaults.RequestDefaults": 350,
    "scrapy.downloadermiddlewares.httpcompression.HttpCompressionMiddleware": None,
    "crawler.middlewares.unpack.Unpack": 590,  # Scrapy's, with a shorter way
    # Nearer to the network than the retries (550): each of them counts, and each answer of theirs.
    "crawler.middlewares.polite_requests.PoliteRequests": 560,
    "scrapy.downloadermiddlewares.redirect.RedirectMiddleware": None,
    "crawler.middlewares.redirects.Redirects": 600,  # no warning in each run's log
    "scrapy.downloadermiddlewares.stats.DownloaderStats": None,
    "crawler.middlewares.traffic.Traffic": 850,  # Scrapy's writes each request out to measure it
    # After redirects (600): each address has validators of its own.
    "crawler.middlewares.conditional_get.ConditionalGet": 930,
    "crawler.middlewares.raw_page.RawPage": 940,  # before a body is unpacked (590)
    "crawler.middlewares.render.Render": 950,  # next to the downloader: turns a wish into a page
}
SPIDER_MIDDLEWARES = {
    # Each costs three generators a response; it warns of a mistake that our spiders do not make.
    "scrapy.spidermiddlewares.metacopy.MetaCopyDetectionMiddleware": None,
    "scrapy.spidermiddlewares.start.StartSpiderMiddleware": None,
    "scrapy.spidermiddlewares.urllength.UrlLengthMiddleware": None,
    "scrapy.spidermiddlewares.depth.DepthMiddleware": None,
    "crawler.middlewares.reach.Reach": 900,  # the three above as one
}
EXTENSIONS = {
    "crawler.extensions.budget.Budget": 100,
    "crawler.extensions.archive.PageArchive": 150,  # open before articles are stored
    "crawler.extensions.signs.Signs": 160,
    "crawler.extensions.watch.Watch": 170,  # judges before the feed is cut
    "crawler.extensions.feed_publisher.FeedPublisher": 200,
    "crawler.extensions.progress.Progress": 300,
    "crawler.extensions.run_ledger.RunLedger": 900,  # it writes down what the others did
    "crawler.extensions.metrics_file.MetricsFile": 910,  # of what the ledger has written
    "crawler.extensions.report.Report": 950,  # shows what all of them have written
}

# --- Network: what a crawl may do ----------------------------------------------------------------

# Scrapy's aiohttp handler needs 16 % less CPU than the default; ours adds the browser.
DOWNLOAD_HANDLERS = {
    "http": "crawler.middlewares.handler.RasidHandler",
    "https": "crawler.middlewares.handler.RasidHandler",
    # A link to file: would be read from this machine's disk, data: and the others are no news.
    "file": None,
    "data": None,
    "ftp": None,
    "s3": None,
}
# Scrapy's, whose parts are called one after the other without an awaitable for each.
DOWNLOADER = "crawler.middlewares.downloader.QuickDownloader"
HTTPPROXY_ENABLED = False  # a proxy would connect where the guard cannot look
ROBOTSTXT_OBEY = True  # Scrapy's default is off
REFERER_ENABLED = False  # no page needs it, and it tells one site of another
COOKIES_ENABLED = False  # a news page needs none, and a session id makes traps of URLs
DEFAULT_REQUEST_HEADERS = {  # Scrapy's asks for English, and some sites go by it
    "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
    "Accept-Language": "ar,en;q=0.5",
}
DOWNLOAD_TIMEOUT = 30  # a deadline for the whole request; the default is 180
DOWNLOAD_MAXSIZE = 16 * 1024 * 1024  # default 1 GiB: a gzip bomb filled 1.9 GB of memory
DOWNLOAD_WARNSIZE = 8 * 1024 * 1024
DOWNLOAD_VERIFY_CERTIFICATES = True  # the default takes self-signed ones in silence
REDIRECT_MAX_TIMES = 5  # default 20
METAREFRESH_ENABLED = False  # an article page that refreshes itself is no redirect
RETRY_TIMES = 2
RETRY_HTTP_CODES = [500, 502, 503, 504, 522, 524, 408, 429]
# Without those of Twisted's handler, which nothing raises here: to name them loads it, a tenth of
# the start of a run.
RETRY_EXCEPTIONS = [
    "scrapy.exceptions.CannotResolveHostError",
    "scrapy.exceptions.DownloadConnectionRefusedError",
    "scrapy.exceptions.DownloadFailedError",
    "scrapy.exceptions.DownloadTimeoutError",
    "scrapy.exceptions.ResponseDataLossError",
    OSError,  # a packed body that is empty
]
URLLENGTH_LIMIT = 2083
DEPTH_LIMIT = 200  # endless pagination ends; the page cap of a profile ends it sooner
CONCURRENT_REQUESTS = 16
CONCURRENT_REQUESTS_PER_DOMAIN = 8  # with a delay one at a time; without (loopback) eight
DOWNLOAD_DELAY = 0  # set for each profile from its `delay_s`
DOWNLOAD_DELAY_JITTER = 0.25
AUTOTHROTTLE_ENABLED = False

# --- Safety of the process -----------------------------------------------------------------------

TELNETCONSOLE_ENABLED = False  # both run Python from outside inside the crawl,
REMOTE_CONTROL_ENABLED = False  # and both are on by default
MEMUSAGE_ENABLED = True
MEMUSAGE_LIMIT_MB = 1024
ASYNCIO_EVENT_LOOP = "uvloop.Loop" if os.name == "posix" else None

# --- Output --------------------------------------------------------------------------------------

FEED_EXPORT_ENCODING = "utf-8"  # unset: Arabic as \u0643 and so on, 2.8 times the bytes
FEED_STORE_EMPTY = False  # -O would replace yesterday's feed by 0 bytes
FEED_EXPORTERS = {
    "jsonl": "crawler.extensions.line_exporter.LineExporter",  # absent = key missing
    "csv": "crawler.extensions.csv_exporter.PlainCsvExporter",  # a title is no formula
}
DEFAULT_DROPITEM_LOG_LEVEL = "DEBUG"  # a duplicate is no warning
LOG_LEVEL = "INFO"
LOG_FORMATTER = "crawler.framework.log_lines.ShownLines"  # makes no line that this level hides
DUPEFILTER_CLASS = "crawler.framework.requests.SmallDupeFilter"  # 20 bytes a request instead of 150
# Scrapy's digests, for a tenth of the time where an address is plain.
REQUEST_FINGERPRINTER_CLASS = "crawler.framework.requests.QuickFingerprinter"
STATS_CLASS = (
    "crawler.framework.stats.PlainStats"  # Scrapy's looks for a deprecated argument at each call
)
STATS_DUMP = False  # the ledger keeps them
WARN_ON_GENERATOR_RETURN_VALUE = False  # reads and parses the callback's source for each page
SPIDER_LOADER_CLASS = (
    "crawler.framework.loader.SiteLoader"  # one broken profile does not stop the others
)
