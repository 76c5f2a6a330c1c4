-- 20,000 holds in whole seconds over a thousand days, for Timewarrior as well: read into a database that the daemon has
-- made. The same on every machine.
PRAGMA synchronous = OFF;
BEGIN;
INSERT INTO boots(number, boot_id, offset_us, synced, sort_offset_us)
VALUES (1, '00000000-0000-4000-8000-000000000001', 1672549200000000, 1, 1672549200000000);
-- 2023-01-01 05:00 UTC and twenty sets a day from then on.
WITH RECURSIVE counter(n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM counter WHERE n < 19999),
  figures AS (
    SELECT n, 1000000 * (86400 * (n / 20) + 150 * (n % 20) + n * 7919 % 23) AS instant,
      1000000 * (20 + n * 15485863 % 60) AS duration,
      CASE n % 4 WHEN 0 THEN 'wall-sit' WHEN 1 THEN 'plank' WHEN 2 THEN 'dead-hang' ELSE 'l-sit' END AS exercise
    FROM counter)
INSERT INTO sets(id, athlete, station, exercise, kind, side, started_us, duration_us, target, target_met, ended_by, synced,
  doubtful, hand_dated, boot, instant_us, sort_us)
SELECT printf('0198c1f2-%04x-7%03x-8%03x-%012x', n / 65536, n * 31 % 4096, n * 17 % 4096, n * 2654435761 % 281474976710656),
  'me', 'main', exercise, 'hold', 'both', 1672549200000000 + instant, duration, '30-45s', duration >= 30000000, 'tap', 1, 0, 0,
  1, instant, 1672549200000000 + instant
FROM figures ORDER BY n;
COMMIT;
PRAGMA wal_checkpoint(TRUNCATE);
