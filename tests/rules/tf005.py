# --- printing and appending
import tensorflow as tf

history = []

@tf.function
def step(x):
    print(x)
#   ^^^^^^^^ TF005
    print(f"x = {x}")
#   ^^^^^^^^^^^^^^^^^ TF005
    history.append(x)
#   ^^^^^^^^^^^^^^^^^ TF005
    history.extend([x, x])
#   ^^^^^^^^^^^^^^^^^^^^^^ TF005
    if tf.reduce_sum(x) > 0:
        print("positive")
#       ^^^^^^^^^^^^^^^^^ TF005
    return x * 2
# --- counters
import tensorflow as tf

steps = 0
last = None

@tf.function
def count(x):
    global steps, last
    steps += 1
#   ^^^^^^^^^^ TF005
    last = x * 2
#   ^^^^^^^^^^^^ TF005
    return x

def train():
    total = 0
    losses = []

    @tf.function
    def step(x):
        nonlocal total
        total = total + 1
#       ^^^^^^^^^^^^^^^^^ TF005
        losses.append(x)
#       ^^^^^^^^^^^^^^^^ TF005
        return x

    step(tf.constant(1.0))
    return total, losses
# --- attributes of self
import tensorflow as tf

class Trainer:
    def __init__(self, model):
        self.model = model
        self.steps = 0
        self.losses = []
        self.cache = {}

    @tf.function
    def train_step(self, x):
        loss = tf.reduce_mean(self.model(x, training=True))
        self.steps += 1
#       ^^^^^^^^^^^^^^^ TF005
        self.losses.append(loss)
#       ^^^^^^^^^^^^^^^^^^^^^^^^ TF005
        self.cache["loss"] = loss
#       ^^^^^^^^^^^^^^^^^^^^^^^^^ TF005
        return loss
# --- options, from imports, later wrapping and lambdas
import tensorflow as tf
from tensorflow import function

seen = []
log = {}

@tf.function(jit_compile=True, reduce_retracing=True)
def with_options(x):
    seen.append(x)
#   ^^^^^^^^^^^^^^ TF005
    return x

@function
def from_import(x):
    print(x)
#   ^^^^^^^^ TF005
    return x

def later(x):
    log["x"] = x
#   ^^^^^^^^^^^^ TF005
    return x

fast = tf.function(later)
trace = tf.function(lambda x: seen.append(x))
#                             ^^^^^^^^^^^^^^ TF005
# --- helpers that a tf.function calls
import tensorflow as tf

seen = []

def record(value):
    seen.append(value)
#   ^^^^^^^^^^^^^^^^^^ TF005

@tf.function
def step(x):
    record(x * 2)
    return x
# --- known to be missed: a list that is an argument (this raises), and lists of other files
import tensorflow as tf
from elsewhere import shared

@tf.function
def step(x, losses):
    losses.append(x)
    shared.append(x)
    return x
# --- silent: tf.print and variables
import tensorflow as tf

steps = tf.Variable(0)

@tf.function
def step(x):
    tf.print("x =", x)
    steps.assign_add(1)
    tf.summary.scalar("x", x, step=1)
    return x
# --- silent: lists and dicts built and returned inside
import tensorflow as tf

@tf.function
def unroll(x):
    outputs = []
    for i in range(3):
        x = x * 2
        outputs.append(x)
    losses = {}
    losses["x"] = x
    losses.update(y=x)
    names = set()
    names.add("x")
    return tf.stack(outputs), losses
# --- silent: a TensorArray, and a local counter
import tensorflow as tf

@tf.function
def scan(x):
    ta = tf.TensorArray(tf.float32, size=0, dynamic_size=True)
    count = 0
    for row in x:
        ta = ta.write(count, row)
        count += 1
    return ta.stack()
# --- silent: a helper that builds a list, and a nested one that fills the caller's
import tensorflow as tf

def collect(x):
    rows = []
    for i in range(2):
        rows.append(x * i)
    return rows

@tf.function
def step(x):
    outputs = []
    total = 0

    def add(value):
        nonlocal total
        total += 1
        outputs.append(value)

    add(x)
    add(x * 2)
    return outputs, collect(x)
# --- silent: prints about tracing
import tensorflow as tf

@tf.function
def step(x):
    print("Tracing with", x)
    print(f"retracing step for {x.shape}")
    print()
    return x
# --- silent: code that is not traced
import tensorflow as tf

losses = []

def train(step, data):
    for x in data:
        loss = step(x)
        losses.append(loss)
        print("loss", float(loss))

class Callback(tf.keras.callbacks.Callback):
    def __init__(self):
        super().__init__()
        self.history = []
        self.epochs = 0

    def on_epoch_end(self, epoch, logs=None):
        self.history.append(logs)
        self.epochs += 1
        print(epoch, logs)
# --- silent: variables made on the first trace, and attributes that are variables
import tensorflow as tf

made = None

class Counter(tf.Module):
    def __init__(self):
        self.weight = None
        self.steps = tf.Variable(0)

    @tf.function
    def __call__(self, x):
        global made
        if self.weight is None:
            self.weight = tf.Variable(tf.random.normal([2]))
            made = tf.Variable(1.0)
        self.steps.assign_add(1)
        return x * self.weight
# --- silent: variables kept in a list, and what is learnt of the trace
import tensorflow as tf

state = []
structure = None

@tf.function
def step(x):
    global structure
    if not state:
        state.append(tf.Variable(2.0))
        state.append(tf.keras.layers.Dense(1))
    structure = describe(state)
    return x * state[0]
# --- silent: lifted out, and Python run by py_function
import tensorflow as tf

calls = []

def remember(x):
    calls.append(x)
    return x

@tf.function
def step(x):
    with tf.init_scope():
        print("building")
    y = tf.py_function(remember, [x], tf.float32)

    def show(value):
        print(value)
        return value

    return tf.numpy_function(show, [y], tf.float32)
# --- silent: jitted functions of other frameworks
import functools
import tensorflow as tf

log = []

@functools.lru_cache
def load(name):
    log.append(name)
    print(name)
    return tf.io.read_file(name)
# --- silent: lists reset in the traced method itself
import tensorflow as tf

class Encoder:
    @tf.function
    def encode(self, x):
        self.features = []
        for layer in self.layers:
            x = layer(x)
            self.features.append(x)
        return self.features
