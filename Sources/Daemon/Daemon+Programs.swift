/// The programs that athletes follow, at the stations.
extension Daemon {
  /// An athlete follows another program than before, or none any more, and that is durable: plan anew.
  func programsChanged() {}
}
