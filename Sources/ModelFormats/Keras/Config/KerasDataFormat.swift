import ConvNet
import KerasNotation
import Tensors

/// In which order a model has the axes of its maps.
///
/// Keras gives every layer with windows a `data_format` of its own. A model whose layers agree on `channels_first`
/// runs here as (height, width, channel) all the same: its weights have the same order in both. Source: Keras 3,
/// `keras/src/layers/convolutional/base_conv.py`, `keras/src/layers/reshaping/flatten.py`.
struct KerasDataFormat {
  /// The name of the first layer with channels first; `nil` where there is none.
  let first: String?
  /// The name of the first layer with channels last; `nil` where there is none.
  let last: String?

  /// Asks the layers with windows, which are all that read a `data_format` but those that flatten; where there are
  /// none, the latter.
  init(_ calls: [KerasCall]) {
    let flattening = calls.map(\.layer).filter { $0.className == Flatten.className }
    let windowed = calls.map(\.layer).filter { layer in
      layer.className != Flatten.className
        && layer.operation?.arguments(of: layer.className).read.contains("data_format") == true
    }
    let asked = windowed.isEmpty ? flattening : windowed
    first = asked.first { $0.hasChannelsFirst }?.name
    last = asked.first { !$0.hasChannelsFirst }?.name
  }

  /// Whether maps are (channel, height, width).
  var isChannelsFirst: Bool { first != nil }

  /// Refuses a model whose layers disagree.
  func requireOne() throws(ModelError) {
    if let first, let last { throw .mixedDataFormats(channelsFirst: first, channelsLast: last) }
  }

  /// Refuses a layer that reads and gives some shapes, and whose work along the file's axes can't be told along the
  /// network's.
  func check(_ layer: KerasLayer, _ operation: any Operation, shapes: [Shape]) throws(ModelError) {
    guard isChannelsFirst, shapes.contains(where: { $0.rank == 3 }) else { return }
    guard layer.operation?.readsChannelsFirst == true else {
      throw .needsChannelsLast(UnsupportedLayer(name: layer.name, className: layer.className))
    }
    let isAlongAxis = [.softmax, .logSoftmax, .sparsemax].contains(operation.activationFunction)
    // Of this class the axis was translated.
    guard !isAlongAxis || layer.className == "Softmax" else { throw layer.config.unsupported("activation") }
  }
}
