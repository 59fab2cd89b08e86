"""The configurations in editors/, loaded as they are shipped, in the real editors without a screen."""

import contextlib
import importlib
import importlib.util
import json
import os
import shlex
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from helpers import IN_CI, ROOT, need

EDITORS = ROOT / "editors"
HERE = Path(__file__).parent / "editors"
SERVER = [sys.executable, "-m", "pattern_lsp", "server"]
FAULT = "import jax.numpy as jnp\nx = jnp.zeros(3)\nx[0] = 1.0\n"
FIXED = FAULT.replace("x[0] = 1.0", "x = x.at[0].set(1.0)")
PATIENCE = 60  # seconds; a busy machine is slow to start an editor, and no test waits longer than it must


def need_program(name: str) -> str:
    """Where a program lies; the test is skipped where it is missing: nobody has all editors."""
    if (found := shutil.which(name)) is None:
        pytest.skip(f"{name} is not installed; editors/setup.sh installs it on Debian")
    return found


def until(seen: Callable[[], bool], what: str) -> None:
    """Wait until something is seen."""
    end = time.monotonic() + PATIENCE
    while not seen():
        assert time.monotonic() < end, f"never seen: {what}"
        time.sleep(0.05)


def alone(home: Path) -> dict[str, str]:
    """An environment in which an editor reads nothing of its user, and finds this server."""
    places = {f"XDG_{kind}_HOME": str(home / kind.lower()) for kind in ("CONFIG", "DATA", "STATE", "CACHE")}
    return {
        **os.environ,
        **places,
        "HOME": str(home),
        "PYTHONPATH": str(ROOT),
        "PATTERN_LSP_SERVER": "\n".join(SERVER),
    }


class Neovim:
    """A running Neovim, driven by keys, and asked what it has."""

    def __init__(self, program: str, file: Path, environment: dict[str, str]) -> None:
        self.patience = PATIENCE  # seconds for an answer
        self._program = program
        self._address = str(file.parent / "nvim.socket")
        self._environment = environment
        options = ["--headless", "--listen", self._address, "-i", "NONE", "-u", str(HERE / "init.lua")]
        self.process = subprocess.Popen(
            [program, *options, str(file)],
            cwd=file.parent,
            env=environment,
            stdin=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
        )
        until(Path(self._address).exists, "the socket of Neovim")

    def _remote(self, *arguments: str) -> str:
        command = [self._program, "--headless", "--server", self._address, *arguments]
        done = subprocess.run(
            command, env=self._environment, capture_output=True, text=True, timeout=self.patience, check=False
        )
        assert done.returncode == 0, done.stderr
        return done.stdout or done.stderr  # which of the two depends on the version

    def keys(self, keys: str) -> None:
        self._remote("--remote-send", keys)

    def ask(self, expression: str) -> object:
        """The value of a Lua expression."""
        quoted = f"json_encode(luaeval('{expression.replace(chr(39), chr(39) * 2)}'))"
        answer: object = json.loads(self._remote("--remote-expr", quoted))
        return answer

    def text(self) -> str:
        lines = self.ask("vim.api.nvim_buf_get_lines(0, 0, -1, true)")
        assert isinstance(lines, list)
        return "\n".join(lines) + "\n"

    def codes(self) -> list[str]:
        """The codes of the findings that are shown."""
        found = self.ask("vim.diagnostic.get(0)")
        assert isinstance(found, list)
        # Before Neovim 0.8 the code is only in what the server sent.
        return [str(one.get("code") or one["user_data"]["lsp"]["code"]) for one in found]


@pytest.fixture
def neovim(tmp_path: Path) -> Iterator[Callable[[str], Neovim]]:
    """Opens a text in a Neovim that has nothing but the shipped configuration."""
    program = need_program("nvim")
    environment = alone(tmp_path / "home") | {"PATTERN_LSP_CONFIGURATION": str(EDITORS / "neovim")}
    started: list[Neovim] = []

    def opened(text: str) -> Neovim:
        file = tmp_path / "demo.py"
        file.write_text(text, encoding="utf-8")
        started.append(Neovim(program, file, environment))
        return started[-1]

    yield opened
    for one in started:
        one.process.terminate()
        one.process.communicate(timeout=PATIENCE)


def test_neovim_shows_a_finding_and_its_fix_removes_it(neovim: Callable[[str], Neovim]) -> None:
    editor = neovim(FAULT)
    until(lambda: editor.codes() == ["JAX001"], "the finding")
    editor.keys("3G:lua vim.lsp.buf.code_action()<CR>")

    def chosen() -> bool:
        # Neovim lists the offers, the preferred one first, and reads a number. Before the list is there this only
        # moves the cursor; and while it reads, Neovim answers nothing: then the number is wanted once more.
        editor.keys("1<CR>")
        try:
            return editor.text() == FIXED
        except subprocess.TimeoutExpired:
            return False

    editor.patience = 10
    until(chosen, "the fixed text")
    editor.patience = PATIENCE
    until(lambda: editor.codes() == [], "no finding")


def test_neovim_inserts_a_pattern_with_its_imports_and_judges_it(neovim: Callable[[str], Neovim]) -> None:
    editor = neovim("scale = 2.0\n")
    until(lambda: editor.ask("#(vim.lsp.get_clients or vim.lsp.buf_get_clients)()") == 1, "the server")
    # Neovim 0.11 has a completion of its own that knows snippets and imports.
    asks = "<C-x><C-o>" if editor.ask("vim.lsp.completion ~= nil") else "<C-x><C-u>"
    editor.keys(f"Gosoftm{asks}")
    until(lambda: editor.ask("vim.fn.pumvisible()") == 1, "the list of completions")
    offers = editor.ask("vim.tbl_map(function(one) return one.abbr end, vim.fn.complete_info({[[items]]}).items)")
    assert isinstance(offers, list) and "softmax (jax)" in offers
    editor.keys("<C-n>" * offers.index("softmax (jax)") + "<C-y>")
    until(lambda: "jnp.exp" in editor.text(), "the text of the pattern")
    assert editor.text().startswith("import jax.numpy as jnp\n\nscale = 2.0\ndef softmax(x, axis=-1):\n    ")
    assert "softm\n" not in editor.text()

    need("jax")
    editor.keys("<Esc><Esc>")  # a snippet's first stop may be selected
    until(lambda: bool(editor.ask("vim.lsp.codelens.get(0)")), "the code lens")
    editor.keys("4Ggl")
    until(lambda: "✓" in json.dumps(editor.ask("vim.lsp.codelens.get(0)"), ensure_ascii=False), "the verdict")


@pytest.fixture
def emacs(tmp_path: Path) -> Callable[[str, str], dict[str, object]]:
    """Does something with a text in an Emacs that has nothing but the shipped configuration; what was seen, by name."""
    program = need_program("emacs")
    environment = alone(tmp_path / "home") | {"PATTERN_LSP_CONFIGURATION": str(EDITORS / "emacs")}
    (tmp_path / "home").mkdir()

    def did(what: str, text: str) -> dict[str, object]:
        file = tmp_path / "demo.py"
        file.write_text(text, encoding="utf-8")
        command = [program, "--batch", "-l", str(HERE / "emacs.el"), "--eval", f'({what} "{file}")']
        done = subprocess.run(
            command, cwd=tmp_path, env=environment, capture_output=True, text=True, timeout=3 * PATIENCE, check=False
        )
        if done.returncode == 3 and not IN_CI:
            pytest.skip("Emacs has no eglot; editors/setup.sh installs it on Debian")
        assert done.returncode == 0, done.stderr
        seen = dict(line.split(": ", 1) for line in done.stdout.splitlines())
        assert seen.pop("connected") == "true", done.stderr
        return {name: json.loads(value) for name, value in seen.items()}

    return did


def test_emacs_shows_a_finding_and_its_fix_removes_it(emacs: Callable[[str, str], dict[str, object]]) -> None:
    seen = emacs("take-the-fix", FAULT)
    assert isinstance(seen["found"], list) and len(seen["found"]) == 1 and "JAX001" in seen["found"][0]
    assert seen["text"] == FIXED
    assert seen["clean"] is True


def test_emacs_inserts_a_pattern_with_its_imports(emacs: Callable[[str, str], dict[str, object]]) -> None:
    text = str(emacs("take-a-pattern", "scale = 2.0\n")["text"])
    assert text.startswith("import jax.numpy as jnp\n\nscale = 2.0\ndef softmax(x, axis=-1):\n    ")
    assert "jnp.exp" in text and "${" not in text


def test_emacs_judges_an_answer(emacs: Callable[[str, str], dict[str, object]]) -> None:
    answer = "import numpy as np\n\n\ndef softmax(x, axis=-1):\n    e = np.exp(x)\n    return e / e.sum()\n"
    assert emacs("check-an-answer", answer)["verdict"] == "wrong"


class Helix:
    """A running Helix, driven by keys; it has no mode without a screen, so a terminal is emulated and read."""

    def __init__(self, program: str, file: Path, environment: dict[str, str]) -> None:
        pexpect, pyte = (importlib.import_module(name) for name in ("pexpect", "pyte"))
        self.screen = pyte.Screen(120, 40)
        self._terminal = pyte.Stream(self.screen)
        self._nothing_new = pexpect.TIMEOUT
        self.process = pexpect.spawn(
            program, [str(file)], cwd=str(file.parent), env=environment, dimensions=(40, 120), encoding="utf-8"
        )

    def shows(self, what: str) -> bool:
        with contextlib.suppress(self._nothing_new):
            self._terminal.feed(self.process.read_nonblocking(65536, 0.1))
        return any(what in line for line in self.screen.display)

    def until(self, what: str, keys: str = "") -> None:
        """Press keys, and wait until the screen shows what they lead to."""
        self.process.send(keys)
        until(lambda: self.shows(what), what)


@pytest.fixture
def helix(tmp_path: Path) -> Iterator[Callable[[str], Helix]]:
    """Opens a text in a Helix that has nothing but the shipped configuration."""
    program = need_program("hx")
    for module in ("pexpect", "pyte"):
        if importlib.util.find_spec(module) is None:
            pytest.skip(f"{module} is not installed; install it from PyPI")
    environment = alone(tmp_path / "home") | {"TERM": "xterm-256color"}
    # The shipped file starts `pattern-lsp`, so there must be one.
    command = tmp_path / "bin" / "pattern-lsp"
    command.parent.mkdir()
    command.write_text(f'#!/bin/sh\nexec {shlex.join(SERVER[:-1])} "$@"\n')
    command.chmod(0o755)
    environment["PATH"] = f"{command.parent}{os.pathsep}{environment['PATH']}"
    settings = Path(environment["XDG_CONFIG_HOME"], "helix")
    settings.mkdir(parents=True)
    shutil.copy(EDITORS / "helix" / "languages.toml", settings)
    (settings / "config.toml").write_text('[editor]\nend-of-line-diagnostics = "hint"\n')
    started: list[Helix] = []

    def opened(text: str) -> Helix:
        file = tmp_path / "demo.py"
        file.write_text(text, encoding="utf-8")
        started.append(Helix(program, file, environment))
        return started[-1]

    yield opened
    for one in started:
        one.process.close(force=True)


def test_helix_shows_a_finding_and_fixes_it_and_expands_a_pattern(helix: Callable[[str], Helix]) -> None:
    editor = helix(FAULT)
    editor.until("cannot be changed in place")
    editor.until("3:1", "]d")
    editor.until("Use `.at", " a")
    editor.until("x = x.at[0].set(1.0)", "\r")
    editor.until("softmax (jax)", "\x1bGosoftm")
    editor.until("def softmax(x, axis=-1):", "\t\r")
    assert not editor.shows("${")
