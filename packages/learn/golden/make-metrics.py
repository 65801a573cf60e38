"""Golden files for metrics, intervals and calibrators: python make-metrics.py (pins: requirements.txt).

Metrics are scikit-learn's, or plain numpy where it has none (ECE, RPS). Every case is also judged with each row
repeated counts[i] times: that is what a weighting of rows must answer. null = undefined.
"""
import json
import warnings
from pathlib import Path

import numpy as np
from scipy import optimize, special
from sklearn import metrics as sk
from sklearn.calibration import _SigmoidCalibration, calibration_curve
from sklearn.linear_model import LogisticRegression
from statsmodels.stats.proportion import proportion_confint

HERE = Path(__file__).parent / "metrics"
FLOOR = 0.001


def save(name, data):
    path = HERE / f"{name}.json"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(data, separators=(",", ":")) + "\n")


def undefined_as_none(f):
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            value = float(f())
    except (ValueError, Warning):
        return None
    return None if np.isnan(value) else value


def floored(P, floor):
    P = np.maximum(P, floor)
    return P / P.sum(1, keepdims=True)


def ece(y, P):
    binary = P.shape[1] == 2
    said = np.ones(len(y), int) if binary else P.argmax(1)
    p = P[np.arange(len(y)), said]
    bins = np.minimum(9, np.floor(p * 10)).astype(int)
    hit = (y == said).astype(float)
    return sum((bins == b).mean() * abs(hit[bins == b].mean() - p[bins == b].mean()) for b in np.unique(bins))


def rps(y, P):
    k = P.shape[1]
    F, O = P.cumsum(1), (y[:, None] <= np.arange(k)).astype(float)
    return ((F - O) ** 2).sum(1).mean() / (k - 1)


def judge_classes(kind, y, P):
    k = P.shape[1]
    labels = list(range(k))
    said = P.argmax(1)
    present = len(np.unique(y)) == k
    out = {
        "accuracy": sk.accuracy_score(y, said),
        "balancedAccuracy": np.mean([(said[y == c] == c).mean() for c in np.unique(y)]),
        "logLoss": sk.log_loss(y, floored(P, FLOOR), labels=labels),
        "ece": ece(y, P),
        "brier": sk.brier_score_loss(y, P[:, 1], pos_label=1) if k == 2 else ((P - np.eye(k)[y]) ** 2).sum(1).mean(),
    }
    for average in ["macro", "weighted"]:
        p, r, f, _ = sk.precision_recall_fscore_support(y, said, average=average, zero_division=0)
        name = average.capitalize()
        out |= {f"precision{name}": p, f"recall{name}": r, f"f1{name}": f}
    if kind == "binary":
        out["rocAuc"] = undefined_as_none(lambda: sk.roc_auc_score(y, P[:, 1]))
        out["averagePrecision"] = undefined_as_none(lambda: sk.average_precision_score(y, P[:, 1])) if y.any() else None
    else:
        auc = lambda **options: undefined_as_none(lambda: sk.roc_auc_score(y, P, labels=labels, **options)) if present else None
        out["rocAuc"] = auc(multi_class="ovr", average="macro")
        out["rocAucOvo"] = auc(multi_class="ovo", average="macro")
    if kind == "ordinal":
        out["qwk"] = undefined_as_none(lambda: sk.cohen_kappa_score(y, said, labels=labels, weights="quadratic"))
        out["maeGrades"] = sk.mean_absolute_error(y, said)
        out["rps"] = rps(y, P)
    return out


def judge_regression(y, f):
    f = f[:, 0]
    return {"rmse": np.sqrt(sk.mean_squared_error(y, f)), "r2": sk.r2_score(y, f) if np.ptp(y) > 0 else None}


def case(name, kind, y, F, seed):
    rng = np.random.default_rng(seed)
    counts = rng.integers(0, 4, len(y))
    judge = judge_regression if kind == "regression" else lambda y, P: judge_classes(kind, y, P)
    data = {
        "task": {"kind": kind} if kind == "regression" else {"kind": kind, "classes": [f"c{c}" for c in range(F.shape[1])]},
        "y": y.tolist(),
        "forecast": F.tolist(),
        "counts": counts.tolist(),
        "expected": judge(y, F),
        "repeated": judge(np.repeat(y, counts), np.repeat(F, counts, axis=0)),
    }
    if kind != "regression":
        k = F.shape[1]
        said = F.argmax(1)
        p, r, f, s = sk.precision_recall_fscore_support(y, said, labels=range(k), average=None, zero_division=0)
        data["raw"] = {
            "confusion": sk.confusion_matrix(y, said, labels=range(k)).ravel().tolist(),
            "precision": p.tolist(),
            "recall": r.tolist(),
            "f1": f.tolist(),
            "support": s.tolist(),
            "logLossEps": sk.log_loss(y, F, labels=list(range(k))),
            "rocAucOvrWeighted": sk.roc_auc_score(y, F, labels=range(k), multi_class="ovr", average="weighted")
            if k > 2 and len(np.unique(y)) == k
            else None,
        }
    save(f"cases/{name}", data)


def forecasts(rng, y, k, skill, digits=4):
    scores = rng.normal(size=(len(y), k))
    scores[np.arange(len(y)), y] += skill
    P = np.round(special.softmax(scores, 1), digits)
    P[np.arange(len(y)), P.argmax(1)] += 1 - P.sum(1)
    return np.round(P, digits)


def make_cases():
    rng = np.random.default_rng(20261101)
    y = rng.integers(0, 2, 60)
    case("binary", "binary", y, forecasts(rng, y, 2, 1), 1)
    y = (rng.random(80) < 0.1).astype(int)
    case("binary-imbalanced", "binary", y, forecasts(rng, y, 2, 0.5), 2)
    y = rng.integers(0, 2, 50)
    case("binary-ties", "binary", y, forecasts(rng, y, 2, 1, 1), 3)
    y = np.zeros(12, int)
    case("binary-one-class", "binary", y, forecasts(rng, y, 2, 0), 4)
    y = rng.integers(0, 2, 20)
    case("binary-certain", "binary", y, np.eye(2)[np.where(rng.random(20) < 0.8, y, 1 - y)], 5)
    y = np.r_[0, 1, 2, rng.choice(3, 70, p=[0.7, 0.2, 0.1])]
    case("multiclass", "multiclass", y, forecasts(rng, y, 3, 1), 6)
    y = np.r_[np.arange(4), rng.integers(0, 4, 40)]
    case("multiclass-ties", "multiclass", y, forecasts(rng, y, 4, 1, 1), 7)
    y = rng.choice([0, 2, 3], 40)
    case("multiclass-absent", "multiclass", y, forecasts(rng, y, 4, 1), 8)
    y = np.r_[np.arange(8), rng.integers(0, 8, 60)]
    case("ordinal", "ordinal", y, forecasts(rng, y, 8, 1), 9)
    y = np.r_[np.arange(5), rng.choice(5, 40, p=[0.6, 0.2, 0.1, 0.05, 0.05])]
    case("ordinal-never-forecast", "ordinal", y, forecasts(rng, y, 5, 0) * 0 + [0.5, 0.2, 0.1, 0.1, 0.1], 10)
    y = np.full(9, 2)
    case("ordinal-one-class", "ordinal", y, np.tile([0.1, 0.2, 0.7], (9, 1)), 11)
    y = np.round(rng.normal(10, 3, 50), 3)
    case("regression", "regression", y, np.round(y + rng.normal(0, 2, 50), 3)[:, None], 12)
    case("regression-constant", "regression", np.full(6, 0.1), np.linspace(0, 1, 6)[:, None], 13)


def make_distributions():
    t = [[t, df] for df in [1, 2, 4, 9, 24.5, 249] for t in [-30, -2.5, -1, -0.01, 0, 0.7, 3]]
    p = [1e-50, 1e-10, 0.001, 0.01, 0.025, 0.05, 0.2, 0.5, 0.7, 0.9, 0.975, 0.9999]
    quantile = lambda q, df: optimize.brentq(lambda t: special.stdtr(df, t) - q, -1e4, 1e4, xtol=1e-14, rtol=1e-14)
    save(
        "intervals/distributions",
        {
            "studentTCdf": [[*args, float(special.stdtr(args[1], args[0]))] for args in t],
            "studentTQuantile": [[q, df, float(quantile(q, df))] for df in [1, 4, 9, 49] for q in [0.01, 0.05, 0.4, 0.975, 0.995]],
            "normalQuantile": [[q, float(special.ndtri(q))] for q in p],
            "logGamma": [[x, float(special.gammaln(x))] for x in [0.01, 0.5, 1.5, 3, 9.99, 10, 42.5, 1000]],
            "incompleteBeta": [
                [x, a, b, float(special.betainc(a, b, x))] for a, b in [(0.5, 0.5), (2, 3), (12, 0.5), (100, 80)] for x in [0.01, 0.3, 0.55, 0.99]
            ],
            "wilson": [
                [k, n, level, *map(float, proportion_confint(k, n, alpha=1 - level, method="wilson"))]
                for k, n in [(0, 10), (1, 10), (5, 10), (10, 10), (3, 1000)]
                for level in [0.8, 0.95]
            ],
        },
    )


def make_calibrators():
    rng = np.random.default_rng(20261102)
    platt = []
    for n, slope, intercept in [(40, 0.5, 0.3), (200, 2, -1), (25, 8, 0)]:
        logit = rng.normal(0, 1.5, n)
        p = np.round(special.expit(logit), 4)
        y = (rng.random(n) < special.expit(slope * logit + intercept)).astype(int)
        f = special.logit(p)
        n1, n0 = y.sum(), n - y.sum()
        target = np.where(y == 1, (n1 + 1) / (n1 + 2), 1 / (n0 + 2))
        loss = lambda ab: np.sum(np.logaddexp(0, ab[0] * f + ab[1]) - target * (ab[0] * f + ab[1]))
        gradient = lambda ab: np.array([np.sum((q := special.expit(ab[0] * f + ab[1]) - target) * f), np.sum(q)])
        hessian = lambda ab: (w := special.expit(ab[0] * f + ab[1]) * special.expit(-(ab[0] * f + ab[1]))) @ np.c_[f * f, f, f, np.ones(n)]
        exact = optimize.minimize(
            loss, [1, 0], jac=gradient, hess=lambda ab: hessian(ab).reshape(2, 2), method="trust-exact", options={"gtol": 1e-12}
        )
        theirs = _SigmoidCalibration().fit(f, y)  # BFGS stops early: good to about 1e-4
        line = LogisticRegression(penalty=None, solver="newton-cholesky", tol=1e-12).fit(f[:, None], y)
        platt.append(
            {
                "y": y.tolist(),
                "p": p.tolist(),
                "exact": exact.x.tolist(),
                "sklearn": [-theirs.a_, -theirs.b_],
                "line": [float(line.coef_[0, 0]), float(line.intercept_[0])],
            }
        )
    save("calibrators/platt", platt)

    temperature = []
    for n, k, T in [(60, 3, 0.5), (150, 8, 2), (80, 2, 1)]:
        logP = special.log_softmax(rng.normal(0, 1.5, (n, k)), 1)
        y = np.array([rng.choice(k, p=special.softmax(row / T)) for row in logP])
        P = special.softmax(np.round(logP, 3), 1)
        L = np.log(P)
        slope = lambda beta: np.sum((special.softmax(beta * L, 1) * L).sum(1) - L[np.arange(n), y])
        temperature.append({"y": y.tolist(), "p": P.tolist(), "temperature": 1 / optimize.brentq(slope, 0.05, 20, xtol=1e-14, rtol=1e-14)})
    save("calibrators/temperature", temperature)


def make_equal_count():
    """ECE over quantile bins of scikit-learn; as many distinct probabilities as the bins divide, so that all bins have the same size."""
    cases = []
    for seed, n, bins in [(1, 40, 4), (2, 100, 10), (3, 60, 5)]:
        rng = np.random.default_rng(seed)
        p = rng.permutation(np.round(np.linspace(0.01, 0.97, n) ** 1.5, 6))
        y = (rng.random(n) < np.clip(p + 0.1, 0, 1)).astype(int)
        observed, said = calibration_curve(y, p, n_bins=bins, strategy="quantile")
        cases.append({"event": y.tolist(), "probability": p.tolist(), "bins": bins, "error": float(np.abs(observed - said).mean())})
    save("equal-count", cases)


make_cases()
make_equal_count()
make_distributions()
make_calibrators()
