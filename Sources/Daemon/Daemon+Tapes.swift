import Evdev
import Gym
import Settings
import Store
import Tracking
import Training

/// What sensors sent during sets: kept after the set itself, while it is among the newest (`keep_samples`).
extension Daemon {
  /// How many bytes are kept in all: no more of an SD card than a photograph or two takes.
  private static let mostTapeBytes = 64 << 20

  /// A set ended, with what its sensor sent; whether it becomes a set of the log the job of this number will tell.
  func noteTape(_ tape: SensorTape, _ request: UInt64) {
    guard let header = headers[tape.device] else { return }
    tapes[request] = (header, tape.bytes)
  }

  /// The set is in the log.
  func keepTape(of set: LoggedSet, _ request: UInt64?) {
    guard let tape = takeTape(request) else { return }
    writer.submit(
      .keepSamples(
        of: set.id, device: tape.header, events: tape.bytes, keep: configuration.keepSamples,
        maxBytes: Self.mostTapeBytes))
  }

  /// The set waits in memory: there is no room for what takes a thousand times its own.
  func dropTape(_ request: UInt64?) { _ = takeTape(request) }

  private func takeTape(_ request: UInt64?) -> (header: String, bytes: [UInt8])? {
    request.flatMap { tapes.removeValue(forKey: $0) }
  }

  /// A sensor is listened to: its description would be the head of a recording.
  func noteHeader(of device: Device) {
    guard configuration.keepSamples > 0, device.identity.abilities.contains(.accelerometer) else { return }
    headers[device.identity.key] = RecordingWriter.header(of: device.identity, device.capabilities)
  }

  /// The same for one that is played.
  func noteHeader(of recording: Recording) {
    guard configuration.keepSamples > 0, recording.identity.abilities.contains(.accelerometer) else { return }
    headers[recording.identity.key] = RecordingWriter.header(of: recording.identity, recording.capabilities)
  }
}
