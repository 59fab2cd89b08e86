"""The judge in the editor: a lens over a function, a verdict that holds as long as the function does."""

import asyncio
import sys
from collections.abc import AsyncIterator
from typing import Any

import pytest
import pytest_lsp
from lsprotocol import types as t
from pytest_lsp import ClientServerConfig, LanguageClient, client_capabilities

URI = "file:///somewhere/practice.py"
CHECK = "pattern-lsp.checkAgainstReference"
RIGHT = """import numpy as np


def softmax(x, axis=-1):
    e = np.exp(x - x.max(axis, keepdims=True))
    return e / e.sum(axis, keepdims=True)
"""
WRONG = RIGHT.replace(" - x.max(axis, keepdims=True)", "")
LOOP = "import numpy as np\n\n\ndef softmax(x, axis=-1):\n    while True:\n        np.exp(x)\n"


@pytest_lsp.fixture(
    scope="module", config=ClientServerConfig(server_command=[sys.executable, "-m", "pattern_lsp", "server"])
)
async def client(lsp_client: LanguageClient) -> AsyncIterator[None]:
    @lsp_client.feature(t.CLIENT_REGISTER_CAPABILITY)
    def register(params: t.RegistrationParams) -> None: ...

    @lsp_client.feature(t.WORKSPACE_CODE_LENS_REFRESH)
    def refresh(params: Any) -> None: ...

    capabilities = client_capabilities("visual_studio_code")
    await lsp_client.initialize_session(t.InitializeParams(capabilities=capabilities, root_uri=None))
    yield
    await lsp_client.shutdown_session()


def opened(client: LanguageClient, text: str) -> None:
    client.text_document_did_open(t.DidOpenTextDocumentParams(t.TextDocumentItem(URI, "python", 1, text)))


def changed(client: LanguageClient, text: str) -> None:
    change = t.TextDocumentContentChangeWholeDocument(text)
    identifier = t.VersionedTextDocumentIdentifier(2, URI)
    client.text_document_did_change(t.DidChangeTextDocumentParams(identifier, [change]))


def closed(client: LanguageClient) -> None:
    client.text_document_did_close(t.DidCloseTextDocumentParams(t.TextDocumentIdentifier(URI)))


async def lenses(client: LanguageClient) -> list[t.CodeLens]:
    return list(await client.text_document_code_lens_async(t.CodeLensParams(t.TextDocumentIdentifier(URI))) or ())


async def titles(client: LanguageClient) -> list[str]:
    return [lens.command.title for lens in await lenses(client) if lens.command is not None]


async def verdicts(client: LanguageClient) -> list[str]:
    report = await client.text_document_diagnostic_async(t.DocumentDiagnosticParams(t.TextDocumentIdentifier(URI)))
    assert isinstance(report, t.RelatedFullDocumentDiagnosticReport)
    return [one.message for one in report.items if one.code == "verdict"]


async def run(client: LanguageClient) -> Any:
    command = (await lenses(client))[-1].command
    assert command is not None
    return await client.workspace_execute_command_async(t.ExecuteCommandParams(command.command, command.arguments))


async def test_a_wrong_answer_is_told_until_it_changes(client: LanguageClient) -> None:
    opened(client, WRONG)
    (lens,) = await lenses(client)
    assert (lens.range.start.line, lens.range.start.character) == (3, 4)
    assert await titles(client) == ["Check against the reference"]
    verdict = await run(client)
    assert verdict["outcome"] == "wrong"
    said, _ = await titles(client)
    assert said.startswith("✗ softmax (numpy) is wrong: overflows")
    (message,) = await verdicts(client)
    assert "expected" in message and "x = [" in message
    changed(client, "# a comment above, and nothing else\n" + WRONG)
    assert len(await verdicts(client)) == 1
    changed(client, RIGHT)
    assert await verdicts(client) == []
    assert await titles(client) == ["Check against the reference"]
    assert (await run(client))["outcome"] == "right"
    assert (await titles(client))[0].startswith("✓ softmax (numpy) is right")
    closed(client)


async def test_what_runs_can_be_cancelled(client: LanguageClient) -> None:
    opened(client, LOOP)
    before = set(client.progress_reports)
    running = asyncio.ensure_future(run(client))
    while not (begun := set(client.progress_reports) - before):
        await asyncio.sleep(0.05)
    await asyncio.sleep(0.5)
    client.window_work_done_progress_cancel(t.WorkDoneProgressCancelParams(token=begun.pop()))
    assert await asyncio.wait_for(running, 5) is None
    changed(client, RIGHT)
    assert (await run(client))["outcome"] == "right"
    closed(client)


async def test_the_server_answers_while_code_runs(client: LanguageClient) -> None:
    opened(client, LOOP)
    running = asyncio.ensure_future(run(client))
    await asyncio.sleep(0.5)
    assert await asyncio.wait_for(titles(client), 5) == ["Check against the reference"]
    assert "did not come to an end" in (await running)["complaint"]
    closed(client)


@pytest_lsp.fixture(config=ClientServerConfig(server_command=[sys.executable, "-m", "pattern_lsp", "server"]))
async def restricted(lsp_client: LanguageClient) -> AsyncIterator[None]:
    capabilities = client_capabilities("neovim")
    await lsp_client.initialize_session(
        t.InitializeParams(capabilities=capabilities, root_uri=None, initialization_options={"trusted": False})
    )
    yield
    await lsp_client.shutdown_session()


@pytest.mark.asyncio
async def test_nothing_runs_where_the_editor_does_not_trust_the_workspace(restricted: LanguageClient) -> None:
    opened(restricted, RIGHT)
    assert await lenses(restricted) == []
    done = await restricted.workspace_execute_command_async(t.ExecuteCommandParams(CHECK, [URI, "softmax"]))
    assert done is None
    assert "not trusted" in restricted.messages[-1].message
