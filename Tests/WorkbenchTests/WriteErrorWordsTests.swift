import Foundation
import Testing
import Workbench

@Suite("what can't be written, in words")
struct WriteErrorWordsTests {
  @Test(
    "what can't be written says why, and what helps against that",
    arguments: [
      (EDQUOT, "your share of its disk is used up; make room there, or choose another place"),
      (
        EFBIG,
        "it would be larger than a file may be; allow larger files (ulimit -f), or choose another place"
      ),
      (EACCES, "that is not permitted; check the permissions of it and its folder, or choose another place"),
      (EPERM, "that is not permitted; check the permissions of it and its folder, or choose another place"),
      (EROFS, "its file system is read-only; choose another place"),
      (EISDIR, "a folder of that name is there; choose another name"),
      (EEXIST, "something of that name is there; choose another name"),
      (ENOTDIR, "a file stands where a folder belongs; choose another place"),
      (
        EBUSY,
        "something else holds its place: it is in use, or a disk is mounted there; choose another place"
      ),
      (ENOENT, "its folder is not there; make the folder first"),
      (ENAMETOOLONG, "its name is too long; choose a shorter one"),
      (ELOOP, "its links lead in a circle; choose another place"), (EPIPE, "nobody reads it any more"),
      (EBADF, "it is closed; leave it open"), (EIO, "the disk reports a fault; choose another place"),
    ])
  func writing(code: Int32, words: String) {
    let error = CommandError.cannotCreate(path: "out", code: code)
    #expect(error.message == "out: can't be written: " + words)
    #expect(error.status == .cannotCreate)
  }

  @Test(
    "standard output is told of without another place to choose",
    arguments: [
      (ENOSPC, "no space is left on its disk; make room where it goes"),
      (EFBIG, "it would be larger than a file may be; allow larger files (ulimit -f)"),
      (EBADF, "it is closed; leave it open"), (EIO, "the disk reports a fault; lead it elsewhere"),
    ])
  func writingOutput(code: Int32, words: String) {
    for path in ["standard output", "/dev/stdout"] {
      #expect(
        CommandError.cannotCreate(path: path, code: code).message == path + ": can't be written: " + words)
    }
  }
}
