# --- a model made here, validated in the epoch loop
import torch
from torch import nn

def main(loader, val):
    model = nn.Sequential(nn.Linear(2, 2), nn.BatchNorm1d(2), nn.ReLU(), nn.Linear(2, 1)).to("cpu")
    optimizer = torch.optim.Adam(model.parameters())
    for epoch in range(10):
        for x in loader:
            optimizer.zero_grad()
            model(x).mean().backward()
            optimizer.step()
        with torch.no_grad():
            for x in val:
                print(model(x).mean())
#                     ^^^^^^^^ TORCH005
# --- train() where eval() was meant, in a decorated helper
import torch
from torch import nn

class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.layers = nn.ModuleList([nn.Linear(2, 2), nn.Dropout(0.1)])

    def forward(self, x):
        for layer in self.layers:
            x = layer(x)
        return x

@torch.no_grad()
def validate(net, val):
    return [net(x).mean() for x in val]
#           ^^^^^^ TORCH005

def main(loader, val):
    net = Net()
    optimizer = torch.optim.Adam(net.parameters())
    for epoch in range(10):
        net.train()
        for x in loader:
            optimizer.zero_grad()
            net(x).mean().backward()
            optimizer.step()
        validate(net, val)
# --- the wrong object in evaluation mode
import torch
from torch import nn

def main(loader, val):
    teacher = nn.Sequential(nn.Linear(2, 2), nn.Dropout())
    student = nn.Sequential(nn.Linear(2, 2), nn.Dropout())
    optimizer = torch.optim.Adam(student.parameters())
    for x in loader:
        optimizer.zero_grad()
        student(x).mean().backward()
        optimizer.step()
    teacher.eval()
    with torch.inference_mode():
        scores = student(val)
#                ^^^^^^^^^^^^ TORCH005
    return scores
# --- silent: evaluation mode, in all its forms
import torch
from torch import nn

def evaluate(model, val):
    was = model.training
    model.eval()
    with torch.no_grad():
        total = [model(x) for x in val]
    model.train(was)
    return total

def main(loader, val):
    model = nn.Sequential(nn.Linear(2, 2), nn.Dropout())
    optimizer = torch.optim.Adam(model.parameters())
    for phase in ("train", "val"):
        model.train(phase == "train")
        for x in loader:
            optimizer.zero_grad()
            model(x).mean().backward()
            optimizer.step()
        with torch.no_grad():
            for x in val:
                print(model(x))
    evaluate(model, val)

def falsely(loader, val):
    model = nn.Sequential(nn.Linear(2, 2), nn.Dropout())
    optimizer = torch.optim.Adam(model.parameters())
    for x in loader:
        model.train()
        optimizer.zero_grad()
        model(x).mean().backward()
        optimizer.step()
    model.train(False)
    with torch.no_grad():
        return model(val)
# --- silent: no layer that cares
import torch
from torch import nn

def main(loader, val):
    model = nn.Sequential(nn.Linear(2, 2), nn.LayerNorm(2), nn.ReLU())
    optimizer = torch.optim.Adam(model.parameters())
    for x in loader:
        optimizer.zero_grad()
        model(x).mean().backward()
        optimizer.step()
    with torch.no_grad():
        return model(val)
# --- silent: a part of the training step
import torch
from torch import nn

def gan(loader):
    generator = nn.Sequential(nn.Linear(2, 2), nn.BatchNorm1d(2))
    critic = nn.Sequential(nn.Linear(2, 2), nn.ReLU())
    optimizer = torch.optim.Adam(critic.parameters())
    for real in loader:
        with torch.no_grad():
            fake = generator(torch.randn(8, 2))
        optimizer.zero_grad()
        (critic(fake) - critic(real)).mean().backward()
        optimizer.step()
# --- silent: nothing trains here: a shape is looked at, batch norm is calibrated, dropout is sampled
import torch
from torch import nn

def test_shape():
    model = nn.Sequential(nn.Linear(2, 2), nn.Dropout())
    with torch.no_grad():
        assert model(torch.zeros(1, 2)).shape == (1, 2)

def calibrate(loader):
    model = nn.Sequential(nn.Linear(2, 2), nn.BatchNorm1d(2))
    model.train()
    with torch.no_grad():
        for x in loader:
            model(x)
# --- silent: unknown models, and helpers that cannot be seen
import torch
from torch import nn
from somewhere import set_mode, build

def unknown(model, optimizer, loader, val):
    model.train()
    for x in loader:
        optimizer.zero_grad()
        model(x).mean().backward()
        optimizer.step()
    with torch.no_grad():
        return model(val)

def given_away(loader, val):
    model = nn.Sequential(nn.Linear(2, 2), nn.Dropout())
    optimizer = torch.optim.Adam(model.parameters())
    for x in loader:
        optimizer.zero_grad()
        model(x).mean().backward()
        optimizer.step()
    set_mode(model, "eval")
    with torch.no_grad():
        return model(val)
# --- silent: a dry run before training
import torch
from torch import nn

def lazy(loader):
    model = nn.Sequential(nn.LazyLinear(2), nn.Dropout())
    with torch.no_grad():
        model(torch.zeros(1, 2))
    optimizer = torch.optim.Adam(model.parameters())
    for x in loader:
        optimizer.zero_grad()
        model(x).mean().backward()
        optimizer.step()
