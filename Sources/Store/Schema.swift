internal import Training

/// The tables, and how a database of an earlier version becomes one of this version.
enum Schema {
  /// "HLDf", SQLite's `application_id`: tells `file` and us that a database is Holdfast's.
  static let applicationID: Int64 = 0x484C_4466

  /// One entry a version: the first makes version 1 of an empty file, the next version 2 of version 1, and so
  /// on.
  ///
  /// An entry that has been released is never changed. To change the schema, add one; the tests then migrate
  /// a database of every earlier version.
  static let migrations: [String] = [version1, version2, version3]

  /// The version that this program writes: SQLite's `user_version`.
  static var version: Int64 { Int64(migrations.count) }

  /// The columns of a set but for its id, in the order in which `StoredSet` reads and binds them.
  static let setColumns = columnsOfVersion1 + ", motion"

  /// The same of a database of version 1 or 2, which can be read before it is brought up to date.
  static let setColumnsWithoutMotion = columnsOfVersion1 + ", NULL"

  private static let columnsOfVersion1 =
    "athlete, station, exercise, kind, side, started_us, duration_us, reps, load_kg, rpe, target, target_met, "
    + "ended_by, synced, note, doubtful, hand_dated, boot, instant_us, sort_us, measured_started_us, "
    + "measured_duration_us, measured_reps, measured_load_kg, measured_exercise, measured_side"

  /// Times are µs: `_us` of the calendar, `instant_us` of the boot's clock. Loads are kg.
  private static let version1 = """
    CREATE TABLE boots(
      number INTEGER PRIMARY KEY,
      boot_id TEXT NOT NULL UNIQUE,
      offset_us INTEGER NOT NULL,       -- from the boot's clock to the calendar, as last known
      synced INTEGER NOT NULL,          -- whether that is right
      sort_offset_us INTEGER NOT NULL   -- from the boot's clock to the log's order
    ) STRICT;

    CREATE TABLE sets(
      id TEXT NOT NULL UNIQUE,
      athlete TEXT NOT NULL,
      station TEXT NOT NULL,
      exercise TEXT NOT NULL,
      kind TEXT NOT NULL,
      side TEXT NOT NULL,
      started_us INTEGER NOT NULL,
      duration_us INTEGER NOT NULL,
      reps INTEGER,
      load_kg REAL,
      rpe REAL,
      target TEXT,
      target_met INTEGER,
      ended_by TEXT NOT NULL,
      synced INTEGER NOT NULL,
      note TEXT,
      doubtful INTEGER NOT NULL,
      hand_dated INTEGER NOT NULL,      -- its date was typed, and no clock changes it
      boot INTEGER REFERENCES boots(number),
      instant_us INTEGER,               -- its start on that boot's clock
      sort_us INTEGER NOT NULL,
      measured_started_us INTEGER,
      measured_duration_us INTEGER,
      measured_reps INTEGER,
      measured_load_kg REAL,
      measured_exercise TEXT,
      measured_side TEXT
    ) STRICT;
    CREATE INDEX sets_in_order ON sets(sort_us);
    CREATE INDEX sets_by_start ON sets(started_us);

    CREATE TABLE running(
      station TEXT PRIMARY KEY NOT NULL,
      id TEXT NOT NULL,
      athlete TEXT NOT NULL,
      exercise TEXT NOT NULL,
      kind TEXT NOT NULL,
      side TEXT NOT NULL,
      load_kg REAL,
      target TEXT,
      rpe REAL,
      instant_us INTEGER NOT NULL,
      reps INTEGER,
      last_rep_us INTEGER,
      tapped INTEGER NOT NULL,
      carrier TEXT NOT NULL,
      device TEXT,
      key INTEGER,
      boot INTEGER NOT NULL REFERENCES boots(number),
      offset_us INTEGER NOT NULL,
      synced INTEGER NOT NULL,
      heartbeat_us INTEGER NOT NULL,
      stopped INTEGER NOT NULL          -- the daemon was told to stop, and was not cut off
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE selections(
      station TEXT PRIMARY KEY NOT NULL,
      athlete TEXT NOT NULL,
      exercise TEXT NOT NULL,
      side TEXT NOT NULL,
      load_kg REAL,
      target TEXT,
      boot INTEGER NOT NULL REFERENCES boots(number),
      instant_us INTEGER NOT NULL,      -- when it was last chosen or used
      offset_us INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE loads(
      athlete TEXT NOT NULL,
      exercise TEXT NOT NULL,
      load_kg REAL NOT NULL,
      PRIMARY KEY(athlete, exercise)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE changes(
      number INTEGER PRIMARY KEY,
      kind TEXT NOT NULL,
      station TEXT,
      athlete TEXT,
      made_us INTEGER NOT NULL,
      boot INTEGER,                     -- of a set that was stored: where and when it ended
      ended_us INTEGER,
      undone INTEGER                    -- NULL while it holds, else which undo took it back
    ) STRICT;
    CREATE INDEX changes_undone ON changes(undone) WHERE undone IS NOT NULL;
    -- A pedal's undo looks back within this boot only, however long the history is.
    CREATE INDEX changes_by_boot ON changes(boot, station, number);

    -- The other side of every set that a change touched: what was there before while the change holds, what it
    -- made of it once it is undone. No athlete means no set.
    CREATE TABLE change_images(
      change INTEGER NOT NULL REFERENCES changes(number) ON DELETE CASCADE,
      id TEXT NOT NULL,
      athlete TEXT,
      station TEXT,
      exercise TEXT,
      kind TEXT,
      side TEXT,
      started_us INTEGER,
      duration_us INTEGER,
      reps INTEGER,
      load_kg REAL,
      rpe REAL,
      target TEXT,
      target_met INTEGER,
      ended_by TEXT,
      synced INTEGER,
      note TEXT,
      doubtful INTEGER,
      hand_dated INTEGER,
      boot INTEGER,
      instant_us INTEGER,
      sort_us INTEGER,
      measured_started_us INTEGER,
      measured_duration_us INTEGER,
      measured_reps INTEGER,
      measured_load_kg REAL,
      measured_exercise TEXT,
      measured_side TEXT,
      PRIMARY KEY(change, id)
    ) STRICT, WITHOUT ROWID;
    """

  /// What an athlete tells beside sets. Days are numbers of local dates, 0 being 1970-01-01.
  private static let version2 = """
    CREATE TABLE program_runs(
      number INTEGER PRIMARY KEY,
      athlete TEXT NOT NULL,
      program TEXT NOT NULL,
      start_day INTEGER NOT NULL,
      stop_day INTEGER,                 -- the first day on which it was no longer followed
      race_day INTEGER,
      race_distance TEXT,
      configured TEXT                   -- the program that the configuration named when the row was made
    ) STRICT;
    CREATE INDEX program_runs_of_athlete ON program_runs(athlete, start_day);

    CREATE TABLE runs(
      id TEXT NOT NULL UNIQUE,
      athlete TEXT NOT NULL,
      day INTEGER NOT NULL,
      minute INTEGER,                   -- of the day
      kind TEXT NOT NULL,
      duration_us INTEGER,
      km REAL,
      note TEXT
    ) STRICT;
    CREATE INDEX runs_by_day ON runs(day, athlete);

    CREATE TABLE answers(
      athlete TEXT NOT NULL,
      day INTEGER NOT NULL,
      question TEXT NOT NULL,
      choice TEXT NOT NULL,
      exercise TEXT NOT NULL,           -- empty where it is about none
      UNIQUE(athlete, day, question, exercise)
    ) STRICT;
    """

  /// What an accelerometer saw of a set stands last in its row: what need not read it does not.
  private static let version3 = """
    ALTER TABLE sets ADD COLUMN motion TEXT;
    ALTER TABLE change_images ADD COLUMN motion TEXT;

    -- How a sensor lies while an exercise is held: what it takes for gravity, in its own axes.
    CREATE TABLE postures(
      athlete TEXT NOT NULL,
      exercise TEXT NOT NULL,
      x REAL NOT NULL,
      y REAL NOT NULL,
      z REAL NOT NULL,
      tolerance_deg REAL NOT NULL,
      device TEXT NOT NULL,
      learnt_us INTEGER NOT NULL,
      PRIMARY KEY(athlete, exercise)
    ) STRICT, WITHOUT ROWID;

    -- What a sensor sent during the newest sets, as a recording has it.
    CREATE TABLE samples(
      number INTEGER PRIMARY KEY,       -- grows with each set
      id TEXT NOT NULL UNIQUE,          -- the set's
      device TEXT NOT NULL,             -- the recording's header
      events BLOB NOT NULL
    ) STRICT;
    """

  /// Whether a database has tables that only a version has.
  static func has(version: Int64, _ connection: Connection) throws(StoreError) -> Bool {
    try connection.integer("PRAGMA user_version") ?? 0 >= version
  }

  /// What a file turned out to be.
  enum State {
    /// Nothing has been written yet.
    case empty
    /// Holdfast's, of this version.
    case version(Int64)
  }

  /// Looks at a database without changing it.
  /// - Throws: `notADatabase` for another program's, `fromTheFuture` for a newer Holdfast's.
  static func state(of connection: Connection) throws(StoreError) -> State {
    let application = try connection.integer("PRAGMA application_id") ?? 0
    let version = try connection.integer("PRAGMA user_version") ?? 0
    if application == 0, version == 0, try connection.integer("SELECT count(*) FROM sqlite_schema") == 0 {
      return .empty
    }
    guard application == applicationID, version > 0 else {
      throw StoreError(
        .notADatabase, path: connection.path, message: "this is a database of another program",
        remedy: "name another file with --database")
    }
    guard version <= Schema.version else {
      throw StoreError(
        .fromTheFuture, path: connection.path,
        message:
          "a newer holdfast has written this (format \(version), this program knows \(Schema.version))",
        remedy: "install that version again, or name another file with --database")
    }
    return .version(version)
  }

  /// Brings a database to this version; each step is one transaction with its version number.
  static func migrate(
    _ connection: Connection, through migrations: [String] = Schema.migrations
  ) throws(StoreError) {
    var version = 0
    if case .version(let found) = try state(of: connection) { version = Int(found) }
    while version < migrations.count {
      let next = version + 1
      try connection.transaction { () throws(StoreError) in
        try connection.script(migrations[version])
        try connection.run("PRAGMA application_id = \(applicationID)")
        try connection.run("PRAGMA user_version = \(next)")
      }
      version = next
    }
  }
}
