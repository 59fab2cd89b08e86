# What TORCH033 must report, and what it must not. Carets mark the exact place.
# --- on parameters, tensors, attributes and what is not known
import torch

def freeze(model, layers):
    for name, parameter in model.named_parameters():
        parameter.require_grad = name in layers
#       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ TORCH033
    model.fc.weight.require_grad = False
#   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ TORCH033

x = torch.ones(3)
x.require_grad = True
#^^^^^^^^^^^^^^^^^^^^ TORCH033
# --- spelt well, plain names, own attributes
import torch

x = torch.ones(3)
x.requires_grad = True
require_grad = True
y = torch.ones(3, requires_grad=require_grad)

class Settings:
    def __init__(self, require_grad=False):
        self.require_grad = require_grad

settings = Settings()
settings.require_grad = True
