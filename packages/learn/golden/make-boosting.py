"""Forecasts of boosted trees, the trees themselves, and the shares of their scores, from XGBoost and scikit-learn on seeded data.

Run: python make-boosting.py  (writes boosting/*.json beside this file; versions in requirements.txt)

Numbers have few distinct values, so that both sides have the same bins; weights are random, so that no two splits gain
the same by chance. Scores start from base_margin, computed here as our objectives do.
"""
import json
import pathlib

import numpy as np
import xgboost as xgb
from sklearn.ensemble import GradientBoostingRegressor

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


def shape(node):
    """A leaf's value, or [column, condition, below the condition, not below]. Nothing is missing, so missing has no side."""
    if "leaf" in node:
        return round(node["leaf"], 7)
    low, high = sorted(node["children"], key=lambda child: child["nodeid"] != node["yes"])
    return [int(node["split"][1:]), node["split_condition"], shape(low), shape(high)]


def trees_of(seed, task):
    """Trees under constraints and by growth policy. Nothing is missing: ours asks nothing of a monotone column's missing cells."""
    X, latent, weights = data(seed, missing=0)
    X[:, 3] = X[:, 3] / 8
    y = classes_of(latent, 2) if task == "binary" else np.round(latent, 3)
    p = shares(y, weights, 2) if task == "binary" else None
    margin = np.full(len(y), np.log(p[1] / p[0]) if task == "binary" else (weights * y).sum() / weights.sum())
    matrix = xgb.DMatrix(X, label=y, weight=weights, base_margin=margin)
    objective = "binary:logistic" if task == "binary" else "reg:squarederror"
    common = {"objective": objective, "tree_method": "hist", "max_bin": 256, "eta": 0.3, "lambda": 1, "nthread": 1, "seed": 1}

    lossguide = {"grow_policy": "lossguide", "max_depth": 0, "max_leaves": 7, "min_child_weight": 1}
    leaf = {"growth": "leaf", "maxLeaves": 7, "minHessian": 1}
    depthwise = {"max_depth": 4, "min_child_weight": 2}
    depth = {"growth": "depth", "maxDepth": 4, "minHessian": 2}
    signs = {"monotone_constraints": "(1,-1,0,1)"}
    monotone = {"monotone": {"f0": 1, "f1": -1, "f3": 1}}
    pairs = {"interaction_constraints": "[[0,1],[1,3]]"}
    together = {"interactions": [["f0", "f1"], ["f1", "f3"]]}
    cases = [
        ("level by level", depthwise, depth),
        ("level by level, with a least gain", {**depthwise, "gamma": 1.5}, {**depth, "minGain": 1.5}),
        ("monotone, best-first", {**lossguide, **signs}, {**leaf, **monotone}),
        ("monotone, level by level", {**depthwise, **signs}, {**depth, **monotone}),
        ("interactions, best-first", {**lossguide, **pairs}, {**leaf, **together}),
        ("interactions, level by level", {**depthwise, **pairs}, {**depth, **together}),
        ("both constraints", {**depthwise, **signs, **pairs}, {**depth, **monotone, **together}),
    ]
    grown = []
    for name, settings, ours in cases:
        booster = xgb.train({**common, **settings}, matrix, 4)
        dumped = [shape(json.loads(tree)) for tree in booster.get_dump(dump_format="json")]
        params = {"rounds": 4, "minRows": 1, "learningRate": 0.3, "l2": 1, "maxLeaves": 64, **ours}
        grown.append({"name": f"{task}, {name}", "params": params, "trees": dumped})
    return {"task": task, "X": X.tolist(), "y": y.tolist(), "weights": weights.tolist(), "cases": grown}


def quantiles():
    """Leaf values set to weighted quantiles of residuals; scikit-learn takes every value as a place to cut."""
    X, latent, weights = data(50, missing=0)
    y = np.round(latent, 3)
    for objective, settings in [
        ("absolute", {"loss": "absolute_error"}),
        ("quantile", {"loss": "quantile", "alpha": 0.2}),
        ("quantile", {"loss": "quantile", "alpha": 0.9}),
    ]:
        model = GradientBoostingRegressor(
            n_estimators=ROUNDS, learning_rate=0.3, max_depth=3, min_samples_leaf=4, criterion="squared_error", random_state=1, **settings
        ).fit(X, y, sample_weight=weights)
        level = {"quantile": settings["alpha"]} if objective == "quantile" else {}
        yield {
            "name": f"{objective} {settings.get('alpha', '')}".strip(),
            "X": X.tolist(),
            "y": y.tolist(),
            "weights": weights.tolist(),
            "params": {
                "objective": objective, **level, "rounds": ROUNDS, "learningRate": 0.3, "growth": "depth", "maxDepth": 3,
                "maxLeaves": 8, "minRows": 4, "minHessian": 0, "l2": 0,
            },
            "forecast": model.predict(X).round(10).tolist(),
        }


def write(name, content):
    (HERE / name).write_text(json.dumps(content, separators=(",", ":")) + "\n")


write("forecasts.json", list(forecasts()))
write("trees.json", [trees_of(41, "binary"), trees_of(42, "regression")])
write("quantiles.json", list(quantiles()))
write("tree-shap.json", shapley())
