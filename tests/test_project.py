"""Files of a project that import each other: what one says is known in the other."""

import json
import os
from pathlib import Path

import pytest
from click.testing import CliRunner

from pattern_lsp.analysis import Analysis, analyze
from pattern_lsp.cli import main
from pattern_lsp.project import Project

MODEL = """\
import torch
from torch import nn


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.layer = nn.Linear(4, 3)

    def forward(self, x):
        return torch.softmax(self.layer(x), dim=-1)
"""
TRAIN = """\
import torch.nn.functional as F
from model import Net

net = Net()


def loss(x, y):
    return F.cross_entropy(net(x), y)
"""


def write(folder: Path, **files: str) -> None:
    for name, text in files.items():
        path = folder / (name.replace("__in__", "/") + ".py")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def codes(path: Path, project: Project | None = None) -> list[str]:
    analysis = analyze(path.read_text(encoding="utf-8"), imports=(project or Project()).imports(path))
    assert not analysis.failures
    return [found.code for found in analysis.diagnostics]


@pytest.mark.parametrize(
    "imports",
    [
        "from model import Net",
        "from model import Net as Net",
        "import model\nNet = model.Net",
        "import model as m\nNet = m.Net",
        "from model import *",
        "def later():\n    global Net\nfrom model import Net",
    ],
)
def test_a_model_of_another_file_is_known(tmp_path: Path, imports: str) -> None:
    write(tmp_path, model=MODEL, train=TRAIN.replace("from model import Net", imports))
    assert codes(tmp_path / "train.py") == ["TORCH007"]


@pytest.mark.parametrize(
    "imports",
    [
        "from .model import Net",
        "from . import model\nNet = model.Net",
        "from package.model import Net",
        "import package.model\nNet = package.model.Net",
        "from package import Net",
        "from package import *",
    ],
)
def test_packages_export_what_they_import(tmp_path: Path, imports: str) -> None:
    write(tmp_path, package__in____init__="from .model import Net\n", package__in__model=MODEL)
    write(tmp_path, package__in__train=TRAIN.replace("from model import Net", imports))
    assert codes(tmp_path / "package" / "train.py") == ["TORCH007"]


def test_a_helper_of_another_file_counts(tmp_path: Path) -> None:
    loop = (
        "import torch\nfrom tools import update\n\n\n"
        "def fit(model, loader):\n    optimizer = torch.optim.SGD(model.parameters(), lr=0.1)\n"
        "    for x in loader:\n        model(x).sum().backward()\n        update(optimizer)\n"
    )
    write(tmp_path, tools="def update(optimizer):\n    optimizer.step()\n    optimizer.zero_grad()\n", fit=loop)
    assert codes(tmp_path / "fit.py") == []
    write(tmp_path, tools="def update(optimizer):\n    optimizer.step()\n")
    assert codes(tmp_path / "fit.py") == ["TORCH001"]


def test_a_key_that_a_helper_of_another_file_draws_from_is_used(tmp_path: Path) -> None:
    write(tmp_path, keys="import jax\n\n\ndef draw(key):\n    return jax.random.normal(key)\n")
    use = "import jax\nfrom keys import draw\n\nkey = jax.random.key(0)\na = draw(key)\nb = jax.random.normal(key)\n"
    write(tmp_path, use=use)
    assert codes(tmp_path / "use.py") == ["JAX003"]


def test_annotations_mean_what_they_mean_in_their_own_file(tmp_path: Path) -> None:
    write(tmp_path, other="from numpy import ndarray as Array\n\n\ndef f(x: Array):\n    return x\n")
    write(tmp_path, use="from jax import Array\nfrom other import f\n\n\ndef g(y):\n    z = f(y)\n    z[0] = 1\n")
    assert codes(tmp_path / "use.py") == []


@pytest.mark.parametrize(
    "other",
    [
        "class Net(",  # still being written
        "from train import net\n" + MODEL,  # each imports the other
        "\x00",
        "Net = 1\n",
        "from model import Net\n",  # itself
        "from model import *\n",
    ],
)
def test_a_broken_file_is_no_obstacle(tmp_path: Path, other: str) -> None:
    write(tmp_path, model=other, train=TRAIN + "\n\nF.cross_entropy(F.softmax(net(1), dim=1), 1)\n")
    assert "TORCH007" in codes(tmp_path / "train.py")


def test_missing_and_undecodable_files_are_unknown(tmp_path: Path) -> None:
    write(tmp_path, train=TRAIN)
    assert codes(tmp_path / "train.py") == []
    (tmp_path / "model.py").write_bytes(b"# coding: no-such-coding\n" + MODEL.encode())
    assert codes(tmp_path / "train.py") == []
    (tmp_path / "model.py").unlink()
    (tmp_path / "model.py").mkdir()
    assert codes(tmp_path / "train.py") == []


def test_findings_stay_in_the_file_that_is_checked(tmp_path: Path) -> None:
    """A helper's own mistakes are reported where it stands, and there only."""
    write(tmp_path, keys="import jax\n\n\ndef twice(key):\n    return jax.random.normal(key), jax.random.normal(key)\n")
    write(tmp_path, use="import jax\nfrom keys import twice\n\na = twice(jax.random.key(0))\n")
    assert codes(tmp_path / "keys.py") == ["JAX003"]
    assert codes(tmp_path / "use.py") == []


def test_an_edit_elsewhere_is_seen(tmp_path: Path) -> None:
    write(tmp_path, model=MODEL, train=TRAIN)
    project = Project()
    imports = project.imports(tmp_path / "train.py")
    first = Analysis(TRAIN, imports=imports)
    assert [found.code for found in first.diagnostics] == ["TORCH007"]
    project.refresh()
    assert project.imports(tmp_path / "train.py", imports) is imports
    write(tmp_path, model=MODEL.replace("torch.softmax(self.layer(x), dim=-1)", "self.layer(x)"))
    project.refresh()
    changed = project.imports(tmp_path / "train.py", imports)
    assert changed is not imports
    assert Analysis(TRAIN, first, changed).diagnostics == ()


def test_a_change_behind_two_imports_is_seen(tmp_path: Path) -> None:
    write(tmp_path, base=MODEL, model="from base import Net\n", train=TRAIN)
    project = Project()
    assert codes(tmp_path / "train.py", project) == ["TORCH007"]
    write(tmp_path, base=MODEL.replace("torch.softmax(self.layer(x), dim=-1)", "self.layer(x)"))
    project.refresh()
    assert codes(tmp_path / "train.py", project) == []


def test_an_open_text_holds_instead_of_the_file(tmp_path: Path) -> None:
    write(tmp_path, model="Net = None\n", train=TRAIN)
    opened = {os.path.realpath(tmp_path / "model.py"): MODEL}
    assert codes(tmp_path / "train.py", Project(opened.get)) == ["TORCH007"]


def test_a_cached_result_ends_with_a_change_of_what_it_imports(tmp_path: Path) -> None:
    def check() -> list[str]:
        command = ["check", str(tmp_path), "--output-format", "json", "--cache-dir", str(tmp_path / "cache")]
        return [one["code"] for one in json.loads(CliRunner().invoke(main, command).stdout)]

    write(tmp_path, train=TRAIN)
    assert check() == []
    write(tmp_path, model=MODEL)
    assert check() == ["TORCH007"]
    assert check() == ["TORCH007"]
    write(tmp_path, model=MODEL.replace("torch.softmax(self.layer(x), dim=-1)", "self.layer(x)"))
    assert check() == []
