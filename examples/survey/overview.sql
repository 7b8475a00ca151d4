-- 普查结果的几个常用问题。在普查的目录里运行：duckdb < overview.sql
-- 年度在文件夹的名字里（year=2023）；没有写年度的是 0。

CREATE VIEW files AS SELECT * FROM read_parquet('files/*/*.parquet', hive_partitioning = true);
CREATE VIEW findings AS SELECT * FROM read_parquet('findings/*/*.parquet', hive_partitioning = true);
CREATE VIEW checks AS SELECT * FROM read_parquet('checks/*/*.parquet', hive_partitioning = true);
CREATE VIEW figures AS SELECT * FROM read_parquet('figures/*/*.parquet',  hive_partitioning = true);
CREATE VIEW problems AS SELECT * FROM read_parquet('problems/*/*.parquet', hive_partitioning = true);

-- 哪些部门的错误最多，金额差多少（一处错误的差额，不是资金的损失）
SELECT department, year, count(*) AS errors, sum(abs(difference_yuan)) AS difference_yuan
FROM findings
WHERE severity = 'error' AND NOT accepted
GROUP BY department, year
ORDER BY errors DESC, department, year;

-- 各年度哪些规则查出的最多
SELECT year, rule, any_value(name) AS name, count(*) AS errors, count(DISTINCT path) AS files
FROM findings
WHERE severity = 'error' AND NOT accepted
GROUP BY year, rule
ORDER BY year, errors DESC, rule;

-- 笔误的种类
SELECT coalesce(slip_told, '') AS slip, count(*) AS findings
FROM findings
WHERE severity <> 'note' AND NOT accepted
GROUP BY slip_told
ORDER BY findings DESC, slip;

-- 每条规则核对了多少，成立多少
SELECT rule, count(*) AS checks, count_if(verdict = 'holds') AS holds, count_if(verdict = 'rounding') AS rounding, count_if(verdict = 'broken') AS broken
FROM checks
WHERE verdict <> 'unchecked'
GROUP BY rule
ORDER BY rule;

-- 各部门的“三公”经费决算数，逐年（只取重算过的）
SELECT department, concept, year, max(yuan) AS yuan
FROM figures
WHERE concept IN ('三公经费', '公务接待费', '因公出国（境）费', '公务用车购置及运行维护费') AND role = '决算' AND of_year IS NULL AND state = 'recomputed'
GROUP BY department, concept, year
ORDER BY department, concept, year;

-- 为什么没有核对
SELECT reason, count(*) AS figures
FROM figures
WHERE state = 'unchecked'
GROUP BY reason
ORDER BY figures DESC, reason;

-- 没读、没读全的文件
SELECT path, kind, message FROM problems ORDER BY path, kind, message;
