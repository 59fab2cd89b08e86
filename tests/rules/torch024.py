# --- tensors that ask for gradients
import torch
import torch.nn as nn
from torch import randn
from torch.autograd import Variable

class Layer(nn.Module):
    def __init__(self, size):
        super(Layer, self).__init__()
        self.a = torch.randn(size, requires_grad=True)
#       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ TORCH024
        self.b = torch.zeros(size).requires_grad_()
#       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ TORCH024
        self.c = randn(size, size, dtype=torch.float32, requires_grad=True)
#       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ TORCH024
        d = torch.tensor([1.0, 2.0], requires_grad=True)
        self.d = d
#       ^^^^^^^^^^ TORCH024
        self.e = Variable(torch.zeros(size), requires_grad=True)
#       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ TORCH024
#                ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ TORCH029
        if size > 3:
            self.f = torch.ones(size, requires_grad=True)
#           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ TORCH024
# --- computed from a parameter
import math
import torch
from torch import nn
from torch.nn import Parameter

class Base(nn.Module):
    pass

class Layer(Base):
    def __init__(self, size, device):
        super().__init__()
        self.a = nn.Parameter(torch.randn(size)) / math.sqrt(size)
#       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ TORCH024
        self.b = Parameter(torch.randn(size)).cuda()
#       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ TORCH024
        self.c = nn.Parameter(torch.randn(size)).to(device)
#       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ TORCH024
        w = nn.Parameter(torch.randn(size))
        self.d = w.unsqueeze(0)
#       ^^^^^^^^^^^^^^^^^^^^^^^ TORCH024
        self.e = torch.exp(nn.Parameter(torch.zeros(size)))
#       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ TORCH024
        self.f = nn.Parameter(torch.zeros(size)).half()
#       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ TORCH024
# --- silent: parameters, finished before they are wrapped or changed in place
import math
import torch
from torch import nn

class Layer(nn.Module):
    def __init__(self, size, device):
        super().__init__()
        self.a = nn.Parameter(torch.randn(size) / math.sqrt(size))
        self.b = nn.Parameter(torch.randn(size, requires_grad=True))
        self.c = nn.Parameter(torch.randn(size).to(device), requires_grad=False)
        weight = torch.zeros(size, requires_grad=True)
        self.d = nn.Parameter(weight)
        self.e = nn.init.normal_(nn.Parameter(torch.empty(size)))
        self.f = nn.Parameter(torch.randn(size)).requires_grad_(False)
        w = nn.Parameter(torch.randn(size))
        self.g = w
        self.scaled = w * 2
        v = nn.Parameter(torch.randn(size))
        self.register_parameter("v", v)
        self.v_squared = v ** 2
        self.register_parameter("bias", None)
        self.h = nn.Parameter(torch.ones(size)).float()
# --- silent: buffers, constants, what is detached
import torch
from torch import nn

class Layer(nn.Module):
    def __init__(self, size):
        super().__init__()
        self.register_buffer("mask", torch.ones(size))
        self.mean = torch.zeros(size)
        self.std = torch.ones(size, requires_grad=False)
        self.start = nn.Parameter(torch.randn(size)).detach() * 2
        self.size = size
# --- silent: no module, or the class steps itself
import torch
from torch import nn

class Curve:
    def __init__(self):
        self.points = torch.zeros(3, requires_grad=True)
        self.optimizer = torch.optim.SGD([self.points], lr=0.1)

class Style(nn.Module):
    def __init__(self, image):
        super().__init__()
        self.image = torch.zeros(3, requires_grad=True)
        self.optimizer = torch.optim.LBFGS([self.image])

class Agent(nn.Module):
    def __init__(self):
        super().__init__()
        self.log_alpha = torch.zeros(1, requires_grad=True)

    def configure_optimizers(self):
        return torch.optim.Adam([self.log_alpha])

class Own(nn.Module):
    def __init__(self):
        super().__init__()
        self.w = torch.zeros(1, requires_grad=True)

    def parameters(self):
        return [self.w]
# --- silent: what methods keep for a while
import torch
from torch import nn

class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.scale = nn.Parameter(torch.ones(1))
        self.double = self.scale * 2

    def forward(self, x):
        self.noise = torch.zeros_like(x, requires_grad=True)
        self.scaled = self.scale * x
        temporary = torch.ones(3, requires_grad=True)
        return self.scaled + self.noise + temporary.sum()
