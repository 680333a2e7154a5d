"""Debian's nginx over folders of pages that are packed already: a server that is not the limit."""

from __future__ import annotations

import getpass
import gzip
import os
import shutil
import socket
import subprocess
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path

from crawler.demo.website import Website

OK = 200
PROGRAM = "nginx"
# A page lies as a folder with its name, so that `/news/1` and `/news/1/2` can both be one.
PAGE = "page"  # no ending, so that nginx gives the type below
Pages = Iterable[tuple[str, bytes]]  # path and query, what lies there
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
  gzip_static {packed};
  default_type "text/html; charset=utf-8";
  keepalive_requests 1000000;
  {servers}
}}
"""
SERVER = """
  server {{
    listen {address};
    root {folder};
    location / {{ try_files $request_uri/{page} $uri/{page} =404; }}
  }}
"""


def has_nginx() -> bool:
    """True where the program is installed."""
    return shutil.which(PROGRAM) is not None


@contextmanager
def serving(
    pages_of: Callable[[str], Pages], folder: Path, *, packed_only: bool = False
) -> Iterator[str]:
    """The address, ending in a slash, of a server of the pages that are made for it.

    `packed_only` keeps no plain pages, a fifth of the disk: whoever asks is given packed ones.
    """
    with serving_sites([pages_of], folder, packed_only=packed_only) as (url,):
        yield url


@contextmanager
def serving_sites(
    made: Sequence[Callable[[str], Pages]], folder: Path, *, packed_only: bool = False
) -> Iterator[list[str]]:
    """As `serving` for sites on 127.0.0.1, 127.0.0.2 and so on: for a crawl these are hosts."""
    with ExitStack() as stack:
        # nginx takes over sockets that listen already: no port is guessed, none is lost to another.
        listeners = [
            stack.enter_context(socket.create_server((f"127.0.0.{number}", 0), backlog=256))
            for number, _ in enumerate(made, 1)
        ]
        addresses = ["{}:{}".format(*each.getsockname()) for each in listeners]
        roots = [folder / f"pages_{number}" for number, _ in enumerate(made, 1)]
        for pages_of, address, root in zip(made, addresses, roots, strict=True):
            for path, body in pages_of(f"http://{address}/"):
                _lay(root / path.lstrip("/"), body, packed_only=packed_only)
        _configure(folder, dict(zip(addresses, roots, strict=True)), packed_only=packed_only)
        stack.enter_context(_running(folder, [each.fileno() for each in listeners]))
        yield [f"http://{address}/" for address in addresses]


def _configure(folder: Path, roots: Mapping[str, Path], *, packed_only: bool) -> None:
    servers = "".join(
        SERVER.format(address=address, folder=root, page=PAGE) for address, root in roots.items()
    )
    told = {"folder": folder, "user": getpass.getuser(), "servers": servers}
    told["packed"] = "always" if packed_only else "on"
    (folder / "nginx.conf").write_text(CONFIG.format(**told))
    folder.chmod(0o755)  # its worker may be another user's


@contextmanager
def _running(folder: Path, descriptors: list[int]) -> Iterator[None]:
    command = [PROGRAM, "-p", folder, "-c", folder / "nginx.conf"]
    env = {**os.environ, "NGINX": "".join(f"{each};" for each in descriptors)}
    with subprocess.Popen(
        command, env=env, pass_fds=descriptors, stderr=subprocess.DEVNULL
    ) as process:
        try:
            yield
        finally:
            process.terminate()


def _lay(place: Path, body: bytes, *, packed_only: bool) -> None:
    place.mkdir(parents=True, exist_ok=True)
    (place / PAGE).write_bytes(b"" if packed_only else body)  # nginx looks whether it is there
    (place / f"{PAGE}.gz").write_bytes(gzip.compress(body, compresslevel=5, mtime=0))


def pages_of(website: Website) -> Iterator[tuple[str, bytes]]:
    """All pages of the embedded aggregator, by path and query; none is kept once it is given."""
    for key, make in website._makers.items():
        reply = make()
        if reply.status == OK:
            yield f"/{key.removeprefix(website.base)}", reply.body
