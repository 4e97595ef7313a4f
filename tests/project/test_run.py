"""run.py without a network: what it refuses, what it remembers, what it starts and ends."""

from __future__ import annotations

import ast
import hashlib
import http.client
import http.server
import os
import platform
import shutil
import signal
import socket
import subprocess
import sys
import threading
import tomllib
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import run
from tests.each import each

if TYPE_CHECKING:
    from collections.abc import Iterator

SOURCE = (run.ROOT / "run.py").read_text(encoding="utf-8")
TREE = ast.parse(SOURCE)
# A whole project for run.py: a builder that says it was called, a server that only says it is well.
BUILDER = "import sys\nprint('etl', *sys.argv[1:])\n"
SERVER = """
import http.server, os, sys
words = sys.argv[1:]
print("streamlit", *words, flush=True)
if "--crash" in words:
    sys.exit(7)
class Well(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200 if self.path == "/_stcore/health" else 404)
        self.end_headers()
    def log_message(self, *_): pass
port = int(words[words.index("--server.port") + 1])
try:
    http.server.HTTPServer(("127.0.0.1", port), Well).serve_forever()
except KeyboardInterrupt:
    print("server ends", flush=True)
"""


# What an old Python, a foreign system and a bare machine must be able to read


def test_only_the_standard_library_is_imported() -> None:
    names = {
        name.split(".")[0]
        for node in ast.walk(TREE)
        if isinstance(node, ast.Import | ast.ImportFrom)
        for name in (
            [alias.name for alias in node.names]
            if isinstance(node, ast.Import)
            else [node.module or ""]
        )
    }
    assert {"subprocess", "webbrowser"} <= names
    assert names <= set(sys.stdlib_module_names)


def test_nothing_is_used_that_windows_lacks() -> None:
    posix_modules = {"fcntl", "grp", "posix", "pty", "pwd", "resource", "termios", "tty"}
    posix_calls = {
        *("fork", "forkpty", "execv", "execvp", "execve", "getuid", "geteuid", "setsid"),
        *("killpg", "getpgid", "setpgid", "wait3", "wait4", "waitpid", "mkfifo", "uname"),
        *("SIGKILL", "SIGHUP", "SIGUSR1", "SIGUSR2", "SIGCHLD", "SIGALRM", "alarm", "pause"),
        *("AF_UNIX", "chown", "symlink_to", "preexec_fn", "start_new_session", "process_group"),
    }
    locale = set()
    for node in ast.walk(TREE):
        if isinstance(node, ast.Import):
            locale |= {alias.name for alias in node.names}
        elif isinstance(node, ast.Attribute):
            locale.add(node.attr)
        elif isinstance(node, ast.keyword) and node.arg:
            locale.add(node.arg)
    assert "Popen" in locale
    assert not locale & (posix_modules | posix_calls)


def test_python_3_8_can_read_it_far_enough_to_be_told_that_it_is_too_old() -> None:
    ast.parse(SOURCE, feature_version=(3, 8))
    at_the_top = {
        alias.name for node in TREE.body if isinstance(node, ast.Import) for alias in node.names
    }
    assert "tomllib" not in at_the_top


def test_what_it_prints_fits_every_console() -> None:
    assert SOURCE.isascii()


@pytest.mark.parametrize("old", [(3, 8, 20), (3, 10, 14)])
def test_an_old_python_is_refused_with_found_expected_and_what_to_do(
    old: tuple[int, int, int],
) -> None:
    with pytest.raises(run.Problem) as refused:
        run.check_python(old)
    told = str(refused.value)
    assert ".".join(map(str, old)) in told
    assert "3.11" in told
    assert "python3.12 run.py" in told


@each("new", [(3, 11, 0), (3, 15, 1), (4, 0, 0)])
def test_a_new_enough_python_is_taken(new: tuple[int, int, int]) -> None:
    run.check_python(new)


@pytest.mark.parametrize("missing", ["venv", "ensurepip"])
def test_a_python_without_venv_is_refused_with_debians_package(missing: str) -> None:
    with pytest.raises(run.Problem, match="apt install python3-venv") as refused:
        run.check_venv_module(lambda name: None if name == missing else object())
    assert missing in str(refused.value)


# Words

QUICK = ["-m", "not (browser or kill or world or demo or long)"]


@each(
    ("given", "expected"),
    [
        ([], ("run", [])),
        (["--"], ("run", [])),
        (["--", "--server.port", "8600"], ("run", ["--server.port", "8600"])),
        (["--", "test"], ("run", ["test"])),
        (["test"], ("test", [])),
        (["test", "-k", "freight"], ("test", ["-k", "freight"])),
        (["test", "--", "-k", "freight"], ("test", ["-k", "freight"])),
        (["test", "--quick"], ("test", QUICK)),
        (["test", "--quick", "-k", "freight"], ("test", [*QUICK, "-k", "freight"])),
        (["test", "-k", "--quick"], ("test", ["-k", "--quick"])),
        (["--help"], ("help", [])),
    ],
)
def test_words_go_where_they_are_meant(given: list[str], expected: tuple[str, list[str]]) -> None:
    assert run.split_words(given) == expected


def test_an_unknown_word_is_refused_and_the_way_to_streamlit_named() -> None:
    with pytest.raises(run.Problem, match=r"run\.py -- --server\.port 8600"):
        run.split_words(["--server.port", "8600"])


# Settings and ports


def test_words_win_over_environment_and_environment_over_config(tmp_path: Path) -> None:
    config = tmp_path / "config.toml"
    assert run.setting("port", [], {}, config) is None
    config.write_text("[server]\nport = 1\n")
    surroundings = {"STREAMLIT_SERVER_PORT": "2"}
    assert run.setting("port", [], {}, config) == "1"
    assert run.setting("port", [], surroundings, config) == "2"
    assert run.setting("port", ["--server.port", "3"], surroundings, config) == "3"
    assert run.setting("port", ["--server.port=4"], surroundings, config) == "4"


def test_streamlit_reads_the_same_variable_for_a_setting_of_several_words() -> None:
    from streamlit import config

    option = config.get_config_options()["server.baseUrlPath"]
    given = {option.env_var: "china"}
    assert run.setting("baseUrlPath", [], given, Path("none")) == "china"


def test_a_taken_port_is_passed_over() -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        taken = other.getsockname()[1]
        assert not run.is_free("127.0.0.1", taken)
        assert run.free_port("127.0.0.1", first=taken) != taken
    assert run.is_free("127.0.0.1", taken)


def test_a_port_taken_on_every_address_is_taken_here_too() -> None:
    with socket.create_server(("0.0.0.0", 0)) as other:  # noqa: S104 - that is what is tested
        assert not run.is_free("127.0.0.1", other.getsockname()[1])


def test_an_address_that_is_not_ours_is_not_free() -> None:
    assert not run.is_free("192.0.2.1", 8501)


def test_no_browser_opens_in_ci_or_when_it_is_unwanted() -> None:
    session = {"DISPLAY": ":0"}
    assert run.may_open_browser(session)
    assert not run.may_open_browser({**session, "CI": "true"})
    assert not run.may_open_browser({**session, "CHINA_MONITOR_NO_BROWSER": "1"})


def test_packages_of_another_python_do_not_shadow_ours() -> None:
    given = {"PYTHONPATH": "/elsewhere", "PYTHONHOME": "/elsewhere", "HOME": "/home/me"}
    kept = run.child_environment(given)
    assert kept["HOME"] == "/home/me"
    assert not {"PYTHONPATH", "PYTHONHOME"} & kept.keys()


def test_what_is_compiled_once_is_kept() -> None:
    assert run.child_environment({"PYTHONDONTWRITEBYTECODE": "1"}).keys() == {
        "PYTHONUTF8", "UV_SYSTEM_CERTS"
    }  # fmt: skip


# The environment


#: A hash that no file has.
NOBODYS = f"--hash=sha256:{'0' * 64}"


def project(folder: Path, packages: str = "") -> Path:
    (folder / "locks").mkdir(parents=True, exist_ok=True)
    (folder / "locks" / "run.txt").write_text(packages)
    (folder / "locks" / "test.txt").write_text("-r run.txt\n")
    (folder / "locks" / "uv.txt").write_text(f"uv==0 {NOBODYS}\n")
    return folder


def test_the_stamp_changes_with_a_lock_and_only_for_whom_it_concerns(
    tmp_path: Path,
) -> None:
    project(tmp_path)
    before = run.stamp_for(tmp_path, "test")
    (tmp_path / "locks" / "test.txt").write_text("pytest==1\n")
    developer = run.stamp_for(tmp_path, "test")
    assert developer["test"] != before["test"]
    assert developer["run"] == before["run"]
    (tmp_path / "locks" / "run.txt").write_text("pandas==1\n")
    both = run.stamp_for(tmp_path, "test")
    assert both["run"] != developer["run"]
    assert both["test"] != developer["test"]


def test_the_stamp_ignores_how_windows_ends_lines(tmp_path: Path) -> None:
    project(tmp_path)
    (tmp_path / "locks" / "run.txt").write_bytes(b"a==1\nb==2\n")
    unix = run.stamp_for(tmp_path, "run")
    (tmp_path / "locks" / "run.txt").write_bytes(b"a==1\r\nb==2\r\n")
    assert run.stamp_for(tmp_path, "run") == unix


def test_the_stamp_names_the_python(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    project(tmp_path)
    before = run.stamp_for(tmp_path, "run")
    monkeypatch.setattr(platform, "python_version", lambda: "3.99.0")
    assert run.stamp_for(tmp_path, "run")["python"] != before["python"]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A project whose environment was made without a network: uv is not to be had, pip is."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PIP_NO_INDEX", "1")
        patch.setenv("PIP_FIND_LINKS", str(tmp_path_factory.mktemp("no-packages")))
        patch.setenv("PIP_CONFIG_FILE", os.devnull)
        root = project(tmp_path_factory.mktemp("made"))
        run.ensure_environment(root, "test")
        (root / "etl").mkdir()
        (root / "etl" / "__main__.py").write_text(BUILDER)
        (root / "streamlit.py").write_text(SERVER)
        shutil.copy(run.ROOT / "run.py", root)
        yield root


@pytest.mark.long
def test_an_environment_is_made_and_enough_for_tests_is_enough_to_run(
    made: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    python = run.venv_python(made / ".venv")
    prefix = subprocess.check_output([python, "-c", "import sys; print(sys.prefix)"], text=True)
    assert Path(prefix.strip()).resolve() == (made / ".venv").resolve()
    written = (made / ".venv" / run.STAMP).stat().st_mtime_ns
    # Nothing is started for it: that is why it costs next to nothing.
    monkeypatch.setattr(subprocess, "run", None)
    assert run.ensure_environment(made, "run") == python
    assert run.ensure_environment(made, "test") == python
    assert (made / ".venv" / run.STAMP).stat().st_mtime_ns == written


def test_a_package_that_cannot_be_had_is_named_and_leaves_no_stamp(
    made: Path, tmp_path: Path
) -> None:
    root = project(tmp_path / "other", f"surely-not-a-package==1 {NOBODYS}\n")
    shutil.copytree(made / ".venv", root / ".venv", symlinks=True)
    with pytest.raises(run.Problem, match="surely-not-a-package") as refused:
        run.ensure_environment(root, "run")
    assert "run.txt" in str(refused.value)
    assert run.read_stamp(root / ".venv") == {}


def test_a_missing_network_is_recognised(
    made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("PIP_NO_INDEX")
    monkeypatch.setenv("PIP_INDEX_URL", f"http://127.0.0.1:{run.any_port('127.0.0.1')}/simple")
    monkeypatch.setenv("PIP_RETRIES", "1")
    root = project(tmp_path, f"surely-not-a-package==1 {NOBODYS}\n")
    with pytest.raises(run.Problem, match="no network"):
        run.install(run.venv_python(made / ".venv"), root / "locks" / "run.txt")


def wheel(folder: Path) -> str:
    """Put the smallest package into a folder; its sha256."""
    about = "tiny-1.dist-info"
    with zipfile.ZipFile(folder / "tiny-1-py3-none-any.whl", "w") as packed:
        packed.writestr(f"{about}/METADATA", "Metadata-Version: 2.1\nName: tiny\nVersion: 1\n")
        packed.writestr(
            f"{about}/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
        )
        packed.writestr(f"{about}/RECORD", "")
    return hashlib.sha256((folder / "tiny-1-py3-none-any.whl").read_bytes()).hexdigest()


@pytest.mark.long
def test_a_package_is_installed_only_with_the_hash_that_the_lock_names(
    made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PIP_FIND_LINKS", str(tmp_path))
    right, python = f"--hash=sha256:{wheel(tmp_path)}", run.venv_python(made / ".venv")
    for hashes, said in ((f" {NOBODYS}", "not the one that was tried"), ("", "hash")):
        root = project(tmp_path / "other", f"tiny==1{hashes}\n")
        with pytest.raises(run.Problem, match=said):
            run.install(python, root / "locks" / "run.txt")
    run.install(python, project(tmp_path, f"tiny==1 {right}\n") / "locks" / "run.txt")


# The whole command, with a builder and a server of our own


#: A shell starts what runs in the background with Ctrl-C ignored, and children inherit that.
HEARING = "import runpy, signal, sys; signal.signal(signal.SIGINT, signal.default_int_handler); \
sys.argv = sys.argv[1:]; runpy.run_path(sys.argv[0], run_name='__main__')"


def start(root: Path, *words: str) -> subprocess.Popen[str]:
    surroundings = {**os.environ, "CHINA_MONITOR_NO_BROWSER": "1", "PYTHONUNBUFFERED": "1"}
    return subprocess.Popen(
        [sys.executable, "-c", HEARING, root / "run.py", *words],
        env=surroundings,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=os.name != "nt",  # Ctrl-C is for a whole group, and not for ours
    )


def until(child: subprocess.Popen[str], sign: str) -> str:
    """Read the child's lines until one holds `sign`; return all of them."""
    assert child.stdout is not None
    killer = threading.Timer(60, child.kill)
    killer.start()
    lines = []
    try:
        for line in child.stdout:
            lines.append(line)
            if sign in line:
                break
    finally:
        killer.cancel()
    assert sign in "".join(lines), "".join(lines)
    return "".join(lines)


@pytest.mark.skipif(os.name == "nt", reason="Windows has no signal for a group of processes")
@pytest.mark.parametrize("to", ["the whole group, as Ctrl-C does", "run.py alone"])
def test_ctrl_c_ends_server_and_command_without_a_traceback(made: Path, to: str) -> None:
    port = run.any_port("127.0.0.1")
    with start(made, "--", "--server.port", str(port), "--theme.base", "dark") as child:
        told = until(child, "Ctrl-C ends it")
        assert "etl build --if-needed" in told
        assert "streamlit run dashboard.py --server.address 127.0.0.1" in told
        assert "--theme.base dark" in told
        assert f"http://127.0.0.1:{port}" in told
        assert run.answers("127.0.0.1", port)
        if to == "run.py alone":
            child.send_signal(signal.SIGINT)
        else:
            os.killpg(child.pid, signal.SIGINT)
        rest, _ = child.communicate(timeout=30)
    assert "Traceback" not in rest
    assert run.is_free("127.0.0.1", port)
    assert child.returncode == (128 + signal.SIGTERM if to == "run.py alone" else 0)


def test_the_servers_exit_code_is_the_commands(made: Path) -> None:
    with start(made, "--", "--crash") as child:
        child.communicate(timeout=60)
    assert child.returncode == 7


def test_a_given_port_that_is_taken_is_refused_by_number(made: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        with start(made, "--", "--server.port", str(port)) as child:
            told, _ = child.communicate(timeout=60)
    assert child.returncode == 1
    assert f"Port {port}" in told
    assert "Traceback" not in told


def test_a_failed_build_stops_the_command_and_names_the_last_good_data(
    made: Path, tmp_path: Path
) -> None:
    root = tmp_path / "broken"
    shutil.copytree(made, root, symlinks=True)
    (root / "etl" / "__main__.py").write_text("raise SystemExit('row 3 is not a number')\n")
    with start(root) as child:
        told, _ = child.communicate(timeout=60)
    assert child.returncode == 1
    assert told.index("row 3 is not a number") < told.index("last good data")
    assert "streamlit run dashboard.py --server.headless" not in told


def test_every_check_runs_and_every_failure_is_told(made: Path, tmp_path: Path) -> None:
    root = tmp_path / "checked"
    shutil.copytree(made, root, symlinks=True)
    for name, code in (("ruff", 1), ("mypy", 0), ("pytest", 5)):
        text = f"import sys\nprint({name!r}, *sys.argv[1:])\nsys.exit({code})\n"
        (root / f"{name}.py").write_text(text)
    with start(root, "test", "-k", "freight") as child:
        told, _ = child.communicate(timeout=60)
    assert child.returncode == 1
    ends = told[told.index("3 of 4 checks failed") :]
    assert "ruff check . failed (exit code 1)" in ends
    assert "ruff format --check . failed" in ends
    assert "-k freight failed (exit code 5)" in ends
    assert "mypy failed" not in ends
    # What is read beside the tests is told after them, whole.
    assert told.index("\npytest -n auto") < told.index("> mypy\nmypy\n") < told.index("3 of 4")


@pytest.mark.skipif(os.name == "nt", reason="Windows has no signal for a group of processes")
def test_ctrl_c_while_checks_run_ends_those_beside_the_tests_too(
    made: Path, tmp_path: Path
) -> None:
    root = tmp_path / "checked"
    shutil.copytree(made, root, symlinks=True)
    waits = "import os, pathlib, time\npathlib.Path('mypy.pid').write_text(str(os.getpid()))\n"
    (root / "ruff.py").write_text("")
    (root / "mypy.py").write_text(f"{waits}time.sleep(600)\n")
    (root / "pytest.py").write_text(
        "import pathlib, time\n"
        "while not pathlib.Path('mypy.pid').is_file(): time.sleep(0.01)\n"
        "print('both run', flush=True)\ntime.sleep(600)\n"
    )
    with start(root, "test") as child:
        until(child, "both run")
        os.killpg(child.pid, signal.SIGINT)
        told, _ = child.communicate(timeout=60)
    assert child.returncode == 130
    assert "run.py: stopped" in told
    with pytest.raises(ProcessLookupError):
        os.kill(int((root / "mypy.pid").read_text()), 0)


def test_every_marker_of_slow_tests_is_declared() -> None:
    config = tomllib.loads((run.ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    declared = config["tool"]["pytest"]["ini_options"]["markers"]
    assert [line.partition(":")[0] for line in declared] == list(run.SLOW_MARKERS)


def test_a_server_that_says_no_is_not_well() -> None:
    class Unwell(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_error(http.client.SERVICE_UNAVAILABLE)

        def log_message(self, *_words: object) -> None:
            pass

    with http.server.HTTPServer(("127.0.0.1", 0), Unwell) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        assert not run.answers("127.0.0.1", server.server_address[1])
        server.shutdown()


# .ci/run, on a machine that has only what we put there


@pytest.mark.skipif(os.name == "nt", reason="for Debian")
@pytest.mark.parametrize("present", [True, False], ids=["all there", "nothing there"])
def test_ci_installs_what_is_missing_and_nothing_else_and_passes_the_exit_code(
    tmp_path: Path, present: bool
) -> None:
    def program(name: str, text: str) -> None:
        (tmp_path / name).write_text(f"#!/bin/sh\n{text}\n")
        (tmp_path / name).chmod(0o755)

    for name in ("bash", "dirname", "env", "id", "sh"):
        (tmp_path / name).symlink_to(shutil.which(name) or name)
    program("sudo", 'exec "$@"')
    program("apt-get", 'echo "apt-get $*"')
    # Stands for Python: with or without ensurepip, and run.py test ends with 3.
    program("python3", f'[ "$1" = -c ] && exit {0 if present else 1}; echo "$* CI=$CI"; exit 3')
    if present:
        program("chromium", "")
    ran = subprocess.run(
        ["bash", run.ROOT / ".ci" / "run", "-k", "freight"],
        env={"PATH": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    install = "apt-get install -y --no-install-recommends chromium fonts-liberation python3-venv"
    needed = [] if present else ["apt-get update", install]
    assert ran.stdout.splitlines() == [*needed, "run.py test -k freight CI=true"]
    assert ran.returncode == 3
