# --- made in a loop
import tensorflow as tf
from tensorflow import function

def loss(x):
    return tf.reduce_sum(x)

def called_at_once(data):
    for x in data:
        tf.function(loss)(x)
#       ^^^^^^^^^^^^^^^^^ TF012
        value = function(lambda y: y * 2)(x)
#               ^^^^^^^^^^^^^^^^^^^^^^^^^ TF012

def decorated(data):
    for x in data:
        @tf.function
#        ^^^^^^^^^^^ TF012
        def step(y):
            return y * 2
        step(x)

def named(data, n):
    i = 0
    while i < n:
        fast = tf.function(loss, jit_compile=True)
#              ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ TF012
        fast(data[i])
        i += 1
# --- numbers of the loop
import tensorflow as tf

@tf.function
def step(x, i, scale=1.0):
    return x * scale

def train(x, epochs):
    for epoch in range(epochs):
        x = step(x, epoch)
#                   ^^^^^ TF012
        x = step(x, tf.constant(0), scale=1.0 / (epoch + 1))
#                                         ^^^^^^^^^^^^^^^^^ TF012
    return x

def numbered(data):
    for i, x in enumerate(data):
        step(x, i)
#               ^ TF012
    return [step(x, 2 * j) for j in range(100)]
#                   ^^^^^ TF012
# --- methods, and wrapped later
import tensorflow as tf

class Trainer:
    @tf.function
    def step(self, x, i):
        return x

    def fit(self, data, epochs):
        for i in range(epochs):
            for x in data:
                self.step(x, i)
#                            ^ TF012

def plain(x, i):
    return x

fast = tf.function(plain)
for number in range(1000):
    fast(tf.zeros(2), number)
#                     ^^^^^^ TF012
# --- known to be missed: made in a function that a loop calls, fresh shapes, and counters of a while loop
import tensorflow as tf

def evaluate(x):
    @tf.function
    def run(y):
        return y * 2
    return run(x)

@tf.function
def total(x):
    return tf.reduce_sum(x)

def sizes(n):
    count = 0
    while count < n:
        count += 1
        total(count)
    for size in range(n):
        evaluate(tf.zeros(size))
        total(tf.zeros(size))
# --- silent: made before the loop
import tensorflow as tf

def train(model, data, epochs):
    @tf.function
    def step(x):
        return model(x, training=True)
    fast = tf.function(model.call)
    for epoch in range(epochs):
        for x in data:
            step(x)
            fast(x)
# --- silent: made for each model, and called many times
import tensorflow as tf

def tune(models, data):
    for model in models:
        @tf.function
        def step(x):
            return model(x, training=True)
        for x in data:
            step(x)

def compare(model, x, options):
    for jit in options:
        run = tf.function(lambda y: model(y), jit_compile=jit)
        run(x)
        print(run(x))
# --- silent: tensors that count
import tensorflow as tf

@tf.function
def step(x, i):
    return x

def train(x, n):
    for i in tf.range(n):
        step(x, i)
    for i in range(n):
        step(x, tf.constant(i))
        step(x, tf.cast(i, tf.int64))
    for i, batch in enumerate(x):
        step(batch, 0)
        step(batch, n)
# --- silent: few rounds, booleans, signatures
import tensorflow as tf

@tf.function
def step(x, i):
    return x

@tf.function(input_signature=[tf.TensorSpec([], tf.int32)])
def signed(i):
    return i

def train(x, n):
    for i in range(3):
        step(x, i)
    for scale in [1, 2, 4]:
        step(x, scale)
    for i in range(n):
        step(x, i == 0)
        step(x, i % 10 == 0)
        signed(i)
# --- silent: unrolled inside another tf.function
import tensorflow as tf

@tf.function
def inner(x, i):
    return x * i

@tf.function
def outer(x):
    for i in range(20):
        x = inner(x, i)
    return x
# --- silent: other functions in loops
import tensorflow as tf

def plain(x, i):
    return x

def run(data, n):
    for i in range(n):
        plain(data, i)
        tf.reduce_sum(data, i)
        jobs = [tf.function(job) for job in data]
