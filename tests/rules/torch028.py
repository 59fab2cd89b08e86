# --- the same loss, a shared trunk, a shared output
import torch
import torch.nn as nn
import torch.nn.functional as F

def same(model, x, y):
    loss = F.mse_loss(model(x), y)
    loss.backward()
    loss.backward()
#   ^^^^^^^^^^^^^^^ TORCH028

def trunk(net: nn.Module, x, y, a, b):
    features = net(x)
    first = F.cross_entropy(features, y)
    second = (features - a).abs().mean() + b
    first.backward(retain_graph=False)
    second.backward()
#   ^^^^^^^^^^^^^^^^^ TORCH028

class Trainer:
    def __init__(self):
        self.generator = nn.Sequential(nn.Linear(2, 2), nn.ReLU())
        self.critic = nn.Linear(2, 1)

    def train(self, loader, opt_g, opt_d):
        for real in loader:
            fake = self.generator(torch.randn(4, 2))
            loss_d = self.critic(fake).mean() - self.critic(real).mean()
            opt_d.zero_grad()
            loss_d.backward()
            opt_d.step()
            opt_g.zero_grad()
            loss_g = -self.critic(fake).mean()
            loss_g.backward()
#           ^^^^^^^^^^^^^^^^^ TORCH028
            opt_g.step()
# --- computed before the loop; states carried along
import torch
import torch.nn as nn
import torch.nn.functional as F

def before(model, x, y, optimizer):
    loss = F.cross_entropy(model(x), y)
    for _ in range(10):
        optimizer.zero_grad()
        loss.backward()
#       ^^^^^^^^^^^^^^^ TORCH028
        optimizer.step()

def carried(loader, optimizer):
    rnn = nn.GRU(2, 3)
    lstm = nn.LSTM(2, 3)
    h = torch.zeros(1, 4, 3)
    state = None
    a, b = torch.zeros(1, 4, 3), torch.zeros(1, 4, 3)
    for x in loader:
        optimizer.zero_grad()
        out, h = rnn(x, h)
#                ^^^^^^^^^ TORCH028
        more, state = lstm(x, state)
#                     ^^^^^^^^^^^^^^ TORCH028
        last, (a, b) = lstm(x, (a, b))
#                      ^^^^^^^^^^^^^^^ TORCH028
        (out + more + last).mean().backward()
        optimizer.step()
# --- silent: summed, retained, computed again
import torch
import torch.nn as nn
import torch.nn.functional as F

def right(net: nn.Module, x, y, z):
    features = net(x)
    (features.mean() + features.pow(2).mean()).backward()
    features = net(x)
    features.mean().backward(retain_graph=True)
    features.pow(2).mean().backward()
    loss = F.mse_loss(net(x), y)
    loss.backward(create_graph=True)
    loss.backward()
    net(x).mean().backward()
    net(x).pow(2).mean().backward()
    for one in z:
        loss = F.mse_loss(net(one), y)
        loss.backward()
# --- silent: detached in between
import torch
import torch.nn as nn

def adversarial(generator: nn.Module, critic: nn.Module, loader):
    for real in loader:
        fake = generator(torch.randn(4, 2))
        critic(fake.detach()).mean().backward()
        critic(fake).mean().backward()
        with torch.no_grad():
            other = generator(real)
        critic(other).mean().backward()
        (critic(other) ** 2).mean().backward()

def truncated(loader):
    rnn = nn.GRU(2, 3)
    h = torch.zeros(1, 4, 3)
    g = torch.zeros(1, 4, 3)
    k = torch.zeros(1, 4, 3)
    for x in loader:
        h = h.detach()
        out, h = rnn(x, h)
        g.detach_()
        two, g = rnn(x, g)
        three, k = rnn(x, k.detach())
        (out + two + three).mean().backward()

def unrolled(steps, loader):
    cell = nn.RNN(2, 3)
    for x in loader:
        h = torch.zeros(1, 4, 3)
        for t in range(steps):
            out, h = cell(x[t], h)
        out.mean().backward()

def split(encoder: nn.Module, decoder: nn.Module, x):
    z = encoder(x)
    leaf = z.detach().requires_grad_(True)
    decoder(leaf).mean().backward()
    z.backward(leaf.grad)
# --- silent: one branch is taken; nothing is saved; different graphs
import torch
import torch.nn as nn
import torch.nn.functional as F

def branches(net: nn.Module, x, y, amp, scaler):
    loss = F.mse_loss(net(x), y)
    if amp:
        scaler.scale(loss).backward()
    else:
        loss.backward()

def nothing_saved():
    w = torch.ones(3, requires_grad=True)
    total = (w + 1).sum()
    total.backward()
    total.backward()

def different(first: nn.Module, second: nn.Module, x):
    first(x).mean().backward()
    second(x).mean().backward()

def failing(net: nn.Module, x):
    loss = net(x).mean()
    loss.backward()
    try:
        loss.backward()
    except RuntimeError:
        pass
# --- silent: other things with a backward
import torch

class Layer:
    def backward(self, gradient):
        return gradient

def own(layers, gradient, engine, loss):
    for layer in layers:
        gradient = layer.backward(gradient)
    engine.backward(loss)
    engine.backward(loss)
    first = Layer()
    first.backward(gradient)
    first.backward(gradient)
# --- missed: what the state of an own module remembers is not known
import torch
import torch.nn as nn

def language(model: nn.Module, loader):
    hidden = None
    for x in loader:
        out, hidden = model(x, hidden)
        out.mean().backward()
# --- silent: what is shared may be frozen
import torch
import torch.nn as nn

class Probe:
    def __init__(self, trunk: nn.Module):
        self.trunk = nn.Linear(2, 2)
        for parameter in self.trunk.parameters():
            parameter.requires_grad = False
        self.first, self.second = nn.Linear(2, 1), nn.Linear(2, 1)

    def step(self, x):
        features = self.trunk(x)
        self.first(features).mean().backward()
        self.second(features).mean().backward()
# --- silent: modules of this file, called twice; losses from helpers
import torch
import torch.nn as nn
import torch.nn.functional as F

class Critic(nn.Module):
    def __init__(self):
        super().__init__()
        self.model = nn.Sequential(nn.Linear(2, 2), nn.ReLU(), nn.Linear(2, 1))

    def forward(self, x):
        if x.is_cuda:
            return nn.parallel.data_parallel(self.model, x)
        return self.model(x)

class Generator(nn.Module):
    def __init__(self):
        super().__init__()
        self.model = nn.Linear(2, 2)

    def forward(self, z):
        if z.is_cuda:
            return nn.parallel.data_parallel(self.model, z)
        return self.model(z)

def loss_of(critic, x):
    return F.mse_loss(critic(x), torch.ones(4, 1))

def train(loader):
    generator, critic = Generator(), Critic()
    other = Generator()
    for real in loader:
        fake = generator(torch.randn(4, 2))
        loss = loss_of(critic, fake.detach())
        loss.backward()
        loss = F.mse_loss(critic(fake), real)
        loss.backward()
        first = F.mse_loss(other(real), real)
        first.backward()
        second = F.mse_loss(other(-real), real)
        second.backward()

class Experiment:
    def __init__(self):
        self.net = nn.Linear(2, 1)

    def loss(self, x):
        return F.mse_loss(self.net(x), torch.zeros(4, 1))

    def run(self, loader):
        for x in loader:
            loss = self.loss(x)
            loss.backward()
