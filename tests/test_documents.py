"""The texts that the server keeps: whatever the client does to a notebook, places in it stay what they are."""

from hypothesis import given
from hypothesis import strategies as st
from lsprotocol import types as t

from pattern_lsp.lsp.documents import Documents
from pattern_lsp.notebook import as_python
from pattern_lsp.text import Edit, Encoding, LineIndex, Span

URI = "file:///analysis.ipynb"
_SOURCES = st.text(st.sampled_from("x=1\n\r\u2028\f😀%! "), max_size=12)


def opened(sources: list[str]) -> Documents:
    documents = Documents()
    cells = [t.NotebookCell(t.NotebookCellKind.Code, str(number)) for number in range(len(sources))]
    texts = [t.TextDocumentItem(str(number), "python", 1, source) for number, source in enumerate(sources)]
    documents.open_notebook(
        t.DidOpenNotebookDocumentParams(t.NotebookDocument(URI, "jupyter-notebook", 1, cells), texts)
    )
    return documents


def changed(documents: Documents, cells: t.NotebookDocumentCellChanges, encoding: Encoding = "utf-16") -> None:
    change = t.NotebookDocumentChangeEvent(cells=cells)
    identifier = t.VersionedNotebookDocumentIdentifier(2, URI)
    documents.change_notebook(t.DidChangeNotebookDocumentParams(identifier, change), encoding)


@given(st.lists(_SOURCES, min_size=1, max_size=4), st.sampled_from(["utf-8", "utf-16", "utf-32"]), st.data())
def test_a_place_in_a_cell_is_the_same_place_in_the_whole(
    sources: list[str], encoding: Encoding, data: st.DataObject
) -> None:
    document = opened(sources).get("0")
    assert document is not None
    number = data.draw(st.integers(0, len(sources) - 1))
    python = as_python(sources[number])
    offset = data.draw(st.integers(0, len(python)))
    line, column = LineIndex(python).position(offset, encoding)
    found = document.offset(str(number), t.Position(line, column), encoding)
    assert document.text[: document.cells[number].start + offset].endswith(python[:offset])
    assert found == document.cells[number].start + LineIndex(python).offset(LineIndex(python).position(offset))
    if found < len(document.text):
        location = document.location(Span(found, found), encoding)
        # The end of a cell's last line is the beginning of the next cell.
        assert (location.uri, location.range.start) == (str(number), t.Position(line, column)) or offset == len(python)


@given(st.lists(_SOURCES, min_size=1, max_size=4), st.data())
def test_cells_come_go_and_change(sources: list[str], data: st.DataObject) -> None:
    documents = opened(sources)
    order = [str(number) for number in range(len(sources))]
    texts = dict(zip(order, sources, strict=True))
    for step in range(data.draw(st.integers(1, 4))):
        start = data.draw(st.integers(0, len(order)))
        gone = order[start : start + data.draw(st.integers(0, 2))]
        fresh = f"new {step}"
        texts[fresh] = data.draw(_SOURCES)
        order[start : start + len(gone)] = [fresh]
        array = t.NotebookCellArrayChange(start, len(gone), [t.NotebookCell(t.NotebookCellKind.Code, fresh)])
        items = [t.TextDocumentItem(fresh, "python", 1, texts[fresh])]
        closed = [t.TextDocumentIdentifier(uri) for uri in gone]
        structure = t.NotebookDocumentCellChangeStructure(array, items, closed)
        changed(documents, t.NotebookDocumentCellChanges(structure=structure))
        edited = data.draw(st.sampled_from(order))
        texts[edited] = data.draw(_SOURCES)
        whole = t.TextDocumentContentChangeWholeDocument(texts[edited])
        content = t.NotebookDocumentCellContentChanges(t.VersionedTextDocumentIdentifier(3, edited), [whole])
        changed(documents, t.NotebookDocumentCellChanges(text_content=[content]))
    document = documents.get(order[0])
    assert document is not None and [cell.uri for cell in document.cells] == order
    for cell, following in zip(document.cells, [*document.cells[1:], None], strict=True):
        end = following.start if following else len(document.text)
        assert document.text[cell.start : end].rstrip("\r\n") == as_python(texts[cell.uri]).rstrip("\r\n")


def test_a_cell_of_another_language_is_no_part_and_one_that_becomes_text_leaves() -> None:
    documents = opened(["x = 1", "y = 2"])
    markdown = t.NotebookCell(t.NotebookCellKind.Markup, "0")
    changed(documents, t.NotebookDocumentCellChanges(data=[markdown]))
    document = documents.get("1")
    assert document is not None and document.text == "y = 2\n"
    assert documents.get("0") is None
    documents.close(URI)
    assert documents.get("1") is None


def test_an_edit_over_two_cells_is_none() -> None:
    document = opened(["x = 1", "y = 2"]).get("0")
    assert document is not None
    assert document.edits((Edit(Span(0, 8), ""),), "utf-16") is None
    edits = document.edits((Edit(Span(0, 1), "a"), Edit(Span(6, 7), "b")), "utf-16")
    assert edits is not None and [cell.uri for cell, _ in edits] == ["0", "1"]
