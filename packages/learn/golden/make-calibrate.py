"""Golden files for beta, vector and isotonic calibration: python make-calibrate.py (pins: requirements.txt).

Optima are scipy's (bounded L-BFGS, then a root of the gradient); beta without a ridge is also betacal's,
isotonic is scikit-learn's.
"""
import json
from pathlib import Path

import numpy as np
from betacal import BetaCalibration
from scipy import optimize, special
from sklearn.isotonic import IsotonicRegression

HERE = Path(__file__).parent / "calibrate"
RIDGE = 1.0


def save(name, data):
    HERE.mkdir(exist_ok=True)
    (HERE / f"{name}.json").write_text(json.dumps(data, separators=(",", ":")) + "\n")


def scaling(y, P):
    """w >= 0 and b: minimise sum logloss + ridge/2 (|w - 1|^2 + |b|^2) by L-BFGS-B, then polish the free ones."""
    n, k = P.shape
    L = np.log(np.maximum(P, 1e-12))
    Y = np.eye(k)[y]

    def f(t):
        w, b = t[:k], t[k:]
        z = w * L + b
        off = special.softmax(z, 1) - Y
        value = (special.logsumexp(z, 1) - z[np.arange(n), y]).sum() + RIDGE / 2 * (((w - 1) ** 2).sum() + (b**2).sum())
        return value, np.r_[(off * L).sum(0) + RIDGE * (w - 1), off.sum(0) + RIDGE * b]

    start = np.r_[np.ones(k), np.zeros(k)]
    t = optimize.minimize(f, start, jac=True, method="L-BFGS-B", bounds=[(0, None)] * k + [(None, None)] * k, options={"ftol": 1e-16, "gtol": 1e-9, "maxiter": 10000}).x
    free = np.r_[t[:k] > 1e-9, np.ones(k, bool)]
    t[~free] = 0

    def gradient(s):
        full = np.zeros(2 * k)
        full[free] = s
        return f(full)[1][free]

    t[free] = optimize.root(gradient, t[free], tol=1e-13).x
    assert np.abs(f(t)[1][free]).max() < 1e-8 and (t[:k] >= 0).all() and (f(t)[1][~free] >= 0).all()
    return {"weights": t[:k].tolist(), "bias": t[k:].tolist()}


def make_vector():
    rng = np.random.default_rng(20261125)
    cases = []
    for n, k, w, b in [(60, 3, [0.5, 1, 2], [0, 0.5, -1]), (150, 5, [1, 1, 1, 1, 1], [0, 0, 0, 0, 0]), (80, 2, [2, 1], [0, 1]), (120, 3, [1, -2, 1], [0, 0, 0])]:
        P = special.softmax(rng.normal(0, 1.5, (n, k)), 1).round(4)
        P /= P.sum(1, keepdims=True)
        q = special.softmax(np.array(w) * np.log(np.maximum(P, 1e-12)) + b, 1)
        y = np.array([rng.choice(k, p=row) for row in q])
        cases.append({"y": y.tolist(), "p": P.tolist(), **scaling(y, P)})
    save("vector", cases)


def make_beta():
    rng = np.random.default_rng(20261126)
    cases = []
    for n, a, b, c in [(200, 0.5, 1.5, 0.3), (60, 2, 1, -0.5), (400, 1, 1, 0), (150, -1, 1, 0)]:
        p = special.expit(rng.normal(0, 1.5, n)).round(4)
        y = (rng.random(n) < special.expit(a * np.log(p) - b * np.log1p(-p) + c)).astype(int)
        ours = scaling(y, np.c_[1 - p, p])
        theirs = BetaCalibration(parameters="abm").fit(p[:, None], y).predict(p[:, None])  # lbfgs stops early: good to about 1e-3
        cases.append(
            {
                "y": y.tolist(),
                "p": p.tolist(),
                "ridge": [ours["weights"][1], ours["weights"][0], ours["bias"][1] - ours["bias"][0]],
                "betacal": theirs.tolist(),
            }
        )
    save("beta", cases)


def make_isotonic():
    rng = np.random.default_rng(20261127)
    cases = []
    for n, digits in [(60, 4), (200, 1), (300, 2)]:
        x = special.expit(rng.normal(0, 1.5, n)).round(digits)
        y = (rng.random(n) < x**1.5).astype(int)
        fit = IsotonicRegression(out_of_bounds="clip").fit(x, y)
        at = np.linspace(0, 1, 41)
        cases.append(
            {
                "x": x.tolist(),
                "y": y.tolist(),
                "corners": [fit.X_thresholds_.tolist(), fit.y_thresholds_.tolist()],
                "at": at.tolist(),
                "heights": fit.predict(at).tolist(),
            }
        )
    save("isotonic", cases)


make_vector()
make_beta()
make_isotonic()
