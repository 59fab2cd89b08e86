"""Every reference is right: against oracles written independently, and for what it must achieve."""

import types
from typing import Any

import helpers
import numpy as np
import pytest

from pattern_lsp import registry
from pattern_lsp.analysis import analyze
from pattern_lsp.references import references
from pattern_lsp.services.completions import complete
from pattern_lsp.services.pages import references_page
from pattern_lsp.text import Edit, apply_edits


def load(framework: str, name: str) -> types.ModuleType:
    helpers.need(framework)
    return registry.load(registry.folder("reference") / framework / f"{name}.py", f"reference_{framework}_{name}")


def softmax_oracle(x: Any, axis: int = -1) -> Any:
    x = np.asarray(x, dtype=np.float64)
    shares = np.exp(x - np.max(x, axis=axis, keepdims=True))
    return shares / shares.sum(axis=axis, keepdims=True)


@pytest.mark.parametrize("framework", ["numpy", "jax"])
@pytest.mark.parametrize("axis", [-1, 0])
@pytest.mark.parametrize("x", [[[1.0, 2.0], [3.0, 5.0]], [[1e30, -1e30], [0.0, 0.0]], [[-np.inf, 0.0], [1e-30, 1.0]]])
def test_softmax(framework: str, axis: int, x: list[list[float]]) -> None:
    softmax = load(framework, "softmax").softmax
    given = np.array(x, dtype=np.float32)
    assert np.allclose(softmax(given, axis=axis), softmax_oracle(given, axis), atol=1e-6)


def test_mlp_learns_and_is_deterministic_in_evaluation() -> None:
    module = load("torch", "mlp")
    torch = pytest.importorskip("torch")
    torch.manual_seed(0)
    model = module.MLP(2, 16, 2)
    x = torch.randn(64, 2)
    y = (x[:, 0] > 0).long()
    optimizer = torch.optim.Adam(model.parameters(), lr=0.05)
    for _ in range(100):
        optimizer.zero_grad()
        torch.nn.functional.cross_entropy(model(x), y).backward()
        optimizer.step()
    assert all(parameter.grad is not None for parameter in model.parameters())
    model.eval()
    assert torch.equal(model(x), model(x))
    assert (model(x).argmax(-1) == y).float().mean() > 0.9


def test_training_loop_lowers_the_loss_and_ends_without_gradients_in_evaluation() -> None:
    module = load("torch", "train_loop")
    torch = pytest.importorskip("torch")
    torch.manual_seed(0)
    model = torch.nn.Sequential(torch.nn.Linear(1, 8), torch.nn.Dropout(0.1), torch.nn.Linear(8, 1))
    x = torch.linspace(-1, 1, 20).unsqueeze(1)
    batches = [(x[:16], 2 * x[:16]), (x[16:], 2 * x[16:])]
    optimizer = torch.optim.Adam(model.parameters(), lr=0.02)
    history = module.train(model, batches, batches, optimizer, torch.nn.functional.mse_loss, 60)
    assert len(history) == 60
    assert history[-1] < history[0] / 5
    model.eval()
    with torch.no_grad():
        assert history[-1] == pytest.approx(torch.nn.functional.mse_loss(model(x), 2 * x).item(), rel=1e-4)


@pytest.mark.parametrize("scale", [1.0, 1e4])
def test_cross_entropy(scale: float) -> None:
    cross_entropy = load("torch", "cross_entropy").cross_entropy
    torch = pytest.importorskip("torch")
    torch.manual_seed(0)
    for batch in (1, 5):
        scores = (torch.randn(batch, 3) * scale).requires_grad_()
        labels = torch.randint(0, 3, (batch,))
        ours, theirs = cross_entropy(scores, labels), torch.nn.functional.cross_entropy(scores, labels)
        assert torch.allclose(ours, theirs, rtol=1e-5)
        (our_gradient,) = torch.autograd.grad(ours, scores)
        (their_gradient,) = torch.autograd.grad(theirs, scores)
        assert torch.allclose(our_gradient, their_gradient, atol=1e-6)


def test_train_step_is_the_plain_step() -> None:
    train_step = load("tensorflow", "train_step").train_step
    tf = pytest.importorskip("tensorflow")
    tf.keras.utils.set_random_seed(0)
    model = tf.keras.Sequential([tf.keras.layers.Dense(1)])
    x, y = tf.ones((4, 2)), tf.zeros((4, 1))
    loss = tf.keras.losses.MeanSquaredError()
    before = float(loss(y, model(x)))
    optimizer = tf.keras.optimizers.SGD(0.1)
    optimizer.build(model.trainable_variables)
    kernel = model.trainable_variables[0].numpy()
    with tf.GradientTape() as tape:
        value = loss(y, model(x, training=True))
    gradient = tape.gradient(value, model.trainable_variables[0]).numpy()
    assert float(train_step(model, x, y, optimizer, loss)) == pytest.approx(before, rel=1e-5)
    assert np.allclose(model.trainable_variables[0].numpy(), kernel - 0.1 * gradient, atol=1e-6)


def test_pure_network() -> None:
    module = load("jax", "pure_network")
    jax = pytest.importorskip("jax")
    params = module.init_network(jax.random.key(0), [3, 5, 2])
    assert [(w.shape, b.shape) for w, b in params] == [((3, 5), (5,)), ((5, 2), (2,))]
    other = module.init_network(jax.random.key(1), [3, 5, 2])
    assert not np.allclose(params[0][0], other[0][0])
    x = np.array([[1.0, -2.0, 0.5]])
    (w1, b1), (w2, b2) = [(np.asarray(w, np.float64), np.asarray(b, np.float64)) for w, b in params]
    assert np.allclose(module.forward(params, x), np.maximum(x @ w1 + b1, 0) @ w2 + b2, atol=1e-5)


@pytest.mark.parametrize("dtype", [bool, np.int32, np.float32])
def test_tanimoto(dtype: type) -> None:
    module = load("jax", "tanimoto")
    chosen = np.random.default_rng(0)
    queries, library = chosen.random((3, 16)) < 0.4, chosen.random((4, 16)) < 0.4
    queries[0] = library[1] = False
    got = np.asarray(module.tanimoto_batch(queries.astype(dtype), library.astype(dtype)))
    for i, a in enumerate(queries):
        for j, b in enumerate(library):
            union = (a | b).sum()
            assert got[i, j] == pytest.approx((a & b).sum() / union if union else 0.0)


def test_smith_waterman() -> None:
    score = load("numba", "smith_waterman").smith_waterman

    def codes(text: str) -> Any:
        return np.frombuffer(text.encode(), dtype=np.uint8)

    def oracle(a: str, b: str) -> int:
        table: dict[tuple[int, int], int] = {}
        for i in range(1, len(a) + 1):
            for j in range(1, len(b) + 1):
                diagonal = table.get((i - 1, j - 1), 0) + (2 if a[i - 1] == b[j - 1] else -1)
                table[i, j] = max(0, diagonal, table.get((i - 1, j), 0) - 2, table.get((i, j - 1), 0) - 2)
        return max(table.values(), default=0)

    for a, b in [("", ""), ("A", ""), ("ACGT", "ACGT"), ("TTACGG", "ACCG"), ("GATTACA", "GCATGCU")]:
        assert score(codes(a), codes(b)) == oracle(a, b)


@pytest.mark.parametrize(("text", "share"), [("", 0.0), ("NNN", 0.0), ("GGCC", 1.0), ("GATN", 1 / 3)])
def test_gc_content(text: str, share: float) -> None:
    gc_content = load("numba", "gc_content").gc_content
    assert gc_content(np.frombuffer(text.encode(), dtype=np.uint8)) == pytest.approx(share)


def test_what_is_inserted_is_what_was_tested() -> None:
    helpers.need("jax")
    text = "import numpy as other\nimport jax.numpy as J\n\nsoftmax"
    offered = complete(analyze(text), len(text), snippets=False)
    (jax_one,) = (one for one in offered if one.label == "softmax (jax)")
    completed = apply_edits(text, [Edit(jax_one.span, jax_one.text), *jax_one.imports])
    assert "jnp" not in completed
    program = helpers.run(completed)
    x = np.array([[1.0, 2.0], [1e4, 0.0]], dtype=np.float32)
    assert np.allclose(program.softmax(x), softmax_oracle(x), atol=1e-6)


def test_every_reference_is_offered_and_clean() -> None:
    assert {reference.framework for reference in references()} == {"numpy", "torch", "tensorflow", "jax", "numba"}
    for path in registry.folder("reference").glob("*/*.py"):
        assert helpers.findings(path.read_text(encoding="utf-8")) == (), path


def test_the_page_of_references_is_up_to_date(update: bool) -> None:
    page = references_page(references())
    assert helpers.kept(helpers.ROOT / "reference" / "README.md", page, update) == page
