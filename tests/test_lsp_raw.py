"""The server on the wire, message by message: what editors send, and what none should."""

import json
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lsprotocol import types as t

from pattern_lsp.lsp.documents import changed_text
from pattern_lsp.text import Encoding, LineIndex

URI = "file:///somewhere/demo.py"
FAULT = "import jax.numpy as jnp\nx = jnp.zeros(3)\nx[0] = 1\n"


class Wire:
    """A server process, and the messages to and from it."""

    def __init__(self, *arguments: str) -> None:
        command = [sys.executable, *(arguments or ("-m", "pattern_lsp", "server"))]
        self.process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.input: IO[bytes] = self.process.stdin
        self.output: IO[bytes] = self.process.stdout
        self.number = 0

    def send(self, message: Any) -> None:
        body = message if isinstance(message, bytes) else json.dumps(message).encode()
        self.input.write(b"Content-Length: %d\r\n\r\n" % len(body) + body)
        self.input.flush()

    def notify(self, method: str, params: Any) -> None:
        self.send({"jsonrpc": "2.0", "method": method, "params": params})

    def receive(self) -> Any:
        length = 0
        while (header := self.output.readline()).strip():
            name, _, value = header.partition(b":")
            if name == b"Content-Length":
                length = int(value)
        assert length, "the server has gone"
        return json.loads(self.output.read(length))

    def request(self, method: str, params: Any) -> Any:
        self.number += 1
        self.send({"jsonrpc": "2.0", "id": self.number, "method": method, "params": params})
        while (message := self.receive()).get("id") != self.number or "method" in message:
            pass
        return message

    def initialize(self, encodings: list[str] | None = None, **text_document: Any) -> Any:
        general = {"positionEncodings": encodings} if encodings else {}
        capabilities = {"general": general, "textDocument": text_document}
        answer = self.request("initialize", {"processId": None, "rootUri": None, "capabilities": capabilities})
        self.notify("initialized", {})
        return answer["result"]

    def open(self, text: str, uri: str = URI, language: str = "python") -> None:
        item = {"uri": uri, "languageId": language, "version": 1, "text": text}
        self.notify("textDocument/didOpen", {"textDocument": item})

    def change(self, changes: list[Any], version: int = 2, uri: str = URI) -> None:
        params = {"textDocument": {"uri": uri, "version": version}, "contentChanges": changes}
        self.notify("textDocument/didChange", params)

    def published(self) -> list[Any]:
        while (message := self.receive()).get("method") != "textDocument/publishDiagnostics":
            pass
        return message["params"]["diagnostics"]

    def shown(self) -> str:
        while (message := self.receive()).get("method") != "window/showMessage":
            pass
        return str(message["params"]["message"])


@contextmanager
def served(*arguments: str) -> Iterator[Wire]:
    made = Wire(*arguments)
    try:
        yield made
    finally:
        made.process.kill()
        made.process.communicate()


@pytest.fixture
def wire() -> Iterator[Wire]:
    with served() as made:
        yield made


def replacement(line: int, start: int, end: int, text: str) -> dict[str, Any]:
    return {
        "range": {"start": {"line": line, "character": start}, "end": {"line": line, "character": end}},
        "text": text,
    }


@pytest.mark.parametrize(("encoding", "column"), [("utf-8", 12), ("utf-16", 10), ("utf-32", 9)])
def test_columns_are_counted_as_the_client_counts_them(wire: Wire, encoding: str, column: int) -> None:
    assert wire.initialize([encoding])["capabilities"]["positionEncoding"] == encoding
    wire.open(FAULT.replace("x[0] = 1", "s = '🔥'; x[0] = 1"))
    (found,) = wire.published()
    assert found["range"]["start"] == {"line": 2, "character": column}


def test_a_form_feed_ends_no_line(wire: Wire) -> None:
    wire.initialize()
    wire.open(FAULT.replace("\nx = ", "\f\nx = "))
    assert [found["range"]["start"]["line"] for found in wire.published()] == [2]
    wire.change([replacement(2, 0, 8, "y = 1")])
    assert wire.published() == []


def test_a_broken_statement_hides_no_other_finding(wire: Wire) -> None:
    wire.initialize()
    wire.open(FAULT)
    assert [found["code"] for found in wire.published()] == ["JAX001"]
    wire.change([replacement(1, 16, 16, "\ny = x.\n")])
    assert [(found["code"], found["range"]["start"]["line"]) for found in wire.published()] == [("JAX001", 4)]


def test_requests_that_make_no_sense_are_answered(wire: Wire) -> None:
    assert wire.request("textDocument/hover", {})["error"]["code"] == -32002
    wire.initialize()
    assert wire.request("textDocument/hover", {"textDocument": 3})["error"]["code"] == -32602
    assert wire.request("no/such/method", {})["error"]["code"] == -32601
    assert wire.request("initialize", {"processId": None, "rootUri": None, "capabilities": {}})["error"]
    assert wire.request("shutdown", None)["result"] is None
    assert wire.request("textDocument/hover", {})["error"]["code"] == -32600


def test_nonsense_does_not_end_the_server(wire: Wire) -> None:
    wire.initialize()
    wire.send(b"{not json")
    wire.send([])
    wire.send({"jsonrpc": "2.0"})
    wire.send({"jsonrpc": "2.0", "method": 3, "id": {}})
    wire.notify("$/unknown", None)
    wire.notify("textDocument/didOpen", {"textDocument": None})
    wire.change([replacement(0, 0, 1, "x")], uri="file:///never/opened.py")
    wire.open("\0\ud800 = (", "file:///null.py")
    wire.open("x" * 10_000_000, "file:///huge.py")
    wire.open(FAULT, "file:///text.md", "markdown")
    wire.open(FAULT)
    wire.change([replacement(99, 99, 999, "# end"), replacement(1, 16, 0, "x = jnp.zeros(3)")])
    wire.change([replacement(0, -5, -1, "x")])
    hover = {"textDocument": {"uri": URI}, "position": {"line": 2, "character": 1}}
    assert "JAX001" in wire.request("textDocument/hover", hover)["result"]["contents"]["value"]


def test_a_text_that_is_too_long_is_said(wire: Wire) -> None:
    wire.initialize()
    wire.open(FAULT + "# text\n" * 200_000, "file:///data.py")
    assert "data.py is too long" in wire.shown()


_FAILING = """
from dataclasses import replace
from pattern_lsp import lsp, registry

def check(model):
    raise RuntimeError("broken")

rules = registry.rules()
registry.rules = lambda: (*rules, replace(rules[0], code="JAX999", frameworks=frozenset({"jax"}), check=check))
print("not for the client")
lsp.serve(None)
"""


def test_a_rule_that_fails_is_said_once_and_costs_no_other_finding() -> None:
    with served("-c", _FAILING) as wire:
        wire.initialize()
        wire.open(FAULT)
        assert "Rule JAX999 failed" in wire.shown()
        assert [found["code"] for found in wire.published()] == ["JAX001"]
        wire.change([replacement(2, 0, 0, "\n")])
        assert wire.receive()["method"] == "textDocument/publishDiagnostics"  # and no second message


def test_a_port_instead_of_standard_input_and_output() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with served("-m", "pattern_lsp", "server", "--tcp", "--port", str(port)) as wire:
        deadline = time.monotonic() + 30
        while True:
            try:
                connection = socket.create_connection(("127.0.0.1", port))
                break
            except ConnectionRefusedError:
                assert time.monotonic() < deadline
                time.sleep(0.05)
        with connection:
            wire.input, wire.output = connection.makefile("wb"), connection.makefile("rb")
            wire.initialize()
            wire.open(FAULT)
            assert [found["code"] for found in wire.published()] == ["JAX001"]


def test_exit_codes(wire: Wire) -> None:
    wire.initialize()
    wire.request("shutdown", None)
    wire.notify("exit", None)
    assert wire.process.wait(20) == 0


def test_exit_without_shutdown_and_a_closed_input_end_it_too(wire: Wire) -> None:
    wire.initialize()
    wire.notify("exit", None)
    assert wire.process.wait(20) == 1
    other = Wire()
    other.initialize()
    other.process.communicate(timeout=20)
    assert other.process.returncode == 1


def test_the_server_ends_with_its_editor(wire: Wire) -> None:
    editor = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE)
    wire.request("initialize", {"processId": editor.pid, "rootUri": None, "capabilities": {}})
    editor.communicate()
    assert wire.process.wait(20) == 1


def test_settings_are_followed_live_and_a_mistake_in_them_is_said_once(wire: Wire, tmp_path: Path) -> None:
    settings = tmp_path / "pyproject.toml"
    uri = (tmp_path / "demo.py").as_uri()
    wire.initialize()
    wire.open(FAULT, uri)
    assert [found["code"] for found in wire.published()] == ["JAX001"]
    settings.write_text('[tool.pattern-lsp]\nignore = ["JAX001"]\n')
    changed = {"changes": [{"uri": settings.as_uri(), "type": 1}]}
    wire.notify("workspace/didChangeWatchedFiles", changed)
    assert wire.published() == []
    settings.write_text("[tool.pattern-lsp]\nnonsense = 1\n")
    wire.notify("workspace/didChangeWatchedFiles", changed)
    message = wire.receive()
    assert message["method"] == "window/showMessage" and "nonsense" in message["params"]["message"]
    assert wire.published() == []  # the last good settings stay
    wire.notify("workspace/didChangeWatchedFiles", changed)
    assert wire.receive()["method"] == "textDocument/publishDiagnostics"


def test_a_client_that_pulls_gets_reports_and_no_push(wire: Wire) -> None:
    wire.initialize(diagnostic={})
    wire.open(FAULT)
    params = {"textDocument": {"uri": URI}}
    wire.number += 1
    wire.send({"jsonrpc": "2.0", "id": wire.number, "method": "textDocument/diagnostic", "params": params})
    report = wire.receive()["result"]  # the first message after `initialize`: nothing was pushed before it
    assert [found["code"] for found in report["items"]] == ["JAX001"]
    again = wire.request("textDocument/diagnostic", {**params, "previousResultId": report["resultId"]})
    assert again["result"] == {"kind": "unchanged", "resultId": report["resultId"]}


def test_a_client_without_code_actions_gets_commands_that_edit(wire: Wire) -> None:
    wire.initialize()
    wire.open(FAULT)
    params = {"textDocument": {"uri": URI}, "range": replacement(2, 0, 1, "")["range"], "context": {"diagnostics": []}}
    command = wire.request("textDocument/codeAction", params)["result"][0]
    wire.send({"jsonrpc": "2.0", "id": 99, "method": "workspace/executeCommand", "params": command})
    while (message := wire.receive()).get("method") != "workspace/applyEdit":
        pass
    assert message["params"]["edit"]["changes"][URI][0]["newText"] == "x = x.at[0].set(1)"


@given(
    st.text(st.sampled_from("ab\n\r\f\u2028é🔥\ud800"), max_size=12),
    st.tuples(*[st.integers(0, 6)] * 4),
    st.text(st.sampled_from("x\n\r🔥"), max_size=4),
    st.sampled_from(["utf-8", "utf-16", "utf-32"]),
)
def test_a_change_replaces_what_the_client_meant(
    text: str, place: tuple[int, int, int, int], new: str, encoding: Encoding
) -> None:
    first, last = sorted([place[:2], place[2:]])
    change = t.TextDocumentContentChangePartial(t.Range(t.Position(*first), t.Position(*last)), new)
    start, end = (_offset_counted_out(text, *one, encoding) for one in (first, last))
    assert changed_text(LineIndex(text), change, encoding) == text[:start] + new + text[end:]


def _offset_counted_out(text: str, line: int, column: int, encoding: Encoding) -> int:
    """The offset of a position, found by stepping through the text a character at a time."""
    offset = 0
    while line and offset < len(text):
        offset += 2 if text[offset : offset + 2] == "\r\n" else 1
        line -= text[offset - 1] in "\r\n"
    if line:
        return len(text)
    while offset < len(text) and text[offset] not in "\r\n":
        units = {"utf-8": "utf-8", "utf-16": "utf-16-le", "utf-32": "utf-32-le"}[encoding]
        size = len(text[offset].encode(units, "surrogatepass")) // {"utf-8": 1, "utf-16": 2, "utf-32": 4}[encoding]
        if size > column:
            break
        column -= size
        offset += 1
    return offset
