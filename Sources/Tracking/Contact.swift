import Training

/// Debounce: turns a key's edges into a press and a release that are dated by the edges themselves.
///
/// | state     | down edge                | up edge              | deadline                                  |
/// |-----------|--------------------------|----------------------|-------------------------------------------|
/// | up        | **press**, → settling    | ignored              | –                                         |
/// | settling  | noted                    | noted                | key down → down, key up → releasing (from its last edge) |
/// | down      | ignored (impossible)     | → releasing          | –                                         |
/// | releasing | → down (it was chatter)  | ignored (impossible) | **release**, → up                         |
///
/// The first edge of a press is taken at once, so a tap acts without delay. For `debounce` after it further edges
/// are only noted. A release is dated by its first edge and stands once the key has stayed up for `debounce`.
/// A *ghost* is a key that was down when its device was opened, re-synced or came back: it goes through the same
/// states but neither its press nor its release is told.
struct Contact {
  enum State: Equatable {
    case up
    case settling(until: Instant)
    case down
    case releasing(since: Instant)
  }

  /// What an edge or a deadline turned out to be, dated by the edge.
  enum Transition: Equatable {
    case press(Instant)
    case release(Instant)
  }

  private(set) var state: State = .up
  private(set) var isGhost = false
  private var lastEdge = Instant(microseconds: 0)
  private var lastIsDown = false
  let debounce: Interval

  init(debounce: Interval) { self.debounce = debounce }

  /// When `expire` must be called if no edge comes first.
  var deadline: Instant? {
    switch state {
    case .up, .down: nil
    case .settling(let until): until
    case .releasing(let since): since + debounce
    }
  }

  /// The up edge that may turn out to be the release, where one is undecided.
  var pendingRelease: Instant? {
    switch state {
    case .releasing(let since): since
    case .settling where !lastIsDown: lastEdge
    case .up, .settling, .down: nil
    }
  }

  mutating func edge(isDown: Bool, at: Instant) -> Transition? {
    switch state {
    case .up:
      guard isDown else { return nil }
      isGhost = false
      return press(at: at)
    case .settling:
      lastIsDown = isDown
      lastEdge = at
    case .down:
      if !isDown { state = .releasing(since: at) }
    case .releasing:
      if isDown { state = .down }
    }
    return nil
  }

  private mutating func press(at: Instant) -> Transition {
    lastIsDown = true
    lastEdge = at
    state = .settling(until: at + debounce)
    return .press(at)
  }

  /// The deadline has passed.
  mutating func expire() -> Transition? {
    switch state {
    case .settling:
      state = lastIsDown ? .down : .releasing(since: lastEdge)
      return nil
    case .releasing(let since):
      state = .up
      return isGhost ? nil : .release(since)
    case .up, .down:
      return nil
    }
  }

  /// The key's state was read from the device. A key that is down without a press becomes a ghost; one that is up
  /// without a release is released at `at`, or at its own pending edge.
  mutating func resync(isDown: Bool, at: Instant) -> Transition? {
    let pending = pendingRelease
    switch (state, isDown) {
    case (.up, false):
      return nil
    case (.up, true):
      isGhost = true
      state = .down
      return nil
    case (_, true):
      state = .down
      return nil
    case (_, false):
      state = .up
      return isGhost ? nil : .release(pending ?? at)
    }
  }

  /// The device has gone. An undecided release stands; a key that was down simply is no more.
  /// - Parameter releasedAt: when the kernel released all keys: an edge of that instant is none of the key's own.
  mutating func unplug(releasedAt: Instant? = nil) -> Transition? {
    let pending = pendingRelease
    state = .up
    guard let pending, pending != releasedAt, !isGhost else { return nil }
    return .release(pending)
  }

  /// The key is down and its press was seen before, by an earlier life of the device or of the daemon.
  mutating func adoptDown() {
    isGhost = false
    state = .down
  }
}
