public import ConvNet
public import Tensors

/// All tensors of a pass under the names of their files.
///
/// `input` is the picture as the network reads it; `<layer>` is a layer's activation, and `<layer>.pre` its
/// pre-activation, where its activation function is another than linear.
public struct ActivationExport: Sendable {
  /// A tensor and its name.
  public struct Entry: Equatable, Sendable {
    /// The name of its file, without the extension.
    public let name: String
    /// The tensor.
    public let tensor: Tensor
  }

  /// The tensors in the order of the network's layers.
  public let entries: [Entry]

  /// Collects the tensors of a pass.
  ///
  /// - Precondition: The pass is at its end.
  public init(_ pass: ForwardPass) {
    precondition(pass.isAtEnd, "an export before the end of the pass")
    var names = SafeFileNames()
    let inputName = names.fileName(for: "input")
    let layers = pass.network.layers.indices.dropFirst()
    let stems = layers.map { names.fileName(for: pass.network.layers[$0].name) }
    var entries = [Entry(name: inputName, tensor: pass.input)]
    for (layer, stem) in zip(layers, stems) {
      if pass.network.layers[layer].kind.activationFunction != .linear,
        let tensor = pass.preActivation(ofLayer: layer)
      {
        entries.append(Entry(name: names.unused(stem + ".pre"), tensor: tensor))
      }
      if let tensor = pass.activation(ofLayer: layer) { entries.append(Entry(name: stem, tensor: tensor)) }
    }
    self.entries = entries
  }

  /// Writes each tensor as a `.npy` file into a folder, which is made where it is missing.
  ///
  /// Files of the same names are replaced.
  ///
  /// - Throws: `CommandError.cannotCreate`.
  public func writeNumPyFiles(to folder: String) throws(CommandError) {
    try OutputFile.makeFolder(folder)
    for entry in entries {
      let path = FilePath.joined(folder, entry.name + ".npy")
      try OutputFile.create(path, holding: NumPyFile.encode(entry.tensor))
    }
  }
}
