"""The process that runs a user's code: it loads a program, calls what is in it, and says what came of it.

It runs in the user's interpreter and imports the standard library and the frameworks that are asked for, nothing of
pattern-lsp. Requests come as lines of JSON on standard input, answers go to standard output; what the user's code
prints goes to standard error, and it has no input.
"""

from __future__ import annotations

import dis
import functools
import importlib.metadata
import importlib.util
import inspect
import io
import json
import linecache
import os
import signal
import sys
import threading
import time
import traceback
import types
from typing import Any

_HERE = os.path.dirname(os.path.abspath(__file__))
_FORKED: list[bool] = []  # filled when the user's code forks


class Worker:
    """The programs that were loaded, by the number each was given."""

    def __init__(self, memory: int) -> None:
        self.memory = memory  # bytes beyond what the frameworks take; 0 for no limit
        self.programs: list[tuple[types.ModuleType, str]] = []

    def answer(self, request: dict[str, Any]) -> Any:
        return getattr(self, "do_" + request.pop("do"))(**request)

    def do_hello(self, modules: list[str]) -> dict[str, Any]:
        """The versions of the interpreter and of these modules; None for one that is missing."""
        return {"python": sys.version.split()[0], "modules": {name: _version(name) for name in modules}}

    def do_load(self, text: str, name: str, folder: str, framework: str, modules: list[str]) -> dict[str, Any]:
        """Run a program's definitions; what each of its names is, and the number to call it by.

        The `modules` are imported before, with as much memory as they want.
        """
        _limit_memory(0)
        for module_name in modules:
            if importlib.util.find_spec(module_name) is not None:
                importlib.import_module(module_name)
        _reset()
        _limit_memory(self.memory)
        place = os.path.join(os.getcwd(), str(len(self.programs)))
        os.makedirs(place)
        path = os.path.join(place, name)
        with open(path, "w", encoding="utf-8", newline="") as file:
            file.write(text)
        module = types.ModuleType(f"program_{len(self.programs)}")
        module.__file__ = path
        # TensorFlow asks the loader for the source, to rewrite the control flow of functions.
        module.__dict__["__loader__"] = types.SimpleNamespace(get_source=lambda _: text)
        linecache.cache[path] = (len(text), None, text.splitlines(True), path)
        sys.modules[module.__name__] = module
        if folder and folder not in sys.path:
            sys.path.insert(0, folder)
        self.programs.append((module, framework))
        try:
            exec(compile(text, path, "exec"), module.__dict__)
        except BaseException as error:
            return {"raised": describe(error, path)}
        return {"program": len(self.programs) - 1, "definitions": self.do_describe(len(self.programs) - 1)}

    def do_describe(self, program: int) -> dict[str, Any]:
        """What each definition of a program is by now: calls compile."""
        module, _ = self.programs[program]
        return {name: describe_definition(value) for name, value in vars(module).items() if callable(value)}

    def do_call(
        self, program: int, name: str, arguments: list[Any], keywords: dict[str, Any], how: str, options: dict[str, Any]
    ) -> dict[str, Any]:
        """Call a function; see `calls.HOW` for the ways."""
        module, framework = self.programs[program]
        adapter = calls.ADAPTERS[framework]
        given = [adapter.load(one) for one in arguments]
        before = [adapter.fingerprint(one) for one in given]
        function = getattr(module, name)
        if keywords:
            function = functools.partial(function, **{key: adapter.load(one) for key, one in keywords.items()})
        start = time.perf_counter()
        try:
            result = calls.HOW[how](adapter, function, given, options)
            seconds = time.perf_counter() - start
            changed = [i for i, one in enumerate(given) if adapter.fingerprint(one) != before[i]]
            return {"value": result, "seconds": seconds, "changed": changed}
        except BaseException as error:
            return {"raised": describe(error, module.__file__)}

    def do_scenario(self, program: int, name: str, names: dict[str, str], options: dict[str, Any]) -> dict[str, Any]:
        """Run a scenario, which does with a program's objects what one call does not; what it saw.

        `scenarios/mlp.py` has a function `mlp(program, **options)`: it is given the definitions under the names of the
        task, and returns numbers, arrays, and containers of them. The task judges them.
        """
        module, _ = self.programs[program]
        _reset()
        given = types.SimpleNamespace(**{name: getattr(module, own) for name, own in names.items()})
        options = {key: calls.ADAPTERS["numpy"].load(value) for key, value in options.items()}
        try:
            return {"value": calls.dump(_scenario(name)(given, **options))}
        except BaseException as error:
            return {"raised": describe(error, module.__file__)}

    def do_time(self, program: int, name: str, arguments: list[Any], budget: float) -> dict[str, Any]:
        """How long a call takes: the least of several, within about so many seconds."""
        module, framework = self.programs[program]
        adapter = calls.ADAPTERS[framework]
        function = getattr(module, name)
        given = [adapter.load(one) for one in arguments]
        end = time.perf_counter() + budget
        best = float("inf")
        try:
            adapter.wait(function(*given))
            for _ in range(100):
                start = time.perf_counter()
                adapter.wait(function(*given))
                best = min(best, time.perf_counter() - start)
                if time.perf_counter() > end:
                    break
        except BaseException as error:
            return {"raised": describe(error, module.__file__)}
        return {"seconds": best}


def describe(error: BaseException, path: str | None) -> dict[str, Any]:
    """An exception in plain data: its type and message, and the last line of the program that it passed."""
    line = 0
    for frame, number in traceback.walk_tb(error.__traceback__):
        if frame.f_code.co_filename == path:
            line = number
    if isinstance(error, SyntaxError) and error.filename == path:
        line = error.lineno or 0
    return {
        "type": type(error).__name__,
        "bases": [base.__name__ for base in type(error).__mro__],
        "message": str(error)[:2000],
        "line": line,
    }


def describe_definition(value: Any) -> dict[str, Any]:
    """What a definition is, as far as a caller wants to know: its parameters, and what compiles it."""
    found: dict[str, Any] = {"kind": "class" if isinstance(value, type) else "function", "parameters": None}
    options = getattr(value, "targetoptions", None)
    if isinstance(options, dict) and hasattr(value, "py_func"):
        found["numba"] = {key: bool(options.get(key)) for key in ("nopython", "parallel", "forceobj")}
        found["numba"]["fastmath"] = bool(options.get("fastmath"))
        found["numba"]["loops"] = sum(_parallel_loops(one) for one in value.overloads.values())
    elif hasattr(value, "lower") and hasattr(value, "trace"):
        found["jit"] = True
    elif type(value).__name__ in ("ufunc", "DUFunc", "GUFunc"):
        found["ufunc"] = True
    elif isinstance(value, types.FunctionType):
        found["has_loop"] = _has_loop(value.__code__)
        found["uses"] = value.__code__.co_names
    try:
        parameters = inspect.signature(value).parameters.values()
    except (TypeError, ValueError):
        return found
    found["parameters"] = [
        {"name": one.name, "kind": one.kind.name, "optional": one.default is not one.empty} for one in parameters
    ]
    return found


def _parallel_loops(overload: Any) -> int:
    """How many loops numba shares out in a function that it compiled; filling a new array alone is none."""
    diagnostics: Any = (getattr(overload, "metadata", None) or {}).get("parfor_diagnostics")
    # Without a pass for parallel loops, the diagnostics stay empty shells.
    if not hasattr(diagnostics, "func_ir"):
        return 0
    return sum(any(one[-1] != "NumPy mapping" for one in loop.patterns) for loop in diagnostics.get_parfors())


def _has_loop(code: types.CodeType) -> bool:
    """Whether a function goes round in a loop of its own, comprehensions included."""
    names = {one.opname for one in dis.get_instructions(code)}
    nested = (one for one in code.co_consts if isinstance(one, types.CodeType))
    return any("FOR_ITER" in name or "BACKWARD" in name for name in names) or any(_has_loop(one) for one in nested)


def _scenario(name: str) -> Any:
    spec = importlib.util.spec_from_file_location(f"scenario_{name}", os.path.join(_HERE, "scenarios", f"{name}.py"))
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return getattr(module, name)


def _version(name: str) -> str | None:
    try:
        return importlib.metadata.version(name)
    except importlib.metadata.PackageNotFoundError:
        pass
    try:
        return "" if importlib.util.find_spec(name) else None
    except (ImportError, ValueError):
        return None


def _reset() -> None:
    """Undo what an earlier program may have set for the whole process."""
    import random

    random.seed(0)
    try:
        import numpy
    except ImportError:
        return
    numpy.random.seed(0)
    numpy.seterr(all="ignore")  # overflow is part of what is tried
    if "torch" in sys.modules:
        torch = sys.modules["torch"]
        torch.manual_seed(0)
        torch.set_default_dtype(torch.float32)
        torch.set_grad_enabled(True)
    if "jax" in sys.modules:
        jax = sys.modules["jax"]
        jax.config.update("jax_enable_x64", False)
        jax.config.update("jax_debug_nans", False)
    if "tensorflow" in sys.modules:
        tensorflow = sys.modules["tensorflow"]
        tensorflow.config.run_functions_eagerly(False)
        tensorflow.keras.utils.set_random_seed(0)


def _limit_memory(allowed: int) -> None:
    """Let the process grow by so much beyond what it has now, where the system can; 0 is for no limit."""
    try:
        import resource

        _, hard = resource.getrlimit(resource.RLIMIT_AS)
        limit = hard
        if allowed:
            with open("/proc/self/statm") as file:
                limit = int(file.read().split()[0]) * resource.getpagesize() + allowed
        resource.setrlimit(resource.RLIMIT_AS, (limit, hard))
    except (ImportError, OSError, ValueError):
        pass


def _refuse_processes() -> None:
    """A child that the user's code makes ends at once, and a program it starts is refused."""
    if hasattr(os, "register_at_fork"):
        os.register_at_fork(before=lambda: _FORKED.append(True), after_in_child=lambda: os._exit(1))
    refused = {"os.system", "os.exec", "os.posix_spawn", "os.spawn", "subprocess.Popen", "os.kill", "os.killpg"}

    def watch(event: str, arguments: tuple[Any, ...]) -> None:
        if event in refused and _CALLING:
            raise PermissionError("starts another process, which is not allowed here")

    sys.addaudithook(watch)


def _end_with_parent() -> None:
    """End when the process that asks is gone, even in the midst of an endless loop."""
    parent = os.getppid()

    def watch() -> None:
        while os.getppid() == parent:
            time.sleep(1)
        os._exit(1)

    if os.name == "posix":
        threading.Thread(target=watch, daemon=True).start()


_CALLING: list[bool] = []  # filled while the user's code runs


def main() -> None:
    requests = os.fdopen(os.dup(0), "r", encoding="utf-8")
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.dup2(2, 1)
    sys.stdin = open(os.devnull)  # noqa: SIM115 - it stays open
    sys.stdout = io.TextIOWrapper(os.fdopen(1, "wb", 0), encoding="utf-8", errors="replace", write_through=True)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    worker = Worker(int(sys.argv[1]))
    _refuse_processes()
    _end_with_parent()
    for line in requests:
        request = json.loads(line)
        _FORKED.clear()
        if request["do"] in ("load", "call", "scenario", "time"):
            _CALLING.append(True)
        try:
            answer = worker.answer(request)
        except BaseException as error:  # what the request itself got wrong
            answer = {"failed": "".join(traceback.format_exception(type(error), error, error.__traceback__))}
        _CALLING.clear()
        if _FORKED:
            answer = {"raised": {"type": "Fork", "bases": ["Fork"], "message": "", "line": 0}}
        answers.write(json.dumps(answer) + "\n")
        answers.flush()


if __name__ == "__main__":
    # Its own module is found in its folder, which then makes room for the user's.
    sys.path[:] = [one for one in sys.path if os.path.abspath(one or os.getcwd()) != _HERE]
    sys.path.insert(0, _HERE)
    import calls  # type: ignore[import-not-found]

    sys.path.remove(_HERE)
    del sys.modules["calls"]
    main()
