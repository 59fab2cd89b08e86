"""Whatever a user's code does, there is one clear verdict, and the next one is judged as if nothing had been."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from pattern_lsp.practice import catalogue
from pattern_lsp.practice.judge import Verdict, judge
from pattern_lsp.practice.slicing import program_of
from pattern_lsp.practice.worker import Limits, Worker

RIGHT = """
import numpy as np

def softmax(x, axis=-1):
    e = np.exp(x - np.max(x, axis=axis, keepdims=True))
    return e / np.sum(e, axis=axis, keepdims=True)
"""


def verdict_on(worker: Worker, text: str) -> Verdict:
    return judge(worker, catalogue.task("softmax"), "numpy", program_of(text, {"softmax": "softmax"}))


@pytest.fixture(scope="module")
def worker() -> Iterator[Worker]:
    with Worker(limits=Limits(seconds=5, memory=512 << 20)) as worker:
        yield worker


HOSTILE = {
    "endless loop": ("while True: pass", "did not come to an end"),
    "sys.exit": ("import sys; sys.exit(0)", "calls `sys.exit`"),
    "os._exit": ("import os; os._exit(0)", "ended the interpreter"),
    "crash": ("import ctypes; ctypes.string_at(0)", "crashed the interpreter (SIGSEGV)"),
    "abort": ("import os; os.abort()", "crashed the interpreter (SIGABRT)"),
    "fork": ("import os; os.fork(); return x", "starts another process"),
    "program": ("import subprocess; subprocess.run(['sleep', '100'])", "starts another process"),
    "shell": ("import os; os.system('sleep 100')", "starts another process"),
    "memory": ("y = np.ones(1 << 30); return y + y", "takes too much memory"),
    "list": ("y = [0]\n    while True: y = y * 2", "takes too much memory"),
    "input": ("input('how many? ')", "asks for input"),
    "output": ("while True: print('x' * 100_000)", "prints more than"),
}


@pytest.mark.parametrize("name", HOSTILE)
@pytest.mark.skipif(os.name != "posix", reason="the limits are those of POSIX")
def test_hostile_code_gets_a_verdict_and_does_no_harm(worker: Worker, name: str) -> None:
    body, words = HOSTILE[name]
    verdict = verdict_on(worker, f"import numpy as np\n\ndef softmax(x, axis=-1):\n    {body}\n")
    assert verdict.outcome == "failed"
    assert words in verdict.complaint
    assert verdict_on(worker, RIGHT).is_right


def test_hostile_code_at_the_top_level_of_what_is_needed(worker: Worker) -> None:
    assert (
        verdict_on(worker, "import numpy as np\nSIZE = input()\n" + RIGHT.replace("axis=-1", "axis=SIZE")).outcome
        == "failed"
    )
    assert verdict_on(worker, RIGHT).is_right


def test_an_exception_is_wrong_and_says_where(worker: Worker) -> None:
    verdict = verdict_on(worker, "\n\n\ndef softmax(x, axis=-1):\n    return x.nothing\n")
    assert verdict.outcome == "wrong"
    assert "AttributeError" in verdict.complaint
    assert verdict.line == 5


def test_what_is_printed_is_shown(worker: Worker) -> None:
    text = RIGHT.replace("    e = np.exp", "    print('shape', x.shape)\n    e = np.exp")
    verdict = verdict_on(worker, text)
    assert verdict.is_right
    assert verdict.output.startswith("shape (2,)\n")


def test_what_a_program_sets_for_the_process_is_undone(worker: Worker) -> None:
    loud = RIGHT.replace("    e = np.exp", "    np.seterr(all='raise')\n    e = np.exp")
    verdict_on(worker, loud)
    assert verdict_on(worker, RIGHT).is_right


def test_a_race_is_wrong_though_it_does_not_show_each_time(worker: Worker) -> None:
    text = RIGHT.replace("def softmax", "COUNT = [0]\n\ndef softmax").replace(
        "    return e", "    COUNT[0] += 1\n    if COUNT[0] % 7 == 0:\n        e = e * 2 + 1\n    return e"
    )
    assert verdict_on(worker, text.replace("e / np.sum", "e / 1 / np.sum")).outcome == "wrong"


def test_nothing_is_left_behind() -> None:
    worker = Worker(limits=Limits(seconds=5))
    verdict_on(worker, RIGHT)
    folder = Path(worker._folder)
    assert folder.is_dir()
    process = worker._process
    assert process is not None
    worker.close()
    assert process.poll() is not None
    assert not folder.exists()


def test_an_interpreter_that_is_none_is_named(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="nowhere"), Worker(str(tmp_path / "nowhere")) as worker:
        worker.ask("hello", modules=[])


def test_a_process_that_dies_takes_its_worker_along() -> None:
    code = (
        "import os, threading, time\n"
        "from pattern_lsp.practice.worker import Worker\n"
        "worker = Worker()\n"
        "worker.ask('hello', modules=[])\n"
        "loop = 'while True: pass'\n"
        "ask = lambda: worker.ask('load', text=loop, name='p.py', folder='', framework='numpy')\n"
        "threading.Thread(target=ask, daemon=True).start()\n"
        "time.sleep(1)\n"
        "print(worker._process.pid, flush=True)\n"
        "os._exit(0)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60)
    process = int(done.stdout)
    for _ in range(100):
        try:
            os.kill(process, 0)
        except ProcessLookupError:
            return
        time.sleep(0.1)
    raise AssertionError("the worker lives on")
