"""The file that an attempt begins with: imports, signatures and docstrings, and nothing else."""

import ast
import textwrap

from pattern_lsp import references
from pattern_lsp.practice.task import Task


def starting_file(task: Task, framework: str) -> str:
    """The text of the file."""
    reference = references.find(task.id, framework)
    assert reference is not None
    imports = [
        f"from {one.package} import {one.attribute}" + (f" as {one.name}" if one.name != one.attribute else "")
        if one.package
        else f"import {one.target}" + (f" as {one.name}" if one.name != one.target else "")
        for one in reference.imports
    ]
    wanted = task.definitions(framework)
    found = [
        node
        for node in ast.parse(reference.body).body
        if isinstance(node, (ast.FunctionDef, ast.ClassDef)) and node.name in wanted
    ]
    forms = dict(zip(wanted, task.forms[framework].splitlines(), strict=True))
    parts = [_definition(node, forms[node.name], task.docstrings.get(node.name, task.title)) for node in found]
    comment = f"# pattern: {task.id} ({framework})"
    return "\n".join([*imports, "", "", comment]) + "\n" + "\n\n\n".join(parts) + "\n"


def _definition(node: ast.FunctionDef | ast.ClassDef, form: str, docstring: str) -> str:
    text = docstring.strip()
    closing = '\n"""' if "\n" in text else '"""'
    quoted = textwrap.indent(f'"""{text}{closing}', "    ", lambda line: bool(line.strip()))
    if isinstance(node, ast.FunctionDef):
        return f"def {form}:\n{quoted}"
    bases = ", ".join(ast.unparse(one) for one in node.bases)
    methods = [one for one in node.body if isinstance(one, ast.FunctionDef)]
    stubs = [f"    def {one.name}({ast.unparse(_bare(one.args))}):\n        ..." for one in methods]
    return "\n\n".join([f"class {node.name}({bases}):\n{quoted}", *stubs])


def _bare(arguments: ast.arguments) -> ast.arguments:
    """The same parameters, without annotations."""
    for one in (*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs):
        one.annotation = None
    return arguments
