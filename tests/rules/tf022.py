# What TF022 must report, and what it must not. Carets mark the exact place.
# --- numbers, flags, tensors and lists of the module
import tensorflow as tf

scale, is_training = 2.0, True
weights = tf.constant([1.0])
names = ["a"]

@tf.function
def step(x):
    if is_training:
#      ^^^^^^^^^^^ TF022
        x = x * weights[0]
#               ^^^^^^^ TF022
    return x * scale + len(names)
#              ^^^^^ TF022
#                          ^^^^^ TF022

step(tf.constant(1.0))
scale *= 2.0
is_training = False
weights = tf.constant([5.0])
names = []
step(tf.constant(1.0))
# --- in a loop of the module, and in a function by `global`
import tensorflow as tf

rate = 0.1

@tf.function(jit_compile=True)
def update(x):
    return x * rate
#              ^^^^ TF022

for epoch in range(10):
    update(tf.constant(1.0))
    rate = rate * 0.9

beta = 1.0

@tf.function
def loss(x):
    return x * beta
#              ^^^^ TF022

def train(data):
    global beta
    for x in data:
        loss(x)
        beta += 0.1
# --- a function in a function, wrapped later
import tensorflow as tf

def train(data, alpha):
    def loss(x):
        return x * alpha
#                  ^^^^^ TF022

    fast = tf.function(loss)
    for x in data:
        fast(x)
        alpha = alpha * 0.5
# --- silent: set once, before the first call or after the last
import tensorflow as tf

scale = 1.0
scale = scale * 2.0

@tf.function
def step(x):
    return x * scale

step(tf.constant(1.0))
step(tf.constant(1.0))
scale = 3.0
# --- silent: variables that are assigned to, arguments, and names of its own
import tensorflow as tf

rate = tf.Variable(0.1)
scale = 1.0
total = 0.0

@tf.function
def step(x, scale):
    total = x * rate
    for i in range(3):
        total += i * scale
    return total

for i in range(3):
    scale = scale * 0.5
    total = float(step(tf.constant(1.0), tf.constant(scale)))
    rate.assign(0.5 * rate)
# --- silent: functions without tf.function, methods, keywords and attributes of the same name
import tensorflow as tf

rate = 0.1

def plain(x):
    return x * rate

@tf.function
def step(x, optimizer):
    return tf.clip_by_value(optimizer.rate * x, clip_value_min=0.0, clip_value_max=dict(rate=1.0)["rate"])

step(tf.constant(1.0), None)
plain(1.0)
rate = 0.5
plain(1.0)
step(tf.constant(1.0), None)
# --- silent: made anew in every round, and another variable of the same name
import tensorflow as tf

scale = 1.0

@tf.function
def shared(x):
    return x * scale

def run(data):
    scale = 0.5
    results = []
    for x in data:
        scale = scale * 2.0

        @tf.function
#        ^^^^^^^^^^^ TF012
        def step(x):
            return x * scale

        results.append(step(x))
        results.append(shared(x))
    return results
# --- silent: a function that makes its own tf.function in every run
import tensorflow as tf

def main(data):
    def fit(model, rate):
        @tf.function
        def step(x):
            return model(x) * rate

        for x in data:
            step(x)
        return model

    model = tf.keras.Sequential([tf.keras.layers.Dense(1)])
    model = fit(model, 0.1)
    rate = 0.2
    model = fit(model, rate)
    return model
# --- silent: the loop sets the same constant, or one branch only
import tensorflow as tf

mode = "train"

@tf.function
def step(x):
    return x if mode == "train" else -x

for x in (1.0, 2.0):
    mode = "train"
    step(tf.constant(x))

def once(x, flag):
    k = 1.0

    @tf.function
    def inner(x):
        return x * k

    if flag:
        inner(x)
    else:
        k = 2.0
    return inner(x)
