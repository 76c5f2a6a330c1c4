-- 1,000,000 sets of twenty athletes at ten stations over ten years, as the daemon would have stored them: read into a
-- database that it has made. The same on every machine.
--
-- Every day has 28 rounds, 14 in the early morning and 14 late in the evening, in each of which every station has a set;
-- the evening's go past midnight in some time zones. Sets are stored as they end, so that the rows of stations overlap.
PRAGMA synchronous = OFF;
PRAGMA journal_mode = MEMORY;
PRAGMA cache_size = -200000;
PRAGMA temp_store = MEMORY;
BEGIN;
INSERT INTO boots(number, boot_id, offset_us, synced, sort_offset_us)
VALUES (1, '00000000-0000-4000-8000-000000000001', 1479772800000000, 1, 1479772800000000);

CREATE TEMP TABLE exercises(number INTEGER PRIMARY KEY, name TEXT, kind TEXT, is_each INTEGER, target TEXT);
INSERT INTO exercises VALUES
  (0, 'wall-sit', 'hold', 0, '30-45s'), (1, 'plank', 'hold', 0, '30-60s'), (2, 'side-plank', 'hold', 1, '20-45s'),
  (3, 'squat', 'reps', 0, '8-12reps'), (4, 'single-leg-calf-raise-hold', 'hold', 1, '15-20s'),
  (5, 'dead-hang', 'hold', 0, '20-30s'), (6, 'push-up', 'reps', 0, '10-15reps'), (7, 'glute-bridge-hold', 'hold', 0, NULL),
  (8, 'goblet-squat', 'reps', 0, '8-12reps'), (9, 'split-squat-hold', 'hold', 1, '20-30s'),
  (10, 'calf-raise', 'reps', 0, NULL), (11, 'l-sit', 'hold', 0, '10-20s');

-- 274 sets a day: 140 in the morning (05:00 UTC), 134 in the evening (21:40 UTC).
CREATE TEMP TABLE figures AS
WITH RECURSIVE counter(n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM counter WHERE n < 999999),
  places AS (
    SELECT n, n / 274 AS day, n % 274 >= 140 AS evening, (n % 274) % 140 / 10 AS round, n % 10 AS station FROM counter),
  starts AS (
    SELECT *, 1000000 * (86400 * day + CASE WHEN evening THEN 78000 ELSE 18000 END + 150 * round + 11 * station
        + n * 7919 % 23) + n * 104729 % 1000000 AS instant,
      (station + round / 3 + day) % 12 AS exercise, 18000000 + n * 15485863 % 50000000 + 2000 * day AS duration
    FROM places)
SELECT n, instant, duration, exercise, round, evening, station,
  printf('%08x-%04x-7%03x-8%03x-%012x', (1479772800000 + instant / 1000) / 65536,
    (1479772800000 + instant / 1000) % 65536, n * 31 % 4096, n * 17 % 4096, n * 2654435761 % 281474976710656) AS id
FROM starts ORDER BY instant + duration;

INSERT INTO sets(id, athlete, station, exercise, kind, side, started_us, duration_us, reps, load_kg, rpe, target,
  target_met, ended_by, synced, note, doubtful, hand_dated, boot, instant_us, sort_us, measured_started_us,
  measured_duration_us, measured_exercise, measured_side)
SELECT f.id, printf('athlete-%02d', station + CASE WHEN evening THEN 10 ELSE 0 END), printf('station-%d', station), e.name,
  e.kind, CASE WHEN NOT is_each THEN 'both' WHEN round % 2 = 0 THEN 'left' ELSE 'right' END,
  1479772800000000 + instant, duration, CASE WHEN e.kind = 'reps' THEN 6 + n % 11 END,
  CASE WHEN n % 3 = 0 THEN 10 + n % 13 * 2.5 END, CASE WHEN n % 4 = 0 THEN 6 + n % 7 * 0.5 END, target,
  CASE WHEN target IS NOT NULL THEN n % 5 > 0 END,
  CASE WHEN n % 500 = 7 THEN 'timeout' WHEN n % 900 = 8 THEN 'power-cut' WHEN n % 800 = 9 THEN 'unplug'
    WHEN n % 6 = 5 THEN 'release' ELSE 'tap' END,
  1, CASE WHEN n % 200 = 3 THEN 'felt easy' END, n % 1000 = 11, 0, 1, instant, 1479772800000000 + instant,
  CASE WHEN n % 1000 = 507 THEN 1479772800000000 + instant END, CASE WHEN n % 1000 = 507 THEN duration + 5000000 END,
  CASE WHEN n % 1000 = 507 THEN e.name END, CASE WHEN n % 1000 = 507 THEN 'both' END
FROM figures f JOIN exercises e ON e.number = f.exercise ORDER BY f.rowid;

INSERT INTO changes(kind, station, athlete, made_us, boot, ended_us)
SELECT 'set', station, athlete, started_us + duration_us, 1, instant_us + duration_us FROM sets ORDER BY rowid;
INSERT INTO change_images(change, id) SELECT rowid, id FROM sets ORDER BY rowid;
COMMIT;
PRAGMA journal_mode = WAL;
