#if canImport(Glibc)
  private import Glibc
#elseif canImport(Darwin)
  private import Darwin
#endif

/// The system's words for one of its codes.
func systemWords(_ code: Int32) -> String { String(cString: strerror(code)) }

extension ErrorWords {
  /// The words of what could not be written, by the system's reason for it: a file, a folder, standard output.
  init(writing path: String, code: Int32) {
    let words = Self.words(of: code)
    let isStream = path == Console.standardOutput || path.hasPrefix("/dev/")
    self.init(
      "can't be written: " + words.reason,
      remedy: isStream ? words.remedy.flatMap { Self.remedy(ofStream: code) ?? $0 } : words.remedy)
  }

  /// What a code of the system's means for what is written, and what to do.
  private static func words(of code: Int32) -> (reason: String, remedy: String?) {
    let elsewhere = "choose another place"
    return switch code {
    case ENOSPC: ("no space is left on its disk", "make room there, or " + elsewhere)
    case EDQUOT: ("your share of its disk is used up", "make room there, or " + elsewhere)
    case EFBIG: ("it would be larger than a file may be", "allow larger files (ulimit -f), or " + elsewhere)
    case EACCES, EPERM:
      ("that is not permitted", "check the permissions of it and its folder, or " + elsewhere)
    case EROFS: ("its file system is read-only", elsewhere)
    case EISDIR: ("a folder of that name is there", "choose another name")
    case EEXIST: ("something of that name is there", "choose another name")
    case ENOTDIR: ("a file stands where a folder belongs", elsewhere)
    case EBUSY: ("something else holds its place: it is in use, or a disk is mounted there", elsewhere)
    case ENOENT: ("its folder is not there", "make the folder first")
    case ENAMETOOLONG: ("its name is too long", "choose a shorter one")
    case ELOOP: ("its links lead in a circle", elsewhere)
    case EPIPE: ("nobody reads it any more", nil)
    case EBADF: ("it is closed", "leave it open")
    case EIO: ("the disk reports a fault", elsewhere)
    default: (systemWords(code), CommandError.remedy(ofShortage: code) ?? elsewhere)
    }
  }

  /// What to do about a stream, which has no other place; `nil` where it is the same as for a file.
  private static func remedy(ofStream code: Int32) -> String? {
    switch code {
    case ENOSPC, EDQUOT: "make room where it goes"
    case EFBIG: "allow larger files (ulimit -f)"
    case EBADF: nil
    default: CommandError.remedy(ofShortage: code) ?? "lead it elsewhere"
    }
  }
}

extension CommandError {
  /// The error of work on a file that was given up.
  static func givenUp(_ path: String) -> CommandError { .unreadable(path: path, code: ECANCELED) }

  /// Whether a code of the system's says that something has run out that is not a file's.
  static func isShortage(_ code: Int32) -> Bool { [EMFILE, ENFILE, ENOMEM].contains(code) }

  /// Whether a code of the system's says that something has run out that a process needs.
  static func isShortage(ofProcesses code: Int32) -> Bool { isShortage(code) || code == EAGAIN }

  /// What to do where something of the system's has run out.
  static func remedy(ofShortage code: Int32) -> String? {
    switch code {
    case EMFILE, ENFILE: "allow more open files (ulimit -n)"
    case ENOMEM: "close other programs, or allow more memory (ulimit -v)"
    default: nil
    }
  }

  /// What to do about a file that the system doesn't let be read, by its code.
  static func remedy(ofReading code: Int32) -> String {
    switch code {
    case EACCES, EPERM: "check its permissions"
    case ENXIO, ENODEV, EOPNOTSUPP: "name a file, or a pipe that ends"
    case ELOOP, ENAMETOOLONG: "check the path"
    default: remedy(ofShortage: code) ?? "try again, or copy it elsewhere first"
    }
  }
}
