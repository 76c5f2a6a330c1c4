import Control
import Gym
import Syscalls
import Training

// MARK: - The service

extension Examination {
  func examineService() {
    guard machine.exists("/run/systemd/system") else {
      return skip(.service, "systemd does not run here")
    }
    let wanted = [
      "LoadState", "ActiveState", "SubState", "UnitFileState", "Result", "ExecMainStatus", "NRestarts",
      "NeedDaemonReload",
    ]
    let captured: Captured
    do throws(SystemError) {
      captured = try machine.capture([
        "systemctl", "show", "holdfast.service", "--property=" + wanted.joined(separator: ","),
      ])
    } catch {
      return skip(.service, "systemctl: \(error.message)")
    }
    guard captured.status == 0 else {
      return skip(.service, "systemctl ended with status \(captured.status)")
    }
    var values: [String: String] = [:]
    for line in String(decoding: captured.output, as: UTF8.self).split(separator: "\n") {
      let parts = line.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      if parts.count == 2 { values[String(parts[0])] = String(parts[1]) }
    }
    judgeService(values)
  }

  private func judgeService(_ values: [String: String]) {
    let active = values["ActiveState"] ?? "unknown"
    guard values["LoadState"] == "loaded" else {
      if values["LoadState"] == "masked" {
        return warn(
          .service, "holdfast.service is masked: it cannot be started", "sudo systemctl unmask holdfast")
      }
      return note(
        .service, "not installed: holdfastd runs only while somebody runs it",
        "sudo make install && sudo systemctl enable --now holdfast")
    }
    if values["NeedDaemonReload"] == "yes" {
      warn(
        .service, "the unit's file has changed since systemd read it",
        "sudo systemctl daemon-reload && sudo systemctl restart holdfast")
    }
    switch active {
    case "active", "reloading":
      if let restarts = values["NRestarts"].flatMap(Int.init), restarts > 0 {
        warn(
          .service, "it runs, but had to be started anew \(restarts) times (\(values["Result"] ?? ""))",
          "see why: journalctl -u holdfast")
      } else {
        ok(.service, "it runs")
      }
    case "failed":
      let status = values["ExecMainStatus"] ?? "?"
      let why =
        switch status {
        case "78": ": the configuration is wrong"
        case "64": ": its command line is wrong"
        default: ""
        }
      problem(
        .service, .unavailable, "it has failed (\(values["Result"] ?? "?"), exit status \(status))\(why)",
        "see why: journalctl -u holdfast; then sudo systemctl restart holdfast")
    case "activating":
      warn(
        .service, "it is being started (\(values["SubState"] ?? "?"))",
        "see why that lasts: journalctl -u holdfast")
    default:
      // Somebody may run the daemon without it.
      if report == nil {
        problem(.service, .unavailable, "it does not run", "sudo systemctl start holdfast")
      } else {
        note(.service, "it does not run; the daemon that answers was started otherwise")
      }
    }
    switch values["UnitFileState"] {
    case "enabled", "enabled-runtime": ok(.service, "it is started with the machine")
    default: warn(.service, "it is not started with the machine", "sudo systemctl enable holdfast")
    }
  }
}

// MARK: - The daemon

extension Examination {
  func examineDaemon() {
    let path: String
    do { path = try places.socket() } catch {
      return skip(.daemon, "the configuration, which may name the socket, is wrong")
    }
    do {
      let client = try ControlClient(path: path)
      let report = try StatusReport(json: try client.send(.status), at: "")
      self.report = report
      if report.version == Holdfast.version {
        ok(.daemon, "holdfastd \(report.version) (process \(report.process)) answers")
      } else {
        warn(
          .daemon, "holdfastd is version \(report.version), this program \(Holdfast.version)",
          "start the new one: sudo systemctl restart holdfast")
      }
      for fault in report.faults {
        problem(.daemon, .inputOutput, fault, "see: journalctl -u holdfast, holdfast status")
      }
    } catch {
      let failure = Failure(error)
      problem(.daemon, failure.status, failure.messages.first ?? "no answer", failure.remedy)
    }
    let processes = machine.processes(named: "holdfastd")
    if processes.count > 1 {
      warn(
        .daemon,
        "\(processes.count) of them run (processes \(processes.map(String.init).joined(separator: ", "))): only one can have a pedal for itself",
        "end those that nobody wants")
    } else if processes.isEmpty, report == nil, !machine.exists("/proc/self") {
      skip(.daemon, "whether several run: there is no /proc")
    }
  }
}
