@testable import Control
import Testing
import Training

@Suite struct ImportGatheringTests {
  private func sets(_ count: Int) -> [LoggedSet] { Array(repeating: .example, count: count) }

  @Test func gathersByConnection() throws {
    var gathering = ImportGathering()
    #expect(try gathering.take(sets(2), after: 0, more: true, from: 1) == nil)
    #expect(try gathering.take(sets(1), after: 0, more: true, from: 2) == nil)
    #expect(try gathering.take(sets(3), after: 2, more: true, from: 1) == nil)
    #expect(try gathering.take(sets(0), after: 1, more: false, from: 2)?.count == 1)
    #expect(try gathering.take(sets(1), after: 5, more: false, from: 1)?.count == 6)
    // A new import begins with 0, whatever was sent before.
    #expect(try gathering.take(sets(2), after: 0, more: true, from: 1) == nil)
    #expect(try gathering.take(sets(1), after: 0, more: false, from: 1)?.count == 1)
    #expect(try gathering.take(sets(1), after: 0, more: false, from: 1)?.count == 1)
  }

  @Test func aPieceThatDoesNotFollowIsRefused() throws {
    var gathering = ImportGathering()
    #expect(try gathering.take(sets(2), after: 0, more: true, from: 1) == nil)
    for after in [1, 3, 2] {
      #expect(throws: ControlError.self, "after \(after)") {
        try gathering.take(sets(1), after: after, more: false, from: 1)
      }
    }
    #expect(try gathering.take(sets(2), after: 0, more: true, from: 1) == nil)
    gathering.drop(1)
    #expect(throws: ControlError.self) { try gathering.take(sets(1), after: 2, more: false, from: 1) }
  }

  @Test func aSetThatCannotBeIsRefusedAtOnce() throws {
    var gathering = ImportGathering()
    var wrong = LoggedSet.example
    wrong.note = String(repeating: "x", count: 60_000)
    #expect(try gathering.take(sets(2), after: 0, more: true, from: 1) == nil)
    #expect { try gathering.take([.example, wrong], after: 2, more: true, from: 1) } throws: {
      ($0 as? ControlError)?.message == "sets[3]: a note of 60000 bytes"
    }
  }

  @Test func itsTextIsBounded() throws {
    var gathering = ImportGathering()
    var long = LoggedSet.example
    long.note = String(repeating: "x", count: 2_000)
    let piece = Array(repeating: long, count: 9_000)
    #expect(try gathering.take(piece, after: 0, more: true, from: 1) == nil)
    #expect { try gathering.take(piece, after: 0, more: true, from: 2) } throws: {
      ($0 as? ControlError)?.message == "import: more than 20 MB of names, notes and repetitions at once"
    }
    gathering.drop(1)
    #expect(try gathering.take(piece, after: 0, more: true, from: 2) == nil)
  }

  @Test func isBounded() throws {
    var gathering = ImportGathering()
    let most = sets(Request.importLimit)
    #expect(try gathering.take(most, after: 0, more: false, from: 1)?.count == most.count)
    #expect(try gathering.take(Array(most.dropLast()), after: 0, more: true, from: 1) == nil)
    #expect { try gathering.take(sets(2), after: most.count - 1, more: true, from: 1) } throws: {
      let error = $0 as? ControlError
      return error?.code == .unavailable && error?.remedy?.contains("; sudo holdfast import …; ") == true
    }
    // What was too much is dropped, and the rest of it is no import of its own.
    #expect(throws: ControlError.self) {
      try gathering.take(sets(1), after: most.count + 1, more: false, from: 1)
    }
    // The bound is one for all connections.
    #expect(try gathering.take(Array(most.dropLast()), after: 0, more: true, from: 1) == nil)
    #expect { try gathering.take(sets(2), after: 0, more: true, from: 2) } throws: {
      ($0 as? ControlError)?.message == "import: others are importing too"
    }
    gathering.drop(1)
    #expect(try gathering.take(sets(2), after: 0, more: true, from: 2) == nil)
  }
}
