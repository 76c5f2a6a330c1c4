import Training

/// What a key was taken for, dated by the event that began it.
enum Gesture: Equatable {
  case press(at: Instant)
  case release(at: Instant)
  case tap(at: Instant)
  case double(at: Instant)
  case long(at: Instant)

  var at: Instant {
    switch self {
    case .press(let at), .release(let at), .tap(let at), .double(let at), .long(let at): at
    }
  }
}

extension KeyBinding {
  func action(for gesture: Gesture) -> Action? {
    switch gesture {
    case .press: press
    case .release: release
    case .tap: tap
    case .double: double
    case .long: long
    }
  }
}

/// One key: its contact, and the decision between tap, double and long.
///
/// | state         | press                 | release                            | deadline                            |
/// |---------------|-----------------------|------------------------------------|-------------------------------------|
/// | idle          | see below             | –                                  | –                                   |
/// | pressed       | –                     | `double` bound → betweenPresses, else **tap** → lifted | `long` bound: **long**, else **tap**; → decided |
/// | betweenPresses | **double**, → decided | –                                 | **tap** → lifted                    |
/// | decided       | –                     | **release**, → idle                | –                                   |
/// | lifted        | –                     | –                                  | at once: **release**, → idle        |
///
/// A press of a key with neither `double` nor `long` is decided at once: as **press** where that is bound, else as
/// **tap**. Whatever it was taken for, one release follows; a tap that was decided only after its release has
/// *lifted* the key already. With `double` but without `long`, a press held for `long` is a tap: it is too long to
/// be the first half of a double, and a release that never comes must not keep it undecided for ever.
struct KeyRecognizer {
  enum State: Equatable {
    case idle
    case pressed(at: Instant)
    case betweenPresses(first: Instant, released: Instant, until: Instant)
    case decided
    case lifted(at: Instant)
  }

  private let isDoubleBound: Bool
  private let isLongBound: Bool
  /// Where neither of them is: whether a press is told as such, not as a tap.
  private let tellsPress: Bool
  let double: Interval
  let long: Interval
  private(set) var contact: Contact
  private(set) var state: State = .idle

  init(binding: KeyBinding, input: InputConfiguration) {
    isDoubleBound = binding.double != nil
    isLongBound = binding.long != nil
    tellsPress = binding.press != nil || binding.tap == nil
    double = input.double
    long = input.long
    caresForRelease =
      binding.release != nil
      || [binding.press, binding.tap, binding.double, binding.long].contains(.hold)
    isSettledByPress = !isDoubleBound && !isLongBound && !caresForRelease
    contact = Contact(debounce: input.debounce)
  }

  /// Whether a press says all that this key can say. What its contact then does until the next edge is looked at when
  /// that comes: nobody is woken for it.
  private let isSettledByPress: Bool

  /// Whether a release is of any consequence, so that a pending one is undecided: it is bound, or ends a
  /// momentary hold.
  private let caresForRelease: Bool

  /// When `expire` must be called if no edge comes first.
  var deadline: Instant? {
    if isSettledByPress { return nil }
    guard let own = ownDeadline else { return contact.deadline }
    guard let other = contact.deadline else { return own }
    // A release that is undecided may have been in time: the contact decides first.
    if let pending = contact.pendingRelease, case .pressed = state, pending < own { return other }
    return min(own, other)
  }

  private var ownDeadline: Instant? {
    switch state {
    case .idle, .decided: nil
    case .pressed(let at): at + long
    case .betweenPresses(_, _, let until): until
    case .lifted(let at): at
    }
  }

  /// Since when it has been undecided what an event means.
  var undecidedSince: Instant? {
    switch state {
    case .pressed(let at): at
    case .betweenPresses(let first, _, _): first
    case .lifted: nil
    case .idle, .decided: caresForRelease && !contact.isGhost ? contact.pendingRelease : nil
    }
  }

  mutating func edge(isDown: Bool, at: Instant) -> Gesture? {
    catchUp(to: at)
    return take(contact.edge(isDown: isDown, at: at))
  }

  private mutating func catchUp(to now: Instant) {
    guard isSettledByPress else { return }
    while let due = contact.deadline, due <= now { _ = take(contact.expire()) }
  }

  /// The deadline has passed. One call decides one thing; `deadline` tells whether there is more.
  mutating func expire() -> Gesture? {
    guard let due = deadline else { return nil }
    if let contactDue = contact.deadline, contactDue == due { return take(contact.expire()) }
    switch state {
    case .pressed(let at):
      state = .decided
      return isLongBound ? .long(at: at) : .tap(at: at)
    case .betweenPresses(let first, let released, _):
      lift(at: released)
      return .tap(at: first)
    case .lifted(let at):
      state = .idle
      return .release(at: at)
    case .idle, .decided:
      return nil
    }
  }

  mutating func resync(isDown: Bool, at: Instant) -> Gesture? {
    catchUp(to: at)
    return take(contact.resync(isDown: isDown, at: at))
  }

  /// The device has gone: what can be decided is, the rest is dropped with what the kernel had queued.
  mutating func unplug(releasedAt: Instant? = nil) -> [Gesture] {
    var gestures: [Gesture] = []
    if let gesture = take(contact.unplug(releasedAt: releasedAt)) { gestures.append(gesture) }
    if case .betweenPresses(let first, let released, _) = state {
      gestures.append(.tap(at: first))
      lift(at: released)
    }
    if case .lifted(let at) = state { gestures.append(.release(at: at)) }
    state = .idle
    return gestures
  }

  /// Whether a momentary hold may go on with this key: it is down, whoever saw its press.
  mutating func adoptDown() {
    contact.adoptDown()
    state = .decided
  }

  private mutating func take(_ transition: Contact.Transition?) -> Gesture? {
    switch transition {
    case nil: nil
    case .press(let at): press(at: at)
    case .release(let at): release(at: at)
    }
  }

  private mutating func press(at: Instant) -> Gesture? {
    if case .betweenPresses(let first, _, _) = state {
      state = .decided
      return .double(at: first)
    }
    if isDoubleBound || isLongBound {
      state = .pressed(at: at)
      return nil
    }
    state = .decided
    return tellsPress ? .press(at: at) : .tap(at: at)
  }

  private mutating func release(at: Instant) -> Gesture? {
    switch state {
    case .pressed(let pressed):
      guard isDoubleBound else {
        lift(at: at)
        return .tap(at: pressed)
      }
      state = .betweenPresses(first: pressed, released: at, until: at + double)
      return nil
    case .idle, .betweenPresses, .lifted:
      return nil
    case .decided:
      state = .idle
      return .release(at: at)
    }
  }

  /// A tap was decided only when its key was up again: the release is told after it.
  private mutating func lift(at: Instant) { state = caresForRelease ? .lifted(at: at) : .idle }
}
