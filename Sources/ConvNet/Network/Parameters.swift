public import Tensors

/// The name of a learned tensor of a layer, as the field has it: `kernel`, `bias`.
public struct ParameterName: Hashable, Sendable {
  /// The name as text.
  public let text: String

  /// Makes a name.
  public init(_ text: String) {
    self.text = text
  }

  /// The factors of sums.
  public static let kernel = ParameterName("kernel")
  /// What is added to sums.
  public static let bias = ParameterName("bias")
  /// The factors of a normalization.
  public static let gamma = ParameterName("gamma")
  /// The summands of a normalization.
  public static let beta = ParameterName("beta")
}

/// A learned tensor that an operation reads.
public struct ParameterSlot: Hashable, Sendable {
  /// What the operation calls it.
  public let name: ParameterName
  /// The shape that it must have.
  public let shape: Shape

  /// Makes a slot.
  public init(_ name: ParameterName, _ shape: Shape) {
    self.name = name
    self.shape = shape
  }
}

/// Which learned tensor of a network: the layer that owns it, and its name there.
public struct ParameterAddress: Hashable, Sendable {
  /// The name of the layer; of layers that share weights the first.
  public let layer: String
  /// The name in the layer.
  public let name: ParameterName

  /// Makes an address; whether there is such a tensor is the network's to say.
  public init(layer: String, name: ParameterName) {
    self.layer = layer
    self.name = name
  }
}

/// The learned tensors of one layer.
public struct LayerParameters: Equatable, Sendable {
  /// The tensors by name.
  public fileprivate(set) var tensors: [ParameterName: Tensor]

  /// Takes tensors.
  public init(_ tensors: [ParameterName: Tensor] = [:]) {
    self.tensors = tensors
  }

  /// The parameters of a layer that learns nothing.
  public static let none = LayerParameters()

  /// A tensor of an operation's slots.
  ///
  /// - Precondition: There is one of the name.
  public subscript(_ name: ParameterName) -> Tensor {
    guard let tensor = tensors[name] else {
      preconditionFailure("no \(name.text) among \(tensors.keys.map(\.text).sorted())")
    }
    return tensor
  }
}

/// Every weight and bias of a network.
///
/// A value: copies share the memory of each tensor until one of them changes it.
public struct Parameters: Equatable, Sendable {
  private var layers: [String: LayerParameters]

  /// Takes the tensors of layers, by the layers' names.
  public init(_ layers: [String: LayerParameters] = [:]) {
    self.layers = layers.filter { !$0.value.tensors.isEmpty }
  }

  /// The tensors that a layer owns.
  public subscript(layer name: String) -> LayerParameters { layers[name] ?? .none }

  /// The tensor at an address; `nil` where there is none.
  public subscript(_ address: ParameterAddress) -> Tensor? {
    get { layers[address.layer]?.tensors[address.name] }
    set {
      layers[address.layer, default: .none].tensors[address.name] = newValue
      if layers[address.layer]?.tensors.isEmpty == true { layers[address.layer] = nil }
    }
  }

  /// Puts a number at a place of a tensor, whose memory is copied only where others share it.
  ///
  /// - Precondition: There is such a tensor, and it has the offset.
  mutating func setNumber(_ value: Float, at offset: Int, of address: ParameterAddress) {
    layers[address.layer]?.tensors[address.name]?[offset: offset] = value
  }

  /// The addresses of all tensors, by layer, then by name.
  public var addresses: [ParameterAddress] {
    layers.sorted { $0.key < $1.key }.flatMap { layer, own in
      own.tensors.keys.map(\.text).sorted().map { ParameterAddress(layer: layer, name: ParameterName($0)) }
    }
  }
}

/// Why parameters are not those of a network.
public enum ParameterError: Error, Equatable, Sendable {
  /// A layer reads a tensor that is not there.
  case missing(ParameterAddress, expected: Shape)
  /// A tensor has another shape than its layer needs.
  case shape(ParameterAddress, expected: Shape, found: Shape)
  /// No layer reads a tensor.
  case unread(ParameterAddress)
}

extension [Layer] {
  /// The name of the layer that owns what a layer reads: its own, or that of the first that shares it.
  func parameterOwner(ofLayer index: Int) -> String {
    var owner = index
    while let first = self[owner].weightsOf { owner = first }
    return self[owner].name
  }
}

extension Network {
  /// The address of a tensor that a layer reads.
  public func address(of name: ParameterName, ofLayer index: Int) -> ParameterAddress {
    ParameterAddress(layer: layers.parameterOwner(ofLayer: index), name: name)
  }

  /// The addresses of all tensors that the layers read.
  var parametersRead: Set<ParameterAddress> {
    Set(
      slots.enumerated().flatMap { index, slots in
        slots.map { address(of: $0.name, ofLayer: index) }
      })
  }

  /// Checks that parameters are those that the layers read, neither less nor more.
  ///
  /// - Throws: `ParameterError` for the first tensor that is not.
  public func check(_ parameters: Parameters) throws(ParameterError) {
    for (index, slots) in slots.enumerated() {
      for slot in slots {
        let address = address(of: slot.name, ofLayer: index)
        guard let tensor = parameters[address] else { throw .missing(address, expected: slot.shape) }
        guard tensor.shape == slot.shape else {
          throw .shape(address, expected: slot.shape, found: tensor.shape)
        }
      }
    }
    let read = parametersRead
    if let unread = parameters.addresses.first(where: { !read.contains($0) }) { throw .unread(unread) }
  }
}
