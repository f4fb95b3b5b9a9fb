import Tensors

extension Operation {
  /// Whether every map is made of the map of the same number alone, and is still a picture of the same thing: what is
  /// red stays red.
  fileprivate var keepsChannels: Bool {
    switch self {
    case is any PlacewiseOperation: !activationFunction.worksOverAxis
    case let slice as Slice: slice.keepsChannels
    case is Cropping2D, is ZeroPadding2D, is UpSampling2D, is Pooling2D: true
    default: false
    }
  }
}

extension Network {
  /// Whether the maps of a layer are the channels of the picture, as nothing has merged or moved them.
  public func hasPictureChannels(ofLayer index: Int) -> Bool {
    let layer = layers[index]
    guard shapes[index].rank == 3, shapes[index].channels == shapes[0].channels else { return false }
    guard let source = layer.inputs.first else { return true }
    return layer.inputs.count == 1 && layer.operation.keepsChannels && hasPictureChannels(ofLayer: source)
  }

  /// Whether a layer reads the channels of the picture, and nothing else.
  public func readsPictureChannels(layer index: Int) -> Bool {
    layers[index].inputs.count == 1 && hasPictureChannels(ofLayer: layers[index].inputs[0])
  }
}
