import Training

/// For how long a sensor's measurements may wait to be read, so that the loop is not woken by each of them: a wake-up costs many
/// times what a measurement does.
///
/// It owns the sensor's rate, as it was lately; the loop asks it after reading, and watches the descriptor again once nothing
/// came. The measurements have the kernel's times: only the live count is later, by 40 ms at most. Whatever else wakes the
/// loop, the sensors are read with it, so that what a tap ends has all that came before.
struct SensorPacing {
  /// So many events may wait: half of those that the kernel keeps of a device with three axes or more
  /// (`evdev_compute_buffer_size` in drivers/input/evdev.c). The others are for a machine that is busy.
  private static let most = 64.0
  private static let longest = Interval.milliseconds(40)
  /// The rate is that of so long.
  private static let window = Interval.milliseconds(250)

  /// How long to wait; zero where each measurement may as well wake the loop, and before the rate is known.
  private(set) var pause = Interval.zero
  private var since: Instant?
  private var events = 0
  private var frames = 0

  /// So many events were read, with so many of them the end of a measurement.
  mutating func read(events: Int, frames: Int, at now: Instant) {
    guard let since else {
      // How long these had waited nobody knows.
      since = now
      return
    }
    self.events += events
    self.frames += frames
    let elapsed = now - since
    guard elapsed >= Self.window else { return }
    let isFast = Double(self.frames) * Self.longest.seconds >= 2 * elapsed.seconds
    let fits = Interval.seconds(Self.most * elapsed.seconds / Double(max(1, self.events)))
    pause = isFast ? min(Self.longest, fits) : .zero
    (self.since, self.events, self.frames) = (now, 0, 0)
  }
}
