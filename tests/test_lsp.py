"""One test per feature of the language server, through a real client with real editors' capabilities."""

import sys
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_lsp
from lsprotocol import types as t
from pytest_lsp import ClientServerConfig, LanguageClient, client_capabilities

URI = "file:///somewhere/demo.py"
FAULT = "import jax.numpy as jnp\nx = jnp.zeros(3)\nx[0] = 1\nx[1] = 2\n"


@pytest_lsp.fixture(
    scope="module",
    params=["visual_studio_code", "neovim", "emacs"],
    config=ClientServerConfig(server_command=[sys.executable, "-m", "pattern_lsp", "server"]),
)
async def client(request: pytest.FixtureRequest, lsp_client: LanguageClient) -> AsyncIterator[None]:
    capabilities = client_capabilities(request.param)

    @lsp_client.feature(t.CLIENT_REGISTER_CAPABILITY)
    def register(params: t.RegistrationParams) -> None:
        """Editors that announce dynamic registration accept it."""

    await lsp_client.initialize_session(t.InitializeParams(capabilities=capabilities, root_uri=None))
    yield
    await lsp_client.shutdown_session()


async def found(client: LanguageClient) -> list[t.Diagnostic]:
    """What the server reports, got the way this client gets it: asked for, or waited for."""
    assert client.capabilities is not None and client.capabilities.text_document is not None
    if client.capabilities.text_document.diagnostic is not None:
        report = await client.text_document_diagnostic_async(t.DocumentDiagnosticParams(t.TextDocumentIdentifier(URI)))
        assert isinstance(report, t.RelatedFullDocumentDiagnosticReport)
        return list(report.items)
    await client.wait_for_notification(t.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)
    return list(client.diagnostics[URI])


async def opened(client: LanguageClient, text: str = FAULT) -> list[t.Diagnostic]:
    client.text_document_did_open(t.DidOpenTextDocumentParams(t.TextDocumentItem(URI, "python", 1, text)))
    return await found(client)


async def closed(client: LanguageClient) -> None:
    client.text_document_did_close(t.DidCloseTextDocumentParams(t.TextDocumentIdentifier(URI)))
    assert await found(client) == []


async def actions(client: LanguageClient, place: t.Range, only: list[str] | None = None) -> dict[str, t.CodeAction]:
    context = t.CodeActionContext([], only)
    offers = await client.text_document_code_action_async(
        t.CodeActionParams(t.TextDocumentIdentifier(URI), place, context)
    )
    return {action.title: action for action in offers or () if isinstance(action, t.CodeAction)}


async def after(client: LanguageClient, text: str, action: t.CodeAction) -> tuple[str, list[t.Diagnostic]]:
    """The text with an action's edits, and what the server says of it."""
    if action.edit is None:
        action = await client.code_action_resolve_async(action)
    assert action.edit is not None
    if action.edit.document_changes:
        edits = [edit for change in action.edit.document_changes for edit in change.edits]
    else:
        edits = list(action.edit.changes[URI])
    starts = [0]
    for line in text.splitlines(True):
        starts.append(starts[-1] + len(line))
    for edit in sorted(edits, key=lambda edit: (edit.range.start.line, edit.range.start.character), reverse=True):
        start, end = (starts[at.line] + at.character for at in (edit.range.start, edit.range.end))
        text = text[:start] + edit.new_text + text[end:]
    identifier = t.VersionedTextDocumentIdentifier(2, URI)
    change = t.TextDocumentContentChangeWholeDocument(text)
    client.text_document_did_change(t.DidChangeTextDocumentParams(identifier, [change]))
    return text, await found(client)


async def test_a_fix_makes_its_finding_go(client: LanguageClient) -> None:
    first, second = await opened(client)
    assert first.code == "JAX001" and first.source == "pattern-lsp"
    (fix,) = [action for action in (await actions(client, first.range)).values() if action.is_preferred]
    text, left = await after(client, FAULT, fix)
    assert "x = x.at[0].set(1)" in text
    assert [one.range.start.line for one in left] == [second.range.start.line]
    await closed(client)


async def test_a_finding_can_be_silenced_where_it_stands(client: LanguageClient) -> None:
    first, _ = await opened(client)
    text, left = await after(client, FAULT, (await actions(client, first.range))["Ignore JAX001 on this line"])
    assert "x[0] = 1  # pattern-lsp: ignore[JAX001]\n" in text
    assert len(left) == 1
    await closed(client)


@pytest.mark.parametrize("kind", ["source.fixAll", "source.fixAll.pattern-lsp"])
async def test_all_safe_fixes_at_once(client: LanguageClient, kind: str) -> None:
    first, _ = await opened(client)
    (fix,) = (await actions(client, first.range, [kind])).values()
    assert await after(client, FAULT, fix) == (
        "import jax.numpy as jnp\nx = jnp.zeros(3)\nx = x.at[0].set(1)\nx = x.at[1].set(2)\n",
        [],
    )
    await closed(client)


async def test_all_fixes_of_one_code(client: LanguageClient) -> None:
    first, _ = await opened(client)
    _, left = await after(client, FAULT, (await actions(client, first.range))["Fix all JAX001 in this file"])
    assert left == []
    await closed(client)


async def test_only_what_is_asked_for_is_offered(client: LanguageClient) -> None:
    first, _ = await opened(client)
    assert await actions(client, first.range, ["refactor"]) == {}
    assert {one.kind for one in (await actions(client, first.range, ["quickfix"])).values()} == {"quickfix"}
    await closed(client)


@pytest.mark.parametrize("line", [2, 3])
async def test_hover_explains_a_finding_and_a_suppressed_code(client: LanguageClient, line: int) -> None:
    text = FAULT.replace("= 2", "= 2  # pattern-lsp: ignore[JAX001]")
    await opened(client, text)
    column = text.splitlines()[line].rfind("JAX001") + 1
    explained = await client.text_document_hover_async(
        t.HoverParams(t.TextDocumentIdentifier(URI), t.Position(line, column))
    )
    assert explained is not None and "inplace-update" in explained.contents.value
    await closed(client)


async def test_hover_says_what_a_function_is_elsewhere(client: LanguageClient) -> None:
    await opened(client)
    explained = await client.text_document_hover_async(
        t.HoverParams(t.TextDocumentIdentifier(URI), t.Position(1, FAULT.splitlines()[1].index("zeros")))
    )
    assert explained is not None and "`torch.zeros(n, 3)`" in explained.contents.value
    assert explained.range == t.Range(t.Position(1, 8), t.Position(1, 13))
    await closed(client)


async def test_a_pattern_is_completed_with_the_imports_it_needs(client: LanguageClient) -> None:
    await opened(client, "import numpy as np\n\nsoft")
    answer = await client.text_document_completion_async(
        t.CompletionParams(t.TextDocumentIdentifier(URI), t.Position(2, 4))
    )
    assert isinstance(answer, t.CompletionList)
    offered = {item.label: item for item in answer.items}
    assert offered["softmax (numpy)"].additional_text_edits in (None, [], ())
    edits = offered["softmax (jax)"].additional_text_edits or ()
    assert [edit.new_text for edit in edits] == ["import jax.numpy as jnp\n"]
    assert (offered["softmax (numpy)"].sort_text or "") < (offered["softmax (jax)"].sort_text or "")
    capabilities = client.capabilities.text_document
    item = capabilities.completion.completion_item if capabilities and capabilities.completion else None
    edit = offered["softmax (numpy)"].text_edit
    assert isinstance(edit, t.TextEdit)
    assert edit.range == t.Range(t.Position(2, 0), t.Position(2, 4))
    assert ("${1:" in edit.new_text) == bool(item and item.snippet_support)
    await closed(client)


async def test_an_edit_is_seen_in_the_files_that_import_the_edited_one(client: LanguageClient, tmp_path: Path) -> None:
    model = "import torch\n\n\ndef scores(x):\n    return torch.softmax(x, dim=-1)\n"
    train = (
        "import torch.nn.functional as F\nfrom model import scores\n\n\n"
        "def loss(x, y):\n    return F.cross_entropy(scores(x), y)\n"
    )
    uris = {}
    for name, text in (("model", model), ("train", train)):
        path = tmp_path / f"{name}.py"
        path.write_text(text, encoding="utf-8")
        uris[name] = path.as_uri()
        client.text_document_did_open(t.DidOpenTextDocumentParams(t.TextDocumentItem(uris[name], "python", 1, text)))
    assert [one.code for one in await reported(client, uris["train"], 1)] == ["TORCH007"]
    identifier = t.VersionedTextDocumentIdentifier(2, uris["model"])
    change = t.TextDocumentContentChangeWholeDocument(model.replace("torch.softmax(x, dim=-1)", "x"))
    client.text_document_did_change(t.DidChangeTextDocumentParams(identifier, [change]))
    assert await reported(client, uris["train"], 0) == []
    for uri in uris.values():
        client.text_document_did_close(t.DidCloseTextDocumentParams(t.TextDocumentIdentifier(uri)))


async def reported(client: LanguageClient, uri: str, count: int) -> list[t.Diagnostic]:
    """What the server says of a document, once it says that many things."""
    while True:
        assert client.capabilities is not None and client.capabilities.text_document is not None
        if client.capabilities.text_document.diagnostic is not None:
            report = await client.text_document_diagnostic_async(
                t.DocumentDiagnosticParams(t.TextDocumentIdentifier(uri))
            )
            items = list(getattr(report, "items", ()))
        else:
            await client.wait_for_notification(t.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)
            items = list(client.diagnostics.get(uri, ()))
        if len(items) == count:
            return items
