public import ConvNet
public import Tensors

/// Why a text is no change, or a change can't be made of a network and a picture.
public enum ChangeError: Error, Equatable, Sendable {
  /// What a word should have been.
  public enum Expected: Hashable, Sendable, CaseIterable {
    /// Rows and columns.
    case area
    /// How far down and right.
    case offsets
    /// A colour.
    case colour
    /// A number.
    case number
    /// The number of a filter.
    case index
    /// The name of a filter.
    case filter
    /// The name of a misreading.
    case misreading
    /// The word `seed`.
    case seedWord
    /// A seed.
    case seed
  }

  // What is typed.

  /// There is no word.
  case nothing
  /// A double quote has no end.
  case openQuote
  /// A word has a double quote in it.
  case quoteInside(String)
  /// In double quotes, a backslash stands before something else than a quote or another one.
  case escape(String)
  /// No change begins with the word.
  case unknownVerb(String)
  /// There are more or fewer words than a verb takes.
  case wordCount(ChangeVerb, found: Int)
  /// A word is not what stands at its place.
  case word(String, expected: Expected)

  // Pictures.

  /// The network reads no picture: its input has another count of axes.
  case noPicture(Shape)
  /// A row or a column lies outside of the picture.
  case outside(axis: Int, index: Int, shape: Shape)
  /// The picture has another count of channels than colours are known for.
  case colourless(String, channels: Int)
  /// The picture has no such channel.
  case noChannel(String, shape: Shape)

  // Networks.

  /// A place leads nowhere.
  case place(DestinationError)
  /// A whole layer is named where a map or a unit is needed.
  case wholeLayer(String, Shape)
  /// The shares behind the last layer are no layer.
  case shares(String)
  /// A text names no number of a parameter.
  case notAParameter(String)
  /// There is no such parameter; these are there.
  case noParameter(String, known: [String])
  /// There is not one index for each axis of a parameter.
  case indexCount(String, Shape, found: Int)
  /// An index of a parameter lies outside of its axis.
  case indexOutside(String, Shape, axis: Int, index: Int)
  /// A layer has learned nothing; these have.
  case nothingLearned(String, known: [String])
  /// A layer is no convolution of the size of filters with names; these are.
  case noFilters(String, known: [String])
  /// A convolution has no such filter.
  case noFilter(String, index: Int, count: Int)
  /// A misreading makes no layer another one, or not that of a name; these can be misread so.
  case nothingToMisread(Misreading, layer: String?, known: [String])
  /// A misreading makes no line another one beside what is misread already.
  case overtaken(Misreading)
  /// A misreading, as it is typed, has no numbers that could be computed.
  case onlyTold(String)
  /// What is held isn't there where the network is misread so.
  case notThereMisread(String, String)
  /// A network stops at a line where it is misread.
  case stops(line: Int, MisreadFault, in: Network)
  /// The file of other parameters was not read.
  case unread(file: String)
  /// A file's parameters are those of another network: the first layer that reads others, `nil` where there are more or
  /// fewer layers.
  case otherNetwork(file: String, layer: String?)
}
