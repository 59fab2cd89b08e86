# --- both losses, as function and module; functions, methods and last layers
import torch
import torch.nn as nn
import torch.nn.functional as F

class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.net = nn.Sequential(nn.Linear(2, 1), nn.Sigmoid())

    def forward(self, x):
        return self.net(x)

net = Net()
criterion = nn.BCEWithLogitsLoss()
bce = nn.BCELoss()

def losses(x: torch.Tensor, y, weight):
    a = criterion(net(x), y)
#                 ^^^^^^ TORCH009
    p = x.sigmoid()
    b = F.binary_cross_entropy_with_logits(p, y)
#                                          ^ TORCH009
    c = bce(torch.sigmoid(x), y)
#           ^^^^^^^^^^^^^^^^ TORCH009
    d = F.binary_cross_entropy(target=y, input=F.sigmoid(x), weight=weight)
#                                              ^^^^^^^^^^^^ TORCH009
    e = criterion(nn.Sigmoid()(x), y)
#                 ^^^^^^^^^^^^^^^ TORCH009
    return a, b, c, d, e
# --- silent: the sigmoid is for something else
import torch
import torch.nn.functional as F

def focal(logits, y):
    p = torch.sigmoid(logits)
    weight = (p - y).abs().pow(2)
    return (weight * F.binary_cross_entropy_with_logits(logits, y, reduction="none")).mean()

def metrics(logits, y):
    loss = F.binary_cross_entropy_with_logits(logits, y)
    accuracy = ((torch.sigmoid(logits) > 0.5) == y).float().mean()
    return loss, accuracy

def soft_target(logits, teacher):
    return F.binary_cross_entropy_with_logits(logits, torch.sigmoid(teacher))
# --- silent: probabilities that are more than one sigmoid
import torch
import torch.nn as nn
import torch.nn.functional as F

def noisy_or(a, b, y):
    p = 1 - (1 - torch.sigmoid(a)) * (1 - torch.sigmoid(b))
    return F.binary_cross_entropy(p, y)

def clamped(x, y):
    return F.binary_cross_entropy(torch.sigmoid(x).clamp(1e-6, 1 - 1e-6), y)

def gated(x, gate, y):
    return F.binary_cross_entropy_with_logits(x * torch.sigmoid(gate), y)
# --- silent: an unknown model, raw scores, another framework's loss
import torch
import torch.nn as nn
import torch.nn.functional as F

def unknown(model, x, y):
    return F.binary_cross_entropy(model(x), y)

def raw(layer: nn.Linear, x, y):
    return nn.BCEWithLogitsLoss()(layer(x), y)

def reassigned(layer, x, y):
    scores = torch.sigmoid(x)
    scores = layer(scores)
    return F.binary_cross_entropy_with_logits(scores, y)
