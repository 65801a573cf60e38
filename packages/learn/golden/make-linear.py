"""Coefficients of linear models from scikit-learn and statsmodels, on seeded data.

Run: python make-linear.py  (writes linear/*.json beside this file; versions in requirements.txt)

A model is the one our `linear` learner minimises, lambda on the mean loss: C = 1 / (lambda * sum of weights) in
LogisticRegression, alpha = lambda * sum of weights in Ridge. Every optimum is verified here by its gradient.

The solver newton-cholesky of scikit-learn 1.2.1 has no multinomial loss (it would fit one class against the rest), so the
multinomial cases come from newton-cg at the same tolerance of 1e-12: both minimise the same convex function, whose optimum
is one but for a constant added to all intercepts.
"""
import json
import pathlib
import warnings

import numpy as np
from scipy.optimize import minimize
from scipy.special import expit, softmax
from sklearn.exceptions import ConvergenceWarning
from sklearn.linear_model import ElasticNet, Lasso, LogisticRegression, Ridge, enet_path
from statsmodels.miscmodels.ordinal_model import OrderedModel
from statsmodels.tools.sm_exceptions import ConvergenceWarning as StatsmodelsConvergenceWarning

# at tol 1e-12 the solvers run into the limits of double precision and say so; `check` is the judge
warnings.filterwarnings("ignore", category=ConvergenceWarning)
warnings.filterwarnings("ignore", category=StatsmodelsConvergenceWarning)
HERE = pathlib.Path(__file__).parent / "linear"
HERE.mkdir(exist_ok=True)
TOL = 1e-12


def data(seed, n, d, weighted, scales=None):
    rng = np.random.default_rng(seed)
    X = rng.normal(size=(n, d))
    X[:, 1] += 0.5 * X[:, 0]
    X[:, -1] = rng.integers(0, 2, size=n)
    if scales is not None:
        X = X * scales + 3 * np.asarray(scales)
    X = np.round(X, 4)
    weights = np.round(rng.uniform(0.2, 3, size=n), 3) if weighted else None
    latent = (X - X.mean(0)) / X.std(0) @ rng.normal(size=d) * 0.8 + rng.logistic(size=n)
    return X, latent, weights


def classes_of(latent, k):
    return np.searchsorted(np.quantile(latent, np.arange(1, k) / k), latent)


def case(name, X, y, weights, params, **expected):
    return {
        "name": name,
        "X": X.tolist(),
        "y": y.tolist(),
        **({} if weights is None else {"weights": weights.tolist()}),
        "params": params,
        **expected,
    }


def check(gradient, at_most):
    worst = float(np.abs(gradient).max())
    assert worst < at_most, worst


def write(name, cases):
    lines = ",\n".join(json.dumps(c) for c in cases)
    (HERE / f"{name}.json").write_text(f"[\n{lines}\n]\n")


def logistic():
    cases = []
    for seed, n, d, lam, weighted, scales in [
        (1, 60, 4, 0.05, False, None),
        (2, 60, 4, 0.05, True, None),
        (3, 80, 6, 0.001, True, [1, 20, 0.1, 5, 1, 1]),
        (4, 90, 3, 1.0, False, None),
    ]:
        X, latent, w = data(seed, n, d, weighted, scales)
        y = classes_of(latent, 2)
        v = np.ones(n) if w is None else w
        model = LogisticRegression(C=1 / (lam * v.sum()), solver="newton-cholesky", tol=TOL, max_iter=1000)
        model.fit(X, y, sample_weight=v)
        beta, b = model.coef_[0], model.intercept_[0]
        r = v / v.sum() * (expit(X @ beta + b) - y)
        check(np.append(X.T @ r + lam * beta, r.sum()), 1e-9)
        cases.append(case(f"seed {seed}", X, y, w, {"lambda": lam}, intercept=b, coefficients=beta.tolist()))
    write("logistic", cases)


def multinomial():
    cases = []
    for seed, n, d, k, lam, weighted in [(11, 90, 4, 3, 0.05, False), (12, 90, 4, 3, 0.05, True), (13, 120, 3, 5, 0.004, True)]:
        X, latent, w = data(seed, n, d, weighted)
        y = classes_of(np.abs(latent), k)
        v = np.ones(n) if w is None else w
        model = LogisticRegression(C=1 / (lam * v.sum()), solver="newton-cg", tol=TOL, max_iter=10000, multi_class="multinomial")
        model.fit(X, y, sample_weight=v)
        share = v / v.sum()
        residual = (softmax(X @ model.coef_.T + model.intercept_, axis=1) - np.eye(k)[y]) * share[:, None]
        check(np.column_stack([residual.sum(0), residual.T @ X + lam * model.coef_]), 1e-9)
        intercepts = model.intercept_ - model.intercept_.mean()
        cases.append(
            case(f"seed {seed}", X, y, w, {"lambda": lam}, intercepts=intercepts.tolist(), coefficients=model.coef_.tolist())
        )
    write("multinomial", cases)


def elastic_net_logistic():
    cases = []
    for seed, n, d, lam, ratio, weighted in [(21, 80, 6, 0.05, 0.5, False), (22, 80, 6, 0.08, 1.0, True)]:
        X, latent, w = data(seed, n, d, weighted)
        y = classes_of(latent, 2)
        v = np.ones(n) if w is None else w
        model = LogisticRegression(
            C=1 / (lam * v.sum()), penalty="elasticnet", l1_ratio=ratio, solver="saga", tol=TOL, max_iter=1_000_000, random_state=0
        )
        model.fit(X, y, sample_weight=v)
        beta, b = model.coef_[0], model.intercept_[0]
        r = v / v.sum() * (expit(X @ beta + b) - y)
        smooth = X.T @ r + lam * (1 - ratio) * beta
        check(np.append((smooth + lam * ratio * np.sign(beta))[beta != 0], r.sum()), 1e-7)
        assert (np.abs(smooth[beta == 0]) <= lam * ratio + 1e-7).all()
        assert (beta == 0).any() or ratio < 1
        cases.append(case(f"seed {seed}", X, y, w, {"lambda": lam, "l1Ratio": ratio}, intercept=b, coefficients=beta.tolist()))
    write("elastic-net-logistic", cases)


def least_squares():
    cases = []
    for seed, n, d, lam, ratio, weighted, scales in [
        (31, 60, 5, 0.3, 0.0, False, None),
        (32, 60, 5, 0.3, 0.0, True, [10, 1, 0.1, 1, 1]),
        (33, 70, 6, 0.1, 0.5, False, None),
        (34, 70, 6, 0.2, 1.0, True, None),
    ]:
        X, latent, w = data(seed, n, d, weighted, scales)
        y = np.round(latent * 2 + 7, 4)
        v = np.ones(n) if w is None else w
        if ratio == 0:
            model = Ridge(alpha=lam * v.sum(), solver="cholesky").fit(X, y, sample_weight=v)
        else:
            model = ElasticNet(alpha=lam, l1_ratio=ratio, tol=1e-14, max_iter=1_000_000).fit(X, y, sample_weight=v * n / v.sum())
        params = {"lambda": lam, "l1Ratio": ratio}
        cases.append(case(f"seed {seed}", X, y, w, params, intercept=model.intercept_, coefficients=model.coef_.tolist()))
    write("least-squares", cases)


def cumulative():
    cases = []
    for seed, n, d, k in [(41, 150, 3, 4), (42, 200, 5, 3), (43, 250, 4, 8)]:
        X, latent, _ = data(seed, n, d, False)
        y = classes_of(latent, k)
        model = OrderedModel(y, X, distr="logit")
        rough = model.fit(method="bfgs", gtol=1e-8, maxiter=5000, disp=False)
        fitted = model.fit(method="newton", start_params=rough.params, tol=1e-14, maxiter=100, disp=False)
        check(model.score(fitted.params) / n, 1e-7)
        thresholds = model.transform_threshold_params(fitted.params)[1:-1]
        first = model.predict(fitted.params, exog=X[:3])
        cases.append(
            case(
                f"seed {seed}",
                X,
                y,
                None,
                {"lambda": 0},
                thresholds=thresholds.tolist(),
                coefficients=np.asarray(fitted.params)[:d].tolist(),
                meanLoss=-fitted.llf / n,
                probabilities=np.asarray(first).tolist(),
            )
        )
    write("cumulative", cases)


def strength():
    """A column divided by s has its penalty multiplied: |w| by s, w² by s²."""
    cases = []
    factors = np.array([0.1, 1, 4, 1, 0.5])
    given = {f"x{j}": f for j, f in enumerate(factors.tolist()) if f != 1}
    for seed, task, lam, ratio in [(51, "binary", 0.05, 0.0), (52, "regression", 0.2, 0.0), (53, "regression", 0.15, 1.0)]:
        X, latent, w = data(seed, 70, 5, True)
        s = np.sqrt(factors) if ratio == 0 else factors
        if task == "binary":
            y = classes_of(latent, 2)
            model = LogisticRegression(C=1 / (lam * w.sum()), solver="newton-cholesky", tol=TOL, max_iter=1000)
            model.fit(X / s, y, sample_weight=w)
        else:
            y = np.round(latent * 2 + 7, 4)
            if ratio == 0:
                model = Ridge(alpha=lam * w.sum(), solver="cholesky").fit(X / s, y, sample_weight=w)
            else:
                model = Lasso(alpha=lam, tol=1e-14, max_iter=1_000_000).fit(X / s, y, sample_weight=w * 70 / w.sum())
        beta = np.ravel(model.coef_) / s
        b = float(np.ravel(model.intercept_)[0])
        params = {"lambda": lam, "l1Ratio": ratio, "strength": given}
        cases.append(case(f"seed {seed}, {task}", X, y, w, params, task=task, intercept=b, coefficients=beta.tolist()))
    write("strength", cases)


def bounded(loss, start, bounds):
    """L-BFGS-B from several restarts of its memory; the projected gradient is the judge."""
    at = start
    for _ in range(20):
        at = minimize(loss, at, jac=True, method="L-BFGS-B", bounds=bounds, options={"ftol": 0, "gtol": 1e-14, "maxiter": 10000}).x
    g = loss(at)[1]
    low = np.array([-np.inf if lo is None else lo for lo, _ in bounds])
    high = np.array([np.inf if hi is None else hi for _, hi in bounds])
    check(at - np.clip(at - g, low, high), 1e-8)
    return at


def cumulative_loss(X, y, q, penalty):
    def loss(at):
        theta = np.concatenate([[-np.inf], at[:q], [np.inf]])
        eta = X @ at[q:]
        a, b = expit(theta[y + 1] - eta), expit(theta[y] - eta)
        p = a - b
        da, db = a * (1 - a) / p / len(y), b * (1 - b) / p / len(y)
        g = np.zeros(q + 2)
        np.add.at(g, y + 1, -da)
        np.add.at(g, y, db)
        beta = at[q:]
        return -np.log(p).mean() + (penalty * beta**2).sum() / 2, np.concatenate([g[1:-1], X.T @ (da - db) + penalty * beta])

    return loss


def signs():
    cases = []
    bound = {"x0": 1, "x1": -1, "x3": 1}
    bounds = [(0, None), (None, 0), (None, None), (0, None)]
    for seed, lam, ratio in [(61, 0.1, 0.5), (62, 0.02, 1.0)]:
        # scikit-learn binds all coefficients to 0 and above
        X, latent, w = data(seed, 60, 4, True)
        y = np.round(latent * 2 + 7, 4)
        model = ElasticNet(alpha=lam, l1_ratio=ratio, positive=True, tol=1e-14, max_iter=1_000_000).fit(X, y, sample_weight=w * 60 / w.sum())
        assert (model.coef_ == 0).any()
        params = {"lambda": lam, "l1Ratio": ratio, "signs": {f"x{j}": 1 for j in range(4)}}
        cases.append(
            case(f"seed {seed}, all positive", X, y, w, params, task="regression", intercept=model.intercept_, coefficients=model.coef_.tolist())
        )
    for seed, lam in [(63, 0.02), (64, 0.0)]:
        X, latent, w = data(seed, 80, 4, True)
        y = classes_of(latent, 2)
        v = w / w.sum()

        def loss(at):
            eta = X @ at[1:] + at[0]
            r = v * (expit(eta) - y)
            value = (v * np.logaddexp(0, np.where(y == 1, -eta, eta))).sum() + lam * (at[1:] ** 2).sum() / 2
            return value, np.append(r.sum(), X.T @ r + lam * at[1:])

        at = bounded(loss, np.zeros(5), [(None, None), *bounds])
        assert (at[1:] == 0).any()
        params = {"lambda": lam, "signs": bound}
        cases.append(case(f"seed {seed}, logistic", X, y, w, params, task="binary", intercept=at[0], coefficients=at[1:].tolist()))
    for seed, lam, factors in [(65, 0.03, [1, 1, 1, 1]), (66, 0.03, [0.1, 1, 5, 1])]:
        X, latent, _ = data(seed, 90, 4, False)
        y = classes_of(latent, 3)
        start = np.concatenate([[-1, 1], np.zeros(4)])
        at = bounded(cumulative_loss(X, y, 2, lam * np.array(factors)), start, [(None, None)] * 2 + bounds)
        given = {f"x{j}": f for j, f in enumerate(factors) if f != 1}
        params = {"lambda": lam, "signs": bound, "strength": given}
        cases.append(
            case(f"seed {seed}, cumulative", X, y, None, params, task="ordinal", thresholds=at[:2].tolist(), coefficients=at[2:].tolist())
        )
    write("signs", cases)


def path():
    cases = []
    for seed, ratio in [(71, 1.0), (72, 0.5)]:
        X, latent, _ = data(seed, 50, 6, False)
        y = np.round(latent * 2 + 7, 4)
        centred = X - X.mean(0)
        lambdas, coefficients, _ = enet_path(centred, y - y.mean(), l1_ratio=ratio, n_alphas=12, eps=1e-3, tol=1e-14, max_iter=1_000_000)
        cases.append(
            case(
                f"seed {seed}, ratio {ratio}",
                X,
                y,
                None,
                {"l1Ratio": ratio, "lambdas": 12},
                lambdas=lambdas.tolist(),
                coefficients=coefficients.T.tolist(),
            )
        )
    write("path", cases)


logistic()
multinomial()
elastic_net_logistic()
least_squares()
cumulative()
strength()
signs()
path()
