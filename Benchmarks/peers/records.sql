-- What `holdfast records` finds: of each athlete, exercise and side the longest hold, the most repetitions, the heaviest
-- load, and the week with the most time under tension, or repetitions. Sets that were cut off or are doubtful count only
-- once edited. Zones differ by quarters of an hour, so the calendar is asked once for each of these.
WITH
  sound AS (
    SELECT athlete, exercise, kind, side, started_us, duration_us, reps, load_kg FROM sets
    WHERE measured_started_us IS NOT NULL
      OR NOT doubtful AND ended_by NOT IN ('timeout', 'unplug', 'dropped', 'crash', 'shutdown', 'power-cut')),
  quarters AS (
    SELECT athlete, exercise, kind, side, started_us / 900000000 AS quarter,
      max(iif(kind = 'hold', duration_us, NULL)) AS longest, max(reps) AS most, max(load_kg) AS heaviest,
      sum(iif(kind = 'hold', duration_us, reps)) AS total
    FROM sound GROUP BY athlete, exercise, kind, side, quarter),
  weeks AS (
    SELECT athlete, exercise, kind, side,
      date(quarter * 900, 'unixepoch', 'localtime', 'weekday 0', '-6 days') AS monday,
      max(longest) AS longest, max(most) AS most, max(heaviest) AS heaviest, sum(total) AS total
    FROM quarters GROUP BY athlete, exercise, kind, side, monday)
SELECT athlete, exercise, kind, side, max(longest) / 1e6, max(most), max(heaviest),
  max(iif(kind = 'hold', total, NULL)) / 1e6, max(iif(kind = 'reps', total, NULL))
FROM weeks GROUP BY athlete, exercise, kind, side ORDER BY athlete, exercise, kind, side;
