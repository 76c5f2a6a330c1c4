import Glibc
import Syscalls
import Testing

/// A file is put in the place of another whole or not at all, and stays what it was in all but its content.
@Suite struct ReplacingTests {
  private let folder = Folder()

  @Test func modeAndOwnerStay() throws {
    for mode in [0o600, 0o664, 0o640] as [mode_t] {
      let path = folder.write("a", "old")
      #expect(chmod(path, mode) == 0)
      if geteuid() == 0 { #expect(chown(path, 1_000, 1_001) == 0) }
      let former = try fileStatus(path)
      try replaceFile(path, with: Array("new".utf8), mode: 0o644)
      let status = try fileStatus(path)
      #expect(status.st_mode & 0o7777 == mode)
      #expect(status.st_uid == former.st_uid && status.st_gid == former.st_gid)
      #expect(status.st_ino != former.st_ino)
      #expect(folder.read("a") == "new")
    }
    #expect(folder.names == ["a"])
  }

  @Test func aNewOneHasItsModeWhateverTheUmask() throws {
    let path = folder.path + "/deep/deeper/a"
    try replaceFile(path, with: Array("new".utf8), mode: 0o666)
    #expect(try fileStatus(path).st_mode & 0o7777 == 0o666)
    #expect(folder.read("deep/deeper/a") == "new")
  }

  /// A link keeps leading where it leads, also where nothing is there yet.
  @Test func linksAreFollowed() throws {
    mkdir(folder.path + "/real", 0o755)
    let links = [
      ("relative", "real/a"), ("absolute", folder.path + "/real/b"), ("chain", "second"),
      ("second", "real/c"),
      ("made", "real/new/d"),
    ]
    for (name, target) in links { #expect(symlink(target, folder.path + "/" + name) == 0) }
    for turn in ["first", "again"] {
      for (name, place) in [("relative", "a"), ("absolute", "b"), ("chain", "c"), ("made", "new/d")] {
        try replaceFile(folder.path + "/" + name, with: Array((name + turn).utf8), mode: 0o644)
        #expect(folder.read("real/" + place) == name + turn)
      }
    }
    for (name, target) in links { #expect(try readLink(folder.path + "/" + name) == target) }
    #expect(folder.names == ["absolute", "chain", "made", "real", "relative", "second"])
    #expect(try directoryEntries(folder.path + "/real").sorted() == ["a", "b", "c", "new"])
  }

  @Test func aCircleOfLinksLeadsNowhere() throws {
    #expect(symlink("b", folder.path + "/a") == 0 && symlink("a", folder.path + "/b") == 0)
    #expect { try replaceFile(folder.path + "/a", with: [], mode: 0o644) } throws: {
      ($0 as? SystemError)?.errno == ELOOP
    }
    #expect(folder.names == ["a", "b"])
  }

  /// What somebody else writes beside it is not touched.
  @Test func othersFilesStay() throws {
    let path = folder.write("a", "old")
    folder.write("a.new", "of somebody else")
    try replaceFile(path, with: Array("new".utf8), mode: 0o644)
    #expect(folder.read("a") == "new" && folder.read("a.new") == "of somebody else")
    #expect(folder.names == ["a", "a.new"])
  }

  /// Two at once have a file each: what is there at the end is whole, and is that of the later.
  @Test func twoAtOnce() throws {
    let path = folder.write("a", "old")
    let (first, second) = (try PendingFile(path, mode: 0o640), try PendingFile(path, mode: 0o640))
    #expect(first.temporaryPath != second.temporaryPath)
    #expect(write(first.descriptor, "one", 3) == 3 && write(second.descriptor, "two", 3) == 3)
    try second.commit(replacing: true)
    #expect(folder.read("a") == "two")
    try first.commit(replacing: true)
    #expect(folder.read("a") == "one")
    #expect(folder.names == ["a"])
  }

  @Test func whatIsNeverPutInItsPlaceIsGone() throws {
    do {
      let file = try PendingFile(folder.path + "/a", mode: 0o640)
      #expect(fileExists(file.temporaryPath) && directoryName(file.temporaryPath) == folder.path)
    }
    #expect(folder.names == [])
  }

  /// A device that is put aside by a file would be gone for all.
  @Test func onlyFilesAreReplaced() throws {
    let pipe = folder.path + "/pipe"
    #expect(mkfifo(pipe, 0o600) == 0)
    #expect(throws: SystemError.self) { try replaceFile(pipe, with: [], mode: 0o644) }
    #expect(try fileStatus(pipe).st_mode & S_IFMT == S_IFIFO)
    #expect { try replaceFile(folder.path, with: [], mode: 0o644) } throws: {
      ($0 as? SystemError)?.errno == EISDIR
    }
    #expect(folder.names == ["pipe"])
  }
}

@Suite struct FolderTests {
  private let folder = Folder()

  /// A path may be written as that of a folder.
  @Test(arguments: ["a", "a/", "a//", "a/b", "a/b/", "a/b/c//", "a//b/"]) func foldersAreMade(_ path: String)
    throws
  {
    for _ in 1...2 { try createDirectory(folder.path + "/" + path, mode: 0o750) }
    #expect(try fileStatus(folder.path + "/" + path).st_mode & S_IFMT == S_IFDIR)
  }

  @Test func aFileIsNoFolder() {
    let path = folder.write("a", "")
    for end in ["", "/", "/b", "/b/"] {
      #expect { try createDirectory(path + end, mode: 0o750) } throws: {
        ($0 as? SystemError)?.errno == ENOTDIR
      }
    }
  }
}
