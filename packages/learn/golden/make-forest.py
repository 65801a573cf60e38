"""Single trees, and the quality of forests over seeds, from scikit-learn on seeded data.

Run: python make-forest.py  (writes forest/*.json beside this file; versions in requirements.txt)

Numbers are multiples of 1/8 with few distinct values, so that both sides see every cut there is and 32-bit floats are exact;
the weights of the single trees are random, so that no two splits gain the same by chance. Two columns may still part a small
node alike; scikit-learn then takes one by random_state, so every tree is checked to be the same for several.
"""
import json
import pathlib

import numpy as np
from sklearn.ensemble import ExtraTreesClassifier, ExtraTreesRegressor, RandomForestClassifier, RandomForestRegressor
from sklearn.tree import DecisionTreeClassifier, DecisionTreeRegressor

HERE = pathlib.Path(__file__).parent / "forest"
HERE.mkdir(exist_ok=True)
SEEDS = 20
FLOOR = 0.001  # as PROBABILITY_FLOOR


def data(seed, n, counts, noise=0.5):
    rng = np.random.default_rng(seed)
    X = np.column_stack([rng.integers(0, count, size=n) / 8 for count in counts])
    latent = X[:, 0] - X[:, 1] * (X[:, 2] > 1) + 0.5 * (X[:, 3] > 0.5) + rng.logistic(size=n) * noise
    return X, latent, np.round(rng.uniform(0.2, 3, size=n), 3)


def classes_of(latent, k):
    return np.searchsorted(np.quantile(latent, np.arange(1, k) / k), latent)


def single_trees():
    for at, (task, k) in enumerate([("binary", 2), ("multiclass", 4), ("regression", 1)]):
        X, latent, weights = data(10 + at, 140, (9, 12, 17, 6))
        y = np.round(latent, 3) if task == "regression" else classes_of(latent, k)
        for limits, ours in [
            ({"min_samples_leaf": 8}, {"minRows": 8}),
            ({"max_depth": 3}, {"minRows": 1, "maxDepth": 3}),
            ({"max_leaf_nodes": 9, "min_samples_leaf": 2}, {"minRows": 2, "maxLeaves": 9}),
        ]:
            kind = DecisionTreeRegressor if task == "regression" else DecisionTreeClassifier
            tree, *others = [kind(random_state=state, **limits).fit(X, y, sample_weight=weights).tree_ for state in range(10)]
            assert all(list(other.threshold) == list(tree.threshold) for other in others), "a tie: choose other data"
            value = tree.value[:, 0, :]
            if task != "regression":
                value = value / value.sum(axis=1, keepdims=True)
            yield {
                "name": f"{task}, {json.dumps(limits)[1:-1]}",
                "task": task,
                "X": X.tolist(),
                "y": y.tolist(),
                "weights": weights.tolist(),
                "params": ours,
                "column": tree.feature.tolist(),
                "cut": tree.threshold.tolist(),
                "left": tree.children_left.tolist(),
                "right": tree.children_right.tolist(),
                "value": value.round(8).tolist(),
            }


def loss(forecast, y, task):
    if task == "regression":
        return float(np.mean((forecast - y) ** 2))
    forecast = np.maximum(forecast, FLOOR)
    forecast = forecast / forecast.sum(axis=1, keepdims=True)
    return float(-np.log(forecast[np.arange(len(y)), y]).mean())


def quality():
    X, latent, _ = data(40, 400, (9, 12, 17, 6, 24, 24, 3, 3), noise=0.3)
    half = 160
    for task, k in [("binary", 2), ("multiclass", 3), ("regression", 1)]:
        y = np.round(latent, 3) if task == "regression" else classes_of(latent, k)
        for splits in ("best", "random"):
            forests = {
                ("best", True): RandomForestRegressor, ("random", True): ExtraTreesRegressor,
                ("best", False): RandomForestClassifier, ("random", False): ExtraTreesClassifier,
            }
            losses = []
            for seed in range(SEEDS):
                forest = forests[splits, task == "regression"](
                    50, min_samples_leaf=3, max_features=3, bootstrap=splits == "best", random_state=seed
                ).fit(X[:half], y[:half])
                losses.append(loss(forest.predict(X[half:]) if task == "regression" else forest.predict_proba(X[half:]), y[half:], task))
            yield {"task": task, "splits": splits, "y": y.tolist(), "losses": np.round(losses, 6).tolist()}


def write(name, content):
    (HERE / name).write_text(json.dumps(content, separators=(",", ":")) + "\n")


write("single-trees.json", list(single_trees()))
X, _, _ = data(40, 400, (9, 12, 17, 6, 24, 24, 3, 3), noise=0.3)
write("quality.json", {"train": 160, "X": X.tolist(), "cases": list(quality())})
