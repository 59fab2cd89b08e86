# What TORCH031 must report, and what it must not. Carets mark the exact place.
# --- modules of the file, containers, with and without gradients
import torch
from torch import nn
from safetensors.torch import load_file

class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.body = nn.Sequential(nn.Linear(2, 4), nn.ReLU(), nn.Dropout(0.1))
        self.head = nn.Linear(4, 1)

    def forward(self, x):
        return self.head(self.body(x))

def predict(path, x, device):
    net = Net().to(device)
    checkpoint = torch.load(path, map_location=device)
    net.load_state_dict(checkpoint["model"])
#   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ TORCH031
    with torch.no_grad():
        return net(x)

def missing(path, loader):
    net = nn.Sequential(nn.Conv2d(3, 8, 3, bias=False), nn.BatchNorm2d(8))
    found = net.load_state_dict(load_file(path), strict=False)
#           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ TORCH031
    print(found)
    return [net(x) for x in loader]

def evaluate(net, loader):
    with torch.inference_mode():
        for x in loader:
            print(net(x))

def main(path, loader):
    net = Net()
    net.load_state_dict(torch.load(path))
#   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ TORCH031
    evaluate(net, loader)
# --- the mode is set
import torch
from torch import nn

class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.norm = nn.BatchNorm1d(2)
        self.head = nn.Linear(2, 1)

    def forward(self, x):
        return self.head(self.norm(x))

def before(path, x):
    net = Net().eval()
    net.load_state_dict(torch.load(path))
    return net(x)

def after(path, x):
    net = Net()
    net.load_state_dict(torch.load(path))
    net.train(False)
    return net(x)

def dropout_on_purpose(path, x):
    net = Net()
    net.load_state_dict(torch.load(path))
    net.train()
    return torch.stack([net(x) for _ in range(10)])

def evaluate(net, x):
    net.eval()
    return net(x)

def main(path, x):
    net = Net()
    net.load_state_dict(torch.load(path))
    return evaluate(net, x)

def each(path, x):
    net = Net()
    net.load_state_dict(torch.load(path))
    for module in net.modules():
        module.eval()
    return net(x)
# --- training goes on
import torch
from torch import nn

class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.norm = nn.BatchNorm1d(2)
        self.head = nn.Linear(2, 1)

    def forward(self, x):
        return self.head(self.norm(x))

def resume(path, loader):
    net = Net()
    optimizer = torch.optim.Adam(net.parameters())
    checkpoint = torch.load(path)
    net.load_state_dict(checkpoint["model"])
    optimizer.load_state_dict(checkpoint["optimizer"])
    for x, y in loader:
        optimizer.zero_grad()
        loss = nn.functional.mse_loss(net(x), y)
        loss.backward()
        optimizer.step()

def saliency(path, x):
    net = Net()
    net.load_state_dict(torch.load(path))
    x.requires_grad_()
    net(x).sum().backward()
    return x.grad
# --- the same in both modes, copies, given to others, layers out of sight
import torch
from torch import nn
from library import Encoder, quantize

class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.norm = nn.BatchNorm1d(2)

    def forward(self, x):
        return self.norm(x)

def linear(path, x):
    net = nn.Sequential(nn.Linear(2, 4), nn.LayerNorm(4))
    net.load_state_dict(torch.load(path))
    return net(x)

def same(x):
    net, other = Net(), Net()
    other.load_state_dict(net.state_dict())
    return net(x), other(x)

def given(path, x):
    net = Net()
    net.load_state_dict(torch.load(path))
    quantize(net)
    return net(x)

def unseen(path, x):
    net = Encoder()
    net.load_state_dict(torch.load(path))
    return net(x)

def parameter(net: Net, path, x):
    net.load_state_dict(torch.load(path))
    return net(x)

def returned(path):
    net = Net()
    net.load_state_dict(torch.load(path))
    return net
# --- known to be missed: loaded in one method, used in another
import torch
from torch import nn

class Service:
    def __init__(self, path):
        self.net = nn.Sequential(nn.Linear(2, 2), nn.Dropout(0.5))
        self.net.load_state_dict(torch.load(path))

    def answer(self, x):
        return self.net(x)
