internal import CellScreen
internal import Explorer

/// Marks, as a table for people and as CSV.
public struct GradeReport {
  private let grading: Grading

  /// Reports what answers are worth.
  public init(_ grading: Grading) {
    self.grading = grading
  }

  private var students: [Grading.Student] { grading.students }
  /// Of several keys each has its own questions, which are numbered by their places.
  private var numbers: [Int] {
    grading.keys.count == 1
      ? grading.keys[0].questions.map(\.number)
      : Array(1...(grading.keys.map(\.questions.count).max() ?? 1))
  }

  // MARK: The table

  /// A line a student: how many are right, and a sign for each question; below how many have each question right.
  public var text: String {
    let names = students.map { DisplayText($0.name).truncated(to: 40) }
    let width = max(7, names.map(\.width).max() ?? 0)
    let counts = students.map { "\($0.rightCount) of \($0.marks.count)" }
    let middle = max("right".count, counts.map(\.count).max() ?? 0, total.count)
    let columns = numbers.map { max(2, String($0).count, String(students.count).count) }
    func line(_ name: String, _ nameWidth: Int, _ count: String, _ cells: [String]) -> String {
      let cells = zip(cells, columns).map { Self.blanks($1 - $0.count) + $0 }.joined(separator: " ")
      return name + Self.blanks(width - nameWidth) + "  " + Self.blanks(middle - count.count) + count + "  "
        + cells
    }
    var lines = [line("student", 7, "right", numbers.map(String.init))]
    for (index, student) in students.enumerated() {
      lines.append(
        line(names[index].string, names[index].width, counts[index], student.marks.map(\.sign)))
    }
    if grading.keys.count == 1, students.count > 1 {
      lines.append(line("all", 3, total, numbers.indices.map { String(rightCount(ofQuestion: $0)) }))
    }
    return ([heading, ""] + lines + ["", "✓ right  ✗ wrong  · no answer"]).joined(separator: "\n")
  }

  private var heading: String {
    let count = countedNoun(students.count, "student")
    guard grading.keys.count == 1 else { return "\(count), \(countedNoun(grading.keys.count, "key"))" }
    return "\(count), \(countedNoun(numbers.count, "question")), sheet \(DisplayText(grading.keys[0].seed))"
  }

  private var total: String {
    let right = students.reduce(0) { $0 + $1.rightCount }
    return "\(right) of \(students.reduce(0) { $0 + $1.marks.count })"
  }

  private func rightCount(ofQuestion index: Int) -> Int { students.count { $0.marks[index] == .right } }

  private static func blanks(_ count: Int) -> String { String(repeating: " ", count: max(0, count)) }

  // MARK: CSV

  /// A row a student: `student`, `right`, `of`, then 1, 0 or nothing for each question.
  ///
  /// A name that a spreadsheet would read as a formula has a `'` before it.
  public var csv: String {
    let heading = ["student", "right", "of"] + numbers.map(String.init)
    let rows = students.map { student in
      [Self.field(student.name), "\(student.rightCount)", "\(student.marks.count)"]
        + student.marks.map(\.digit) + Array(repeating: "", count: numbers.count - student.marks.count)
    }
    return ([heading] + rows).map { $0.joined(separator: ",") }.joined(separator: "\n")
  }

  /// A name as a field that is a text to every program.
  static func field(_ name: String) -> String {
    let text = DisplayText(name).string
    let isFormula = text.unicodeScalars.first.map { "=+-@|%".unicodeScalars.contains($0) } ?? false
    let safe = isFormula ? "'" + text : text
    guard safe.unicodeScalars.contains(where: { "\",".unicodeScalars.contains($0) }) else { return safe }
    return "\"" + safe.replacing("\"", with: "\"\"") + "\""
  }
}

extension AnswerText.Mark {
  fileprivate var sign: String {
    switch self {
    case .right: "✓"
    case .wrong: "✗"
    case .missing: "·"
    }
  }

  fileprivate var digit: String {
    switch self {
    case .right: "1"
    case .wrong: "0"
    case .missing: ""
    }
  }
}
