# --- scores and probabilities, as function, method, module and through a model of this file
import torch
import torch.nn as nn
import torch.nn.functional as F

class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.fc = nn.Linear(2, 3)

    def forward(self, x):
        return self.fc(torch.relu(x))

net = Net()
criterion = nn.NLLLoss(reduction="mean")

def losses(x, y, layer: nn.Linear):
    a = criterion(net(x), y)
#                 ^^^^^^ TORCH008
    p = torch.softmax(layer(x), dim=1)
    b = F.nll_loss(target=y, input=p)
#                                  ^ TORCH008
    c = torch.nn.functional.nll_loss(layer(x).softmax(-1), y)
#                                    ^^^^^^^^^^^^^^^^^^^^ TORCH008
    head = nn.Sequential(nn.Linear(2, 2), nn.ReLU(), nn.Linear(2, 2))
    d = nn.NLLLoss()(head(x), y)
#                    ^^^^^^^ TORCH008
    e = F.nll_loss(F.linear(x, layer.weight), y)
#                  ^^^^^^^^^^^^^^^^^^^^^^^^^ TORCH008
    softmax = nn.Softmax(dim=1)
    f = F.nll_loss(softmax(x), y)
#                  ^^^^^^^^^^ TORCH008
    return a, b, c, d, e, f
# --- silent: log-probabilities
import torch
import torch.nn as nn
import torch.nn.functional as F

head = nn.Sequential(nn.Linear(2, 2), nn.LogSoftmax(dim=1))

def losses(x, y, layer: nn.Linear):
    a = F.nll_loss(F.log_softmax(layer(x), dim=1), y)
    b = F.nll_loss(layer(x).log_softmax(-1), y)
    c = nn.NLLLoss()(head(x), y)
    scores = layer(x)
    d = F.nll_loss(scores - scores.logsumexp(-1, keepdim=True), y)
    e = F.nll_loss(torch.log(x.clamp(min=1e-9)), y)
    return a, b, c, d, e
# --- silent: unknown scores, other losses of a like name
import torch
import torch.nn as nn
import torch.nn.functional as F

def nll_loss(hazards, survival):
    return -(hazards * survival).mean()

def losses(model, x, y, layer: nn.Linear):
    a = F.nll_loss(model(x), y)
    b = nll_loss(layer(x), y)
    c = nn.PoissonNLLLoss()(layer(x), y)
    d = nn.GaussianNLLLoss()(layer(x), y, torch.ones_like(y))
    scores = layer(x)
    scores = model.normalise(scores)
    e = F.nll_loss(scores, y)
    return a, b, c, d, e
# --- silent: a branch decides
import torch
import torch.nn as nn
import torch.nn.functional as F

def loss(x, y, layer: nn.Linear, raw: bool):
    scores = layer(x)
    if raw:
        scores = F.log_softmax(scores, dim=-1)
    return F.nll_loss(scores, y)
