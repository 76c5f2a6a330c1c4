-- What `holdfast trend wall-sit` draws: each athlete's best hold of each local day, and how many sets the day had. Sets
-- that were cut off or are doubtful count only once edited.
SELECT athlete, side, date(started_us / 1000000, 'unixepoch', 'localtime') AS day, max(duration_us) / 1e6, count(*)
FROM sets
WHERE exercise = 'wall-sit' AND (measured_started_us IS NOT NULL
    OR NOT doubtful AND ended_by NOT IN ('timeout', 'unplug', 'dropped', 'crash', 'shutdown', 'power-cut'))
GROUP BY athlete, side, day ORDER BY athlete, side, day;
