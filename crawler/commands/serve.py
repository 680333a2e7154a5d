"""`scrapy serve`: the pages from a server that only reads."""

from __future__ import annotations

import argparse
import os
import sys

from crawler.command import RasidCommand
from crawler.core.errors import WrongUsageError
from crawler.core.watch.outcome import DOWN

HOST, PORT = "127.0.0.1", 8580
PORT_MAX = 65_535
NAMES = frozenset({"localhost", "127.0.0.1", "::1"})


class Command(RasidCommand):
    """Until Ctrl-C."""

    takes_arguments = False

    def syntax(self) -> str:
        """As shown by -h."""
        return "[--port N] [--host ADDRESS]"

    def short_desc(self) -> str:
        """As shown by `scrapy`."""
        return "Serve the pages of the report, always fresh, with a search"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """Where, and under which names."""
        super().add_options(parser)
        parser.add_argument("--port", type=int, default=PORT, help=f"({PORT})")
        parser.add_argument("--host", default=HOST, help=f"address to listen on ({HOST})")
        parser.add_argument(
            "--name", action="append", default=[], help="one more name it is reached by"
        )

    def work(self, args: list[str], opts: argparse.Namespace) -> None:
        """Serve; the exit code is 69 when the address is taken."""
        from crawler.dashboard.profiles import showing_of
        from crawler.dashboard.server import application, check_address

        del args
        assert self.settings is not None  # noqa: S101 - Scrapy sets it before
        token = self.settings.get("RASID_SERVE_TOKEN") or os.environ.get("RASID_SERVE_TOKEN", "")
        if not 0 <= opts.port <= PORT_MAX:
            raise WrongUsageError(f"--port is a number from 0 to {PORT_MAX}: {opts.port}")
        check_address(opts.host, token)
        showing = showing_of(self.settings, served=True)
        names = NAMES | {opts.host, *opts.name}
        try:
            self._serve(application(showing, hosts=names, token=token), opts)
        finally:
            showing.engine.dispose()

    def _serve(self, app: object, opts: argparse.Namespace) -> None:
        import uvicorn

        where = f"[{opts.host}]" if ":" in opts.host else opts.host
        config = uvicorn.Config(
            app,  # type: ignore[arg-type] # its type wants uvicorn's own names
            host=opts.host,
            port=opts.port,
            log_level="warning",
            access_log=False,
            server_header=False,
            proxy_headers=False,
            lifespan="off",
        )
        sys.stdout.write(f"http://{where}:{opts.port}/ (Ctrl-C ends it)\n")
        sys.stdout.flush()
        try:
            uvicorn.Server(config).run()
        except KeyboardInterrupt:
            sys.stdout.write("\n")
        except SystemExit:  # uvicorn has said why: the address is taken or not ours
            sys.stderr.write("rasid: nothing is served; choose another --port or --host\n")
            self.exitcode = DOWN
