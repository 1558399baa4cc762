"""The job in DuckDB: python duckdb_job.py WAY DESCRIPTION.json INPUT OUTPUT

Ways: `enum` and `text` read a CSV with cells as an enumeration or as text; `lines` reads NDJSON.
"""

import json
import sys

import duckdb

SLACK = 1e-12


def total(terms):
    return "(" + " + ".join(terms) + ")"


def mean(parts):
    """The weighted mean of what is not null: [(weight, column)]."""
    values = total(f"coalesce({weight} * {column}, 0)" for weight, column in parts)
    weights = total(f"if({column} is null, 0, {weight})" for weight, column in parts)
    return f"{values} / nullif({weights}, 0)"


def query(job, source, value, applies):
    questions, traits, dimensions = job["questions"], job["traits"], job["dimensions"]
    ids = range(len(questions))
    one = [value(q) for q in questions]
    one = [f"1 - ({v})" if q["reversed"] else v for q, v in zip(questions, one)]
    stages = [
        "select team, "
        + ", ".join(f"({one[i]}) as v{i}, ({applies(q)}) as n{i}" for i, q in enumerate(questions))
        + f" from {source}"
    ]
    columns = [
        f"{total(f'if(v{i} is null, 0, 1)' for i in ids)}::double / nullif({total(f'n{i}' for i in ids)}, 0) as coverage"
    ]
    for of in range(len(traits)):
        own = [i for i in ids if questions[i]["trait"] == of]
        weight = {i: questions[i]["weight"] for i in own}
        sums = total(f"coalesce({weight[i]} * v{i}, 0)" for i in own)
        known = total(f"if(v{i} is null, 0, {weight[i]})" for i in own)
        whole = total(f"{weight[i]} * n{i}" for i in own)
        columns.append(f"{sums} / nullif({known}, 0) as p{of}")
        columns.append(f"{sums} / nullif({whole}, 0) as l{of}")
        columns.append(f"({sums} + {whole} - {known}) / nullif({whole}, 0) as h{of}")
    stages.append(f"select team, {', '.join(columns)} from stage0")
    columns = ["team", "coverage"]
    for of in range(len(dimensions)):
        for pole in "ab":
            parts = [(t[pole], i) for i, t in enumerate(traits) if t["dimension"] == of and t[pole] > 0]
            for kind in "plh":
                columns.append(f"{mean([(w, f'{kind}{i}') for w, i in parts])} as d{of}{pole}{kind}")
    stages.append(f"select {', '.join(columns)} from stage1")
    columns = ["*"]
    for pole in "ab":
        for kind, name in (("p", pole), ("l", f"{pole}_low"), ("h", f"{pole}_high")):
            parts = [(w, f"d{of}{pole}{kind}") for of, w in enumerate(dimensions)]
            columns.append(f"{mean(parts)} as {name}")
    both = [(w, f"sqrt(d{of}ap * d{of}bp)") for of, w in enumerate(dimensions)]
    columns.append(f"{mean(both)} as integration")
    stages.append(f"select {', '.join(columns)} from stage2")
    high = lambda column: f"({column} >= {0.5 - SLACK})"
    zone = f"case when {high('a')} and {high('b')} then 'both' when {high('a')} then 'only-a' when {high('b')} then 'only-b' when a is null or b is null then null else 'neither' end"
    near = lambda column: f"(abs({column} - 0.5) < {0.05 - SLACK})"
    label = f"case when a is null or b is null then 'no-data' when {near('a')} and {near('b')} and abs(a - b) < {0.1 - SLACK} then 'central' when {near('a')} or {near('b')} then 'borderline' else {zone} end"
    sure = f"case when {high('a_low')} = {high('a_high')} and {high('b_low')} = {high('b_high')} then 'tentative' else 'open' end"
    last = ", ".join(f'd{of}{pole}p as "d{of}.{pole}"' for of in range(len(dimensions)) for pole in "ab")
    stages.append(
        f"select team, coverage, a, b, a_low, b_low, a_high, b_high, {zone} as zone, {label} as label, {sure} as confidence, integration, {last} from stage3"
    )
    parts = ", ".join(f"stage{i} as ({stage})" for i, stage in enumerate(stages[:-1]))
    return f"with {parts} {stages[-1]}"


def main():
    way, description, source, target = sys.argv[1:]
    job = json.load(open(description))
    ids = [question["id"] for question in job["questions"]]
    if way == "lines":
        fields = ", ".join(f"{id} varchar" for id in ids)
        table = f"read_json('{source}', format = 'newline_delimited', columns = {{team: 'varchar', answers: 'struct({fields})'}})"
        cell = lambda q: f"answers.{q['id']}"
        value = lambda q: f"(try_cast({cell(q)} as tinyint) - 1) / 4.0::double"
        applies = lambda q: f"if({cell(q)} = 'n/a', 0, 1)"
    else:
        kind = "enum('1', '2', '3', '4', '5', 'n/a')" if way == "enum" else "varchar"
        columns = ", ".join(f"'{id}': '{kind.replace(chr(39), chr(39) * 2)}'" for id in ids)
        table = f"read_csv('{source}', header = true, delim = ',', quote = '\"', nullstr = '', columns = {{'team': 'varchar', {columns}}})"
        cell = lambda q: q["id"]
        if way == "enum":
            value = lambda q: f"if({cell(q)} = 'n/a', null, enum_code({cell(q)}) / 4.0::double)"
        else:
            value = lambda q: f"(try_cast({cell(q)} as tinyint) - 1) / 4.0::double"
        applies = lambda q: f"if({cell(q)} = 'n/a', 0, 1)"
    duckdb.sql(f"copy ({query(job, table, value, applies)}) to '{target}' (format csv, header)")


main()
