-- What `holdfast trend wall-sit` draws: the best hold of each local day.
SELECT date(started_us / 1000000, 'unixepoch', 'localtime') AS day, max(duration_us), count(*)
FROM sets WHERE exercise = 'wall-sit' GROUP BY day;
