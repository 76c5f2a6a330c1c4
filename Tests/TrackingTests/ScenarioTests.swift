import Testing
import Tracking
import Training

private let folder: String = {
  var parts = #filePath.split(separator: "/", omittingEmptySubsequences: false)
  parts.removeLast(2)
  return parts.joined(separator: "/") + "/Scenarios"
}()

private let names = Result { try fileNames(in: folder, suffix: ".t") }

@Suite struct ScenarioTests {
  @Test(arguments: (try? names.get()) ?? [])
  func scenario(_ name: String) throws {
    let scenario = try ScenarioParser.parse(textFile(folder + "/" + name), file: name)
    let eager = try ScenarioRunner.run(scenario, .eager)
    if eager != scenario.expected {
      Issue.record("\(name): - expected, + came\n\(difference(expected: scenario.expected, actual: eager))")
    }
    let lazy = try ScenarioRunner.run(scenario, .lazy)
    if lazy != eager {
      Issue.record("\(name): - by deadlines, + by events\n\(difference(expected: eager, actual: lazy))")
    }
  }

  @Test func thereAreScenarios() throws {
    let names = try names.get()
    #expect(names.count >= 60, "\(folder) has \(names.count) scenarios only")
  }

  @Test(arguments: [
    ("input pedal B tap=go\n0 pedal B down\n1 end\n", 3, "nothing is expected"),
    ("input pedal B tap=go\n0 pedal B down\n1 end\n\n", 4, "nothing is expected"),
    ("input pedal B tap=jump\n0 end\n\nx", 1, "unknown action jump"),
    ("input pedal Q tap=go\n0 end\n\nx", 1, "unknown key Q"),
    ("input pedal B tip=go\n0 end\n\nx", 1, "unknown gesture tip"),
    ("input pedal B tap=go\n0 pedal Q down\n1 end\n\nx", 2, "unknown key Q"),
    ("input pedal B tap=go\n0 pedal B gone\n1 end\n\nx", 2, "a key's event is"),
    ("input pedal B tap=go\n0 petal B down\n1 end\n\nx", 2, "unknown input or word `petal`"),
    ("station exercise=wall-sat\n1 end\n\nx", 1, "unknown exercise wall-sat"),
    ("station sped=3s\n1 end\n\nx", 1, "unknown option sped"),
    ("station get_ready=3\n1 end\n\nx", 1, "no length of time"),
    ("stasion get_ready=3s\n1 end\n\nx", 1, "unknown line"),
    ("station get_ready=3s\n1x end\n\nx", 2, "an event is"),
    ("station get_ready=3s\n1 do jump\n2 end\n\nx", 2, "unknown action"),
    ("station get_ready=3s\n1 do go\n\nx", 4, "the last event must be"),
    ("station get_ready=3s\n\n1 end\n", 2, "the first blank line"),
  ])
  func badScenario(_ text: String, line: Int, message: String) {
    do {
      _ = try ScenarioParser.parse(text, file: "bad.t")
      Issue.record("this was taken:\n\(text)")
    } catch let error as ScenarioError {
      #expect(error.description.hasPrefix("bad.t:\(line): "), "\(error)")
      #expect(error.message.contains(message), "\(error)")
    } catch {
      Issue.record("\(error)")
    }
  }
}
