"""What TensorFlow traces: the code of a `tf.function`, and the `call` of a Keras layer."""

from pattern_lsp.semantic.model import Event
from pattern_lsp.semantic.values import Kind, Trace, Value


def is_in_graph(event: Event) -> bool:
    """Whether an event happens while a `tf.function` is traced, and is not lifted out of its graph."""
    return bool(event.context.trace & Trace.GRAPH) and not any(
        manager.term is not None and manager.term.name == "tensorflow.init_scope" for manager in event.context.managers
    )


def is_in_layer_call(event: Event) -> bool:
    """Whether an event stands in the `call` of a Keras layer or model of this file."""
    function = event.context.function
    return (
        function is not None
        and function.name == "call"
        and function.owner is not None
        and "keras.layers.Layer" in function.owner.ancestors
    )


def is_symbolic(value: Value) -> bool:
    """Whether this is surely a tensor of a graph, without a value."""
    if not value.is_array("tensorflow"):
        return False
    return bool(value.trace & Trace.GRAPH) or (value.term is not None and is_in_graph(value.term))


def is_graph_argument(value: Value) -> bool:
    """Whether this came into a `tf.function` from outside: a tensor, or something that is kept as it is."""
    return value.kind is Kind.UNKNOWN and bool(value.trace & Trace.GRAPH)
