"""Measures pattern-lsp on code that nobody here wrote: the Python sources of the installed frameworks.

    python benchmarks/benchmark.py [--packages torch,keras,…] [--peers NAME=COMMAND …] [--write]

Everything is measured side by side, in one run: the bare parse (the floor), this project, and what `--peers` names,
for example ``--peers "ruff=/path/to/ruff check" "pylint@40=/path/to/pylint"``: `@40` is for slow ones, which
get every 40th file and are compared with the bare parse of those.
`--write` puts the table into the README.
"""

import argparse
import importlib.util
import json
import os
import platform
import random
import resource
import shlex
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
_KEYSTROKES = 200

_BARE = """
import sys, libcst
for path in open(sys.argv[1]).read().splitlines():
    try: libcst.parse_module(open(path, "rb").read())
    except Exception: pass
"""
_EMPTY = """
from pygls.lsp.server import LanguageServer
LanguageServer("empty", "1").start_io()
"""


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--packages", default="torch,keras,jax,optax,flax,numba")
    parser.add_argument("--peers", nargs="*", default=[])
    parser.add_argument("--every", type=int, default=1, help="take every n-th file only")
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    files = _files(options.packages.split(","))[:: options.every]
    lines = sum(path.read_bytes().count(b"\n") for path in files)
    rows = [("files, lines", f"{len(files):,}, {lines:,}")]
    rows += _check_times(files, options.peers)
    rows += _keystrokes()
    rows += _start_and_memory()
    table = "\n".join(["| what | measured |", "|---|---|", *(f"| {name} | {value} |" for name, value in rows)])
    packages = ", ".join(f"{name} {_version(name)}" for name in options.packages.split(",") if _version(name))
    said = f"{table}\n\nMeasured with Python {platform.python_version()} on {_machine()}, over {packages}."
    if options.every > 1:
        said += f" One file in {options.every}."
    print(said)
    if options.write:
        readme = ROOT / "README.md"
        head, _, rest = readme.read_text(encoding="utf-8").partition("<!-- benchmark -->\n")
        tail = rest.partition("<!-- end benchmark -->")[2]
        readme.write_text(f"{head}<!-- benchmark -->\n{said}\n<!-- end benchmark -->{tail}", encoding="utf-8")


def _files(packages: list[str]) -> list[Path]:
    found: list[Path] = []
    for package in packages:
        spec = importlib.util.find_spec(package)
        if spec is not None and spec.origin is not None:
            found += sorted(Path(spec.origin).parent.rglob("*.py"))
    return found


def _check_times(files: list[Path], peers: list[str]) -> list[tuple[str, str]]:
    rows = []
    with tempfile.TemporaryDirectory() as folder:
        copies = [Path(folder, f"f{number}.py") for number in range(len(files))]
        for copy, path in zip(copies, files, strict=True):
            shutil.copy(path, copy)
        listing = Path(folder, "list.txt")
        listing.write_text("\n".join(map(str, copies)))
        _, bare = _timed([sys.executable, "-c", _BARE, str(listing)])
        rows.append(("bare `libcst.parse_module`, CPU", f"{bare:.1f} s"))
        check = [sys.executable, "-m", "pattern_lsp", "check", folder, "--output-format", "concise"]
        _, ours = _timed([*check, "--jobs", "1", "--no-cache"])
        rows.append(("cold check, one process, CPU", f"{ours:.1f} s ({ours / bare:.2f} × bare)"))
        cached = [*check, "--quiet"]
        _timed(cached, folder)
        wall = min(_timed(cached, folder)[0] for _ in range(3))
        rows.append(("check with a warm cache, wall", f"{wall * 1000:.0f} ms"))
        for peer in peers:
            name, _, command = peer.partition("=")
            name, _, every = name.partition("@")
            rows.append(_peer(name, shlex.split(command), copies[:: int(every or 1)], every))
    return rows


def _peer(name: str, command: list[str], files: list[Path], every: str) -> tuple[str, str]:
    """What another tool takes for some of the files, warm where it keeps a cache."""
    with tempfile.TemporaryDirectory() as folder:
        for path in files:
            shutil.copy(path, folder)
        listing = Path(folder, "list.txt")
        listing.write_text("\n".join(map(str, files)))
        _, bare = _timed([sys.executable, "-c", _BARE, str(listing)])
        if not every:
            _timed([*command, folder], folder)
        wall, cpu = _timed([*command, folder], folder)
    sample = f", on every {every}th file" if every else ""
    return f"{name}, CPU{sample}", f"{cpu:.1f} s, {wall * 1000:,.0f} ms of wall ({cpu / bare:.2f} × bare)"


def _timed(command: list[str], folder: str | None = None) -> tuple[float, float]:
    """Wall and CPU seconds of a command and its children."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.perf_counter()
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    subprocess.run(command, cwd=folder or ROOT, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    wall = time.perf_counter() - start
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return wall, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


class _Client:
    """Speaks to a server over stdio in plain JSON."""

    def __init__(self, command: list[str]) -> None:
        self.started = time.perf_counter()
        self.process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, cwd=ROOT
        )
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.stdin, self.stdout = self.process.stdin, self.process.stdout
        self.send(id=1, method="initialize", params={"processId": None, "rootUri": None, "capabilities": {}})
        self.receive("id", 1)
        self.start_seconds = time.perf_counter() - self.started
        self.send(method="initialized", params={})

    def send(self, **message: Any) -> None:
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        self.stdin.write(b"Content-Length: %d\r\n\r\n%s" % (len(body), body))
        self.stdin.flush()

    def receive(self, key: str, value: Any) -> None:
        while True:
            length = 0
            while line := self.stdout.readline().strip():
                if line.lower().startswith(b"content-length:"):
                    length = int(line.split(b":")[1])
            if json.loads(self.stdout.read(length)).get(key) == value:
                return

    def open(self, uri: str, text: str) -> None:
        document = {"uri": uri, "languageId": "python", "version": 1, "text": text}
        self.send(method="textDocument/didOpen", params={"textDocument": document})
        self.receive("method", "textDocument/publishDiagnostics")


def _keystrokes() -> list[tuple[str, str]]:
    """Type into a real file of about 1,500 lines, a character at a time, at many places."""
    text = _file_of(1500)
    client = _Client([sys.executable, "-m", "pattern_lsp", "server"])
    uri = "file:///benchmark.py"
    client.open(uri, text)
    lines = text.split("\n")
    chosen = random.Random(0)
    seconds = []
    for version in range(2, _KEYSTROKES + 2):
        line = chosen.randrange(len(lines))
        place = {"line": line, "character": len(lines[line])}
        change = {"range": {"start": place, "end": place}, "text": "x"}
        start = time.perf_counter()
        identifier = {"uri": uri, "version": version}
        client.send(method="textDocument/didChange", params={"textDocument": identifier, "contentChanges": [change]})
        client.receive("method", "textDocument/publishDiagnostics")
        seconds.append(time.perf_counter() - start)
        lines[line] += "x"
    client.process.kill()
    seconds.sort()
    import libcst

    start = time.perf_counter()
    libcst.parse_module(text)
    bare = time.perf_counter() - start
    p50, p95 = statistics.median(seconds), seconds[int(len(seconds) * 0.95)]
    return [
        (f"keystroke in a file of {len(lines):,} lines, p50 / p95", f"{p50 * 1000:.1f} / {p95 * 1000:.1f} ms"),
        ("bare parse of that file", f"{bare * 1000:.0f} ms ({p50 / bare:.2f} × for the median keystroke)"),
    ]


def _file_of(lines: int) -> str:
    """The source file of torch whose length is nearest."""
    files = _files(["torch"])
    best = min(files, key=lambda path: abs(path.read_bytes().count(b"\n") - lines))
    return best.read_text(encoding="utf-8")


def _start_and_memory() -> list[tuple[str, str]]:
    def start(command: list[str]) -> float:
        client = _Client(command)
        client.process.kill()
        return client.start_seconds

    server = [sys.executable, "-m", "pattern_lsp", "server"]
    # By turns, so that both meet the same machine.
    times = [(start(server), start([sys.executable, "-c", _EMPTY])) for _ in range(15)]
    ours, empty = (statistics.median(side) for side in zip(*times, strict=True))
    client = _Client(server)
    text = "\n".join(_file_of(1500).split("\n")[:500])
    for number in range(50):
        client.open(f"file:///m{number}.py", f"# {number}\n{text}")
    status = Path(f"/proc/{client.process.pid}/status").read_text()
    resident = int(next(line for line in status.splitlines() if line.startswith("VmRSS")).split()[1]) / 1024
    client.process.kill()
    return [
        ("server start to `initialize`", f"{ours * 1000:.0f} ms ({ours / empty:.2f} × an empty pygls server)"),
        ("resident memory, 50 files of 500 lines open", f"{resident:.0f} MiB"),
    ]


def _version(package: str) -> str:
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version(package)
    except PackageNotFoundError:
        return ""


def _machine() -> str:
    model = ""
    cpuinfo = Path("/proc/cpuinfo")
    if cpuinfo.is_file():
        named = [line for line in cpuinfo.read_text().splitlines() if line.startswith("model name")]
        model = named[0].partition(":")[2].strip() if named else ""
    return f"{os.cpu_count()} cores of {model or platform.machine()}, {platform.system()}"


if __name__ == "__main__":
    main()
