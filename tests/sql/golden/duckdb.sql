-- small 1.0.0: scores, bounds, zone and label for each answer set.
-- Written for DuckDB from the questionnaire with the fingerprint c11cdc8f7802c7a28092a7b9fc4bdf75.
-- The table: one row an answer set, one column a question; cells as in a table of answers.
-- Left out, since SQL does not carry it: levels, weak links, contradictions, notes, evidence and recommendations.
-- Cells as texts without white space around them
WITH cells AS (
  SELECT
    "team",
    "respondent",
    "role",
    "date",
    NULLIF(TRIM(CAST("deploys" AS VARCHAR), E' \t\n\r'), '') AS q1, -- deploys
    NULLIF(TRIM(CAST("latency" AS VARCHAR), E' \t\n\r'), '') AS q2, -- latency
    ';' || TRIM(REGEXP_REPLACE(TRIM(CAST("parts" AS VARCHAR), E' \t\n\r'), '\s*;[\s;]*', ';', 'g'), ';') || ';' AS q3_list,
    NULLIF(TRIM(CAST("parts" AS VARCHAR), E' \t\n\r'), '') AS q3, -- parts
    NULLIF(TRIM(CAST("walls" AS VARCHAR), E' \t\n\r'), '') AS q4 -- walls
  FROM "answers"
),
-- What each cell says: see the codes in the documentation
answers AS (
  SELECT
    "team",
    "respondent",
    "role",
    "date",
    CASE WHEN q1 IS NULL THEN NULL WHEN LOWER(q1) = 'n/a' THEN 0 WHEN LOWER(q1) = 'unknown' THEN -1 WHEN q1 = 'rarely' THEN 1 WHEN q1 = 'monthly' THEN 2 WHEN q1 = 'daily' THEN 3 WHEN q1 IN ('1', '1.0') THEN 1 WHEN q1 IN ('2', '2.0') THEN 2 WHEN q1 IN ('3', '3.0') THEN 3 ELSE -2 END AS q1, -- deploys
    CASE WHEN q2 IS NULL THEN NULL WHEN LOWER(q2) = 'n/a' THEN 0 WHEN LOWER(q2) = 'unknown' THEN -1 WHEN NOT (REGEXP_FULL_MATCH(q2, '^[+-]?([0-9]{1,30}([.][0-9]{0,30})?|[.][0-9]{1,30})([eE][+-]?[0-9]{1,2})?$')) THEN -2 WHEN CAST(q2 AS DOUBLE) < 0.0 THEN -2 ELSE 1 END AS q2, -- latency
    CASE WHEN REGEXP_FULL_MATCH(q2, '^[+-]?([0-9]{1,30}([.][0-9]{0,30})?|[.][0-9]{1,30})([eE][+-]?[0-9]{1,2})?$') THEN CAST(q2 AS DOUBLE) END AS q2_x,
    CASE WHEN q3 IS NULL THEN NULL WHEN LOWER(q3) = 'n/a' THEN 0 WHEN LOWER(q3) = 'unknown' THEN -1 WHEN CHAR_LENGTH(q3_list) - CHAR_LENGTH(REPLACE(q3_list, ';', '')) - 1 <> CASE WHEN POSITION(';roles;' IN q3_list) > 0 OR POSITION(';1;' IN q3_list) > 0 OR POSITION(';1.0;' IN q3_list) > 0 THEN 1 ELSE 0 END + CASE WHEN POSITION(';runbook;' IN q3_list) > 0 OR POSITION(';2;' IN q3_list) > 0 OR POSITION(';2.0;' IN q3_list) > 0 THEN 1 ELSE 0 END + CASE WHEN POSITION(';none;' IN q3_list) > 0 OR POSITION(';3;' IN q3_list) > 0 OR POSITION(';3.0;' IN q3_list) > 0 THEN 1 ELSE 0 END THEN -2 WHEN CASE WHEN POSITION(';none;' IN q3_list) > 0 OR POSITION(';3;' IN q3_list) > 0 OR POSITION(';3.0;' IN q3_list) > 0 THEN 1 ELSE 0 END = 1 AND CHAR_LENGTH(q3_list) - CHAR_LENGTH(REPLACE(q3_list, ';', '')) - 1 > 1 THEN -1 ELSE 1 END AS q3, -- parts
    CASE WHEN POSITION(';roles;' IN q3_list) > 0 OR POSITION(';1;' IN q3_list) > 0 OR POSITION(';1.0;' IN q3_list) > 0 THEN 1 ELSE 0 END AS q3_1,
    CASE WHEN POSITION(';runbook;' IN q3_list) > 0 OR POSITION(';2;' IN q3_list) > 0 OR POSITION(';2.0;' IN q3_list) > 0 THEN 1 ELSE 0 END AS q3_2,
    CASE WHEN POSITION(';none;' IN q3_list) > 0 OR POSITION(';3;' IN q3_list) > 0 OR POSITION(';3.0;' IN q3_list) > 0 THEN 1 ELSE 0 END AS q3_3,
    CASE WHEN q4 IS NULL THEN NULL WHEN LOWER(q4) = 'n/a' THEN 0 WHEN LOWER(q4) = 'unknown' THEN -1 WHEN LOWER(q4) IN ('yes', 'true') THEN 2 WHEN LOWER(q4) IN ('no', 'false') THEN 1 ELSE -2 END AS q4 -- walls
  FROM cells
),
-- Which questions are asked, as far as that is known
asked_1 AS (
  SELECT
    *,
    CASE WHEN q1 = 0 THEN FALSE WHEN q1 >= 1 THEN q1 > 1 END AS s2 -- latency
  FROM answers
),
-- What each answer is worth
worths AS (
  SELECT
    *,
    CASE WHEN q1 = -2 THEN 'deploys: not one of its answers' WHEN q2 = -2 THEN 'latency: not one of its answers' WHEN q3 = -2 THEN 'parts: not one of its answers' WHEN q4 = -2 THEN 'walls: not one of its answers' END AS error,
    CAST(CASE q1 WHEN 1 THEN 0.0 WHEN 2 THEN 0.3 WHEN 3 THEN 1.0 END AS DOUBLE) AS v1, -- deploys
    CASE WHEN s2 IS FALSE THEN NULL ELSE CAST(CASE q2 WHEN 1 THEN CASE WHEN q2_x < 0.0 THEN 1.0 WHEN q2_x < 7.0 THEN 1.0 + (-0.25) * ((q2_x - 0.0) / 7.0) WHEN q2_x < 90.0 THEN 0.75 + (-0.75) * ((q2_x - 7.0) / 83.0) ELSE 0.0 END END AS DOUBLE) END AS v2, -- latency
    CAST(CASE q3 WHEN 1 THEN CAST(LEAST(q3_1 * 1.0 + q3_2 * 1.0, 2.0) AS DOUBLE) / 2.0 END AS DOUBLE) AS v3, -- parts
    CAST(CASE q4 WHEN 2 THEN 0.0 WHEN 1 THEN 1.0 END AS DOUBLE) AS v4 -- walls
  FROM asked_1
),
-- What missing answers may be worth
bounds AS (
  SELECT
    "team",
    "respondent",
    "role",
    "date",
    error,
    v1, -- deploys
    CASE WHEN q1 = 0 THEN NULL ELSE COALESCE(v1, 0.0) END AS v1_low,
    CASE WHEN q1 = 0 THEN NULL ELSE COALESCE(v1, 1.0) END AS v1_high,
    v2, -- latency
    CASE WHEN s2 IS FALSE OR q2 = 0 THEN NULL ELSE COALESCE(v2, 0.0) END AS v2_low,
    CASE WHEN s2 IS FALSE OR q2 = 0 THEN NULL ELSE COALESCE(v2, 1.0) END AS v2_high,
    v3, -- parts
    CASE WHEN q3 = 0 THEN NULL ELSE COALESCE(v3, 0.0) END AS v3_low,
    CASE WHEN q3 = 0 THEN NULL ELSE COALESCE(v3, 1.0) END AS v3_high,
    v4, -- walls
    CASE WHEN q4 = 0 THEN NULL ELSE COALESCE(v4, 0.0) END AS v4_low,
    CASE WHEN q4 = 0 THEN NULL ELSE COALESCE(v4, 1.0) END AS v4_high
  FROM worths
),
-- Traits, and how much was answered
traits AS (
  SELECT
    "team",
    "respondent",
    "role",
    "date",
    error,
    CAST(CASE WHEN v1 IS NULL THEN 0 ELSE 1 END + CASE WHEN v2 IS NULL THEN 0 ELSE 1 END + CASE WHEN v3 IS NULL THEN 0 ELSE 1 END + CASE WHEN v4 IS NULL THEN 0 ELSE 1 END AS DOUBLE) / NULLIF(CASE WHEN v1_low IS NULL THEN 0 ELSE 1 END + CASE WHEN v2_low IS NULL THEN 0 ELSE 1 END + CASE WHEN v3_low IS NULL THEN 0 ELSE 1 END + CASE WHEN v4_low IS NULL THEN 0 ELSE 1 END, 0) AS coverage,
    v1 AS t1, -- delivery
    v1_low AS t1_low,
    v1_high AS t1_high,
    (2.0 * COALESCE(v2, 0.0) + 1.0 * COALESCE(v3, 0.0) + 1.0 * COALESCE(v4, 0.0)) / NULLIF(CASE WHEN v2 IS NULL THEN 0.0 ELSE 2.0 END + CASE WHEN v3 IS NULL THEN 0.0 ELSE 1.0 END + CASE WHEN v4 IS NULL THEN 0.0 ELSE 1.0 END, 0.0) AS t2, -- care
    (2.0 * COALESCE(v2_low, 0.0) + 1.0 * COALESCE(v3_low, 0.0) + 1.0 * COALESCE(v4_low, 0.0)) / NULLIF(CASE WHEN v2_low IS NULL THEN 0.0 ELSE 2.0 END + CASE WHEN v3_low IS NULL THEN 0.0 ELSE 1.0 END + CASE WHEN v4_low IS NULL THEN 0.0 ELSE 1.0 END, 0.0) AS t2_low,
    (2.0 * COALESCE(v2_high, 0.0) + 1.0 * COALESCE(v3_high, 0.0) + 1.0 * COALESCE(v4_high, 0.0)) / NULLIF(CASE WHEN v2_high IS NULL THEN 0.0 ELSE 2.0 END + CASE WHEN v3_high IS NULL THEN 0.0 ELSE 1.0 END + CASE WHEN v4_high IS NULL THEN 0.0 ELSE 1.0 END, 0.0) AS t2_high
  FROM bounds
),
-- Dimensions on each pole
dimensions AS (
  SELECT
    "team",
    "respondent",
    "role",
    "date",
    error,
    coverage,
    (COALESCE(t1, 0.0) + COALESCE(t2, 0.0)) / NULLIF(CASE WHEN t1 IS NULL THEN 0.0 ELSE 1.0 END + CASE WHEN t2 IS NULL THEN 0.0 ELSE 1.0 END, 0.0) AS d1_p1, -- work.devops
    (COALESCE(t1_low, 0.0) + COALESCE(t2_low, 0.0)) / NULLIF(CASE WHEN t1_low IS NULL THEN 0.0 ELSE 1.0 END + CASE WHEN t2_low IS NULL THEN 0.0 ELSE 1.0 END, 0.0) AS d1_p1_low,
    (COALESCE(t1_high, 0.0) + COALESCE(t2_high, 0.0)) / NULLIF(CASE WHEN t1_high IS NULL THEN 0.0 ELSE 1.0 END + CASE WHEN t2_high IS NULL THEN 0.0 ELSE 1.0 END, 0.0) AS d1_p1_high,
    t2 AS d1_p2, -- work.itops
    t2_low AS d1_p2_low,
    t2_high AS d1_p2_high
  FROM traits
),
-- Poles over all dimensions
poles AS (
  SELECT
    "team",
    "respondent",
    "role",
    "date",
    error,
    coverage,
    d1_p1,
    d1_p2,
    CASE WHEN NOT (d1_p1 IS NULL OR d1_p2 IS NULL) THEN LEAST(SQRT(d1_p1 * d1_p2), (d1_p1 + d1_p2) / 2.0) END AS i1,
    d1_p1 AS p1, -- devops
    d1_p1_low AS p1_low,
    d1_p1_high AS p1_high,
    d1_p2 AS p2, -- itops
    d1_p2_low AS p2_low,
    d1_p2_high AS p2_high
  FROM dimensions
),
-- The place on the plane
placed AS (
  SELECT
    "team",
    "respondent",
    "role",
    "date",
    error,
    coverage,
    p1,
    CASE WHEN p1_low IS NOT NULL THEN LEAST(p1_low, COALESCE(p1, 0.0)) END AS p1_low,
    CASE WHEN p1_high IS NOT NULL THEN GREATEST(p1_high, COALESCE(p1, 1.0)) END AS p1_high,
    p2,
    CASE WHEN p2_low IS NOT NULL THEN LEAST(p2_low, COALESCE(p2, 0.0)) END AS p2_low,
    CASE WHEN p2_high IS NOT NULL THEN GREATEST(p2_high, COALESCE(p2, 1.0)) END AS p2_high,
    CASE WHEN p1 IS NULL OR p2 IS NULL THEN NULL WHEN p1 >= 0.499999999999 AND p2 >= 0.499999999999 THEN 'both' WHEN p2 >= 0.499999999999 THEN 'other' WHEN p1 >= 0.499999999999 THEN 'one' ELSE 'other' END AS zone,
    CASE WHEN p1 IS NULL OR p2 IS NULL THEN 'no-data' WHEN NOT (ABS(p1 - 0.5) < 0.049999999999000004 OR ABS(p2 - 0.5) < 0.049999999999000004) THEN CASE WHEN p1 IS NULL OR p2 IS NULL THEN NULL WHEN p1 >= 0.499999999999 AND p2 >= 0.499999999999 THEN 'both' WHEN p2 >= 0.499999999999 THEN 'other' WHEN p1 >= 0.499999999999 THEN 'one' ELSE 'other' END WHEN CASE WHEN p1 IS NULL OR p2 IS NULL THEN NULL WHEN p1 >= 0.499999999999 AND p2 >= 0.499999999999 THEN 'both' WHEN p2 >= 0.499999999999 THEN 'other' WHEN p1 >= 0.499999999999 THEN 'one' ELSE 'other' END = 'other' AND NOT (ABS(p1 - 0.5) < 0.049999999999000004) THEN 'other' WHEN ABS(p1 - 0.5) < 0.049999999999000004 AND ABS(p2 - 0.5) < 0.049999999999000004 AND GREATEST(p1, p2) - LEAST(p1, p2) < 0.099999999999 THEN 'central' ELSE 'borderline' END AS label,
    CASE WHEN p1 IS NULL OR p2 IS NULL THEN 'open' WHEN CASE WHEN p1_high >= 0.499999999999 AND p2_high >= 0.499999999999 THEN 1 ELSE 0 END + CASE WHEN p1_low < 0.499999999999 AND p2_low < 0.499999999999 OR p1_low < 0.499999999999 AND p2_high >= 0.499999999999 THEN 1 ELSE 0 END + CASE WHEN p1_high >= 0.499999999999 AND p2_low < 0.499999999999 THEN 1 ELSE 0 END = 1 THEN 'tentative' ELSE 'open' END AS confidence,
    i1 AS integration,
    d1_p1,
    d1_p2
  FROM poles
)
-- The result: one row a set
SELECT
  "team",
  "respondent",
  "role",
  "date",
  CASE WHEN error IS NULL THEN coverage END AS "coverage",
  CASE WHEN error IS NULL THEN p1 END AS "devops",
  CASE WHEN error IS NULL THEN p2 END AS "itops",
  CASE WHEN error IS NULL THEN p1_low END AS "devops_low",
  CASE WHEN error IS NULL THEN p2_low END AS "itops_low",
  CASE WHEN error IS NULL THEN p1_high END AS "devops_high",
  CASE WHEN error IS NULL THEN p2_high END AS "itops_high",
  CASE WHEN error IS NULL THEN zone END AS "zone",
  CASE WHEN error IS NULL THEN label END AS "label",
  CASE WHEN error IS NULL THEN confidence END AS "confidence",
  CASE WHEN error IS NULL THEN integration END AS "integration",
  CASE WHEN error IS NULL THEN d1_p1 END AS "work.devops",
  CASE WHEN error IS NULL THEN d1_p2 END AS "work.itops",
  CASE WHEN error IS NULL THEN 'scored' ELSE 'rejected' END AS "status",
  error AS "error"
FROM placed
