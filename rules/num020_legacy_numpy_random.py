"""Random numbers come from the one global generator of NumPy, or from the frozen `RandomState`.

Whoever calls `np.random.seed`, a helper or a library, resets everybody's numbers: two draws that look independent are
then the same.
`np.random.default_rng(seed)` makes a generator of one's own that nobody else can touch; it is also faster and has the
better algorithms, which `RandomState` keeps out for the sake of old results.
The numbers themselves differ between the two, also for equal seeds.

Optional: many a short script is fine with the global one.

Source: numpy.org, "Legacy random generation" and NEP 19.
"""

from collections.abc import Iterator

from pattern_lsp.rule import Example, Finding, Rule, Severity, Shows, Symptom
from pattern_lsp.semantic.model import Model

_LEGACY = tuple(
    f"numpy.random.{name}"
    for name in """
        seed get_state set_state rand randn randint random random_sample ranf sample random_integers choice
        shuffle permutation bytes beta binomial chisquare dirichlet exponential f gamma geometric gumbel
        hypergeometric laplace logistic lognormal logseries multinomial multivariate_normal
        negative_binomial noncentral_chisquare noncentral_f normal pareto poisson power rayleigh
        standard_cauchy standard_exponential standard_gamma standard_normal standard_t triangular uniform
        vonmises wald weibull zipf RandomState
    """.split()
)


def check(model: Model) -> Iterator[Finding]:
    for call in model.calls(*_LEGACY):
        last = call.name.rpartition(".")[2]
        what = "is frozen" if last == "RandomState" else "uses NumPy's global generator"
        yield Finding(call.place, f"`{last}` {what}: draw from a `np.random.default_rng(…)` of your own")


RULE = Rule(
    code="NUM020",
    name="legacy-numpy-random",
    severity=Severity.HINT,
    message="random numbers from NumPy's global or frozen generator",
    frameworks=frozenset({"numpy"}),
    check=check,
    symptoms=(Symptom.RANDOM,),
    is_optional=True,
    examples=(
        Example(
            bad="""\
import numpy as np


def starting_weights():
    np.random.seed(0)
    return np.random.normal(size=3)


first = starting_weights()
noise = np.random.normal(size=3)
second = starting_weights()
more_noise = np.random.normal(size=3)
""",
            good="""\
import numpy as np


def starting_weights():
    return np.random.default_rng(0).normal(size=3)


generator = np.random.default_rng(1)
first = starting_weights()
noise = generator.normal(size=3)
second = starting_weights()
more_noise = generator.normal(size=3)
""",
            proof=Shows("(bad.noise == bad.more_noise).all() and (good.noise != good.more_noise).all()"),
        ),
    ),
)
