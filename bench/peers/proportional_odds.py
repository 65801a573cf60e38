"""Proportional odds with an L2 penalty: P(y <= c) = expit(threshold_c - X w), by L-BFGS."""
import numpy as np
from scipy.optimize import minimize
from scipy.special import expit
from sklearn.base import BaseEstimator, ClassifierMixin


class ProportionalOdds(BaseEstimator, ClassifierMixin):
    """Minimises the mean log loss + penalty / 2 |w|^2; thresholds are a first one and the logs of the gaps between them."""

    def __init__(self, penalty=0.01):
        self.penalty = penalty

    def fit(self, X, y):
        self.classes_, codes = np.unique(y, return_inverse=True)
        n, d = X.shape
        k = len(self.classes_)
        below = np.clip(np.cumsum(np.bincount(codes) / n)[:-1], 1e-6, 1 - 1e-6)
        cuts = np.log(below / (1 - below))
        start = np.concatenate([[cuts[0]], np.log(np.maximum(np.diff(cuts), 1e-3)), np.zeros(d)])

        def objective(at):
            thresholds, w = self._thresholds(at, k), at[k - 1 :]
            eta = X @ w
            upper = np.append(thresholds, np.inf)[codes]
            lower = np.append(-np.inf, thresholds)[codes]
            a, b = expit(upper - eta), expit(lower - eta)
            p = np.maximum(a - b, 1e-12)
            da, db = a * (1 - a) / p, b * (1 - b) / p
            by_eta = (da - db) / n
            by_threshold = np.zeros(k - 1)
            np.add.at(by_threshold, codes[codes < k - 1], -da[codes < k - 1] / n)
            np.add.at(by_threshold, codes[codes > 0] - 1, db[codes > 0] / n)
            tails = np.cumsum(by_threshold[::-1])[::-1]
            by_start = np.concatenate([[tails[0]], tails[1:] * np.exp(at[1 : k - 1])])
            value = -np.log(p).mean() + self.penalty / 2 * w @ w
            return value, np.concatenate([by_start, X.T @ by_eta + self.penalty * w])

        found = minimize(objective, start, jac=True, method="L-BFGS-B", options={"maxiter": 500})
        self.thresholds_, self.coef_ = self._thresholds(found.x, k), found.x[k - 1 :]
        return self

    def predict_proba(self, X):
        up_to = expit(self.thresholds_[None, :] - (X @ self.coef_)[:, None])
        ones, zeros = np.ones((len(X), 1)), np.zeros((len(X), 1))
        return np.diff(np.hstack([zeros, up_to, ones]), axis=1)

    def predict(self, X):
        return self.classes_[self.predict_proba(X).argmax(axis=1)]

    @staticmethod
    def _thresholds(at, k):
        return np.cumsum(np.concatenate([[at[0]], np.exp(at[1 : k - 1])]))
