import Settings
import Testing
import Tracking
import Training

/// A few exercises of each sort.
let catalogue = Catalogue([
  Exercise(id: "wall-sit", name: "Wall sit", aliases: ["chair"], kind: .hold, sides: .both),
  Exercise(id: "side-plank", name: "Side plank", kind: .hold, sides: .each),
  Exercise(id: "push-up", name: "Push-up", kind: .reps, sides: .both),
])

/// A few keys; `KEY_HANGUEL` is the kernel's second name of `KEY_HANGEUL`.
let names = KeyNameTable(
  code: { keyCodes[$0] }, all: { keyCodes.keys.sorted() },
  led: { ["LED_NUML": 0, "LED_CAPSL": 1][$0] })

let keyCodes: [String: UInt16] = [
  "KEY_A": 30, "KEY_B": 48, "KEY_KP1": 79, "KEY_KP2": 80, "KEY_KPSLASH": 98, "KEY_KPPLUS": 78,
  "KEY_KPENTER": 96,
  "KEY_NUMLOCK": 69, "KEY_HANGEUL": 122, "KEY_HANGUEL": 122, "BTN_LEFT": 272,
]

func parse(_ text: String) throws(SettingsErrors) -> Configuration {
  try Configuration.parse(Array(text.utf8), file: "h.toml", catalogue: catalogue, names: names)
}

/// What `parse` says of a text, one error a line; empty where it has nothing to say.
func errors(_ text: String) -> String {
  do {
    _ = try parse(text)
    return ""
  } catch { return error.description }
}

/// The repository's folder.
let repository = String(#filePath.dropLast("/Tests/SettingsTests/Support.swift".count))
