"""Set the China-Monitor up and run it, or set it up and test it.

  python run.py                         packages, warehouse, dashboard, browser
  python run.py -- --server.port 8600   the words after -- go to Streamlit
  python run.py --demo                  the same on generated reports, apart from the real data
  python run.py test                    packages, warehouse, ruff, mypy, pytest
  python run.py test --quick            the same without what takes long
  python run.py test -k freight         the words after test go to pytest

Everything is put into the folder .venv beside this file; deleting it undoes that.
CI or CHINA_MONITOR_NO_BROWSER in the environment: no browser is opened.
"""

# Standard library only, and syntax an old Python can read: it must live to say that it is too old.
from __future__ import annotations

import hashlib
import http.client
import importlib.util
import json
import os
import platform
import signal
import socket
import subprocess
import sys
import tempfile
import time
import webbrowser
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, MutableMapping, Sequence

ROOT = Path(__file__).resolve().parent
OLDEST_PYTHON = (3, 11)
# Versions with hashes, written by python -m tools.lock: whatever else an index gives is refused.
LOCKS = {"run": ("locks/run.txt",), "test": ("locks/run.txt", "locks/test.txt")}
UV_LOCK = "uv.txt"
#: Tests that `test --quick` leaves out, by their markers in pyproject.toml.
SLOW_MARKERS = ("browser", "kill", "world", "demo", "long")
# Two by two; the longest group of files begins first, as tests/conftest.py orders them.
PARALLEL = ["-n", "auto", "--maxprocesses", "4", "--dist", "loadgroup", "--no-loadscope-reorder"]
STAMP = "china-monitor.json"
FIRST_PORT = 8501
PATIENCE_S = 120.0
# What pip and uv write when they cannot reach anybody.
NO_NETWORK_SIGNS = (
    "name resolution",
    "name or service not known",
    "getaddrinfo failed",
    "nodename nor servname",
    "dns error",
    "failed to establish a new connection",
    "network is unreachable",
    "connection refused",
    "tcp connect error",
    "timed out",
    "failed to connect",
)
# What pip writes of a file whose hash is another; its end where many hashes are expected.
OTHER_FILE_SIGNS = ("DO NOT MATCH THE HASHES", " Got        ")


class Problem(Exception):
    """Something the person at the keyboard can mend; the text says how."""


def say(text: str) -> None:
    """Announce a step, at once and before whatever the step itself prints."""
    print(f"> {text}", flush=True)


def check_python(version: Sequence[int]) -> None:
    """Refuse a Python older than OLDEST_PYTHON."""
    if tuple(version)[:2] < OLDEST_PYTHON:
        running = ".".join(str(part) for part in version)
        wanted = ".".join(str(part) for part in OLDEST_PYTHON)
        raise Problem(
            f"This is Python {running}; the China-Monitor needs {wanted} or newer.\n"
            "Install a newer one and start run.py with it, for example\n"
            "  Windows:  py -3.12 run.py\n"
            "  others:   python3.12 run.py"
        )


def check_venv_module(find_spec: Callable[[str], object] = importlib.util.find_spec) -> None:
    """Refuse a Python without venv or ensurepip (Debian ships them in a package of their own)."""
    missing = [name for name in ("venv", "ensurepip") if find_spec(name) is None]
    if missing:
        raise Problem(
            f"This Python lacks its module {' and '.join(missing)}, which makes the folder .venv.\n"
            "  Debian, Ubuntu:  sudo apt install python3-venv\n"
            "  others:          install Python from your system's packages or from python.org"
        )


def split_words(words: Sequence[str]) -> tuple[str, list[str]]:
    """Return the command (run, demo, test or help) and the words that are passed on."""
    if not words:
        return "run", []
    first, rest = words[0], list(words[1:])
    if first == "--":
        return "run", rest
    if first == "test" and rest[:1] == ["--quick"]:
        return "test", ["-m", f"not ({' or '.join(SLOW_MARKERS)})", *rest[1:]]
    if first in ("test", "--demo"):
        return first.strip("-"), rest[1:] if rest[:1] == ["--"] else rest
    if first in ("-h", "--help", "help"):
        return "help", []
    raise Problem(
        f'Do not know "{first}". Expected nothing, "--demo", "test", or "--" and words for '
        "Streamlit:\n"
        f"  python run.py -- {' '.join(words)}"
    )


def child_environment(environment: Mapping[str, str] = os.environ) -> dict[str, str]:
    """Return the environment for everything started from here."""
    # Packages of another Python would shadow ours; and where nothing compiled is kept, each start,
    # each press that starts a child and each test compiles all packages again: 4 s of processor.
    unwanted = ("PYTHONHOME", "PYTHONPATH", "PYTHONDONTWRITEBYTECODE")
    variables = {k: v for k, v in environment.items() if k not in unwanted}
    variables.setdefault("PYTHONUTF8", "1")  # German texts in a Windows console or pipe
    variables.setdefault("UV_SYSTEM_CERTS", "1")  # offices whose proxy signs with its own
    return variables


def end(child: subprocess.Popen[bytes], grace_s: float = 3.0) -> int:
    """Let a child that has heard Ctrl-C end by itself, else end it; return its exit code."""
    for insist in (child.terminate, child.kill):
        try:
            return child.wait(timeout=grace_s)
        except subprocess.TimeoutExpired:
            insist()
    return child.wait()


def run_child(command: Sequence[str]) -> int:
    """Run a command in the project's folder, its output on our screen; return its exit code."""
    with subprocess.Popen(command, cwd=ROOT, env=child_environment()) as child:
        try:
            return child.wait()
        except KeyboardInterrupt:
            end(child)
            raise


def quietly(command: Sequence[str], folder: Path | None = None) -> str | None:
    """Run a command; return None when it went well, else the last lines it wrote."""
    done = subprocess.run(
        command,
        cwd=folder,
        env=child_environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
        check=False,
    )
    return None if done.returncode == 0 else "\n".join(done.stdout.strip().splitlines()[-8:])


def venv_python(venv: Path) -> Path:
    """Return where the environment's Python lies on this system."""
    return venv / "Scripts" / "python.exe" if os.name == "nt" else venv / "bin" / "python"


def stamp_for(root: Path, kind: str) -> dict[str, str]:
    """Return what an environment for `kind` (run or test) was made from: Python and files."""
    stamp = {"python": f"{sys.implementation.name} {platform.python_version()} {sys.base_prefix}"}
    # What is enough for the tests is enough to run.
    for name in ("run", "test") if kind == "test" else ("run",):
        digest = hashlib.sha256()
        for file in LOCKS[name]:
            digest.update((root / file).read_bytes().replace(b"\r\n", b"\n") + b"\0")
        stamp[name] = digest.hexdigest()
    return stamp


def read_stamp(venv: Path) -> dict[str, str]:
    """Return the stamp of the last complete installation, {} when there is none."""
    try:
        return dict(json.loads((venv / STAMP).read_text(encoding="utf-8")))
    except (OSError, ValueError):
        return {}


def ensure_environment(root: Path, kind: str) -> Path:
    """Make root/.venv hold what `kind` (run or test) needs; return its Python."""
    venv = root / ".venv"
    python, stamp, wanted = venv_python(venv), read_stamp(venv), stamp_for(root, kind)
    if python.is_file() and wanted.items() <= stamp.items():
        return python
    began = time.monotonic()
    inside = Path(sys.prefix).resolve() == venv.resolve()  # never clear what we run from
    if not inside and not (python.is_file() and stamp.get("python") == wanted["python"]):
        check_venv_module()
        say(f"Making the environment {venv}")
        failure = quietly([sys.executable, "-m", "venv", "--clear", str(venv)])
        if failure is not None:
            raise Problem(
                f"{failure}\n\nThe environment {venv} could not be made. "
                "End what still runs from it, delete the folder and try again."
            )
    # No stamp until all is in: an interrupted installation starts again.
    (venv / STAMP).unlink(missing_ok=True)
    install(python, root / LOCKS[kind][-1])
    (venv / STAMP).write_text(json.dumps(wanted), encoding="utf-8")
    say(f"Packages are ready ({time.monotonic() - began:.1f} s)")
    return python


def install(python: Path, lock: Path) -> None:
    """Install what a lock names with uv, or with pip where uv is not to be had or fails.

    Both take only files whose hashes stand in the lock.
    """
    say(f"Installing {lock.name} (the first time some 650 MB; later what has changed)")
    pip = [str(python), "-m", "pip", "--disable-pip-version-check", "--quiet", "install"]
    uv = [str(python), "-m", "uv", "pip", "install", "--quiet", "--python", str(python)]
    checked = ["--require-hashes", "-r"]
    if quietly([*pip, "--retries", "1", *checked, str(lock.with_name(UV_LOCK))]) is None:
        if quietly([*uv, *checked, str(lock)]) is None:
            return
        say("uv could not install them; trying pip, which takes a little longer")
    else:
        say("uv is not to be had here; installing with pip, which takes a little longer")
    failure = quietly([*pip, *checked, str(lock)])
    if failure is None:
        return
    if any(sign in failure.lower() for sign in NO_NETWORK_SIGNS):
        advice = (
            "There seems to be no network, and the first start needs one.\n"
            "Behind a proxy set HTTPS_PROXY; with a package mirror set PIP_INDEX_URL; with\n"
            "packages in a folder set PIP_NO_INDEX=1 and PIP_FIND_LINKS=<folder>. Then try again."
        )
    elif any(sign in failure for sign in OTHER_FILE_SIGNS):
        advice = (
            "A package that came is not the one that was tried: a mirror or a proxy changed it,\n"
            "or somebody did. Nothing of it was installed. Ask who runs the mirror."
        )
    else:
        advice = "Mend what is said above and try again."
    raise Problem(f"{failure}\n\nThe packages in {lock.name} could not be installed. {advice}")


def set_demo(environment: MutableMapping[str, str] = os.environ) -> None:
    """Let everything started from here keep to the demonstration's own inbox and warehouse."""
    folder = ROOT / "data" / "demo"
    environment["CHINA_MONITOR_DEMO"] = "1"
    environment["CHINA_MONITOR_INBOX"] = str(folder / "inbox")
    environment["CHINA_MONITOR_WAREHOUSE"] = str(folder / "warehouse")


def build(python: Path, *, demo: bool = False) -> None:
    """Build the warehouse when it is missing or older than its inputs."""
    say("Warehouse of the demonstration" if demo else "Warehouse")
    if not demo and quietly([str(python), "-m", "etl.inputs"], ROOT) is None:
        return  # nothing was touched since: a tenth of a second instead of two
    verb = ["demo"] if demo else ["build", "--if-needed"]
    code = run_child([str(python), "-m", "etl", *verb])
    if code != 0:
        short_python = python.relative_to(ROOT)
        raise Problem(
            f"The warehouse could not be built (exit code {code}; the reason stands above).\n"
            "If it was built before, the dashboard still runs on the last good data:\n"
            f"  {short_python} -m streamlit run dashboard.py --server.address 127.0.0.1"
        )


def setting(
    name: str,
    words: Sequence[str],
    environment: Mapping[str, str] = os.environ,
    config: Path = ROOT / ".streamlit" / "config.toml",
) -> str | None:
    """Return Streamlit's server.<name> as given in words, environment or config, else None."""
    for at, word in enumerate(words):
        if word.startswith(f"--server.{name}="):
            return word.partition("=")[2]
        if word == f"--server.{name}" and at + 1 < len(words):
            return words[at + 1]
    snake = "".join(f"_{letter}" if letter.isupper() else letter for letter in name).upper()
    if f"STREAMLIT_SERVER_{snake}" in environment:
        return environment[f"STREAMLIT_SERVER_{snake}"]
    import tomllib  # noqa: PLC0415 - an old Python has none and must reach check_python

    if not config.is_file():
        return None
    given = tomllib.loads(config.read_text(encoding="utf-8")).get("server", {}).get(name)
    return None if given is None else str(given)


def is_free(host: str, port: int) -> bool:
    """Whether nobody listens on host:port and we may."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        # macOS and Windows let us bind 127.0.0.1 beside somebody who listens on every address.
        with socket.socket(family) as probe:
            probe.settimeout(0.2)
            if probe.connect_ex((reachable(host), port)) == 0:
                return False
        with socket.create_server((host, port), family=family):
            return True
    except OSError:
        return False


def free_port(host: str, first: int = FIRST_PORT) -> int:
    """Return the first free port of twenty from `first`, else any that is free."""
    near = next((port for port in range(first, first + 20) if is_free(host, port)), None)
    return near or any_port(host)


def any_port(host: str) -> int:
    """Return a free port that the system chooses."""
    with socket.create_server((host, 0)) as listener:
        return int(listener.getsockname()[1])


def reachable(host: str) -> str:
    """Return an address under which a server listening on `host` is reached from here."""
    return {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104 - a key, not bound


def dashboard_command(python: Path, host: str, port: int, words: Sequence[str]) -> list[str]:
    """Return the command that serves the dashboard; `words` come last and win."""
    streamlit = [str(python), "-m", "streamlit", "run", "dashboard.py"]
    ours = ["--server.address", host, "--server.headless", "true", "--server.port", str(port)]
    return [*streamlit, *ours, *words]


def answers(host: str, port: int, base: str = "") -> bool:
    """Whether the server says that it is well."""
    for path in ("/healthz", "/_stcore/health"):
        # Not urllib: a proxy set for the office must not be asked for this machine.
        connection = http.client.HTTPConnection(reachable(host), port, timeout=2)
        try:
            connection.request("GET", base + path)
            if connection.getresponse().status == http.client.OK:
                return True
        except (OSError, http.client.HTTPException):
            return False
        finally:
            connection.close()
    return False


def may_open_browser(environment: Mapping[str, str] = os.environ) -> bool:
    """Whether a browser window is wanted and possible."""
    if environment.get("CI") or environment.get("CHINA_MONITOR_NO_BROWSER"):
        return False
    # Without a screen webbrowser would start a text browser in this very terminal.
    on_a_desk = sys.platform in ("win32", "darwin")
    return on_a_desk or bool(environment.get("DISPLAY") or environment.get("WAYLAND_DISPLAY"))


def serve(python: Path, words: Sequence[str]) -> int:
    """Serve the dashboard until it ends or Ctrl-C; return the server's exit code."""
    host = setting("address", words) or "127.0.0.1"
    given = setting("port", words)
    if given is not None and not (given.isdecimal() and 0 < int(given) < 65536):
        raise Problem(f'--server.port is "{given}"; expected a number from 1 to 65535.')
    port = free_port(host) if given is None else int(given)
    if given is not None and not is_free(host, port):
        raise Problem(
            f"Port {port} on {host} is taken. Free it, name another one, or name none: "
            "run.py then finds a free one."
        )
    base = (setting("baseUrlPath", words) or "").strip("/")
    base = f"/{base}" if base else ""
    name = reachable(host)
    address = f"http://{f'[{name}]' if ':' in name else name}:{port}{base}"
    say("Dashboard")
    with subprocess.Popen(
        dashboard_command(python, host, port, words), cwd=ROOT, env=child_environment()
    ) as child:
        try:
            deadline = time.monotonic() + PATIENCE_S
            while child.poll() is None and not answers(host, port, base):
                if time.monotonic() > deadline:
                    say(f"No answer from {address} for {PATIENCE_S:.0f} s; still waiting")
                    deadline = float("inf")
                time.sleep(0.1)
            if child.poll() is None:
                say(f"China-Monitor Ruhr: {address}  (Ctrl-C ends it)")
                if may_open_browser():
                    webbrowser.open(address)
            code = child.wait()
        except KeyboardInterrupt:
            code = end(child)
    return code if code >= 0 else 128 - code


def test(python: Path, words: Sequence[str]) -> int:
    """Build, then run every check, also after one has failed; return 0 when all passed, else 1.

    mypy reads beside the rest, which does not keep all processors busy; its output comes last.
    """
    short_python = python.relative_to(ROOT)
    checks = {
        ("ruff", "check", "."): f"mend it, or let it: {short_python} -m ruff check --fix .",
        ("ruff", "format", "--check", "."): f"let it: {short_python} -m ruff format .",
        # Words may say -n 0.
        ("pytest", *PARALLEL, *words): "again, only one: python run.py test -k NAME",
        ("mypy",): "mend the types named above",
    }
    *in_turn, typecheck = checks
    codes = {}
    with tempfile.TemporaryFile() as output:
        with subprocess.Popen(
            [str(python), "-m", *typecheck],
            cwd=ROOT,
            env=child_environment(),
            stdout=output,
            stderr=subprocess.STDOUT,
        ) as child:
            try:
                build(python)
                for command in in_turn:
                    say(" ".join(command))
                    codes[command] = run_child([str(python), "-m", *command])
                codes[typecheck] = child.wait()
            except (KeyboardInterrupt, Problem):
                end(child)
                raise
        say(" ".join(typecheck))
        output.seek(0)
        print(output.read().decode("utf-8", "replace"), end="", flush=True)
    failed = [
        f"  {' '.join(command)} failed (exit code {code}): {checks[command]}"
        for command, code in codes.items()
        if code != 0
    ]
    if failed:
        say(f"{len(failed)} of {len(checks)} checks failed\n" + "\n".join(failed))
        return 1
    say(f"All {len(checks)} checks passed")
    return 0


def stop(_signal: int, _frame: object) -> None:
    """Treat a request to end like Ctrl-C, so that children end too."""
    raise KeyboardInterrupt


def main(words: Sequence[str]) -> int:
    """Do what the words ask; return the exit code."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")  # a folder's name may not fit the console
    signal.signal(signal.SIGTERM, stop)
    try:
        check_python(sys.version_info[:3])
        command, extra = split_words(words)
        if command == "help":
            print(__doc__)
            return 0
        python = ensure_environment(ROOT, "test" if command == "test" else "run")
        if command == "test":
            return test(python, extra)
        if command == "demo":
            set_demo()
        build(python, demo=command == "demo")
        return serve(python, extra)
    except Problem as problem:
        print(f"\nrun.py: {problem}", file=sys.stderr, flush=True)
        return 1
    except KeyboardInterrupt:
        print("\nrun.py: stopped", file=sys.stderr, flush=True)
        return 130


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
