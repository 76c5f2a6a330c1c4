extension Daemon {
  func replan(_ athlete: String) {}
}
