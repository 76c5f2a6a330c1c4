-- What `holdfast records` looks for: of each athlete, exercise and side the longest hold, the most repetitions, the heaviest
-- load, and the week with the most time under tension. Sets that were cut off or are doubtful count only once edited.
WITH
  sound AS (
    SELECT athlete, exercise, side, kind, started_us, duration_us, reps, load_kg FROM sets
    WHERE measured_started_us IS NOT NULL
      OR NOT doubtful AND ended_by NOT IN ('timeout', 'unplug', 'dropped', 'crash', 'shutdown', 'power-cut')),
  quarters AS (
    SELECT athlete, exercise, side, started_us / 900000000 AS quarter, max(iif(kind = 'hold', duration_us, NULL)) AS longest,
      max(reps) AS most, max(load_kg) AS heaviest, sum(duration_us) AS tension_us
    FROM sound GROUP BY athlete, exercise, side, quarter),
  weeks AS (
    SELECT athlete, exercise, side, date(quarter * 900, 'unixepoch', 'localtime', 'weekday 0', '-6 days') AS monday,
      max(longest) AS longest, max(most) AS most, max(heaviest) AS heaviest, sum(tension_us) AS tension_us
    FROM quarters GROUP BY athlete, exercise, side, monday)
SELECT athlete, exercise, side, max(longest), max(most), max(heaviest), max(tension_us)
FROM weeks GROUP BY athlete, exercise, side ORDER BY athlete, exercise, side;
