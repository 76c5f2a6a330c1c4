import Testing
import Training

@testable import Store

/// Databases as earlier versions of Holdfast wrote them, with two sets of which one was noted and edited, what takes that
/// back, a set that runs and, from version 2 on, a program.
enum EarlierVersion {
  static let program = ProgramRun(athlete: "me", program: "home-plan", startDay: 20_778)

  /// - Returns: the sets that are in it.
  static func make(_ version: Int, in scratch: Scratch) throws -> [LoggedSet] {
    scratch.write([], to: scratch.database)
    let connection = try Connection(path: scratch.database)
    try connection.run("PRAGMA journal_mode = WAL")
    try connection.run("PRAGMA foreign_keys = ON")
    try Schema.migrate(connection, through: Array(Schema.migrations[..<version]))
    try connection.script(rows + (version >= 2 ? rowsOfVersion2 : ""))
    func set(_ id: String, _ start: Double, _ length: Double) -> LoggedSet {
      LoggedSet(
        id: SetID(id)!, athlete: "me", station: "main", exercise: "wall-sit", kind: .hold, side: .both,
        startedAt: tenOClock + .seconds(start), duration: .seconds(length), endedBy: .tap, clock: .synced)
    }
    let first = set("01a1fd8c-9010-72f4-ab64-a24626b08b08", 10, 30)
    var second = set("01a1fd8d-2c50-7930-b60a-7f977544864a", 50, 35)
    second.note = "of version 1"
    second.measured = Measured(
      startedAt: second.startedAt, duration: .seconds(40), reps: nil, loadKg: nil, exercise: "wall-sit",
      side: .both)
    return [first, second]
  }

  /// As `sqlite3 holdfast.db .dump` said.
  private static let rows = """
    INSERT INTO boots VALUES(1,'boot-1',1795255200000000,1,1795255200000000);
    INSERT INTO sets VALUES('01a1fd8c-9010-72f4-ab64-a24626b08b08','me','main','wall-sit','hold','both',
      1795255210000000,30000000,NULL,NULL,NULL,NULL,NULL,'tap',1,NULL,0,0,1,10000000,1795255210000000,
      NULL,NULL,NULL,NULL,NULL,NULL);
    INSERT INTO sets VALUES('01a1fd8d-2c50-7930-b60a-7f977544864a','me','main','wall-sit','hold','both',
      1795255250000000,35000000,NULL,NULL,NULL,NULL,NULL,'tap',1,'of version 1',0,0,1,50000000,1795255250000000,
      1795255250000000,40000000,NULL,NULL,'wall-sit','both');
    INSERT INTO running VALUES('main','01a1fd8f-7640-796d-bcdd-a845ebb2a002','me','wall-sit','hold','both',NULL,NULL,
      NULL,200000000,NULL,NULL,0,'none',NULL,NULL,1,1795255200000000,1,200000000,0);
    INSERT INTO changes VALUES(1,'set','main','me',1795255240000000,1,40000000,NULL);
    INSERT INTO changes VALUES(2,'set','main','me',1795255290000000,1,90000000,NULL);
    INSERT INTO changes VALUES(3,'note','main','me',1795255200000000,NULL,NULL,NULL);
    INSERT INTO changes VALUES(4,'edit','main','me',1795255200000000,NULL,NULL,NULL);
    INSERT INTO change_images(change,id) VALUES(1,'01a1fd8c-9010-72f4-ab64-a24626b08b08');
    INSERT INTO change_images(change,id) VALUES(2,'01a1fd8d-2c50-7930-b60a-7f977544864a');
    INSERT INTO change_images VALUES(3,'01a1fd8d-2c50-7930-b60a-7f977544864a','me','main','wall-sit','hold','both',
      1795255250000000,40000000,NULL,NULL,NULL,NULL,NULL,'tap',1,NULL,0,0,1,50000000,1795255250000000,
      NULL,NULL,NULL,NULL,NULL,NULL);
    INSERT INTO change_images VALUES(4,'01a1fd8d-2c50-7930-b60a-7f977544864a','me','main','wall-sit','hold','both',
      1795255250000000,40000000,NULL,NULL,NULL,NULL,NULL,'tap',1,'of version 1',0,0,1,50000000,1795255250000000,
      NULL,NULL,NULL,NULL,NULL,NULL);
    """

  private static let rowsOfVersion2 = """
    INSERT INTO program_runs VALUES(1,'me','home-plan',20778,NULL,NULL,NULL,NULL);
    """
}
