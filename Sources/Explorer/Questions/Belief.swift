public import ConvNet

/// A wrong idea, by which somebody answers a question.
public enum Belief: Hashable, Sendable {
  /// A misreading of the line, which the engine can run.
  case misreading(Misreading)

  // Of shapes and maps.

  /// Pooling makes everything smaller, the number of maps too.
  case poolingTakesMaps
  /// A pooling cuts each map into pieces, as many as its window has numbers, and each piece stays a map.
  case poolingKeepsPieces
  /// A flattening makes one number of each map.
  case flattenAverages
  /// A flattening lays each map in a line of its own.
  case flattenKeepsMaps
  /// Each unit makes a number of each number that arrives.
  case denseMultiplies
  /// A dense layer keeps as many numbers as arrive.
  case denseKeepsNumbers
  /// A depthwise convolution adds its channels, as another one does.
  case depthwiseAdds
  /// A depthwise convolution makes one map of each channel, whatever its multiplier.
  case depthwiseMakesOne
  /// A depthwise convolution keeps the size of the maps.
  case depthwiseKeepsSize
  /// Each group makes all of the maps.
  case eachGroupMakesAll
  /// Each group makes one map.
  case eachGroupMakesOne
  /// A global pooling pools over the maps, place by place.
  case globalMergesMaps
  /// A global pooling keeps rows and columns as axes, or drops them, other than its code says.
  case globalOtherAxes

  // Of parameters.

  /// Nothing is added to a sum.
  case withoutBias
  /// All units share their weights.
  case oneUnit
  /// A pooling has a kernel for each map, as a depthwise convolution has.
  case poolingLearns
  /// A pooling has one kernel for all maps.
  case poolingLearnsOnce
  /// A flattening has a weight for each number.
  case flattenLearns
  /// Every filter reads all channels.
  case mixesAll

  // Of a window.

  /// The mean of a window is taken.
  case mean
  /// The largest number of a window is kept.
  case largest
  /// The first number of a window is kept.
  case first
  /// The numbers of a window are added.
  case added

  // Of a flattening.

  /// The numbers come map by map.
  case mapByMap
  /// The numbers come place by place.
  case placeByPlace
  /// The rows run faster than the columns.
  case columnByColumn
  /// The first number has the number 1.
  case countedFromOne

  // Of what is seen.

  /// A number sees its own window.
  case ownWindow
  /// Windows add up, and pooling doesn't matter.
  case withoutPooling
  /// The sides of the windows are added.
  case sidesAdded
  /// A number sees all of the picture.
  case wholePicture
  /// A number sees the pixel at its own place.
  case ownPlace

  // Of a sum.

  /// Of the channels' sums the largest is kept.
  case largestChannel

  // Of a dropped map.

  /// Each map leads to one map.
  case oneToOne
  /// The maps that are made are shared out among those that are read.
  case sharedOut
  /// One map of many makes no difference.
  case tooLittle

  // Of the winner.

  /// Another class wins.
  case otherClass(Int)
  /// The other cover takes more.
  case otherCover
}
