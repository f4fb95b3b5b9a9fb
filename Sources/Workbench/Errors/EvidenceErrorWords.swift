internal import CellScreen
internal import ConvNet
internal import Tensors

extension EvidenceError {
  /// The error in words.
  var words: ErrorWords {
    switch self {
    case .noPictures(let shape):
      ErrorWords(
        "reads \(shape), and covers are known for pictures of one channel or three",
        remedy: "give a network that reads such pictures")
    case .picture(let expected, let found):
      ErrorWords("reads \(expected), and the picture has \(found)", remedy: "give a picture of that shape")
    case .noLogits(let shape):
      ErrorWords(
        "its output \(shape) has no such logit", remedy: "ask for one of its units with 'cnnview explain'")
    case .side(let side):
      ErrorWords(
        "a square of \(side < 0 ? NumberText.minus : "")\(side.magnitude) has no place in its middle",
        remedy: "give an odd number: 1, 3, 5")
    case .notFinite(let value):
      ErrorWords(
        "the number whose changes are sought is \(NumberText.fixed(value, decimals: 0)), and has none",
        remedy: "ask about another class with --class")
    }
  }
}
