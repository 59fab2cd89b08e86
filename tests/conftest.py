import os
import shutil
import sys
import tempfile

import hypothesis
import pytest

# One framework start-up serves all tests of a process; keep it quiet and on the CPU.
os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
os.environ.setdefault("CUDA_VISIBLE_DEVICES", "")
os.environ.setdefault("JAX_PLATFORMS", "cpu")
# What tests practice is not what the user has practiced.
os.environ["PATTERN_LSP_DATA_DIR"] = tempfile.mkdtemp(prefix="pattern-lsp-tests-")
sys.path.insert(0, os.path.dirname(__file__))


# A busy machine is no failure.
hypothesis.settings.register_profile("tests", deadline=None)
hypothesis.settings.load_profile("tests")


def pytest_unconfigure() -> None:
    shutil.rmtree(os.environ["PATTERN_LSP_DATA_DIR"], ignore_errors=True)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update", action="store_true", help="write generated pages anew")


@pytest.fixture
def update(request: pytest.FixtureRequest) -> bool:
    return bool(request.config.getoption("--update"))
