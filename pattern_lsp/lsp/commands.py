"""What the server does when it is told to: judging, practice, pages."""

import sys
from typing import Any

from lsprotocol import types as t

from pattern_lsp import __version__
from pattern_lsp.lsp.server import Server

APPLY = "pattern-lsp.applyEdit"
CHECK = "pattern-lsp.checkAgainstReference"
OPEN_PAGE = "pattern-lsp.openPage"
_FRAMEWORKS = ("torch", "tensorflow", "jax", "numba", "numpy")


def register(server: Server) -> None:
    """Give a server its commands."""

    @server.command(APPLY)
    def apply_edit(edit: t.WorkspaceEdit) -> None:
        server.workspace_apply_edit(t.ApplyWorkspaceEditParams(edit))

    @server.command(CHECK)
    async def check_against_reference(uri: str, function: str) -> dict[str, Any] | None:
        """Judge a function of an open document; the verdict as plain data, None if it was cancelled."""
        from pattern_lsp.practice import board, reports
        from pattern_lsp.practice.answers import Unclear
        from pattern_lsp.practice.progress import ProgressError
        from pattern_lsp.practice.slicing import SliceError

        document = server.documents.get(uri)
        if document is None:
            return None
        if not server.is_trusted:
            _show(server, t.MessageType.Warning, "Nothing is run in a workspace that is not trusted.")
            return None
        try:
            verdict = await server.judge(document, function)
            if verdict is None:
                return None
            board.note([verdict])
        except (Unclear, SliceError, OSError, ProgressError) as error:
            _show(server, t.MessageType.Error, str(error))
            return None
        kind = t.MessageType.Info if verdict.is_right else t.MessageType.Warning
        _show(server, kind, reports.headline(verdict))
        return reports.as_record(verdict)

    @server.command("pattern-lsp.practice")
    def practice() -> list[dict[str, Any]]:
        """Every pattern, and how it stands with it."""
        from pattern_lsp.practice import board

        return board.records()

    @server.command("pattern-lsp.startPractice")
    def start_practice(task: str, framework: str) -> dict[str, Any] | None:
        """Begin an attempt: the file to write in; None if there is no such pattern."""
        from pattern_lsp.practice import board

        try:
            text = board.begin(f"{task}/{framework}")
        except KeyError:
            return None
        return {"name": f"{task}_{framework}.py", "text": text}

    @server.command("pattern-lsp.reference")
    def reference(task: str, framework: str) -> dict[str, Any] | None:
        """The reference of a pattern; None if there is none."""
        from pattern_lsp import references

        found = references.find(task, framework)
        if found is None:
            return None
        return {"name": f"{task}_{framework}.py", "text": references.path_of(found).read_text(encoding="utf-8")}

    @server.command("pattern-lsp.referenceFor")
    def reference_for(uri: str, function: str) -> dict[str, Any] | None:
        """The reference for a function of an open document; None if it surely answers no task."""
        from pattern_lsp.practice.matching import matches

        document = server.documents.get(uri)
        for match in matches(document.text) if document is not None else ():
            if match.function == function and match.is_sure:
                return reference(match.task, match.frameworks[0])
        return None

    @server.command("pattern-lsp.explain")
    def explain(code: str) -> dict[str, Any] | None:
        """All that is known of a rule, in Markdown; None if there is no such rule."""
        from pattern_lsp import registry
        from pattern_lsp.services.pages import rule_page

        rule = registry.rules_by_code().get(code)
        return {"code": code, "title": rule.name, "markdown": rule_page(rule)} if rule is not None else None

    @server.command(OPEN_PAGE)
    def open_page(code: str) -> None:
        """Have the client show a rule's page."""
        from pattern_lsp import registry

        rule = registry.rules_by_code().get(code)
        if rule is not None:
            server.window_show_document(t.ShowDocumentParams(rule.url, external=True))

    @server.command("pattern-lsp.status")
    def status() -> dict[str, Any]:
        """What runs here, and what it finds."""
        return {
            "version": __version__,
            "python": server.python,
            "pythonVersion": sys.version.split()[0],
            "frameworks": {name: _version(name) for name in _FRAMEWORKS},
            "trusted": server.is_trusted,
        }


def _show(server: Server, kind: t.MessageType, message: str) -> None:
    server.window_show_message(t.ShowMessageParams(kind, message))


def _version(name: str) -> str | None:
    """Of a package beside the server; nothing is imported."""
    import importlib.metadata

    for distribution in (name, f"{name}-cpu"):
        try:
            return importlib.metadata.version(distribution)
        except importlib.metadata.PackageNotFoundError:
            continue
    return None
