internal import Glibc

/// The names of the groups that this process is in: its effective one and the supplementary ones.
public func processGroups() throws(SystemError) -> [String] {
  let count = try syscall("count the groups") { getgroups(0, nil) }
  var ids = [gid_t](repeating: 0, count: Int(count))
  let filled = try syscall("ask for the groups") { getgroups(count, &ids) }
  ids = Array(ids.prefix(Int(filled)))
  let own = getegid()
  return ([own] + ids.filter { $0 != own }).map(groupName)
}

/// The users whom the group database has in a group besides those whose main group it is; `nil` where there is no such
/// group.
public func groupMembers(_ name: String) -> [String]? {
  var entry = group()
  var found: UnsafeMutablePointer<group>?
  var buffer = [CChar](repeating: 0, count: 65_536)
  guard getgrnam_r(name, &entry, &buffer, buffer.count, &found) == 0, found != nil else { return nil }
  var members: [String] = []
  var next = entry.gr_mem
  while let member = next?.pointee {
    members.append(String(cString: member))
    next = next?.advanced(by: 1)
  }
  return members
}
