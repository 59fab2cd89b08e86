"""The worker process, from outside: it is asked, it answers, or it is ended."""

import contextlib
import json
import os
import queue
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
from dataclasses import dataclass
from pathlib import Path
from typing import Any

_FOLDER = Path(__file__).resolve().parent.parent / "worker"
_KEPT = 10_000  # characters of output that are kept to be shown
_LOADS = 100  # programs after which a process is replaced: frameworks keep what they compile
_MOST = 20_000_000  # bytes of output after which the process is ended


@dataclass(frozen=True)
class Limits:
    """What a user's code may take: seconds for each answer, bytes of memory, and seconds to start a framework."""

    seconds: float = 10.0
    memory: int = 2 << 30
    start: float = 120.0


class Lost(BaseException):
    """The worker is gone, and why, in words that follow "your code". No `Exception`: nothing is to handle it midway."""


class Worker:
    """One process, started when it is first asked, and again after it was lost."""

    def __init__(self, python: str = sys.executable, limits: Limits = Limits()) -> None:
        self.python = python
        self.limits = limits
        self._process: subprocess.Popen[bytes] | None = None
        self._answers: queue.Queue[bytes] = queue.Queue()
        self._output = _Output()
        self._folder = ""
        self._loads = 0

    def ask(self, do: str, seconds: float | None = None, **request: Any) -> dict[str, Any]:
        """The answer to a request. Raises Lost if there is none, and OSError if no process can be started."""
        if do == "load":
            self._loads += 1
            if self._loads > _LOADS:
                self.close()
        process = self._process or self._start()
        assert process.stdin is not None
        try:
            process.stdin.write(json.dumps({"do": do, **request}).encode() + b"\n")
            process.stdin.flush()
            answer = self._answers.get(timeout=self.limits.seconds if seconds is None else seconds)
        except queue.Empty:
            self.close()
            raise Lost(f"did not come to an end within {seconds or self.limits.seconds:g} seconds") from None
        except OSError:
            answer = b""
        if not answer:
            raise Lost(self._bury())
        found: dict[str, Any] = json.loads(answer)
        if "failed" in found:
            raise RuntimeError(found["failed"])
        if found.get("raised", {}).get("type") == "Fork":
            self.close()
            raise Lost("starts another process, which is not allowed here")
        return found

    def output(self) -> str:
        """What was printed since this was last asked, as far as it is kept."""
        return self._output.take()

    def close(self) -> None:
        """End the process, and whatever it has started."""
        process, self._process = self._process, None
        if process is None:
            return
        with contextlib.suppress(OSError):
            if os.name == "posix":
                os.killpg(process.pid, signal.SIGKILL)
            else:
                process.kill()
        process.wait()
        for stream in (process.stdin, process.stdout):
            with contextlib.suppress(OSError):
                assert stream is not None
                stream.close()
        shutil.rmtree(self._folder, ignore_errors=True)

    def __enter__(self) -> "Worker":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _start(self) -> "subprocess.Popen[bytes]":
        self._folder = tempfile.mkdtemp(prefix="pattern-lsp-")
        self._answers = queue.Queue()
        self._output = _Output()
        self._loads = 1
        environment = {
            **os.environ,
            "TF_CPP_MIN_LOG_LEVEL": "3",
            "JAX_PLATFORMS": "cpu",
            "CUDA_VISIBLE_DEVICES": "",
            "NUMBA_NUM_THREADS": "8",
            "PYTHONDONTWRITEBYTECODE": "1",
            "TMPDIR": self._folder,  # frameworks leave files behind
            "PYTHONIOENCODING": "utf-8",
            "KMP_WARNINGS": "off",
            "OMP_NUM_THREADS": "1",  # the inputs are small: sharing them out costs more than it saves
        }
        process = subprocess.Popen(
            [self.python, str(_FOLDER), str(self.limits.memory)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            cwd=self._folder,
            env=environment,
            start_new_session=True,
        )
        self._process = process
        threading.Thread(target=_pass_on, args=(process, self._answers), daemon=True).start()
        threading.Thread(target=self._output.follow, args=(process,), daemon=True).start()
        return process

    def _bury(self) -> str:
        """Why the process has ended by itself."""
        process = self._process
        assert process is not None
        try:
            status = process.wait(2)
        except subprocess.TimeoutExpired:
            status = 0
        too_much = self._output.is_too_much
        self.close()
        if too_much:
            return f"prints more than {_MOST // 1_000_000} MB"
        if status == -signal.SIGKILL:
            return "was ended by the system, most likely because it took too much memory"
        if status < 0:
            return f"crashed the interpreter ({signal.Signals(-status).name})"
        return "ended the interpreter"


class _Output:
    """What a process prints: the beginning is kept, the rest is counted."""

    def __init__(self) -> None:
        self._kept = bytearray()
        self._count = 0
        self._lock = threading.Lock()

    @property
    def is_too_much(self) -> bool:
        return self._count > _MOST

    def take(self) -> str:
        with self._lock:
            text = self._kept.decode("utf-8", "replace")
            self._kept.clear()
            return text

    def follow(self, process: "subprocess.Popen[bytes]") -> None:
        assert process.stderr is not None
        with process.stderr as stream:
            while chunk := os.read(stream.fileno(), 1 << 16):
                with self._lock:
                    self._count += len(chunk)
                    self._kept += chunk[: max(_KEPT - len(self._kept), 0)]
                if self.is_too_much:
                    process.kill()
                    return


def _pass_on(process: "subprocess.Popen[bytes]", answers: "queue.Queue[bytes]") -> None:
    """Hand over each line of answer; an empty one says that there will be no more."""
    assert process.stdout is not None
    with contextlib.suppress(OSError, ValueError):
        for line in process.stdout:
            answers.put(line)
    answers.put(b"")
