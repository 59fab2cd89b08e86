# --- every way to take a softmax
import torch
import torch.nn as nn
import torch.nn.functional as F
from torch.nn.functional import cross_entropy, softmax

def forms(logits, y):
    a = F.cross_entropy(torch.softmax(logits, -1), y)
#                       ^^^^^^^^^^^^^^^^^^^^^^^^^ TORCH007
    b = cross_entropy(softmax(logits, dim=1), y, label_smoothing=0.1)
#                     ^^^^^^^^^^^^^^^^^^^^^^ TORCH007
    probs = F.softmax(logits, dim=1)
    c = F.cross_entropy(probs, y)
#                       ^^^^^ TORCH007
    d = F.cross_entropy(input=probs, target=y)
#                             ^^^^^ TORCH007
    e = nn.CrossEntropyLoss()(nn.Softmax(dim=1)(logits), y)
#                             ^^^^^^^^^^^^^^^^^^^^^^^^^ TORCH007
    f = F.cross_entropy(F.log_softmax(logits, dim=1), y)
#                       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ TORCH007
    return a + b + c + d + e + f
# --- models that end in a softmax, and helpers
import torch
from torch import nn

class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.fc = nn.Linear(3, 2)
        self.soft = nn.Softmax(dim=1)

    def forward(self, x):
        x = self.fc(x)
        return self.soft(x)

def predict(model, x):
    return torch.softmax(model(x), dim=-1)

def train(x, y):
    net = Net()
    criterion = nn.CrossEntropyLoss()
    loss = criterion(net(x), y)
#                    ^^^^^^ TORCH007
    other = criterion(predict(net, x), y)
#                     ^^^^^^^^^^^^^^^ TORCH007
    return loss + other
# --- silent: soft targets, metrics, attention
import torch
import torch.nn.functional as F

def distill(student, teacher, x, y):
    logits = student(x)
    loss = F.cross_entropy(logits, F.softmax(teacher(x), dim=-1))
    accuracy = (F.softmax(logits, dim=-1).argmax(-1) == y).float().mean()
    weights = torch.softmax(logits @ logits.T, dim=-1)
    out = weights @ logits
    return loss + F.cross_entropy(out, y), accuracy
# --- silent: the name has another value by then
import torch
import torch.nn.functional as F

def reassigned(model, x, y, flag):
    out = F.softmax(model(x), dim=-1)
    print(out)
    out = model(x)
    loss = F.cross_entropy(out, y)
    either = F.softmax(out, dim=-1) if flag else out
    return loss + F.cross_entropy(either, y)
# --- silent: other losses and classes of one's own
import torch
import torch.nn.functional as F

class CrossEntropyLoss:
    def __call__(self, p, y):
        return -(y * p).sum()

def own(logits, y):
    p = F.softmax(logits, dim=-1)
    return CrossEntropyLoss()(p, y) + F.nll_loss(F.log_softmax(logits, dim=-1), y)

def gumbel(logits, y):
    return F.cross_entropy(F.gumbel_softmax(logits), y)
