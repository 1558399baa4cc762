"""Makes a table of a CSV file, all columns texts, and writes what a query gives to another.

duckdb_run.py TABLE RESULT < QUERY
"""

import sys

import duckdb

table, result = sys.argv[1:]
database = duckdb.connect()
database.execute(
    "CREATE TABLE answers AS FROM read_csv(?, header = true, all_varchar = true, delim = ',', quote = '\"', escape = '\"')",
    [table],
)
database.execute(f"COPY ({sys.stdin.read()}) TO '{result}' (HEADER, DELIMITER ',')")
