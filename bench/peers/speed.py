"""One measurement of a peer in a process of its own: speed.py <task as JSON>.

The last line is what was found, as JSON: seconds of CPU and of the wall for one unit of the work (medians over the repeats), and how
good what was made is. Rows come from a file of float64, column after column, the classes last; reading it is not timed, nor is laying
it out as the library likes it best (row after row, float32 for XGBoost).
"""
import json
import sys
import time
import warnings

import numpy as np

WARM_ROWS = 5000
WARM_ROUNDS = 5
CALLS = 5000


def read(rows):
    values = np.fromfile(rows["file"], dtype="<f8").reshape(rows["columns"] + 1, rows["rows"])
    return np.ascontiguousarray(values[:-1].T), values[-1].copy()


def timed(repeats, run):
    cpu, wall = [], []
    for _ in range(repeats):
        began = time.process_time(), time.perf_counter()
        made = run()
        cpu.append(time.process_time() - began[0])
        wall.append(time.perf_counter() - began[1])
    return float(np.median(cpu)), float(np.median(wall)), made


class XGBoost:
    dtype = np.float32

    def __init__(self, task, classes, threads):
        objective = {"objective": "binary:logistic"} if classes == 2 else {"objective": "multi:softprob", "num_class": classes}
        self.params = {"tree_method": "hist", "nthread": threads, **objective, **task["params"]}
        self.rounds = self.params.pop("rounds")
        self.threads = threads

    def fit(self, X, y, rounds=None):
        import xgboost

        data = xgboost.QuantileDMatrix(X, y, nthread=self.threads, max_bin=self.params["max_bin"])
        return xgboost.train(self.params, data, rounds or self.rounds)

    def predict(self, model, X):
        return model.inplace_predict(X)


class LightGBM:
    dtype = np.float64

    def __init__(self, task, classes, threads):
        objective = {"objective": "binary"} if classes == 2 else {"objective": "multiclass", "num_class": classes}
        self.params = {"num_threads": threads, "verbosity": -1, **objective, **task["params"]}
        self.rounds = self.params.pop("rounds")

    def fit(self, X, y, rounds=None):
        import lightgbm

        return lightgbm.train(self.params, lightgbm.Dataset(X, y), rounds or self.rounds)

    def predict(self, model, X):
        return model.predict(X, num_threads=1)


class ScikitLearn:
    """Any classifier of scikit-learn or interpret."""

    dtype = np.float64

    def __init__(self, task, classes, threads):
        self.make = {
            "hgb": self.hgb,
            "logistic": self.logistic,
            "mlp": self.mlp,
            "ebm": self.ebm,
        }[task["learner"]]
        self.params = task["params"]

    def hgb(self, **params):
        from sklearn.ensemble import HistGradientBoostingClassifier

        return HistGradientBoostingClassifier(early_stopping=False, **params)

    def logistic(self, **params):
        from sklearn.linear_model import LogisticRegression

        return LogisticRegression(max_iter=1000, **params)

    def mlp(self, **params):
        from sklearn.neural_network import MLPClassifier

        return MLPClassifier(**{**params, "hidden_layer_sizes": tuple(params["hidden_layer_sizes"])})

    def ebm(self, **params):
        from interpret.glassbox import ExplainableBoostingClassifier

        return ExplainableBoostingClassifier(n_jobs=1, **params)

    def fit(self, X, y, rounds=None):
        name = {self.hgb: "max_iter", self.ebm: "max_rounds"}.get(self.make) if rounds else None
        return self.make(**{**self.params, **({name: rounds} if name else {})}).fit(X, y.astype(int))

    def predict(self, model, X):
        return model.predict_proba(X)


def library(task, classes):
    kind = {"xgboost": XGBoost, "lightgbm": LightGBM}.get(task["learner"], ScikitLearn)
    return kind(task, classes, task.get("threads", 1))


def quality(p, y, classes):
    p = np.column_stack([1 - p, p]) if p.ndim == 1 else p
    own = np.maximum(p[np.arange(len(y)), y.astype(int)], 1e-15)
    loss = {"logLoss": float(-np.log(own).mean())}
    if classes > 2:
        return loss
    ranks = np.empty(len(y))
    order = np.argsort(p[:, 1], kind="stable")
    _, first, counts = np.unique(p[order, 1], return_index=True, return_counts=True)
    ranks[order] = np.repeat(first + (counts + 1) / 2, counts)
    ones = y.sum()
    return {**loss, "auc": float((ranks[y == 1].sum() - ones * (ones + 1) / 2) / (ones * (len(y) - ones)))}


def gradient(model, X, y):
    """The largest entry of the gradient of mean loss + |w|² / (2 C n), as on our side."""
    off = model.predict_proba(X)[:, 1] - y
    entries = X.T @ off / len(y) + model.coef_[0] / (model.C * len(y))
    return float(max(abs(off.mean()), np.abs(entries).max()))


def fit(task):
    X, y = read(task["train"])
    classes = task["train"]["classes"]
    peer = library(task, classes)
    X = X.astype(peer.dtype, copy=False)
    if task.get("warm") == "small":
        peer.fit(X[:WARM_ROWS], y[:WARM_ROWS], rounds=WARM_ROUNDS)
    if task.get("warm") == "whole":
        peer.fit(X, y)
    cpu, wall, model = timed(task.get("repeats", 1), lambda: peer.fit(X, y))
    figures = {}
    if "test" in task:
        X_test, y_test = read(task["test"])
        figures = quality(peer.predict(model, X_test.astype(peer.dtype, copy=False)), y_test, classes)
    if task["learner"] == "logistic":
        figures["gradient"] = gradient(model, X, y)
    if "model" in task:
        model.save_model(task["model"])
    return cpu, wall, figures


def tolerance(task):
    """The tightest tolerance at which the gradient is not smaller than the given one (less a tenth, for rounding): no more work than ours."""
    X, y = read(task["train"])
    found = None
    for exponent in np.arange(4, 10.5, 0.5):
        tol = float(10**-exponent)
        model = ScikitLearn({**task, "params": {**task["params"], "tol": tol}}, 2, 1).fit(X, y)
        if found is not None and gradient(model, X, y) < 0.9 * task["gradient"]:
            break
        found = tol
    return 0, 0, {"tol": found}


def booster(task):
    import xgboost

    model = xgboost.Booster({"nthread": 1})
    model.load_model(task["model"])
    return model


def forecasts(task):
    import xgboost

    model = booster(task)
    X, _ = read(task["test"])
    X = X.astype(np.float32)
    ways = {
        "predict": lambda: model.predict(xgboost.DMatrix(X, nthread=1)),
        "inplace_predict": lambda: model.inplace_predict(X),
    }
    run = ways[task["way"]]
    run()
    cpu, wall, _ = timed(task["repeats"], run)
    return cpu / len(X), wall / len(X), {}


def contributions(task):
    import xgboost

    model = booster(task)
    X, _ = read(task["test"])
    data = xgboost.DMatrix(X.astype(np.float32), nthread=1)
    run = lambda: model.predict(data, pred_contribs=True)  # noqa: E731
    cpu, wall, _ = timed(task["repeats"], run)
    return cpu, wall, {}


def one_row(task):
    X, _ = read(task["test"])
    rows = [row.reshape(1, -1) for row in X[:1000].astype(np.float32)]
    if task["way"] == "onnxruntime":
        session = onnx_session(booster(task))
        call = lambda row: session.run(None, {"x": row})  # noqa: E731
        apart = max(abs(float(call(row)[0][0, 0]) - float(p)) for row, p in zip(rows[:100], booster(task).inplace_predict(X[:100].astype(np.float32))))
        if apart > 1e-5:
            raise SystemExit(f"The ONNX model is {apart} away from XGBoost's forecasts.")
    else:
        call = booster(task).inplace_predict

    def calls():
        for c in range(CALLS):
            call(rows[c % len(rows)])

    calls()
    cpu, wall, _ = timed(task["repeats"], calls)
    return cpu / CALLS, wall / CALLS, {}


def onnx_session(model):
    """The trees of an XGBoost model as one ONNX node, and the link."""
    import onnx
    import onnxruntime
    from onnx import TensorProto, helper

    learner = json.loads(model.save_raw("json"))["learner"]
    base = float(learner["learner_model_param"]["base_score"].strip("[]"))
    columns = int(learner["learner_model_param"]["num_feature"])
    nodes = {name: [] for name in ("treeids", "nodeids", "featureids", "modes", "values", "truenodeids", "falsenodeids", "missing_value_tracks_true")}
    leaves = {name: [] for name in ("treeids", "nodeids", "ids", "weights")}
    for t, tree in enumerate(learner["gradient_booster"]["model"]["trees"]):
        for i, left in enumerate(tree["left_children"]):
            leaf = left < 0
            row = (t, i, tree["split_indices"][i], "LEAF" if leaf else "BRANCH_LT", 0.0 if leaf else tree["split_conditions"][i])
            for name, value in zip(nodes, (*row, max(left, 0), max(tree["right_children"][i], 0), tree["default_left"][i])):
                nodes[name].append(value)
            if leaf:
                for name, value in zip(leaves, (t, i, 0, tree["split_conditions"][i])):
                    leaves[name].append(value)
    node = helper.make_node(
        "TreeEnsembleRegressor",
        ["x"],
        ["score"],
        domain="ai.onnx.ml",
        n_targets=1,
        base_values=[float(np.log(base / (1 - base)))],
        **{f"nodes_{name}": values for name, values in nodes.items()},
        **{f"target_{name}": values for name, values in leaves.items()},
    )
    graph = helper.make_graph(
        [node, helper.make_node("Sigmoid", ["score"], ["p"])],
        "trees",
        [helper.make_tensor_value_info("x", TensorProto.FLOAT, [None, columns])],
        [helper.make_tensor_value_info("p", TensorProto.FLOAT, [None, 1])],
    )
    made = helper.make_model(graph, opset_imports=[helper.make_opsetid("ai.onnx.ml", 3), helper.make_opsetid("", 17)], ir_version=8)
    onnx.checker.check_model(made)
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    return onnxruntime.InferenceSession(made.SerializeToString(), options, providers=["CPUExecutionProvider"])


WORKS = {
    "fit": fit,
    "save model": fit,
    "tolerance": tolerance,
    "forecasts": forecasts,
    "contributions": contributions,
    "one row": one_row,
}


def main():
    task = json.loads(sys.argv[1])
    warnings.filterwarnings("ignore")
    cpu, wall, figures = WORKS[task["work"]](task)
    print(json.dumps({"cpu": cpu, "wall": wall, "figures": figures}))


if __name__ == "__main__":
    main()
