"""The rest of the protocol, through a real client over stdio: notebooks, hints, links, settings, the workspace."""

import asyncio
import sys
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import helpers
import pytest
import pytest_lsp
from lsprotocol import types as t
from pytest_lsp import ClientServerConfig, LanguageClient

NOTEBOOK = "file:///somewhere/analysis.ipynb"
FILE = "file:///somewhere/demo.py"
SERVER = ClientServerConfig(server_command=[sys.executable, "-m", "pattern_lsp", "server"])


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace with a mistake in a file that nobody opens."""
    folder = tmp_path_factory.mktemp("workspace")
    (folder / "wrong.py").write_text("import jax.numpy as jnp\nx = jnp.zeros(3)\nx[0] = 1\n")
    (folder / "right.py").write_text("import jax.numpy as jnp\nx = jnp.zeros(3)\n")
    return folder


@pytest_lsp.fixture(scope="module", config=SERVER)
async def client(lsp_client: LanguageClient, folder: Path) -> AsyncIterator[None]:
    @lsp_client.feature(t.CLIENT_REGISTER_CAPABILITY)
    def register(params: t.RegistrationParams) -> None: ...

    @lsp_client.feature(t.WORKSPACE_CODE_LENS_REFRESH)
    def lenses_changed(params: Any) -> None: ...

    await lsp_client.initialize_session(
        t.InitializeParams(
            capabilities=_capabilities(),
            root_uri=folder.as_uri(),
            workspace_folders=[t.WorkspaceFolder(folder.as_uri(), "workspace")],
            initialization_options={"diagnosticMode": "workspace"},
        )
    )
    yield
    await lsp_client.shutdown_session()


def _capabilities() -> t.ClientCapabilities:
    """What VS Code announces, as far as it matters here."""
    lazily = t.ClientCodeActionResolveOptions(["edit"])
    literals = t.ClientCodeActionLiteralOptions(t.ClientCodeActionKindOptions([""]))
    item = t.ClientCompletionItemOptions(
        snippet_support=True, resolve_support=t.ClientCompletionItemResolveOptions(["documentation"])
    )
    return t.ClientCapabilities(
        notebook_document=t.NotebookDocumentClientCapabilities(t.NotebookDocumentSyncClientCapabilities()),
        text_document=t.TextDocumentClientCapabilities(
            diagnostic=t.DiagnosticClientCapabilities(),
            code_action=t.CodeActionClientCapabilities(
                code_action_literal_support=literals, data_support=True, resolve_support=lazily
            ),
            completion=t.CompletionClientCapabilities(completion_item=item),
        ),
        window=t.WindowClientCapabilities(
            show_document=t.ShowDocumentClientCapabilities(True), work_done_progress=False
        ),
        workspace=t.WorkspaceClientCapabilities(
            workspace_edit=t.WorkspaceEditClientCapabilities(document_changes=True),
            diagnostics=t.DiagnosticWorkspaceClientCapabilities(True),
        ),
    )


# Notebooks


def cell(number: int) -> str:
    return f"vscode-notebook-cell:/somewhere/analysis.ipynb#{number}"


def open_notebook(client: LanguageClient, *sources: str) -> None:
    """A notebook whose first cell is text, the others code."""
    cells = [t.NotebookCell(t.NotebookCellKind.Markup, cell(0))]
    cells += [t.NotebookCell(t.NotebookCellKind.Code, cell(number)) for number in range(1, len(sources) + 1)]
    texts = [t.TextDocumentItem(cell(number), "python", 1, source) for number, source in enumerate(sources, 1)]
    client.notebook_document_did_open(
        t.DidOpenNotebookDocumentParams(t.NotebookDocument(NOTEBOOK, "jupyter-notebook", 1, cells), texts)
    )


def change_notebook(client: LanguageClient, change: t.NotebookDocumentCellChanges) -> None:
    identifier = t.VersionedNotebookDocumentIdentifier(2, NOTEBOOK)
    event = t.NotebookDocumentChangeEvent(cells=change)
    client.notebook_document_did_change(t.DidChangeNotebookDocumentParams(identifier, event))


@pytest.fixture
def notebook(client: LanguageClient) -> Any:
    yield open_notebook
    client.notebook_document_did_close(
        t.DidCloseNotebookDocumentParams(t.NotebookDocumentIdentifier(NOTEBOOK), [t.TextDocumentIdentifier(cell(1))])
    )


async def found(client: LanguageClient, uri: str) -> list[tuple[int, int, str]]:
    report = await client.text_document_diagnostic_async(t.DocumentDiagnosticParams(t.TextDocumentIdentifier(uri)))
    assert isinstance(report, t.RelatedFullDocumentDiagnosticReport)
    return [(one.range.start.line, one.range.start.character, str(one.code)) for one in report.items]


async def test_what_one_cell_makes_is_known_in_the_next(client: LanguageClient, notebook: Any) -> None:
    notebook(client, "%matplotlib inline\nimport jax.numpy as jnp\nx = jnp.zeros(3)", "!ls\nx[0] = 1")
    assert await found(client, cell(1)) == []
    assert await found(client, cell(2)) == [(1, 0, "JAX001")]


async def test_the_order_of_the_cells_counts(client: LanguageClient, notebook: Any) -> None:
    notebook(client, "import jax.numpy as jnp\nx = jnp.zeros(3)", "x[0] = 1")
    array = t.NotebookCellArrayChange(1, 2, [t.NotebookCell(t.NotebookCellKind.Code, cell(n)) for n in (2, 1)])
    change_notebook(client, t.NotebookDocumentCellChanges(structure=t.NotebookDocumentCellChangeStructure(array=array)))
    assert await found(client, cell(2)) == []


async def test_a_new_cell_and_an_edit_in_it(client: LanguageClient, notebook: Any) -> None:
    notebook(client, "import jax.numpy as jnp", "y = 1")
    array = t.NotebookCellArrayChange(2, 0, [t.NotebookCell(t.NotebookCellKind.Code, cell(9))])
    opened = [t.TextDocumentItem(cell(9), "python", 1, "x = jnp.zeros(3)\n")]
    change_notebook(
        client, t.NotebookDocumentCellChanges(structure=t.NotebookDocumentCellChangeStructure(array, opened))
    )
    end = t.Range(t.Position(1, 0), t.Position(1, 0))
    content = t.NotebookDocumentCellContentChanges(
        t.VersionedTextDocumentIdentifier(2, cell(9)), [t.TextDocumentContentChangePartial(end, "x[0] = 1")]
    )
    change_notebook(client, t.NotebookDocumentCellChanges(text_content=[content]))
    assert await found(client, cell(9)) == [(1, 0, "JAX001")]
    array = t.NotebookCellArrayChange(1, 1)
    gone = [t.TextDocumentIdentifier(cell(1))]
    change_notebook(
        client,
        t.NotebookDocumentCellChanges(structure=t.NotebookDocumentCellChangeStructure(array, did_close=gone)),
    )
    assert await found(client, cell(9)) == []  # `jnp` is unknown now


async def test_a_fix_in_a_cell_edits_that_cell(client: LanguageClient, notebook: Any) -> None:
    notebook(client, "import jax.numpy as jnp\nx = jnp.zeros(3)", "print(x)\nx[0] = 1")
    place = t.Range(t.Position(1, 0), t.Position(1, 0))
    offers = await client.text_document_code_action_async(
        t.CodeActionParams(t.TextDocumentIdentifier(cell(2)), place, t.CodeActionContext([]))
    )
    fix = next(one for one in offers or () if isinstance(one, t.CodeAction) and one.edit is not None)
    assert fix.edit is not None and fix.edit.document_changes is not None
    (change,) = fix.edit.document_changes
    assert isinstance(change, t.TextDocumentEdit) and change.text_document.uri == cell(2)
    assert [(edit.range.start.line, edit.new_text) for edit in change.edits] == [(1, "x = x.at[0].set(1)")]


async def test_a_snippet_brings_its_imports_into_its_own_cell(client: LanguageClient, notebook: Any) -> None:
    notebook(client, "import os\n", "print(1)\nsoftm")
    items = await completions(client, cell(2), t.Position(1, 5))
    chosen = next(item for item in items if item.label == "softmax (numpy)")
    assert [(edit.range.start.line, edit.new_text) for edit in chosen.additional_text_edits or ()] == [
        (0, "import numpy as np\n")
    ]


async def test_a_lens_in_a_cell_judges_the_notebook(client: LanguageClient, notebook: Any) -> None:
    helpers.need("numpy")
    softmax = "def softmax(x, axis=-1):\n    return np.exp(x) / np.exp(x).sum(axis, keepdims=True)"
    notebook(client, "import numpy as np", softmax)
    (lens,) = await client.text_document_code_lens_async(t.CodeLensParams(t.TextDocumentIdentifier(cell(2)))) or ()
    assert lens.command is not None and lens.range.start.line == 0
    verdict = await client.workspace_execute_command_async(
        t.ExecuteCommandParams(lens.command.command, lens.command.arguments)
    )
    assert verdict["outcome"] == "wrong"
    assert [code for _, _, code in await found(client, cell(2)) if code == "verdict"] == ["verdict"]
    assert not await client.text_document_code_lens_async(t.CodeLensParams(t.TextDocumentIdentifier(cell(1))))


# Texts


@pytest.fixture
def opened(client: LanguageClient) -> Any:
    def open_file(text: str) -> str:
        client.text_document_did_open(t.DidOpenTextDocumentParams(t.TextDocumentItem(FILE, "python", 1, text)))
        return text

    yield open_file
    client.text_document_did_close(t.DidCloseTextDocumentParams(t.TextDocumentIdentifier(FILE)))


async def completions(client: LanguageClient, uri: str, position: t.Position) -> list[t.CompletionItem]:
    answer = await client.text_document_completion_async(t.CompletionParams(t.TextDocumentIdentifier(uri), position))
    assert isinstance(answer, t.CompletionList)
    return list(answer.items)


async def hints(client: LanguageClient, lines: int = 99) -> dict[tuple[int, int], str]:
    found = await client.text_document_inlay_hint_async(
        t.InlayHintParams(t.TextDocumentIdentifier(FILE), t.Range(t.Position(0, 0), t.Position(lines, 0)))
    )
    return {(one.position.line, one.position.character): str(one.label) for one in found or ()}


HINTED = """import jax
import jax.numpy as jnp
import torch

@jax.jit
def step(params, x):
    y = jnp.dot(params, x)
    return y

key = jax.random.key(0)
model = torch.nn.Linear(3, 4)
model.eval()
out = model(torch.zeros(2, 3))
name = "nothing to say"
"""


async def test_hints_say_what_the_engine_knows(client: LanguageClient, opened: Any) -> None:
    opened(HINTED)
    assert await hints(client) == {
        (5, 15): ": traced",
        (5, 18): ": traced",
        (6, 5): ": JAX, traced",
        (9, 3): ": PRNG key",
        (12, 3): ": PyTorch",
        (12, 11): " evaluation mode",
    }
    assert await hints(client, lines=1) == {}


def test_what_hints_say_is_true() -> None:
    """The very values of the example, made by the real frameworks."""
    helpers.need("jax", "torch")
    import jax
    import torch

    values: dict[str, Any] = {}
    exec(HINTED, values)
    assert jax.dtypes.issubdtype(values["key"].dtype, jax.dtypes.prng_key)
    assert isinstance(values["out"], torch.Tensor)
    assert not values["model"].training
    seen: list[bool] = []
    probe = HINTED.replace(
        "    return y", "    seen.append(all(isinstance(v, jax.core.Tracer) for v in (params, x, y)))"
    )
    values = {"seen": seen}
    exec(probe, values)
    values["step"](jax.numpy.ones(3), jax.numpy.ones(3))
    assert seen == [True]


async def test_hints_and_rules_follow_the_settings(client: LanguageClient, opened: Any) -> None:
    opened("import jax.numpy as jnp\nx = jnp.zeros(3)\nx[0] = 1\n")
    settings: list[tuple[dict[str, Any], list[str], int]] = [
        ({"ignore": ["JAX"], "inlayHints": False}, [], 0),
        ({"per-file-ignores": {"demo.py": ["JAX001"]}}, [], 1),
        ({}, ["JAX001"], 1),
    ]
    for given, codes, count in settings:
        client.workspace_did_change_configuration(t.DidChangeConfigurationParams({"pattern-lsp": given}))
        assert [code for _, _, code in await found(client, FILE)] == codes
        assert len(await hints(client)) == count


async def test_a_setting_that_is_wrong_is_said_and_changes_nothing(client: LanguageClient, opened: Any) -> None:
    opened("import jax.numpy as jnp\nx = jnp.zeros(3)\nx[0] = 1\n")
    client.workspace_did_change_configuration(t.DidChangeConfigurationParams({"pattern-lsp": {"ignore": ["JAX9999"]}}))
    await client.wait_for_notification(t.WINDOW_SHOW_MESSAGE)
    assert "JAX9999" in client.messages[-1].message
    assert [code for _, _, code in await found(client, FILE)] == ["JAX001"]


async def test_a_code_in_a_comment_links_to_its_page(client: LanguageClient, opened: Any) -> None:
    opened("import jax.numpy as jnp\nx = jnp.zeros(3)\nx[0] = 1  # pattern-lsp: ignore[JAX001]\n")
    links = await client.text_document_document_link_async(t.DocumentLinkParams(t.TextDocumentIdentifier(FILE)))
    (link,) = links or ()
    assert link.range == t.Range(t.Position(2, 32), t.Position(2, 38))
    assert link.target is not None and link.target.endswith("JAX001.md")


async def test_from_a_function_to_its_reference(client: LanguageClient, opened: Any) -> None:
    opened("import numpy as np\n\n\ndef softmax(x, axis=-1):\n    return np.exp(x)\n")
    place = await client.text_document_implementation_async(
        t.ImplementationParams(t.TextDocumentIdentifier(FILE), t.Position(3, 6))
    )
    assert isinstance(place, t.Location)
    path = helpers.path_of(place.uri)
    assert path.parts[-2:] == ("numpy", "softmax.py")
    assert path.read_text().splitlines()[place.range.start.line].startswith("def softmax")


async def test_what_takes_long_is_made_when_it_is_chosen(client: LanguageClient, opened: Any) -> None:
    opened("import jax.numpy as jnp\nx = jnp.zeros(3)\nx[0] = 1\n")
    whole = t.Range(t.Position(0, 0), t.Position(3, 0))
    context = t.CodeActionContext([], ["source.fixAll.pattern-lsp"])
    offers = await client.text_document_code_action_async(
        t.CodeActionParams(t.TextDocumentIdentifier(FILE), whole, context)
    )
    (offer,) = offers or ()
    assert isinstance(offer, t.CodeAction) and offer.edit is None
    resolved = await client.code_action_resolve_async(offer)
    assert " = x.at[0].set(1)" in repr(resolved.edit)
    opened("softm")
    item = next(one for one in await completions(client, FILE, t.Position(0, 5)) if one.label == "softmax (jax)")
    assert item.documentation is None
    item = await client.completion_item_resolve_async(item)
    assert isinstance(item.documentation, t.MarkupContent) and "def softmax" in item.documentation.value


async def test_a_finding_is_explained(client: LanguageClient, opened: Any) -> None:
    opened("import jax.numpy as jnp\nx = jnp.zeros(3)\nx[0] = 1\n")
    place = t.Range(t.Position(2, 0), t.Position(2, 0))
    offers = await client.text_document_code_action_async(
        t.CodeActionParams(t.TextDocumentIdentifier(FILE), place, t.CodeActionContext([]))
    )
    assert "Explain JAX001" in [one.title for one in offers or ()]
    await command(client, "pattern-lsp.openPage", "JAX001")
    assert client.shown_documents[-1].uri.endswith("JAX001.md")
    page = await command(client, "pattern-lsp.explain", "JAX001")
    assert page["markdown"].startswith("# JAX001")
    assert await command(client, "pattern-lsp.explain", "JAX999") is None


# The workspace


async def test_files_that_are_not_open_are_checked(client: LanguageClient, folder: Path) -> None:
    report = await client.workspace_diagnostic_async(t.WorkspaceDiagnosticParams([]))
    full = {helpers.path_of(one.uri).name: one for one in report.items}
    assert {name: [found.code for found in one.items] for name, one in full.items()} == {
        "wrong.py": ["JAX001"],
        "right.py": [],
    }
    (folder / "right.py").write_text("import jax.numpy as jnp\nx = jnp.zeros(3)\nx += 1\nx[1] = 2\n")
    before = [t.PreviousResultId(one.uri, one.result_id) for one in report.items]
    again = await client.workspace_diagnostic_async(t.WorkspaceDiagnosticParams(before))
    kinds = {helpers.path_of(one.uri).name: one.kind for one in again.items}
    assert kinds == {"wrong.py": "unchanged", "right.py": "full"}


# Practice


async def command(client: LanguageClient, name: str, *arguments: Any) -> Any:
    return await client.workspace_execute_command_async(t.ExecuteCommandParams(name, list(arguments)))


async def test_the_board_lists_begins_and_notes(client: LanguageClient, opened: Any) -> None:
    helpers.need("numpy")
    patterns = {one["task"]: one for one in await command(client, "pattern-lsp.practice")}
    assert {one["framework"] for one in patterns["softmax"]["frameworks"]} >= {"numpy", "torch", "jax"}
    begun = await command(client, "pattern-lsp.startPractice", "softmax", "numpy")
    assert begun["name"] == "softmax_numpy.py" and "def softmax(" in begun["text"]
    assert await command(client, "pattern-lsp.startPractice", "softmax", "cobol") is None
    known = await command(client, "pattern-lsp.reference", "softmax", "numpy")
    opened(known["text"])
    verdict = await command(client, "pattern-lsp.checkAgainstReference", FILE, "softmax")
    assert verdict["outcome"] == "right"
    patterns = {one["task"]: one for one in await command(client, "pattern-lsp.practice")}
    (form,) = [one for one in patterns["softmax"]["frameworks"] if one["framework"] == "numpy"]
    assert form["last"] == "right" and form["due"] and not form["isDue"]
    assert await command(client, "pattern-lsp.referenceFor", FILE, "softmax") == known


async def test_the_status_names_what_is_installed(client: LanguageClient) -> None:
    helpers.need("numpy")
    import numpy

    status = await command(client, "pattern-lsp.status")
    assert status["frameworks"]["numpy"] == numpy.__version__
    assert status["python"] == sys.executable and status["trusted"] is True


async def test_judging_is_given_up_when_the_request_is(client: LanguageClient, opened: Any) -> None:
    helpers.need("numpy")
    opened("import numpy as np\n\n\ndef softmax(x, axis=-1):\n    while True:\n        np.exp(x)\n")
    running = client.protocol.send_request(
        t.WORKSPACE_EXECUTE_COMMAND, t.ExecuteCommandParams("pattern-lsp.checkAgainstReference", [FILE, "softmax"])
    )
    await asyncio.sleep(1)
    (identifier,) = client.protocol._request_futures
    client.cancel_request(t.CancelParams(identifier))
    with pytest.raises(Exception, match="cancel"):
        await asyncio.wait_for(asyncio.wrap_future(running), 30)
    # The endless loop is gone: the next answer is judged, and by a fresh process.
    client.text_document_did_close(t.DidCloseTextDocumentParams(t.TextDocumentIdentifier(FILE)))
    opened("import numpy as np\n\n\ndef softmax(x, axis=-1):\n    return x\n")
    assert (await command(client, "pattern-lsp.checkAgainstReference", FILE, "softmax"))["outcome"] == "wrong"
