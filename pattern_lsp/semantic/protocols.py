"""The protocols that objects go through, as data: which effect of a call leads an object to which state.

The interpreter keeps, for every object, the set of states it may be in, through branches, loops and helpers.
A rule reads them off a call (`Call.states`): the states of its object just before.
A state is a name and the call that led to it; `ENTRY` stands for whatever was before this body.
"""

import re
from typing import NamedTuple

import libcst as cst


class Protocol(NamedTuple):
    name: str
    # Effect of a call to the state it leads to.
    states: dict[str, str]
    # Effects that reach every object of the protocol, not only the receiver's.
    reaches_all: frozenset[str] = frozenset()


# A PRNG key may be consumed once.
KEY = Protocol("key", {"consume_key": "consumed"})
# Gradients are cleared, filled by backward, and used by a step.
GRADIENTS = Protocol(
    "gradients", {"zero_grad": "cleared", "backward": "filled", "step": "stepped"}, frozenset({"backward"})
)
# A module is in training or evaluation mode.
MODE = Protocol("mode", {"train": "train", "eval": "eval", "set_mode": "unknown"})

# A gradient tape gives its gradients once, unless it is persistent; entering its block again makes it record anew.
TAPE = Protocol("tape", {"use_tape": "used"})

PROTOCOLS = (KEY, GRADIENTS, MODE, TAPE)
BY_EFFECT = {effect: protocol for protocol in PROTOCOLS for effect in protocol.states}

# Objects that begin anew when their `with` block is entered.
BEGUN_BY_WITH = {"tensorflow.GradientTape": TAPE}

# Methods whose name alone tells the effect, in files that import torch, when the receiver is not known.
TELLING_METHODS = {"backward": "backward", "zero_grad": "zero_grad"}
# These only without arguments: `frame.eval("a + b")`, `service.train(data)` are something else.
TELLING_WITHOUT_ARGUMENTS = {"eval": "eval", "train": "train"}

# `step` says nothing by itself, but on something that is called an optimizer it does.
_OPTIMIZER_NAME = re.compile(r"(?:^|_)opt(?:im(?:i[sz]er)?)?(?:_|\d|[A-Z]|$)|[oO]ptimi[sz]er")


def names_optimizer(node: cst.CSTNode) -> bool:
    """Whether an expression is called an optimizer: `optimizer`, `self.opt_g`, `D_optim`."""
    if isinstance(node, cst.Attribute):
        node = node.attr
    return isinstance(node, cst.Name) and _OPTIMIZER_NAME.search(node.value) is not None


# Words in a helper's text that tell that it may change what it is given.
EFFECT_WORDS = frozenset("backward zero_grad step eval train".split())
# Words in a helper's text that make it worth following.
WORDS = frozenset(
    "backward zero_grad step eval train no_grad inference_mode set_grad_enabled enable_grad grad split normal uniform "
    "randint bernoulli categorical choice permutation gumbel dropout GradientTape gradient apply_gradients softmax "
    "sigmoid log_softmax exp watch".split()
)
