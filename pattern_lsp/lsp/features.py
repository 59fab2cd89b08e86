"""What the server answers about a text: findings, what can be done about them, and what is known of a place."""

import asyncio
import hashlib
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lsprotocol import types as t

from pattern_lsp.lsp.commands import APPLY, CHECK, OPEN_PAGE
from pattern_lsp.lsp.documents import Document
from pattern_lsp.lsp.server import Server

if TYPE_CHECKING:
    from pattern_lsp.services.actions import Action
    from pattern_lsp.services.completions import Completion

_REST = 0.5  # seconds without a change, before files that are not open are checked


def register(server: Server) -> None:
    """Give a server its features."""
    for part in (_diagnostics, _actions, _judging, _explaining, _completion):
        part(server)


def _diagnostics(server: Server) -> None:
    options = t.DiagnosticOptions(inter_file_dependencies=True, workspace_diagnostics=False, identifier="pattern-lsp")

    @server.feature(t.TEXT_DOCUMENT_DIAGNOSTIC, options)
    def pull(params: t.DocumentDiagnosticParams) -> t.DocumentDiagnosticReport:
        document = server.documents.get(params.text_document.uri)
        found = server.reported(document).get(params.text_document.uri, []) if document else []
        result = _result_id(found)
        if result == params.previous_result_id:
            return t.RelatedUnchangedDocumentDiagnosticReport(result)
        return t.RelatedFullDocumentDiagnosticReport(found, result_id=result)


def register_workspace(server: Server) -> None:
    """Let the client ask for the findings of files that are not open."""

    @server.feature(t.WORKSPACE_DIAGNOSTIC)
    async def pull_workspace(params: t.WorkspaceDiagnosticParams) -> t.WorkspaceDiagnosticReport:
        """Every file of the workspace that is not open, one by one: a keystroke goes before."""
        before = {one.uri: one.value for one in params.previous_result_ids}
        reports: list[t.WorkspaceDocumentDiagnosticReport] = []
        for path in server.workspace_files():
            await asyncio.sleep(0)
            while server.was_touched_within(_REST):
                await asyncio.sleep(_REST / 5)
            report = _file_report(server, path, before)
            if report is not None and params.partial_result_token is not None:
                part: Any = t.WorkspaceDiagnosticReportPartialResult([report])
                server.protocol.notify("$/progress", t.ProgressParams(params.partial_result_token, part))
            elif report is not None:
                reports.append(report)
        return t.WorkspaceDiagnosticReport(reports)


def _file_report(server: Server, path: Path, before: dict[str, str]) -> t.WorkspaceDocumentDiagnosticReport | None:
    """What is found in a file; None if it is open, and is asked about by itself."""
    uri = path.as_uri()
    if server.documents.get(uri) is not None:
        return None
    found = server.found_in_file(path)
    result = _result_id(found)
    if before.get(uri) == result:
        return t.WorkspaceUnchangedDocumentDiagnosticReport(uri, result)
    return t.WorkspaceFullDocumentDiagnosticReport(uri, found, result_id=result)


def _result_id(found: list[t.Diagnostic]) -> str:
    return hashlib.blake2b(repr(found).encode("utf-8", "backslashreplace"), digest_size=12).hexdigest()


def _actions(server: Server) -> None:
    kinds = [t.CodeActionKind.QuickFix, "source.fixAll.pattern-lsp"]

    @server.feature(t.TEXT_DOCUMENT_CODE_ACTION, t.CodeActionOptions(kinds, resolve_provider=True))
    def code_actions(params: t.CodeActionParams) -> list[t.CodeAction | t.Command]:
        from pattern_lsp.services import actions

        uri = params.text_document.uri
        document = server.documents.get(uri)
        if document is None or (analysis := server.analysis(document)) is None:
            return []
        found = server.diagnostics(document)
        only = params.context.only
        offers: list[Action] = []
        others: list[t.CodeAction | t.Command] = []
        if _wanted(actions.QUICK_FIX, only):
            span = document.span(uri, params.range, server.encoding)
            offers += actions.quick_fixes(analysis, found, span)
            others += _explanations(server, actions.codes_at(found, span))
        if only is None:
            offers += actions.fix_everything(found)
        elif _wanted(actions.FIX_ALL, only):
            if actions.fix_everything(found) and _resolves_edits(server):
                title = actions.FIX_EVERYTHING
                others.append(t.CodeAction(title, actions.FIX_ALL, data={"uri": uri}))
            else:
                offers += actions.fix_until_done(analysis, server.settings(document.path), document.path)
        made = (_code_action(server, document, offer) for offer in offers)
        return [*(action for action in made if action is not None), *others]

    @server.feature(t.CODE_ACTION_RESOLVE)
    def resolve(action: t.CodeAction) -> t.CodeAction:
        """The edit of what takes several passes over the file."""
        from pattern_lsp.services import actions

        document = server.documents.get(str(action.data["uri"])) if isinstance(action.data, dict) else None
        if document is not None and (analysis := server.analysis(document)) is not None:
            settings = server.settings(document.path)
            for offer in actions.fix_until_done(analysis, settings, document.path):
                action.edit = server.workspace_edit(document, offer.edits)
        return action


def _explanations(server: Server, codes: Iterable[str]) -> list[t.CodeAction | t.Command]:
    """Offers to show the pages of rules, to a client that can show a page."""
    window = server.client_capabilities.window
    if not (window and window.show_document and window.show_document.support):
        return []
    offers = [t.Command(f"Explain {code}", OPEN_PAGE, arguments=[code]) for code in codes]
    if not _has_literals(server):
        return list(offers)
    return [t.CodeAction(offer.title, t.CodeActionKind.QuickFix, command=offer) for offer in offers]


def _code_action(server: Server, document: Document, action: "Action") -> t.CodeAction | t.Command | None:
    """An offer as a code action, or as a command for a client that knows only those; None if it cannot be made."""
    edit = server.workspace_edit(document, action.edits)
    if edit is None:
        return None
    if not _has_literals(server):
        return t.Command(action.title, APPLY, arguments=[server.protocol._converter.unstructure(edit)])
    capabilities = server.client_capabilities.text_document
    offered = capabilities.code_action if capabilities else None
    mended = [server.diagnostic(document, action.diagnostic)] if action.diagnostic else None
    preferred = True if action.preferred and offered and offered.is_preferred_support else None
    return t.CodeAction(action.title, action.kind, diagnostics=mended, is_preferred=preferred, edit=edit)


def _has_literals(server: Server) -> bool:
    capabilities = server.client_capabilities.text_document
    offered = capabilities.code_action if capabilities else None
    return offered is not None and offered.code_action_literal_support is not None


def _resolves_edits(server: Server) -> bool:
    capabilities = server.client_capabilities.text_document
    offered = capabilities.code_action if capabilities else None
    resolved = offered.resolve_support.properties if offered and offered.resolve_support else ()
    return bool(offered and offered.data_support and "edit" in resolved)


def _wanted(kind: str, only: Any) -> bool:
    """Whether a client that asks for some kinds of action wants this one."""
    return only is None or any(not asked or kind == asked or kind.startswith(f"{asked}.") for asked in only)


def _judging(server: Server) -> None:
    @server.feature(t.TEXT_DOCUMENT_CODE_LENS)
    def code_lenses(params: t.CodeLensParams) -> list[t.CodeLens]:
        from pattern_lsp.practice import reports

        document = server.documents.get(params.text_document.uri)
        if document is None or not server.is_trusted:
            return []
        found = []
        for lens in server.session.lenses(document.uri, document.text):
            location = document.location(lens.match.span, server.encoding)
            if location.uri != params.text_document.uri:
                continue
            arguments = [document.uri, lens.match.function]
            if lens.verdict is not None:
                sign = "✓" if lens.verdict.is_right else "✗"
                said = t.Command(f"{sign} {reports.headline(lens.verdict)}", CHECK, arguments=arguments)
                found.append(t.CodeLens(location.range, said))
            command = t.Command("Check against the reference", CHECK, arguments=arguments)
            found.append(t.CodeLens(location.range, command))
        return found

    @server.feature(t.TEXT_DOCUMENT_IMPLEMENTATION)
    def reference(params: t.ImplementationParams) -> t.Location | None:
        """From a function that answers a task to the reference."""
        from pattern_lsp import references
        from pattern_lsp.practice.matching import matches

        document, offset = _at(server, params)
        for match in matches(document.text) if document is not None else ():
            if match.is_sure and match.span.start <= offset <= match.span.end:
                known = references.find(match.task, match.frameworks[0])
                if known is not None:
                    path, line = references.place_of(known)
                    return t.Location(path.as_uri(), t.Range(t.Position(line, 0), t.Position(line, 0)))
        return None


def _explaining(server: Server) -> None:
    @server.feature(t.TEXT_DOCUMENT_HOVER)
    def hovered(params: t.HoverParams) -> t.Hover | None:
        from pattern_lsp.services.hover import hover

        document, offset = _at(server, params)
        if document is None or (analysis := server.analysis(document)) is None:
            return None
        found = hover(analysis, server.diagnostics(document), offset)
        if found is None:
            return None
        capabilities = server.client_capabilities.text_document
        formats = (capabilities.hover.content_format if capabilities and capabilities.hover else None) or ()
        markdown = t.MarkupKind.Markdown in formats
        text = found.text if markdown else found.text.replace("**", "")
        kind = t.MarkupKind.Markdown if markdown else t.MarkupKind.PlainText
        return t.Hover(t.MarkupContent(kind, text), server.range(document, found.span))

    @server.feature(t.TEXT_DOCUMENT_INLAY_HINT)
    def inlay_hints(params: t.InlayHintParams) -> list[t.InlayHint]:
        from pattern_lsp.services.hints import hints

        uri = params.text_document.uri
        document = server.documents.get(uri)
        if document is None or not server.wants_hints or (analysis := server.analysis(document)) is None:
            return []
        span = document.span(uri, params.range, server.encoding)
        return [
            t.InlayHint(
                server.range(document, hint.span).end, hint.label, kind=t.InlayHintKind.Type, tooltip=hint.explanation
            )
            for hint in hints(analysis, span)
        ]

    @server.feature(t.TEXT_DOCUMENT_DOCUMENT_LINK)
    def links(params: t.DocumentLinkParams) -> list[t.DocumentLink]:
        """From the codes in comments to their pages."""
        from pattern_lsp.services.hover import codes_in_comments

        uri = params.text_document.uri
        document = server.documents.get(uri)
        if document is None or (analysis := server.analysis(document)) is None:
            return []
        places = ((document.location(span, server.encoding), rule) for span, rule in codes_in_comments(analysis))
        return [t.DocumentLink(place.range, rule.url, tooltip=rule.name) for place, rule in places if place.uri == uri]


def _completion(server: Server) -> None:
    @server.feature(t.TEXT_DOCUMENT_COMPLETION, t.CompletionOptions(resolve_provider=True))
    def completed(params: t.CompletionParams) -> t.CompletionList:
        from pattern_lsp.services.completions import complete

        document, offset = _at(server, params)
        if document is None or (analysis := server.analysis(document)) is None:
            return t.CompletionList(is_incomplete=False, items=[])
        capabilities = server.client_capabilities.text_document
        item = capabilities.completion.completion_item if capabilities and capabilities.completion else None
        snippets = bool(item and item.snippet_support)
        is_lazy = bool(item and item.resolve_support and "documentation" in item.resolve_support.properties)
        found = complete(analysis, offset, snippets, document.cell(params.text_document.uri).start)
        return t.CompletionList(
            is_incomplete=False, items=[_completion_item(server, document, one, snippets, is_lazy) for one in found]
        )

    @server.feature(t.COMPLETION_ITEM_RESOLVE)
    def resolve(item: t.CompletionItem) -> t.CompletionItem:
        from pattern_lsp.services.completions import documentation

        if isinstance(item.data, str) and (text := documentation(item.data)):
            item.documentation = t.MarkupContent(t.MarkupKind.Markdown, text)
        return item


def _completion_item(
    server: Server, document: Document, one: "Completion", snippets: bool, is_lazy: bool
) -> t.CompletionItem:
    return t.CompletionItem(
        one.label,
        kind=t.CompletionItemKind.Snippet,
        detail=one.detail,
        documentation=None if is_lazy else t.MarkupContent(t.MarkupKind.Markdown, one.documentation),
        sort_text=one.sort_key,
        filter_text=one.filter_text,
        insert_text_format=t.InsertTextFormat.Snippet if snippets else t.InsertTextFormat.PlainText,
        insert_text_mode=t.InsertTextMode.AsIs,
        text_edit=t.TextEdit(server.range(document, one.span), one.text),
        additional_text_edits=[t.TextEdit(server.range(document, edit.span), edit.text) for edit in one.imports],
        data=one.key,
    )


def _at(server: Server, params: t.TextDocumentPositionParams | Any) -> tuple[Document | None, int]:
    """The document and the place in it that a request is about."""
    uri = params.text_document.uri
    document = server.documents.get(uri)
    return document, document.offset(uri, params.position, server.encoding) if document is not None else 0
