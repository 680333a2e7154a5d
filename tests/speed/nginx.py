"""Debian's nginx over a folder of pages that are packed already: a server that is not the limit."""

from __future__ import annotations

import getpass
import gzip
import os
import shutil
import socket
import subprocess
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from crawler.demo.website import Website

OK = 200
PROGRAM = "nginx"
# A page lies as a folder with its name, so that `/news/1` and `/news/1/2` can both be one.
PAGE = "page"  # no ending, so that nginx gives the type below
CONFIG = """
daemon off;
user {user};
worker_processes 1;
pid {folder}/nginx.pid;
error_log stderr crit;
events {{ worker_connections 1024; }}
http {{
  access_log off;
  client_body_temp_path {folder}/tmp; proxy_temp_path {folder}/tmp; fastcgi_temp_path {folder}/tmp;
  uwsgi_temp_path {folder}/tmp; scgi_temp_path {folder}/tmp;
  gzip_static on;
  default_type "text/html; charset=utf-8";
  keepalive_requests 1000000;
  server {{
    listen {address};
    root {folder}/pages;
    location / {{ try_files $request_uri/{page} $uri/{page} =404; }}
  }}
}}
"""


def has_nginx() -> bool:
    """True where the program is installed."""
    return shutil.which(PROGRAM) is not None


@contextmanager
def serving(pages_of: Callable[[str], Mapping[str, bytes]], folder: Path) -> Iterator[str]:
    """The address, ending in a slash, of a server of the pages that are made for it, by path."""
    # nginx takes over a socket that listens already: no port is guessed, none is lost to another.
    with socket.create_server(("127.0.0.1", 0), backlog=256) as listener:
        address = f"127.0.0.1:{listener.getsockname()[1]}"
        for path, body in pages_of(f"http://{address}/").items():
            _lay(folder / "pages" / path.lstrip("/"), body)
        told = {"folder": folder, "address": address, "page": PAGE, "user": getpass.getuser()}
        (folder / "nginx.conf").write_text(CONFIG.format(**told))
        folder.chmod(0o755)  # its worker may be another user's
        command = [PROGRAM, "-p", folder, "-c", folder / "nginx.conf"]
        env = {**os.environ, "NGINX": f"{listener.fileno()};"}
        with subprocess.Popen(
            command, env=env, pass_fds=[listener.fileno()], stderr=subprocess.DEVNULL
        ) as process:
            try:
                yield f"http://{address}/"
            finally:
                process.terminate()


def _lay(place: Path, body: bytes) -> None:
    place.mkdir(parents=True, exist_ok=True)
    (place / PAGE).write_bytes(body)
    (place / f"{PAGE}.gz").write_bytes(gzip.compress(body, compresslevel=5, mtime=0))


def pages_of(website: Website) -> dict[str, bytes]:
    """All pages of the embedded aggregator, by path and query."""
    paths = [f"/{key.removeprefix(website.base)}" for key in website._makers]
    replies = {path: website.reply(path) for path in paths}
    return {path: reply.body for path, reply in replies.items() if reply.status == OK}
