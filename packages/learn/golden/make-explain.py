"""Shapley values of trees and partial dependence, from shap and scikit-learn on seeded data.

Run: python make-explain.py  (writes explain/*.json beside this file; versions in requirements.txt)

Values are multiples of 1/8, exact in XGBoost's 32 bits; XGBoost sends value < condition to the left, which is value <= condition - 1/1024.
"""
import json
import pathlib

import numpy as np
import shap
import xgboost as xgb
from sklearn.inspection import partial_dependence
from sklearn.linear_model import LinearRegression, LogisticRegression

HERE = pathlib.Path(__file__).parent / "explain"
HERE.mkdir(exist_ok=True)


def nullable(X):
    return [[None if np.isnan(v) else v for v in row] for row in X.tolist()]


def our_tree(root):
    tree = {"column": [], "cut": [], "sets": [], "left": [], "right": [], "missingLeft": [], "value": [], "cover": []}

    def add(node):
        at = len(tree["column"])
        for name, start in [("column", -1), ("cut", 0), ("left", -1), ("right", -1), ("missingLeft", 0), ("value", 0)]:
            tree[name].append(start)
        tree["cover"].append(node["cover"])
        if "leaf" in node:
            tree["value"][at] = node["leaf"]
            return at
        children = {child["nodeid"]: child for child in node["children"]}
        tree["column"][at] = int(node["split"][1:])
        tree["cut"][at] = node["split_condition"] - 1 / 1024
        tree["missingLeft"][at] = int(node["missing"] == node["yes"])
        tree["left"][at] = add(children[node["yes"]])
        tree["right"][at] = add(children[node["no"]])
        return at

    add(root)
    return tree


def tree_shap(name, seed, missing, depth):
    rng = np.random.default_rng(seed)
    X = np.column_stack([rng.integers(0, count, size=150) / 8 for count in (5, 9, 17, 3, 12)])
    latent = X[:, 0] * 2 - X[:, 1] * (X[:, 2] > 1) + X[:, 3] * X[:, 4] * 3 + rng.normal(size=150) * 0.4
    X[rng.uniform(size=X.shape) < missing] = np.nan
    settings = {"base_score": 0.5, "tree_method": "exact", "max_depth": depth, "eta": 0.5, "nthread": 1}
    booster = xgb.train({**settings, "objective": "binary:logistic"}, xgb.DMatrix(X, label=latent > np.median(latent)), 4)
    shown, background = X[:12], X[100:125]
    interventional = shap.TreeExplainer(booster, background, feature_perturbation="interventional")
    path_dependent = shap.TreeExplainer(booster, feature_perturbation="tree_path_dependent")
    path_dependent.model.model_type = "internal"  # shap's own C++; for "xgboost" it would only call XGBoost's
    return {
        "name": name,
        "X": nullable(shown),
        "background": nullable(background),
        "trees": [our_tree(json.loads(tree)) for tree in booster.get_dump(dump_format="json", with_stats=True)],
        "interventional": {
            "base": float(interventional.expected_value),
            "values": interventional.shap_values(shown).round(9).tolist(),
        },
        "pathDependent": {
            "base": float(booster.predict(xgb.DMatrix(shown), pred_contribs=True)[0, -1]),  # shap has none for this
            "values": path_dependent.shap_values(shown, check_additivity=False).round(9).tolist(),
        },
    }


def linear_dependence():
    rng = np.random.default_rng(7)
    X = np.round(rng.normal(size=(15, 3)), 2)
    cases = [
        ("regression", LinearRegression(), [[0.5, -1.25, 2]], [0.3], None),
        ("binary", LogisticRegression(), [[0.5, -1.25, 2]], [0.3], [0, 1]),
        ("multiclass", LogisticRegression(), [[0.5, -1, 0.2], [0, 0.7, -0.4], [-0.5, 0.3, 0.2]], [0.1, -0.3, 0.2], [0, 1, 2]),
    ]
    for task, model, coefficients, intercepts, classes in cases:
        model.fit(X, np.arange(15) % (3 if task == "multiclass" else 2))
        if classes is None:
            model.coef_, model.intercept_ = np.array(coefficients[0]), intercepts[0]
        else:
            model.coef_, model.intercept_, model.classes_ = np.array(coefficients), np.array(intercepts), np.array(classes)
        result = partial_dependence(model, X, [1], kind="both", grid_resolution=6, method="brute")
        yield {
            "task": task,
            "X": X.tolist(),
            "coefficients": coefficients,
            "intercepts": intercepts,
            "grid": result["values"][0].tolist(),
            "mean": result["average"].round(12).tolist(),  # [outputs, grid]; binary: of class 1
            "curves": result["individual"].round(12).tolist(),  # [outputs, rows, grid]
        }


def write(name, content):
    (HERE / name).write_text(json.dumps(content, separators=(",", ":")) + "\n")


write("tree-shap.json", [tree_shap("no value missing", 1, 0, 4), tree_shap("a fifth missing", 2, 0.2, 5)])
write("partial-dependence.json", list(linear_dependence()))
