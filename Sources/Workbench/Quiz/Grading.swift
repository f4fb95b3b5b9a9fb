/// Answers, marked by keys.
public struct Grading: Sendable {
  /// One student's answers.
  struct Student: Equatable, Sendable {
    /// The name, or number, as it was typed.
    let name: String
    /// Which key the answers are marked by.
    let key: Int
    /// A mark for each question of that key, in its order.
    var marks: [AnswerText.Mark]
    /// How many are right.
    var rightCount: Int { marks.count { $0 == .right } }
  }

  /// The keys: one for all students, or several, each for the student whose name is its seed.
  let keys: [QuizKey]
  /// The students in the order in which they first come; behind them those whose keys nobody has used.
  private(set) var students: [Student] = []

  private var places: [String: Int] = [:]
  /// Where each answer stands, for those that come twice: the number of its file and its line.
  private var origins: [[(file: UInt32, line: UInt32)]] = []
  /// The place of each question in each key, by its number.
  private let questions: [[Int: Int]]
  private var files: [String] = []

  /// The most bytes of a file of answers.
  static let limit = 1 << 28

  /// Marks answers by keys.
  ///
  /// - Precondition: There is at least one.
  init(keys: [QuizKey]) {
    precondition(!keys.isEmpty, "answers without a key")
    self.keys = keys
    questions = keys.map { key in
      Dictionary(key.questions.enumerated().map { ($1.number, $0) }) { first, _ in first }
    }
  }

  /// Marks the answers of one table by one key.
  ///
  /// - Throws: `AnswerFileError` where the table is damaged.
  public init(_ key: QuizKey, answers bytes: [UInt8]) throws(AnswerFileError) {
    self.init(keys: [key])
    try take(bytes, from: "")
  }

  /// Reads a key, further keys and files of answers, and marks the answers.
  ///
  /// A file that begins with `{` is a key; the first is one. Of several keys each is for the student whose name is its seed.
  ///
  /// - Throws: `CommandError` where a file can't be read, or is damaged.
  public init(key: String, files: [String]) throws(CommandError) {
    var keys = [try Self.key(at: key, InputFile.bytes(of: key, limit: QuizKey.limit))]
    var answers: [(path: String, bytes: [UInt8])] = []
    for path in files {
      let bytes = try InputFile.bytes(of: path, limit: Self.limit)
      if Self.isKey(bytes) {
        let key = try Self.key(at: path, bytes)
        guard !keys.contains(where: { $0.seed == key.seed }) else {
          throw .answers(path: path, .repeatedKey(seed: key.seed))
        }
        keys.append(key)
      } else {
        answers.append((path, bytes))
      }
    }
    guard !answers.isEmpty else { throw .noAnswers }
    self.init(keys: keys)
    for (path, bytes) in answers {
      do {
        try take(bytes, from: path)
      } catch {
        throw .answers(path: path, error)
      }
    }
    addAbsent()
  }

  private static func key(at path: String, _ bytes: [UInt8]) throws(CommandError) -> QuizKey {
    do {
      return try QuizKey(parsing: bytes)
    } catch {
      throw .quizKey(path: path, error)
    }
  }

  private static func isKey(_ bytes: [UInt8]) -> Bool {
    let text = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes.dropFirst(3) : bytes[...]
    return text.first { ![0x20, 0x09, 0x0A, 0x0D].contains($0) } == UInt8(ascii: "{")
  }

  /// Takes the answers of a file.
  ///
  /// - Throws: `AnswerFileError` for the first row that can't be marked.
  mutating func take(_ bytes: [UInt8], from path: String) throws(AnswerFileError) {
    files.append(path)
    var reader = CSVReader(bytes)
    let header = try Self.next(&reader)
    let columns = header?.fields.map { AnswerText.trimmed($0).lowercased() } ?? []
    guard columns == ["student", "question", "answer"] else {
      throw .header(
        columns.joined(separator: ","), hasSemicolons: columns.count == 1 && columns[0].contains(";"))
    }
    var isEmpty = true
    while let row = try Self.next(&reader) {
      try take(row)
      isEmpty = false
    }
    if isEmpty { throw .empty }
  }

  private static func next(_ reader: inout CSVReader) throws(AnswerFileError) -> CSVReader.Row? {
    do {
      return try reader.next()
    } catch {
      throw .table(error)
    }
  }

  private mutating func take(_ row: CSVReader.Row) throws(AnswerFileError) {
    guard row.fields.count == 3 else { throw .fieldCount(row.fields.count, line: row.line) }
    let (name, number) = (AnswerText.trimmed(row.fields[0]), AnswerText.trimmed(row.fields[1]))
    guard !name.isEmpty else { throw .noStudent(line: row.line) }
    let place = try place(ofStudent: name, line: row.line)
    let key = students[place].key
    guard number.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let wanted = Int(number),
      let question = questions[key][wanted]
    else { throw .question(number, line: row.line, count: keys[key].questions.count) }
    let first = origins[place][question]
    guard first.line == 0 else {
      throw .repeated(
        student: name, question: wanted, line: row.line, first: Int(first.line),
        file: Int(first.file) == files.count ? nil : files[Int(first.file) - 1])
    }
    origins[place][question] = (UInt32(files.count), UInt32(clamping: row.line))
    students[place].marks[question] = AnswerText.mark(row.fields[2], for: keys[key].questions[question])
  }

  /// The place of a student, who is new or known.
  private mutating func place(ofStudent name: String, line: Int) throws(AnswerFileError) -> Int {
    if let place = places[name] { return place }
    guard let key = keys.count == 1 ? 0 : keys.firstIndex(where: { $0.seed == name }) else {
      throw .noKey(student: name, line: line)
    }
    add(student: name, key: key)
    return students.count - 1
  }

  /// Takes those as students, without answers, who have a key of their own and have handed in nothing.
  mutating func addAbsent() {
    guard keys.count > 1 else { return }
    for (index, key) in keys.enumerated() where places[key.seed] == nil {
      add(student: key.seed, key: index)
    }
  }

  private mutating func add(student name: String, key: Int) {
    let count = keys[key].questions.count
    places[name] = students.count
    students.append(Student(name: name, key: key, marks: Array(repeating: .missing, count: count)))
    origins.append(Array(repeating: (0, 0), count: count))
  }

  /// Whether every question of every student has a right answer.
  public var isAllRight: Bool { students.allSatisfy { $0.rightCount == $0.marks.count } }
}

/// What is wrong with a file of answers; lines are counted from 1.
public enum AnswerFileError: Error, Equatable, Sendable {
  /// It is no table.
  case table(CSVReader.Fault)
  /// Its first line names other columns; `nil` where there is none.
  case header(String, hasSemicolons: Bool)
  /// There is nothing behind the first line.
  case empty
  /// A line has another number of fields.
  case fieldCount(Int, line: Int)
  /// A line names no student.
  case noStudent(line: Int)
  /// A line names no question of the key.
  case question(String, line: Int, count: Int)
  /// Two lines answer one question of one student; the file of the first where that is another one.
  case repeated(student: String, question: Int, line: Int, first: Int, file: String?)
  /// None of several keys is for a student.
  case noKey(student: String, line: Int)
  /// Two keys have one seed.
  case repeatedKey(seed: String)
}
