"""One training on a real Dask cluster: several worker processes on this machine, each with a share of the rows that no other has.

Run by bench.ts: python train.py --rows 400000 --workers 2 --out <folder>. Leaves there the model as XGBoost saved it, rows that it has not
seen as 64-bit numbers, and what XGBoost itself says of them.
"""

import argparse
import json
import logging
import pathlib
import time

import dask
import dask.array as da
import numpy as np
import xgboost as xgb
from dask.distributed import Client, LocalCluster
from xgboost import dask as dxgb

NUMBERS, LEVELS, CHUNK, TESTED, EXPLAINED = 12, 40, 50_000, 20_000, 500
NAMES = [f"n{j}" for j in range(NUMBERS)] + ["course"]
TYPES = ["q"] * NUMBERS + ["c"]
ROUNDS = 100
PARAMS = {"objective": "binary:logistic", "max_depth": 6, "eta": 0.1, "tree_method": "hist", "nthread": 1, "seed": 1}


def rows(count, seed):
    """Invented students: numbers with holes, one level of 40, and an outcome that hangs on some of them."""
    rng = np.random.default_rng(seed)
    X = rng.normal(size=(count, NUMBERS + 1))
    X[:, NUMBERS] = rng.integers(0, LEVELS, size=count)
    latent = X[:, 0] - 0.7 * X[:, 1] * (X[:, 2] > 0) + np.sin(X[:, NUMBERS]) + rng.logistic(size=count)
    X[rng.uniform(size=X.shape) < 0.05] = np.nan
    return X, (latent > 0.5).astype(np.float64)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--rows", type=int, required=True)
    parser.add_argument("--workers", type=int, required=True)
    parser.add_argument("--out", type=pathlib.Path, required=True)
    args = parser.parse_args()
    logging.getLogger("distributed").setLevel(logging.ERROR)
    dask.config.set({"distributed.comm.timeouts.connect": "30s"})
    with LocalCluster(
        n_workers=args.workers, threads_per_worker=1, memory_limit="1GiB", host="127.0.0.1", dashboard_address=None,
        local_directory=str(args.out / "dask"),
    ) as cluster, Client(cluster) as client:
        chunks = args.rows // CHUNK
        parts = [dask.delayed(rows)(CHUNK, 1000 + c) for c in range(chunks)]
        X = da.concatenate([da.from_delayed(p[0], (CHUNK, NUMBERS + 1), dtype=np.float64) for p in parts])
        y = da.concatenate([da.from_delayed(p[1], (CHUNK,), dtype=np.float64) for p in parts])
        began = time.perf_counter()
        matrix = dxgb.DaskDMatrix(client, X, y, feature_names=NAMES, feature_types=TYPES, enable_categorical=True)
        held = {worker: sum(int(p["data"].shape[0]) if hasattr(p, "keys") else 1 for p in keys) for worker, keys in matrix.worker_map.items()}
        booster = dxgb.train(client, PARAMS, matrix, num_boost_round=ROUNDS)["booster"]
        seconds = time.perf_counter() - began
    booster.save_model(args.out / "model.json")
    unseen, _ = rows(TESTED, 1)
    asked = xgb.DMatrix(unseen, feature_names=NAMES, feature_types=TYPES, enable_categorical=True)
    few = xgb.DMatrix(unseen[:EXPLAINED], feature_names=NAMES, feature_types=TYPES, enable_categorical=True)
    unseen.tofile(args.out / "rows.f64")
    booster.predict(asked, output_margin=True).astype(np.float64).tofile(args.out / "margins.f64")
    booster.predict(asked).astype(np.float64).tofile(args.out / "forecasts.f64")
    booster.predict(few, pred_contribs=True).astype(np.float64).tofile(args.out / "contributions.f64")
    told = {
        "rows": chunks * CHUNK, "tested": TESTED, "explained": EXPLAINED, "columns": NUMBERS + 1, "levels": LEVELS, "rounds": ROUNDS,
        "workers": args.workers, "chunksOfWorkers": sorted(held.values()), "seconds": seconds,
        "versions": {"dask": dask.__version__, "xgboost": xgb.__version__, "numpy": np.__version__},
    }
    (args.out / "told.json").write_text(json.dumps(told))


if __name__ == "__main__":
    main()
