import CellScreen
import ConvNet
import Tensors

extension ChangeError {
  /// What is wrong.
  public var fault: String {
    switch self {
    case .nothing: "no change is named"
    case .openQuote: "a double quote has no end"
    case .quoteInside(let word): "\(shown(word)) has a double quote in it"
    case .escape(let next): "in double quotes a backslash stands before \(shown(next))"
    case .unknownVerb(let word): "no change begins with \(shown(word))"
    case .wordCount(let verb, let found): Self.words(ofCount: found, behind: verb)
    case .word(let word, let expected): "\(shown(word)) is no \(expected.noun)"
    case .noPicture(let shape): "the network reads \(shape), and no picture"
    case .outside(let axis, let index, _): "the picture has no \(axis == 0 ? "row" : "column") \(index)"
    case .colourless(let colour, let channels):
      "\(shown(colour)) is a colour, and the picture has \(channels) channels"
    case .noChannel(let word, _): "the picture has no channel \(shown(word))"
    case .place(let error): error.message
    case .wholeLayer(let name, _): "\(shown(name)) is a whole layer"
    case .shares(let name): "\(shown(name)) is no number of a layer"
    case .notAParameter(let text): "\(shown(text)) is no number of a parameter"
    case .noParameter(let name, _): "there is no parameter \(shown(name))"
    case .indexCount(let name, let shape, let found):
      "\(shown(name)) is \(shape), and \(found) \(found == 1 ? "index is" : "indices are") given"
    case .indexOutside(let name, let shape, let axis, let index):
      "\(shown(name)) is \(shape), and has no \(index) on axis \(axis)"
    case .nothingLearned(let name, _): "\(shown(name)) has learned nothing"
    case .noFilters(let name, _): "\(shown(name)) has no filters of 3×3"
    case .noFilter(let name, let index, _): "\(shown(name)) has no filter \(index)"
    case .nothingToMisread(let misreading, let layer, _):
      layer.map { "\(shown($0)) can't be misread as '\(misreading.word)'" }
        ?? "no layer can be misread as '\(misreading.word)'"
    case .overtaken(let misreading):
      "beside what is misread already '\(misreading.word)' makes no line another one"
    case .onlyTold(let text): "\(shown(text)) can only be told: what was learned has no numbers for it"
    case .notThereMisread(let place, let text):
      "\(shown(place)) is not there after \(shown(text))"
    case .stops(let line, let fault, let network):
      "so misread the network stops at line \(line): \(fault.reason(ofLayer: line, in: network))"
    case .unread(let file): "\(shown(file)) was not read"
    case .otherNetwork(let file, let layer):
      "\(shown(file)) is another network: "
        + (layer.map { "its parameters are others at \(shown($0))" } ?? "it has another count of layers")
    }
  }

  /// What would be right; `nil` where the fault says it.
  public var remedy: String? {
    switch self {
    case .nothing: "write one like '\(ChangeVerb.drop.example)'"
    case .openQuote: "close it behind the word"
    case .quoteInside: "put all of the word into double quotes, and a backslash before a quote in it"
    case .escape: "write \\\" for a quote, and \\\\ for a backslash"
    case .unknownVerb: "choose one of \(listed(ChangeVerb.allCases.filter { !$0.isToy }.map(\.rawValue)))"
    case .wordCount(let verb, _): "write '\(verb.example)'; a word with blanks stands in double quotes"
    case .word(_, let expected): expected.remedy
    case .noPicture: "change the network"
    case .outside(let axis, _, let shape): "choose from 0 to \(shape[axis] - 1)"
    case .colourless: "give a number from 0 to 1, or \(PaintColour.meanWord)"
    case .noChannel(_, let shape): Self.remedy(ofChannels: shape)
    case .place: nil
    case .wholeLayer(let name, let shape): Self.remedy(ofWhole: name, shape)
    case .shares: "name a unit of a layer, like 'dense_1[8]'"
    case .notAParameter: "write layer, parameter and indices, like 'conv2d.kernel[0,2,1,0]'"
    case .notThereMisread: "make only one of the two"
    case .overtaken: "take what is misread back first"
    case .onlyTold, .stops: "summary and the explorer say what its shapes would be"
    case .noParameter(_, let known), .nothingLearned(_, let known), .noFilters(_, let known),
      .nothingToMisread(_, _, let known):
      known.isEmpty ? "no layer has any" : "choose one of \(listed(known))"
    case .indexCount(_, let shape, _): "give \(shape.rank == 1 ? "one index" : "\(shape.rank) indices")"
    case .indexOutside(_, let shape, let axis, _): "choose one from 0 to \(shape[axis] - 1)"
    case .noFilter(_, _, let count): "choose one from 0 to \(count - 1)"
    case .unread: "give the change anew"
    case .otherNetwork: "give a file of the same network"
    }
  }

  /// The error on one line: what is wrong, and what would be right.
  public var message: String { [fault, remedy].compactMap(\.self).joined(separator: "; ") }

  /// How many words were given in place of those that a verb takes.
  private static func words(ofCount found: Int, behind verb: ChangeVerb) -> String {
    let counts = verb.wordCounts
    let wanted =
      counts.upperBound == 0
      ? "no word"
      : counts.count > 1
        ? "at most \(countedNoun(counts.upperBound, "word"))"
        : countedNoun(counts.lowerBound, "word")
    return
      "\(verb.rawValue) takes \(wanted) behind it, and \(found == 0 ? "none is" : found == 1 ? "1 is" : "\(found) are") given"
  }

  private static func remedy(ofChannels shape: Shape) -> String {
    switch shape.channels {
    case 1: "it has only one, and nothing to swap it with"
    case 3: "choose from \(listed(PictureChange.channelColours)), or 0 to 2"
    default: "choose one from 0 to \(shape.channels - 1)"
    }
  }

  /// The first map, or the first unit, of a layer that was named.
  private static func remedy(ofWhole name: String, _ shape: Shape) -> String {
    let unit = brackets(shape.extents.map { _ in 0 })
    let name = DisplayText(name).string
    return shape.rank == 3
      ? "name a map, like '\(name)[:,:,0]', or a unit, like '\(name)\(unit)'"
      : "name a unit, like '\(name)\(unit)'"
  }
}

/// What was typed, as it is shown in a sentence.
private func shown(_ text: String) -> String { "'\(DisplayText(text))'" }

extension ChangeError.Expected {
  /// What the word isn't.
  fileprivate var noun: String {
    switch self {
    case .area: "area of the picture"
    case .offsets: "distance"
    case .colour: "colour"
    case .number: "number"
    case .index: "number of a filter"
    case .filter: "filter with a name"
    case .misreading: "misreading"
    case .seedWord: "word that can stand here"
    case .seed: "seed"
    }
  }

  /// What would be one.
  fileprivate var remedy: String {
    switch self {
    case .area: "write rows and columns, the smaller first: 3-8,10-19"
    case .offsets: "write how far down and how far right, in pixels: 0,1"
    case .colour:
      "choose one of \(listed(NamedColour.allCases.map(\.rawValue))), \(PaintColour.meanWord), #rrggbb, "
        + "or a number from 0 to 1"
    case .number: "write a decimal number: -2.5"
    case .index: "count filters from 0"
    case .filter: "choose one of \(listed(NamedFilter.allCases.map(\.rawValue)))"
    case .misreading: "choose one of \(listed(Misreading.allCases.map(\.word)))"
    case .seedWord: "write '\(Change.seedWord) 1'"
    case .seed: "write a whole number"
    }
  }
}
