public import CellScreen
import ConvNet
import Tensors

/// A layer or class that a text is part of.
public struct SearchMatch: Equatable, Sendable {
  /// Where it leads.
  public enum Place: Hashable, Sendable {
    /// A line of the listing.
    case line(Int)
    /// A class, by its index.
    case ofClass(Int)
    /// The next map of the selected layer whose numbers are all 0.
    case deadMap
  }

  /// Where it leads.
  public let place: Place
  /// Its name.
  public let name: DisplayText
  /// A layer's code; empty for a class.
  public let code: DisplayText
}

extension ExplorerState {
  /// The layers with a text in their name or code, then the classes with it in their name, whatever the case.
  public func matches(of text: String) -> [SearchMatch] {
    let wanted = text.withoutOuterBlanks.lowercased()
    var all = model.lines.enumerated().map { index, line in
      SearchMatch(place: .line(index), name: line.name, code: line.code)
    }
    if let line = model.softmaxLine {
      let name = DisplayText("softmax")
      all.append(SearchMatch(place: .line(line), name: name, code: DisplayText("softmax(logits)")))
    }
    all += classes.map {
      SearchMatch(place: .ofClass($0), name: model.nameOfClass($0), code: DisplayText(""))
    }
    guard !wanted.isEmpty else { return all }
    if hasMaps {
      let words = DisplayText("∅ the next map that is all 0")
      all.append(SearchMatch(place: .deadMap, name: DisplayText("dead maps"), code: words))
    }
    return all.filter { match in
      (match.place == .deadMap ? [match.name] : [match.name, match.code])
        .contains { $0.string.lowercased().contains(wanted) }
    }
  }

  /// The classes that have a logit.
  private var classes: Range<Int> {
    guard let shape = model.network?.outputShape, shape.rank == 1, shape[0] > 1 else { return 0..<0 }
    return 0..<shape[0]
  }
}
