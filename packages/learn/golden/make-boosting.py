"""Forecasts of boosted trees, and the shares of their scores, from XGBoost on seeded data.

Run: python make-boosting.py  (writes boosting/*.json beside this file; versions in requirements.txt)

Numbers have few distinct values, so that both sides have the same bins; weights are random, so that no two splits gain
the same by chance. Scores start from base_margin, computed here as our objectives do.
"""
import json
import pathlib

import numpy as np
import xgboost as xgb

HERE = pathlib.Path(__file__).parent / "boosting"
HERE.mkdir(exist_ok=True)
ROUNDS = 12


def data(seed, n=140, missing=0.1, levels=6):
    rng = np.random.default_rng(seed)
    X = np.column_stack([rng.integers(0, count, size=n) / 8 for count in (5, 9, 17)] + [rng.integers(0, levels, size=n)])
    latent = X[:, 0] * 2 - X[:, 1] * (X[:, 2] > 1) + np.isin(X[:, 3], [1, 4]) + rng.logistic(size=n) * 0.4
    X[rng.uniform(size=X.shape) < missing] = np.nan
    weights = np.round(rng.uniform(0.2, 3, size=n), 3)
    return X, latent, weights


def classes_of(latent, k):
    return np.searchsorted(np.quantile(latent, np.arange(1, k) / k), latent)


def shares(y, weights, k):
    sums = np.bincount(y, weights=weights, minlength=k)
    return sums / sums.sum()


def nullable(X):
    return [[None if np.isnan(v) else v for v in row] for row in X.tolist()]


def forecast_case(name, task, X, y, weights, margin, params, ours, categories=False):
    types = ["q"] * 3 + ["c" if categories else "q"]
    matrix = xgb.DMatrix(X, label=y, weight=weights, base_margin=margin, feature_types=types, enable_categorical=categories)
    objective = {"binary": "binary:logistic", "multiclass": "multi:softprob", "regression": "reg:squarederror"}[task]
    settings = {"objective": objective, "max_bin": 256, "max_cat_to_onehot": 1, "nthread": 1, "seed": 1, **params}
    if task == "multiclass":
        settings["num_class"] = int(y.max()) + 1
    booster = xgb.train(settings, matrix, ROUNDS)
    return {
        "name": name,
        "task": task,
        "X": nullable(X),
        "lastIsCategorical": categories,
        "y": y.tolist(),
        "weights": weights.tolist(),
        "params": {"rounds": ROUNDS, "minRows": 1, "minCategoryRows": 1, **ours},
        "forecast": np.asarray(booster.predict(matrix), dtype=np.float64).round(7).tolist(),
    }


def targets(seed):
    X, latent, weights = data(seed)
    y2, y3 = classes_of(latent, 2), classes_of(latent, 3)
    p2, p3 = shares(y2, weights, 2), shares(y3, weights, 3)
    n = len(latent)
    value = np.round(latent, 3)
    return X, weights, [
        ("binary", y2, np.full(n, np.log(p2[1] / p2[0]))),
        ("multiclass", y3, np.tile(np.log(p3), (n, 1)).ravel()),
        ("regression", value, np.full(n, (weights * value).sum() / weights.sum())),
    ]


def forecasts():
    lossguide = {"tree_method": "hist", "grow_policy": "lossguide", "max_depth": 0}
    for at, (task, _, _) in enumerate(targets(1)[2]):
        X, weights, all_targets = targets(10 + at)
        _, y, margin = all_targets[at]
        yield forecast_case(
            f"{task}, depth 3, exact", task, X, y, weights, margin,
            {"tree_method": "exact", "max_depth": 3, "eta": 0.3, "lambda": 1, "min_child_weight": 2},
            {"maxLeaves": 64, "maxDepth": 3, "learningRate": 0.3, "l2": 1, "minHessian": 2},
        )
        yield forecast_case(
            f"{task}, 6 leaves best-first, with l1", task, X, y, weights, margin,
            {**lossguide, "max_leaves": 6, "eta": 0.2, "lambda": 0.5, "alpha": 0.4, "min_child_weight": 1},
            {"maxLeaves": 6, "learningRate": 0.2, "l2": 0.5, "l1": 0.4, "minHessian": 1},
        )
        # XGBoost orders a level whose hessian is below min_child_weight as if its slope were 0; ours does not, hence 0 here
        yield forecast_case(
            f"{task}, levels in sets", task, X, y, weights, margin,
            {**lossguide, "max_leaves": 6, "eta": 0.3, "lambda": 1, "min_child_weight": 0},
            {"maxLeaves": 6, "learningRate": 0.3, "l2": 1, "minHessian": 0, "categorySmoothing": 1},
            categories=True,
        )


def shapley():
    X, latent, weights = data(30, n=90)
    matrix = xgb.DMatrix(X, label=classes_of(latent, 2), weight=weights)
    settings = {"objective": "binary:logistic", "base_score": 0.5, "tree_method": "exact", "max_depth": 4, "eta": 0.5, "nthread": 1}
    booster = xgb.train(settings, matrix, 4)
    shown = xgb.DMatrix(X[:25])
    contributions = booster.predict(shown, pred_contribs=True)
    return {
        "name": "path-dependent TreeSHAP of XGBoost's own trees",
        "X": nullable(X[:25]),
        "trees": [json.loads(tree) for tree in booster.get_dump(dump_format="json", with_stats=True)],
        "contributions": contributions[:, :-1].astype(np.float64).round(7).tolist(),
        "base": round(float(contributions[0, -1]), 7),
    }


def write(name, content):
    (HERE / name).write_text(json.dumps(content, separators=(",", ":")) + "\n")


write("forecasts.json", list(forecasts()))
write("tree-shap.json", shapley())
