"""The job in Polars: python polars_job.py WAY DESCRIPTION.json INPUT OUTPUT

Ways: `cast`, `when` and `replace` map the cells of a CSV in three manners, in memory; with `-streaming` behind them, by the
streaming engine. `lines` and `lines-streaming` read NDJSON.
"""

import functools
import json
import operator
import sys

import polars as pl

SLACK = 1e-12
add = functools.partial(functools.reduce, operator.add)


def mean(parts):
    """The weighted mean of what is not null: [(weight, column)]."""
    values = add([(column * weight).fill_null(0.0) for weight, column in parts])
    weights = add([column.is_not_null().cast(pl.Float64) * weight for weight, column in parts])
    return pl.when(weights > 0).then(values / weights)


def value(way, cell):
    if way == "when":
        chain = pl
        for option in range(5):
            chain = chain.when(cell == str(option + 1)).then(option / 4)
        return chain.otherwise(None)
    if way == "replace":
        table = {str(option + 1): option / 4 for option in range(5)}
        return cell.replace_strict(table, default=None, return_dtype=pl.Float64)
    return (cell.cast(pl.Int8, strict=False) - 1) / 4.0


def job(frame, description, way, cell):
    questions, traits, dimensions = (description[key] for key in ("questions", "traits", "dimensions"))
    columns = []
    for i, question in enumerate(questions):
        worth = value(way, cell(question["id"]))
        columns.append((1.0 - worth if question["reversed"] else worth).alias(f"v{i}"))
        columns.append((cell(question["id"]) == "n/a").fill_null(False).not_().cast(pl.Float64).alias(f"n{i}"))
    frame = frame.select("team", *columns)
    known = [pl.col(f"v{i}").is_not_null().cast(pl.Float64) for i in range(len(questions))]
    applies = [pl.col(f"n{i}") for i in range(len(questions))]
    columns = [pl.when(add(applies) > 0).then(add(known) / add(applies)).alias("coverage")]
    for of in range(len(traits)):
        own = [(i, float(q["weight"])) for i, q in enumerate(questions) if q["trait"] == of]
        sums = add([(pl.col(f"v{i}") * weight).fill_null(0.0) for i, weight in own])
        answered = add([known[i] * weight for i, weight in own])
        whole = add([applies[i] * weight for i, weight in own])
        columns.append(pl.when(answered > 0).then(sums / answered).alias(f"p{of}"))
        columns.append(pl.when(whole > 0).then(sums / whole).alias(f"l{of}"))
        columns.append(pl.when(whole > 0).then((sums + whole - answered) / whole).alias(f"h{of}"))
    frame = frame.select("team", *columns)
    columns = []
    for of in range(len(dimensions)):
        for pole in "ab":
            parts = [(t[pole], i) for i, t in enumerate(traits) if t["dimension"] == of and t[pole] > 0]
            for kind in "plh":
                columns.append(mean([(w, pl.col(f"{kind}{i}")) for w, i in parts]).alias(f"d{of}{pole}{kind}"))
    frame = frame.select("team", "coverage", *columns)
    columns = []
    for pole in "ab":
        for kind, name in (("p", pole), ("l", f"{pole}_low"), ("h", f"{pole}_high")):
            parts = [(float(w), pl.col(f"d{of}{pole}{kind}")) for of, w in enumerate(dimensions)]
            columns.append(mean(parts).alias(name))
    both = [(float(w), (pl.col(f"d{of}ap") * pl.col(f"d{of}bp")).sqrt()) for of, w in enumerate(dimensions)]
    columns.append(mean(both).alias("integration"))
    frame = frame.with_columns(*columns)
    a, b = pl.col("a"), pl.col("b")
    high = lambda column: column >= 0.5 - SLACK
    near = lambda column: (column - 0.5).abs() < 0.05 - SLACK
    text = lambda word: pl.lit(word)
    nothing = a.is_null() | b.is_null()
    zone = (
        pl.when(nothing).then(None).when(high(a) & high(b)).then(text("both")).when(high(a)).then(text("only-a"))
        .when(high(b)).then(text("only-b")).otherwise(text("neither"))
    )
    label = (
        pl.when(nothing).then(text("no-data"))
        .when(near(a) & near(b) & ((a - b).abs() < 0.1 - SLACK)).then(text("central"))
        .when(near(a) | near(b)).then(text("borderline")).otherwise(zone)
    )
    same = lambda pole: high(pl.col(f"{pole}_low")) == high(pl.col(f"{pole}_high"))
    sure = pl.when(~nothing & same("a") & same("b")).then(text("tentative")).otherwise(text("open"))
    last = [pl.col(f"d{of}{pole}p").alias(f"d{of}.{pole}") for of in range(len(dimensions)) for pole in "ab"]
    return frame.select(
        "team", "coverage", "a", "b", "a_low", "b_low", "a_high", "b_high",
        zone.alias("zone"), label.alias("label"), sure.alias("confidence"), "integration", *last,
    )


def main():
    way, description, source, target = sys.argv[1:]
    description = json.load(open(description))
    ids = [question["id"] for question in description["questions"]]
    way, _, engine = way.partition("-")
    if way == "lines":
        schema = {"team": pl.String, "answers": pl.Struct({id: pl.String for id in ids})}
        frame = pl.scan_ndjson(source, schema=schema)
        cell = lambda id: pl.col("answers").struct.field(id)
    else:
        schema = {"team": pl.String} | {id: pl.String for id in ids}
        frame = pl.scan_csv(source, schema=schema)
        cell = pl.col
    result = job(frame, description, way, cell)
    if engine == "streaming":
        result.sink_csv(target)
    else:
        result.collect(engine="in-memory").write_csv(target)


main()
