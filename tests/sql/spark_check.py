"""Compares the query for Spark SQL with the program, on the tables that the tests of the other engines leave behind.

Run by hand, since Spark and Java are large:

    apt-get install default-jre-headless
    python3 -m venv target/spark && target/spark/bin/pip install pyspark
    cargo test --test sql
    target/spark/bin/python tests/sql/spark_check.py

Prints a line for each questionnaire and table, and ends with status 1 if anything differs by more than 1e-12.
"""

import csv
import subprocess
import sys
from pathlib import Path

from pyspark.sql import SparkSession

ROOT = Path(__file__).resolve().parents[2]
TABLES = ROOT.joinpath("target", "tmp", "sql")
TOLERANCE = 1e-12


def main() -> int:
    """Goes through all cases and returns the exit status."""
    spark = SparkSession.builder.master("local[2]").appName("check").config("spark.ui.enabled", "false")
    spark = spark.config("spark.sql.shuffle.partitions", "2").getOrCreate()
    spark.sparkContext.setLogLevel("ERROR")
    print("Spark", spark.version)
    wrong = 0
    for native in sorted(TABLES.glob("duckdb-*/*/native.csv")):
        folder = native.parent
        questionnaire = next((str(path) for path in (folder / "questionnaire.toml", folder / "questionnaire") if path.exists()), folder.name)
        expected = {row["respondent"]: row for row in read(native)}
        for shape, more in (("wide", []), ("long", ["--long", "--key", "respondent"])):
            query = subprocess.run(
                [ROOT / "target/debug/standpoint", "sql", questionnaire, "--dialect", "spark", "--fields", "respondent,form", *more],
                check=True, capture_output=True, text=True,
            ).stdout
            table = spark.read.csv(str(folder / f"{shape}.csv"), header=True, quote='"', escape='"', ignoreLeadingWhiteSpace=False, ignoreTrailingWhiteSpace=False)
            table.createOrReplaceTempView("answers")
            found = {row["respondent"]: row.asDict() for row in spark.sql(query).collect()}
            differences, largest = compare(expected, found, shape)
            wrong += len(differences)
            print(f"{folder.parent.name[7:]}/{folder.name} {shape}: {len(found)} rows, {len(differences)} differences, largest gap {largest:.1e}")
            print(*differences[:10], sep="\n", end="\n" if differences else "")
    return 1 if wrong else 0


def read(path: Path) -> list[dict[str, str]]:
    """Reads a table."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def compare(expected: dict, found: dict, shape: str) -> tuple[list[str], float]:
    """Returns what differs, and the largest gap between two numbers."""
    differences, largest = [], 0.0
    for respondent, row in expected.items():
        other = found.get(respondent)
        if other is None:
            # A set without a single answer has no row in a table of answers.
            if shape != "long" or row["coverage"] not in ("", "0"):
                differences.append(f"{respondent}: missing")
            continue
        for column, cell in row.items():
            if column in ("input", "row"):
                continue
            value = other[column]
            if column == "error":
                same = bool(cell) == (value is not None)
            elif isinstance(value, float):
                gap = abs(float(cell) - value) if cell else float("inf")
                largest = max(largest, gap)
                same = gap <= TOLERANCE
            else:
                same = cell == (value or "")
            if not same:
                differences.append(f"{respondent}, {column}: {cell!r} and not {value!r}")
    return differences, largest


if __name__ == "__main__":
    sys.exit(main())
