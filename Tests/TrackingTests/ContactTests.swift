import Testing
import Training

@testable import Tracking

private func ms(_ count: Double) -> Instant { Instant(microseconds: Int64(count * 1_000)) }

/// Debounce, edge by edge: the table of `Contact` and what it is made of.
@Suite struct ContactTests {
  /// Feeds edges, with every deadline in its place, and gives what came of them.
  private func transitions(
    _ edges: [(at: Double, isDown: Bool)], until end: Double = 10_000
  ) -> [Contact.Transition] {
    var contact = Contact(debounce: .milliseconds(25))
    var told: [Contact.Transition] = []
    func letTimePass(to at: Instant) {
      while let due = contact.deadline, due <= at { contact.expire().map { told.append($0) } }
    }
    for edge in edges {
      letTimePass(to: ms(edge.at))
      contact.edge(isDown: edge.isDown, at: ms(edge.at)).map { told.append($0) }
    }
    letTimePass(to: ms(end))
    return told
  }

  @Test func aPressIsToldAtOnce() {
    var contact = Contact(debounce: .milliseconds(25))
    #expect(contact.edge(isDown: true, at: ms(100)) == .press(ms(100)))
    #expect(contact.state == .settling(until: ms(125)))
    #expect(contact.deadline == ms(125))
    #expect(contact.expire() == nil)
    #expect(contact.state == .down)
    #expect(contact.deadline == nil)
  }

  @Test func aReleaseWaits() {
    var contact = Contact(debounce: .milliseconds(25))
    _ = contact.edge(isDown: true, at: ms(100))
    _ = contact.expire()
    #expect(contact.edge(isDown: false, at: ms(300)) == nil)
    #expect(contact.pendingRelease == ms(300))
    #expect(contact.deadline == ms(325))
    #expect(contact.expire() == .release(ms(300)))
    #expect(contact.state == .up)
    #expect(contact.pendingRelease == nil)
  }

  @Test func edges() {
    let table: [([(Double, Bool)], [Contact.Transition])] = [
      ([], []),
      // A release without a press.
      ([(0, false)], []),
      ([(0, true)], [.press(ms(0))]),
      ([(0, true), (100, false)], [.press(ms(0)), .release(ms(100))]),
      // Up within the 25 ms: counts from the last edge.
      ([(0, true), (5, false)], [.press(ms(0)), .release(ms(5))]),
      ([(0, true), (5, false), (9, true), (12, false)], [.press(ms(0)), .release(ms(12))]),
      ([(0, true), (5, false), (9, true)], [.press(ms(0))]),
      // An edge at exactly 25 ms comes after the comparison.
      ([(0, true), (25, false)], [.press(ms(0)), .release(ms(25))]),
      ([(0, true), (5, false), (25, true)], [.press(ms(0))]),
      ([(0, true), (5, false), (30, true)], [.press(ms(0)), .release(ms(5)), .press(ms(30))]),
      ([(0, true), (5, false), (29.999, true)], [.press(ms(0))]),
      // Chatter while down.
      ([(0, true), (100, false), (124.999, true)], [.press(ms(0))]),
      ([(0, true), (100, false), (125, true)], [.press(ms(0)), .release(ms(100)), .press(ms(125))]),
      (
        [(0, true), (100, false), (120, true), (121, false), (140, true), (150, false)],
        [.press(ms(0)), .release(ms(150))]
      ),
      // What the kernel never sends twice changes nothing.
      ([(0, true), (50, true), (100, false), (110, false)], [.press(ms(0)), .release(ms(100))]),
    ]
    for (edges, expected) in table {
      #expect(transitions(edges.map { (at: $0.0, isDown: $0.1) }) == expected, "\(edges)")
    }
  }

  @Test func withoutDebounceEveryEdgeCounts() {
    var contact = Contact(debounce: .zero)
    #expect(contact.edge(isDown: true, at: ms(1)) == .press(ms(1)))
    #expect(contact.deadline == ms(1))
    #expect(contact.expire() == nil)
    #expect(contact.edge(isDown: false, at: ms(2)) == nil)
    #expect(contact.deadline == ms(2))
    #expect(contact.expire() == .release(ms(2)))
  }

  @Test func aGhostTellsNothing() {
    var contact = Contact(debounce: .milliseconds(25))
    #expect(contact.resync(isDown: true, at: ms(0)) == nil)
    #expect(contact.isGhost)
    #expect(contact.edge(isDown: false, at: ms(10)) == nil)
    #expect(contact.expire() == nil)
    #expect(contact.state == .up)
    #expect(contact.edge(isDown: true, at: ms(100)) == .press(ms(100)))
    #expect(!contact.isGhost)
  }

  @Test func resync() {
    func contact(_ edges: [(Double, Bool)], settled: Bool) -> Contact {
      var contact = Contact(debounce: .milliseconds(25))
      for edge in edges {
        _ = contact.edge(isDown: edge.1, at: ms(edge.0))
        if settled { _ = contact.expire() }
      }
      return contact
    }
    var up = Contact(debounce: .milliseconds(25))
    #expect(up.resync(isDown: false, at: ms(5)) == nil)
    #expect(up.state == .up)

    var settling = contact([(0, true)], settled: false)
    #expect(settling.resync(isDown: true, at: ms(5)) == nil)
    #expect(settling.state == .down)
    #expect(!settling.isGhost)

    var down = contact([(0, true)], settled: true)
    #expect(down.resync(isDown: false, at: ms(500)) == .release(ms(500)))
    #expect(down.state == .up)

    var releasing = contact([(0, true)], settled: true)
    _ = releasing.edge(isDown: false, at: ms(490))
    var chattering = releasing
    #expect(releasing.resync(isDown: false, at: ms(500)) == .release(ms(490)))
    #expect(chattering.resync(isDown: true, at: ms(500)) == nil)
    #expect(chattering.state == .down)

    var ghost = Contact(debounce: .milliseconds(25))
    _ = ghost.resync(isDown: true, at: ms(0))
    #expect(ghost.resync(isDown: false, at: ms(500)) == nil)
    #expect(ghost.state == .up)
  }

  @Test func unplug() {
    var contact = Contact(debounce: .milliseconds(25))
    _ = contact.edge(isDown: true, at: ms(0))
    var releasing = contact
    #expect(contact.unplug() == nil)
    #expect(contact.state == .up)
    _ = releasing.edge(isDown: false, at: ms(10))
    #expect(releasing.unplug() == .release(ms(10)))
    var ghost = Contact(debounce: .milliseconds(25))
    _ = ghost.resync(isDown: true, at: ms(0))
    _ = ghost.edge(isDown: false, at: ms(10))
    #expect(ghost.unplug() == nil)
  }

  @Test func anAdoptedKeyTellsItsRelease() {
    var contact = Contact(debounce: .milliseconds(25))
    _ = contact.resync(isDown: true, at: ms(0))
    contact.adoptDown()
    _ = contact.edge(isDown: false, at: ms(10))
    #expect(contact.expire() == .release(ms(10)))
  }
}

/// What a key is taken for: the table of `KeyRecognizer`.
@Suite struct KeyRecognizerTests {
  private func recognizer(_ binding: KeyBinding) -> KeyRecognizer {
    KeyRecognizer(binding: binding, input: InputConfiguration(match: DeviceMatch(name: "*")))
  }

  /// The gestures of presses, each from and to a number of ms; `nil` is a release that never comes.
  private func gestures(_ binding: KeyBinding, _ presses: [(Double, Double?)]) -> [Gesture] {
    var key = recognizer(binding)
    var told: [Gesture] = []
    func letTimePass(to at: Instant) {
      while let due = key.deadline, due <= at { key.expire().map { told.append($0) } }
    }
    for (from, to) in presses {
      letTimePass(to: ms(from))
      key.edge(isDown: true, at: ms(from)).map { told.append($0) }
      guard let to else { break }
      letTimePass(to: ms(to))
      key.edge(isDown: false, at: ms(to)).map { told.append($0) }
    }
    letTimePass(to: ms(60_000))
    #expect(key.undecidedSince == nil, "undecided for ever")
    return told
  }

  @Test func gesturesOfEachBinding() {
    let tap = KeyBinding(tap: .go)
    let press = KeyBinding(press: .hold)
    let long = KeyBinding(tap: .go, long: .undo)
    let double = KeyBinding(tap: .go, double: .undo)
    let all = KeyBinding(release: .stop, tap: .go, double: .discard, long: .undo)
    let momentary = KeyBinding(tap: .hold, long: .undo)
    let table: [(KeyBinding, [(Double, Double?)], [Gesture])] = [
      // Where a press says it all, nobody waits for the release.
      (tap, [(0, 100)], [.tap(at: ms(0))]),
      (tap, [(0, nil)], [.tap(at: ms(0))]),
      (tap, [(0, 5_000)], [.tap(at: ms(0))]),
      (press, [(0, 100)], [.press(at: ms(0)), .release(at: ms(100))]),
      (KeyBinding(release: .go), [(0, 100)], [.press(at: ms(0)), .release(at: ms(100))]),
      (long, [(0, 100)], [.tap(at: ms(0))]),
      (long, [(0, 799.999)], [.tap(at: ms(0))]),
      (long, [(0, 800)], [.long(at: ms(0)), .release(at: ms(800))]),
      (long, [(0, nil)], [.long(at: ms(0))]),
      (double, [(0, 100)], [.tap(at: ms(0))]),
      (double, [(0, 100), (349.999, 400)], [.double(at: ms(0)), .release(at: ms(400))]),
      (double, [(0, 100), (350, 400)], [.tap(at: ms(0)), .tap(at: ms(350))]),
      (double, [(0, 900)], [.tap(at: ms(0)), .release(at: ms(900))]),
      (double, [(0, nil)], [.tap(at: ms(0))]),
      // The third press begins anew.
      (
        double, [(0, 100), (200, 300), (400, 500)],
        [.double(at: ms(0)), .release(at: ms(300)), .tap(at: ms(400))]
      ),
      // A second press that is long is still the second of a double.
      (all, [(0, 100), (200, 2_000)], [.double(at: ms(0)), .release(at: ms(2_000))]),
      (all, [(0, 100)], [.tap(at: ms(0)), .release(at: ms(100))]),
      (all, [(0, 900)], [.long(at: ms(0)), .release(at: ms(900))]),
      (momentary, [(0, 100)], [.tap(at: ms(0)), .release(at: ms(100))]),
      // Shorter than the debounce.
      (long, [(0, 5)], [.tap(at: ms(0))]),
      (double, [(0, 5), (254.999, 300)], [.double(at: ms(0)), .release(at: ms(300))]),
    ]
    for (binding, presses, expected) in table {
      #expect(gestures(binding, presses) == expected, "\(presses)")
    }
  }

  @Test func aKeyThatOnlyTapsWakesNobody() {
    var key = recognizer(KeyBinding(tap: .go))
    #expect(key.edge(isDown: true, at: ms(0)) == .tap(at: ms(0)))
    #expect(key.deadline == nil)
    // Chatter, and a release shorter than the debounce: still the one press.
    #expect(key.edge(isDown: false, at: ms(5)) == nil)
    #expect(key.edge(isDown: true, at: ms(10)) == nil)
    #expect(key.edge(isDown: false, at: ms(500)) == nil)
    #expect(key.edge(isDown: true, at: ms(510)) == nil)
    #expect(key.edge(isDown: false, at: ms(600)) == nil)
    #expect(key.deadline == nil)
    // A deadline comes before an event of the same instant: the release stands, and this is a press.
    #expect(key.edge(isDown: true, at: ms(625)) == .tap(at: ms(625)))
  }

  @Test func sinceWhenItIsUndecided() {
    var key = recognizer(KeyBinding(tap: .go, double: .undo))
    #expect(key.undecidedSince == nil)
    _ = key.edge(isDown: true, at: ms(1_000))
    #expect(key.undecidedSince == ms(1_000))
    #expect(key.deadline == ms(1_025))
    _ = key.expire()
    #expect(key.deadline == ms(1_800))
    _ = key.edge(isDown: false, at: ms(1_100))
    // The contact decides first: the release may be chatter.
    #expect(key.deadline == ms(1_125))
    #expect(key.expire() == nil)
    #expect(key.undecidedSince == ms(1_000))
    #expect(key.deadline == ms(1_350))
    #expect(key.expire() == .tap(at: ms(1_000)))
    #expect(key.undecidedSince == nil)
    #expect(key.deadline == nil)
  }

  @Test func aReleaseIsUndecidedWhereItMatters() {
    for (binding, matters) in [
      (KeyBinding(press: .hold), true), (KeyBinding(tap: .hold), true), (KeyBinding(long: .hold), true),
      (KeyBinding(press: .go, release: .stop), true), (KeyBinding(tap: .go), false),
      (KeyBinding(press: .go), false),
    ] {
      var key = recognizer(binding)
      _ = key.edge(isDown: true, at: ms(0))
      while key.deadline != nil { _ = key.expire() }
      _ = key.edge(isDown: false, at: ms(2_000))
      #expect((key.undecidedSince == ms(2_000)) == matters, "\(binding)")
    }
  }

  @Test func unplugDecidesWhatCanBe() {
    let binding = KeyBinding(tap: .go, double: .undo)
    var between = recognizer(binding)
    _ = between.edge(isDown: true, at: ms(0))
    _ = between.edge(isDown: false, at: ms(10))
    #expect(between.unplug() == [.tap(at: ms(0))])
    #expect(between.deadline == nil)
    var pressed = recognizer(binding)
    _ = pressed.edge(isDown: true, at: ms(0))
    #expect(pressed.unplug() == [])
    #expect(pressed.undecidedSince == nil)
    var lifted = recognizer(KeyBinding(release: .stop, tap: .go, long: .undo))
    _ = lifted.edge(isDown: true, at: ms(0))
    _ = lifted.edge(isDown: false, at: ms(10))
    #expect(lifted.unplug() == [.tap(at: ms(0)), .release(at: ms(10))])
  }
}
