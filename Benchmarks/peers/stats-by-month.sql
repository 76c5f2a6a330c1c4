-- What `holdfast stats --by month` gives, a row a month of local time: each athlete's sessions, and the sets. Zones differ by
-- quarters of an hour, so sets are put together by these first, and the calendar is asked for each of them once.
WITH
  -- Each set with what its athlete had done before it: the end of the last set, and the time worked.
  ordered AS (
    SELECT athlete, started_us, sort_us, max(started_us + duration_us) OVER before AS ended_us,
      sum(duration_us) OVER before AS worked_us
    FROM sets
    WINDOW before AS (
      PARTITION BY athlete ORDER BY sort_us, rowid ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)),
  firsts AS (SELECT * FROM ordered WHERE ended_us IS NULL OR started_us - ended_us >= 1800000000),
  athletes AS (
    SELECT athlete, max(started_us + duration_us) AS ended_us, sum(duration_us) AS worked_us FROM sets GROUP BY athlete),
  -- A session ends where the next begins to look back.
  sessions AS (
    SELECT started_us,
      coalesce(lead(firsts.ended_us) OVER later, athletes.ended_us) - started_us AS length_us,
      coalesce(lead(firsts.worked_us) OVER later, athletes.worked_us) - coalesce(firsts.worked_us, 0) AS work_us
    FROM firsts JOIN athletes USING (athlete)
    WINDOW later AS (PARTITION BY athlete ORDER BY sort_us)),
  by_session AS (
    SELECT strftime('%Y-%m', started_us / 1000000, 'unixepoch', 'localtime') AS month, count(*) AS sessions,
      sum(length_us) AS length_us, sum(iif(work_us < length_us, length_us, NULL)) AS paced_us,
      sum(iif(work_us < length_us, work_us, NULL)) AS work_us
    FROM sessions GROUP BY month),
  by_set AS (
    SELECT strftime('%Y-%m', quarter * 900, 'unixepoch', 'localtime') AS month, sum(sets) AS sets, sum(holds) AS holds,
      sum(tension_us) AS tension_us, sum(reps) AS reps, sum(volume_kg) AS volume_kg
    FROM (
      SELECT started_us / 900000000 AS quarter, count(*) AS sets, sum(kind = 'hold') AS holds,
        sum(duration_us) AS tension_us, sum(reps) AS reps, total(load_kg * reps) AS volume_kg
      FROM sets GROUP BY quarter)
    GROUP BY month)
SELECT month, coalesce(sessions, 0), sets, holds, printf('%d.%06d', tension_us / 1000000, tension_us % 1000000), reps, volume_kg,
  printf('%d.%06d', length_us / 1000000, length_us % 1000000), round(100.0 * work_us / paced_us, 1)
FROM by_set LEFT JOIN by_session USING (month) ORDER BY month;
