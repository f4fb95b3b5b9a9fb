/// The program's version; packages, the manual page and the first heading of `CHANGELOG.md` have it from here.
let version = "0.1.0"
