"""Every reference is right: against oracles written independently, and for what it must achieve."""

from collections.abc import Iterator

import helpers
import numpy as np
import pytest

from pattern_lsp import registry
from pattern_lsp.analysis import analyze
from pattern_lsp.practice import verify
from pattern_lsp.practice.worker import Limits, Worker
from pattern_lsp.references import Reference, references
from pattern_lsp.services.completions import complete
from pattern_lsp.services.pages import references_page
from pattern_lsp.text import Edit, apply_edits


@pytest.fixture(scope="module")
def worker() -> Iterator[Worker]:
    with Worker(limits=Limits(seconds=120)) as worker:
        yield worker


ALL = sorted(references(), key=lambda one: (one.framework, one.name))


@pytest.mark.parametrize("reference", ALL, ids=[f"{one.framework}-{one.name}" for one in ALL])
def test_reference_is_right(reference: Reference, worker: Worker) -> None:
    """Against a float64 oracle, and by what it must achieve; the framework's own function is held to the same."""
    helpers.need(reference.framework)
    row = verify.row(worker, reference)
    assert row.verdict.is_right, row.verdict
    assert row.library is None or row.library.is_right, row.library


def test_the_sheets_traps() -> None:
    """What the references say of the traps was seen."""
    torch = pytest.importorskip("torch")
    rows = torch.tensor([[1.0], [2.0], [3.0], [1.5]])
    assert (rows.var(dim=0) / rows.var(dim=0, unbiased=False)).item() == pytest.approx(4 / 3)
    assert rows[:1].var(dim=0).isnan().all()
    with pytest.raises(RuntimeError, match="overflow"):
        torch.zeros(1, dtype=torch.float16).masked_fill(torch.tensor([True]), -1e9)
    with np.errstate(over="ignore"):
        assert np.isinf(np.exp(np.float32(89)))
    assert np.exp(np.float32(-103)) > 0 == np.exp(np.float32(-104))


def test_what_is_inserted_is_what_was_tested() -> None:
    helpers.need("jax")
    text = "import numpy as other\nimport jax.numpy as J\n\nsoftmax"
    offered = complete(analyze(text), len(text), snippets=False)
    (jax_one,) = (one for one in offered if one.label == "softmax (jax)")
    completed = apply_edits(text, [Edit(jax_one.span, jax_one.text), *jax_one.imports])
    assert "jnp" not in completed
    program = helpers.run(completed)
    x = np.array([[1.0, 2.0], [1e4, 0.0]], dtype=np.float32)
    shares = np.exp(x.astype(np.float64) - x.max(axis=1, keepdims=True))
    assert np.allclose(program.softmax(x), shares / shares.sum(axis=1, keepdims=True), atol=1e-6)


def test_every_reference_is_offered_and_clean() -> None:
    assert {reference.framework for reference in references()} == {"numpy", "torch", "tensorflow", "jax", "numba"}
    for path in registry.folder("reference").glob("*/*.py"):
        assert helpers.findings(path.read_text(encoding="utf-8")) == (), path


def test_the_page_of_references_is_up_to_date(update: bool) -> None:
    page = references_page(references())
    assert helpers.kept(helpers.ROOT / "reference" / "README.md", page, update) == page
