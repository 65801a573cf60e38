"""Runs the queries of a folder that export-spark.ts wrote, and says how far each answer is from the forecast."""
import json
import sys
from pathlib import Path

from pyspark.sql import SparkSession
from pyspark.sql.types import DoubleType, IntegerType, StringType, StructField, StructType

given = json.loads((Path(sys.argv[1]) / "cases.json").read_text())
settings = [
    {},
    {"spark.sql.ansi.enabled": "true", "spark.sql.parser.escapedStringLiterals": "true", "spark.sql.variable.substitute": "true"},
]
spark = (
    SparkSession.builder.master("local[2]")
    .config("spark.ui.enabled", "false")
    .config("spark.sql.shuffle.partitions", "2")
    .config("spark.ui.showConsoleProgress", "false")
    .getOrCreate()
)
spark.sparkContext.setLogLevel("OFF")
kinds = [StructField(c["name"], DoubleType() if c["numeric"] else StringType()) for c in given["columns"]]
rows = [
    (i, *[float(v) if c["numeric"] and v is not None else v for v, c in zip(row, given["columns"])]) for i, row in enumerate(given["rows"])
]
spark.createDataFrame(rows, StructType([StructField("id", IntegerType()), *kinds])).createOrReplaceTempView("students")
worst = 0.0
for number, case in enumerate(given["cases"]):
    for name, value in settings[number % 2].items():
        spark.conf.set(name, value)
    answered = sorted(tuple(row) for row in spark.sql(case["sql"]).collect())
    for name in settings[number % 2]:
        spark.conf.unset(name)
    got = [v for row in answered for v in row[1:]]
    off = max((abs(g - w) if g is not None else float("inf")) for g, w in zip(got, case["wanted"], strict=True))
    worst = max(worst, off)
    print(f"{case['name']:40} {off:.1e}", flush=True)
print(f"Spark {spark.version}: largest difference {worst:.1e}")
sys.exit(0 if worst <= 1e-6 else 1)
