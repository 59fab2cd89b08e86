# --- every spelling
import torch
import torch.autograd as autograd
from torch import autograd as ag
from torch.autograd import Variable
from torch.autograd import Variable as V
from torch.autograd.variable import Variable as W

def forms(x, y: torch.Tensor):
    a = Variable(x)
#       ^^^^^^^^^^^ TORCH029
    b = torch.autograd.Variable(y, requires_grad=True)
#       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ TORCH029
    c = autograd.Variable(data=x + 1)
#       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ TORCH029
    d = ag.Variable(x, False)
#       ^^^^^^^^^^^^^^^^^^^^^ TORCH029
    e = V(torch.randn(2, 3), True)
#       ^^^^^^^^^^^^^^^^^^^^^^^^^^ TORCH029
    f = W(x.cuda(), volatile=True)
#       ^^^^^^^^^^^^^^^^^^^^^^^^^^ TORCH029
    return a, b, c, d, e, f
# --- in loops, methods, lambdas and helpers; after each other
import torch
from torch import nn
from torch.autograd import Variable

wrap = lambda x: Variable(x)
#                ^^^^^^^^^^^ TORCH029

def to_variable(x):
    if torch.cuda.is_available():
        x = x.cuda()
    return Variable(x)
#          ^^^^^^^^^^^ TORCH029

class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.fc = nn.Linear(2, 2)

    def init_hidden(self, size):
        return Variable(torch.zeros(size, 2))
#              ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ TORCH029

    def forward(self, x):
        h = self.fc(x)
        return Variable(h)
#              ^^^^^^^^^^^ TORCH029

def train(net, loader):
    for images, labels in loader:
        images, labels = Variable(images), Variable(labels)
#                        ^^^^^^^^^^^^^^^^ TORCH029
#                                          ^^^^^^^^^^^^^^^^ TORCH029
        hidden = [Variable(torch.zeros(2)) for _ in range(3)]
#                 ^^^^^^^^^^^^^^^^^^^^^^^^ TORCH029
        yield net(images), labels, hidden
# --- silent: imports, annotations, type tests
import torch
from torch.autograd import Variable
from typing import Union

def kind(x: Variable) -> Union[Variable, torch.Tensor]:
    if isinstance(x, Variable):
        return x
    if type(x) is Variable or hasattr(x, "volatile"):
        return x.data
    return x
# --- silent: other variables
import tensorflow as tf
import torch
from sympy import Variable

class Domain:
    def Variable(self, name):
        return name

def others(domain: Domain):
    a = tf.Variable(tf.ones(2))
    b = Variable("x")
    c = domain.Variable("y")
    return a, b, c

def own():
    class Variable:
        pass
    return Variable()
# --- silent: a name that this file gives to something else
import torch
from torch.autograd import Function, grad

Variable = lambda x: x

def use(x: torch.Tensor):
    return Variable(x), grad(x.sum(), x), Function
# --- no gradient is cut where only a shape is taken from what has one
import torch
from torch import nn
from torch.autograd import Variable

def noise(layer: nn.Linear, x):
    h = layer(x)
    fresh = torch.randn(h.size(0), 3, device=h.device).to(h.dtype)
    return Variable(2 * fresh), Variable(torch.zeros_like(h))
#          ^^^^^^^^^^^^^^^^^^^ TORCH029
#                               ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ TORCH029
