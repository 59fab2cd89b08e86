# What NUM025 must report, and what it must not. Carets mark the exact place.
# --- reported
import tensorflow as tf
import torch
from torch.optim import AdamW
from keras.optimizers import RMSprop


def forms(model):
    a = torch.optim.Adam(model.parameters())
#       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ NUM025
    b = AdamW(params=model.parameters(), weight_decay=0.1)
#       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ NUM025
    return a, b, tf.keras.optimizers.Adam(), RMSprop(momentum=0.9)
#                ^^^^^^^^^^^^^^^^^^^^^^^^^^ NUM025
#                                            ^^^^^^^^^^^^^^^^^^^^^ NUM025


# --- silent
import keras
import optax
import torch


def said(model, lr, options):
    a = torch.optim.Adam(model.parameters(), lr=lr), torch.optim.SGD(model.parameters(), 0.1)
    b = keras.optimizers.Adam(1e-3), keras.optimizers.SGD(learning_rate=lr)
    return a, b, torch.optim.Adam(model.parameters(), **options), optax.adam(1e-3)


def part_of_the_method(model):
    return torch.optim.LBFGS(model.parameters()), torch.optim.Adadelta(model.parameters())


def a_class(model, optimizer=torch.optim.Adam):
    return optimizer(model.parameters())


# Missed: `compile(optimizer="adam")`, and a rate that the groups of parameters carry.
