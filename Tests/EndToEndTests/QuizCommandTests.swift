import Foundation
import TestSupport
import Testing

/// `quiz` and `grade`, as a teacher uses them.
@Suite("quiz and grade")
struct QuizCommandTests {
  private let ship = Repository.assets.appending(path: "images/ship.ppm").path

  @Test("a sheet has no answer, its key has, and the same seed makes the same")
  func sheets() throws {
    let sheet = try ProgramRun(["quiz", ship, "--seed", "4711", "--count", "5"])
    #expect(sheet.status == 0 && sheet.errors == "")
    #expect(sheet.output.hasPrefix("cnnview quiz · sheet 4711 · ship.ppm · cifar10.keras\n"))
    #expect(sheet.output.contains("\n5. ") && !sheet.output.contains("\n6. "))
    #expect(try ProgramRun(["quiz", ship, "--seed", "4711", "--count", "5"]).output == sheet.output)
    let key = try ProgramRun(["quiz", ship, "--seed", "4711", "--count", "5", "--key"]).output
    #expect(key.contains(" is right: ") && !sheet.output.contains(" is right: "))
    #expect(try ProgramRun(["quiz", ship, "--seed", "-1", "--count", "1"]).output.contains("sheet -1"))
  }

  @Test("where there are fewer questions than asked for, all are printed, and one line says so")
  func shortage() throws {
    let run = try ProgramRun(["quiz", ship, "--count", "100"])
    #expect(run.status == 0 && run.output.contains("\n20. "))
    #expect(
      run.errors.wholeMatch(
        of: #/cnnview: there are only \d+ questions to ask about cifar10.keras on one sheet; all are there\n/#
      ) != nil)
  }

  @Test("answers are marked by the key, and code 1 says that one is wrong")
  func marks() throws {
    let folder = try TemporaryFolder()
    let key = try ProgramRun(["quiz", ship, "--seed", "anna", "--count", "3", "--key", "--json"])
    try folder.write(Array(key.output.utf8), to: "anna.json")
    let object = try JSONSerialization.jsonObject(with: Data(key.output.utf8)) as? [String: Any]
    let questions = try #require(object?["questions"] as? [[String: Any]])
    let letters = questions.compactMap { $0["answer"] as? String }
    let values = questions.compactMap { $0["value"] as? String }
    try #require(letters.count == 3 && values.count == 3)
    let right = letters.enumerated().map { "anna,\($0 + 1),\($1)\n" }.joined()
    try folder.write(Array("student,question,answer\n\(right)".utf8), to: "right.csv")
    let run = try ProgramRun(["grade", "anna.json", "right.csv"], folder: folder.path)
    #expect(run.status == 0 && run.errors == "" && run.output.contains("anna     3 of 3   ✓  ✓  ✓\n"))
    let typed = values.enumerated().map { "ben,\($0 + 1),\"\($1)\"\n" }.dropLast().joined()
    try folder.write(Array("student,question,answer\n\(typed)=x(),1,A\n".utf8), to: "other.csv")
    let other = try ProgramRun(
      ["grade", "anna.json", "right.csv", "other.csv", "--csv"], folder: folder.path)
    #expect(other.status == 1 && other.errors == "")
    #expect(other.output.hasPrefix("student,right,of,1,2,3\nanna,3,3,1,1,1\nben,2,3,1,1,\n'=x(),"))
  }

  @Test("damaged files end with code 65, and say where and what to do")
  func damaged() throws {
    let folder = try TemporaryFolder()
    let sheet = try ProgramRun(["quiz", ship, "--count", "2", "--json"])
    try folder.write(Array(sheet.output.utf8), to: "sheet.json")
    let key = try ProgramRun(["quiz", ship, "--count", "2", "--json", "--key"])
    try folder.write(Array(key.output.utf8), to: "key.json")
    try folder.write(Array("student,question,answer\na,3,B\n".utf8), to: "a.csv")
    let cases: [([String], Int32, String)] = [
      (["sheet.json", "a.csv"], 65, "sheet.json: is a sheet without answers: question 1 has none; "),
      (["a.csv", "key.json"], 65, "a.csv: is no key: from byte 0 on it is not JSON; "),
      (
        ["key.json", "a.csv"], 65,
        "a.csv: line 2 answers question '3', which the key does not have; give a number of the sheet's 2 questions"
      ),
      (["key.json", "none.csv"], 66, "none.csv: no such file; check the path"),
      (["key.json", "key.json"], 65, "key.json: is a second key with the seed 1; leave one of them"),
    ]
    for (files, status, words) in cases {
      let run = try ProgramRun(["grade"] + files, folder: folder.path)
      #expect(run.status == status && run.output == "", "\(files)")
      #expect(run.errors.hasPrefix("cnnview: " + words), "\(run.errors)")
    }
  }
}
