public import ConvNet

extension Hold {
  /// Why a unit that is held has its number.
  public var words: String {
    switch place {
    case .map: "its whole map is held at this number, whatever the layer computes"
    case .unit: "it is held at this number, whatever the layer computes"
    }
  }
}
