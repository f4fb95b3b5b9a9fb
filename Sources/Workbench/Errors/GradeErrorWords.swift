internal import CellScreen
internal import ModelFormats

extension QuizKeyError {
  /// The error in words, behind the name of the key.
  var words: ErrorWords {
    let write = "write it anew with 'cnnview quiz IMAGE --seed TEXT --key --json'"
    switch self {
    case .text(.notJSON(let offset)):
      return ErrorWords("is no key: from byte \(NumberText.grouped(offset)) on it is not JSON", remedy: write)
    case .text(.tooDeep(let limit)):
      return ErrorWords("is no key: values are nested more than \(limit) deep", remedy: write)
    case .notAQuiz: return ErrorWords("is no key: its format is not cnnview-quiz-1", remedy: write)
    case .member(let name, nil):
      return ErrorWords("is a damaged key: '\(name)' is absent or not what it should be", remedy: write)
    case .member(let name, let question?):
      return ErrorWords(
        "is a damaged key: '\(name)' of question \(question) is absent or not what it should be",
        remedy: write)
    case .noAnswer(let question):
      return ErrorWords(
        "is a sheet without answers: question \(question) has none",
        remedy: "write the key with the same command and --key")
    case .questionCount(let count, let limit):
      return ErrorWords(
        "is no key of a sheet: it has \(NumberText.grouped(count)) questions, and a sheet has at most \(limit)",
        remedy: write)
    case .repeatedNumber(let number):
      return ErrorWords("is a damaged key: two questions have the number \(number)", remedy: write)
    }
  }
}

extension AnswerFileError {
  /// The error in words, behind the name of the file.
  var words: ErrorWords {
    switch self {
    case .table(let fault): return fault.words
    case .header(_, hasSemicolons: true):
      return ErrorWords(
        "has semicolons between its fields", remedy: "save it with commas: student,question,answer")
    case .header(let found, _):
      return ErrorWords(
        found.isEmpty
          ? "has no first line with the names of its columns"
          : "begins with '\(DisplayText(found).truncated(to: 60))'",
        remedy: "make its first line student,question,answer")
    case .empty:
      return ErrorWords("has no answer", remedy: "give each a line: 4711,1,B")
    case .fieldCount(let count, let line):
      return ErrorWords(
        "line \(line) has \(count == 1 ? "1 field" : "\(count) fields")",
        remedy: "give it three, student,question,answer, and put those with commas in double quotes")
    case .noStudent(let line):
      return ErrorWords("line \(line) names no student", remedy: "give it a name or number")
    case .question(let text, let line, let count):
      return ErrorWords(
        "line \(line) answers question '\(DisplayText(text).truncated(to: 20))', which the key does not have",
        remedy:
          "give a number of the sheet's \(count == 1 ? "one question" : "\(count) questions"), or the right key"
      )
    case .repeated(let student, let question, let line, let first, let file):
      let place = file.map { "line \(first) of \(DisplayText($0))" } ?? "line \(first)"
      return ErrorWords(
        "line \(line) answers question \(question) of \(DisplayText(student).truncated(to: 40)) again, after \(place)",
        remedy: "leave one of them")
    case .noKey(let student, let line):
      return ErrorWords(
        "line \(line) is of \(DisplayText(student).truncated(to: 40)), and no key has that seed",
        remedy: "give the key of 'cnnview quiz --seed' with this name, or one key for all")
    case .repeatedKey(let seed):
      return ErrorWords(
        "is a second key with the seed \(DisplayText(seed).truncated(to: 40))", remedy: "leave one of them")
    }
  }
}

extension CSVReader.Fault {
  fileprivate var words: ErrorWords {
    switch self {
    case .notText(let line): ErrorWords("line \(line) is no UTF-8 text", remedy: "save it as CSV in UTF-8")
    case .openQuote(let line):
      ErrorWords("line \(line) begins a double quote that does not end", remedy: "end it, or leave it out")
    case .strayQuote(let line):
      ErrorWords(
        "line \(line) has a double quote inside of a field",
        remedy: "put the whole field in double quotes, and double those in it")
    case .strayReturn(let line):
      ErrorWords("line \(line) ends with a carriage return alone", remedy: "end lines with LF or CR LF")
    case .longField(let line, let limit):
      ErrorWords(
        "line \(line) is longer than answers are: a field has at most \(NumberText.grouped(limit)) bytes",
        remedy: "give one answer a line")
    case .manyFields(let line, let limit):
      ErrorWords(
        "line \(line) has more than \(limit) fields",
        remedy: "give it three, student,question,answer, and put those with commas in double quotes")
    }
  }
}
