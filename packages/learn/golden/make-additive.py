"""Additive tables with known functions, and what the EBM of interpret-core makes of them.

Run: python make-additive.py  (writes additive/*.json beside this file; versions in requirements.txt)

The table holds two smooth curves, one step, one level effect, one pair and two columns of noise; 8 % of one column is missing,
with a value of its own. `truth` is the score of each test row without noise.
"""
import json
import pathlib

import numpy as np
import pandas as pd
from interpret.glassbox import ExplainableBoostingClassifier, ExplainableBoostingRegressor

HERE = pathlib.Path(__file__).parent / "additive"
HERE.mkdir(exist_ok=True)
LEVELS = ["a", "b", "c", "d"]
EFFECT = np.array([0.8, -0.6, 0.1, -0.3])
MISSING = 0.5


def sine(x):
    return 1.2 * np.sin(5 * x)


def line(x):
    return 1.5 * (x - 0.5)


def step(x):
    return np.where(np.isnan(x), MISSING, np.where(x > 0.6, 0.7, -0.4))


def pair(x, z):
    return np.where((x > 0.5) == (z > 0.5), 0.6, -0.6)


def rows(rng, n):
    X = {name: np.round(rng.uniform(size=n), 2) for name in ("line", "noise", "pair1", "pair2", "sine", "step", "zero")}
    X["step"][rng.uniform(size=n) < 0.08] = np.nan
    X["level"] = rng.integers(0, len(LEVELS), size=n)
    score = sine(X["sine"]) + line(X["line"]) + step(X["step"]) + EFFECT[X["level"]] + pair(X["pair1"], X["pair2"])
    return X, score


def frame(X):
    return pd.DataFrame({name: np.array(LEVELS)[v] if name == "level" else v for name, v in X.items()})


def plain(X):
    return {name: [None if np.isnan(v) else v for v in values.tolist()] for name, values in X.items()}


def case(task, seed, n):
    rng = np.random.default_rng(seed)
    X, score = rows(rng, n)
    test, truth = rows(rng, n)
    types = ["nominal" if name == "level" else "continuous" for name in X]
    if task == "regression":
        y = np.round(score + rng.normal(size=n) * 0.7, 3)
        model = ExplainableBoostingRegressor(feature_types=types, interactions=1, random_state=1, n_jobs=1)
        reference = model.fit(frame(X), y).predict(frame(test))
    else:
        y = (rng.uniform(size=n) < 1 / (1 + np.exp(-score))).astype(int)
        model = ExplainableBoostingClassifier(feature_types=types, interactions=1, random_state=1, n_jobs=1)
        reference = model.fit(frame(X), y).decision_function(frame(test))
    print(task, "pairs", [model.term_names_[t] for t in range(len(X), len(model.term_names_))])
    return {
        "task": task,
        "levels": LEVELS,
        "train": plain(X),
        "y": y.tolist(),
        "test": plain(test),
        "truth": np.round(truth, 6).tolist(),
        "reference": np.round(reference, 4).tolist(),
    }


for task, seed in (("regression", 1), ("binary", 2)):
    (HERE / f"{task}.json").write_text(json.dumps(case(task, seed, 500)) + "\n")
