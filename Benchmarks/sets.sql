-- 100,000 holds and sets of reps over some three years, as the daemon would have stored them: read into a database
-- that it has made. The same on every machine.
PRAGMA synchronous = OFF;
BEGIN;
INSERT INTO boots(number, boot_id, offset_us, synced, sort_offset_us)
VALUES (1, '00000000-0000-4000-8000-000000000001', 1700000000000000, 1, 1700000000000000);

CREATE TEMP TABLE figures AS
WITH RECURSIVE counter(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM counter WHERE n < 100000)
SELECT n, 1000000 * (n * 900 + n * 7919 % 600) + n * 104729 % 1000000 AS instant,
  20000000 + n * 15485863 % 70000000 AS duration, n % 5 = 0 AS is_reps,
  printf('0198c1f2-%04x-7%03x-8%03x-%012x', n / 65536, n * 31 % 4096, n * 17 % 4096, n * 2654435761 % 281474976710656)
    AS id
FROM counter;

INSERT INTO sets(id, athlete, station, exercise, kind, side, started_us, duration_us, reps, load_kg, target, target_met,
  ended_by, synced, doubtful, hand_dated, boot, instant_us, sort_us)
SELECT id, 'me', 'main', CASE WHEN is_reps THEN 'squat' WHEN n % 3 = 0 THEN 'side-plank' ELSE 'wall-sit' END,
  CASE WHEN is_reps THEN 'reps' ELSE 'hold' END,
  CASE WHEN is_reps OR n % 3 > 0 THEN 'both' WHEN n % 2 = 0 THEN 'left' ELSE 'right' END,
  1700000000000000 + instant, duration, CASE WHEN is_reps THEN 8 + n % 5 END, CASE WHEN n % 4 = 0 THEN 12.5 END,
  CASE WHEN is_reps THEN NULL ELSE '30-45s' END, CASE WHEN is_reps THEN NULL ELSE duration >= 30000000 END,
  'tap', 1, 0, 0, 1, instant, 1700000000000000 + instant
FROM figures ORDER BY n;

INSERT INTO changes(kind, station, athlete, made_us, boot, ended_us)
SELECT 'set', 'main', 'me', 1700000000000000 + instant + duration, 1, instant + duration FROM figures ORDER BY n;
INSERT INTO change_images(change, id) SELECT n, id FROM figures ORDER BY n;
COMMIT;
PRAGMA wal_checkpoint(TRUNCATE);
