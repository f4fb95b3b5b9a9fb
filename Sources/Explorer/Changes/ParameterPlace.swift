import ConvNet
import Tensors

/// A number of a parameter that a name leads to: `conv2d.kernel[0,2,1,0]`.
struct ParameterPlace: Equatable {
  /// The parameter.
  let address: ParameterAddress
  /// One index an axis.
  let position: [Int]
}

extension Network {
  /// The name of each parameter that a layer reads, `conv2d.kernel`, with its address and shape; of layers that share
  /// weights each has its own.
  var namedParameters: [(name: String, address: ParameterAddress, shape: Shape)] {
    layers.indices.flatMap { index in
      slots[index].map { slot in
        (
          "\(layers[index].name).\(slot.name.text)", address(of: slot.name, ofLayer: index), slot.shape
        )
      }
    }
  }

  /// The number of a parameter that a text names.
  ///
  /// - Throws: `ChangeError` where there is none.
  func parameter(named text: String) throws(ChangeError) -> ParameterPlace {
    guard let (name, list) = text.splitAtBrackets else { throw .notAParameter(text) }
    guard let parameter = namedParameters.first(where: { $0.name == name }) else {
      throw .noParameter(name, known: parameterNames(like: name))
    }
    let parts = list.split(separator: ",", omittingEmptySubsequences: false).map { $0.withoutOuterBlanks }
    let position = parts.compactMap { ChangeText.index($0) }
    guard position.count == parts.count else { throw .notAParameter(text) }
    guard position.count == parameter.shape.rank else {
      throw .indexCount(name, parameter.shape, found: position.count)
    }
    for (axis, index) in position.enumerated() where index >= parameter.shape[axis] {
      throw .indexOutside(name, parameter.shape, axis: axis, index: index)
    }
    return ParameterPlace(address: parameter.address, position: position)
  }

  /// The parameters of the layer that a name begins with; of all layers where it begins with none.
  private func parameterNames(like name: String) -> [String] {
    let own = layers.map(\.name).filter { name == $0 || name.hasPrefix($0 + ".") }.max { $0.count < $1.count }
    let all = namedParameters.map(\.name)
    guard let own, let layer = index(ofLayerNamed: own), !slots[layer].isEmpty else { return all }
    return slots[layer].map { "\(own).\($0.name.text)" }
  }
}
