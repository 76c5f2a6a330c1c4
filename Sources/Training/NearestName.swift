/// The candidate that a misspelt name most likely means: least edit distance, at most a third of its length
/// (at least 2) away; `nil` where none is that near. Of equally near ones the first.
public func nearestName(to text: String, among candidates: some Sequence<String>) -> String? {
  let wanted = Array(text.lowercased().utf8)
  var best: (name: String, distance: Int)?
  for candidate in candidates {
    let distance = editDistance(wanted, Array(candidate.lowercased().utf8))
    if distance < best?.distance ?? Int.max { best = (candidate, distance) }
  }
  guard let best, best.distance <= max(2, wanted.count / 3), best.distance < best.name.utf8.count else {
    return nil
  }
  return best.name
}

/// Damerau's distance (insertions, deletions, replacements, swapped neighbours), in the restricted form.
private func editDistance(_ a: [UInt8], _ b: [UInt8]) -> Int {
  guard !a.isEmpty, !b.isEmpty else { return max(a.count, b.count) }
  var beforeLast: [Int] = []
  var last = Array(0...b.count)
  for i in 1...a.count {
    var row = [i] + Array(repeating: 0, count: b.count)
    for j in 1...b.count {
      let cost = a[i - 1] == b[j - 1] ? 0 : 1
      row[j] = min(last[j] + 1, row[j - 1] + 1, last[j - 1] + cost)
      if i > 1, j > 1, a[i - 1] == b[j - 2], a[i - 2] == b[j - 1] {
        row[j] = min(row[j], beforeLast[j - 2] + 1)
      }
    }
    (beforeLast, last) = (last, row)
  }
  return last[b.count]
}
