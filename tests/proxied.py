"""The dashboard in several processes behind a true nginx, as deploy/nginx.conf puts them there."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import tempfile
import time
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import run
from tests.serving import HOST, PATIENCE_S, started

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

HOW_TO_GET = "no nginx found. Debian: sudo apt install nginx-light | NGINX=<its path>"
CONFIGURATION = run.ROOT / "deploy" / "nginx.conf"
#: What a whole installation of nginx says around ours; the log tells who answered whom.
_AROUND = """
daemon off; pid {folder}/pid; error_log {folder}/error.log; worker_processes 1;
events {{ worker_connections 4096; }}
http {{
  log_format told '$cm_viewer $upstream_addr $status $uri'; access_log {folder}/access.log told;
  client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy; fastcgi_temp_path {folder}/f;
  uwsgi_temp_path {folder}/u; scgi_temp_path {folder}/s;
  {ours}
}}
"""


def find_nginx() -> str | None:
    """The path of nginx, None when there is none; Debian keeps it where only root looks."""
    search = f"{os.environ.get('PATH', '')}{os.pathsep}/usr/sbin"
    return shutil.which(os.environ.get("NGINX") or "nginx", path=search)


class Proxied(NamedTuple):
    """The address behind which the processes are, they by their own, and the folder of the log."""

    address: str
    servers: dict[str, subprocess.Popen[bytes]]
    folder: Path

    def answered(self) -> list[tuple[str, str, str, str]]:
        """Who answered whom: viewer, process (the last one asked), status, path."""
        lines = (self.folder / "access.log").read_text(encoding="utf-8").splitlines()
        told = [line.replace(", ", ",").split(" ", 3) for line in lines]
        return [(who, by.rpartition(",")[2], status, path) for who, by, status, path in told]


@contextmanager
def proxied(
    given: Mapping[str, str] | None = None, base: str = "", processes: int = 2
) -> Iterator[Proxied]:
    """Serve so many processes behind one nginx, below a path; all of it ends whatever happens."""
    nginx = find_nginx()
    assert nginx is not None, HOW_TO_GET
    words = ("--server.baseUrlPath", base) if base else ()
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        running = [stack.enter_context(started(given, words)) for _ in range(processes)]
        servers = {address.removeprefix("http://"): process for address, process in running}
        port = run.any_port(HOST)
        ours = CONFIGURATION.read_text(encoding="utf-8").replace(
            "listen 80;", f"listen {HOST}:{port};"
        )
        ours = ours.replace("location / {", f"location /{base} {{")
        line = re.findall(r"  server 127\.0\.0\.1:\d+ (.*)\n", ours)[0]
        ours = re.sub(r"(?:  server 127.*\n)+",
                      "".join(f"  server {name} {line}\n" for name in servers), ours)  # fmt: skip
        (folder / "nginx.conf").write_text(_AROUND.format(folder=folder, ours=ours), "utf-8")
        log = stack.enter_context((folder / "said.log").open("wb"))
        with subprocess.Popen(
            [nginx, "-c", str(folder / "nginx.conf"), "-p", str(folder)], stdout=log, stderr=log
        ) as proxy:
            try:
                deadline = time.monotonic() + PATIENCE_S
                while not run.answers(HOST, port, f"/{base}" if base else ""):
                    said = (folder / "said.log").read_text(encoding="utf-8")
                    assert proxy.poll() is None, said
                    assert time.monotonic() < deadline, said
                    time.sleep(0.1)
                yield Proxied(f"http://{HOST}:{port}{f'/{base}' if base else ''}", servers, folder)
            finally:
                proxy.terminate()
                run.end(proxy)
