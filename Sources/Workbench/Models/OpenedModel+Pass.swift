public import ConvNet
import ImageFormats
import ModelFormats
public import Tensors

extension OpenedModel {
  /// Brings a picture file to the network's input and runs the pass to its end; a long one has a progress bar.
  ///
  /// Samples are sample/maxval in 0…1, (row, column, channel) in the shape of the network's input; the pass reads
  /// them preprocessed.
  ///
  /// - Throws: `CommandError` where the file can't be read or holds no picture, or the network can't run or
  ///   reads no pictures.
  public func pass(ofPictureAt path: String) throws(CommandError) -> (pass: Trace, samples: Tensor) {
    let samples = try samples(of: PictureFile(path: path), at: path)
    let network = try network()
    let before = network.layers.indices.reduce(into: [0]) { sums, layer in
      sums.append(sums[layer] + network.multiplyAddCount(ofLayer: layer))
    }
    let bar = ProgressBar(total: before[network.layers.count], of: "multiply-adds", least: 1_000_000_000)
    defer { bar.finish() }
    let pass = try pass(on: samples) { pass in
      bar.advance(to: before[pass.computedLayers])
      return true
    }
    guard let pass else { preconditionFailure("a pass that goes on to its end has no end") }
    return (pass, samples)
  }

  /// - Throws: `CommandError.memory` where the system has none for a pass, if it isn't there already, and for the
  ///   picture that it begins with, whose samples are added up and then preprocessed.
  func requireMemory(
    _ network: Network, for picture: PictureFile, as target: PictureTarget, hasPass: Bool
  ) throws(CommandError) {
    let preprocessed = MemoryLayout<Float>.stride * target.shape.count
    let bytes = (hasPass ? 0 : network.passBytes) + picture.bytes(ofInput: target) + preprocessed
    guard SystemMemory.gives(bytes) else { throw .memory(path: path, bytes: bytes) }
  }

  /// The trace of samples; before each layer it is asked, by what is computed, whether to go on, `nil` where not, or where
  /// the work was given up.
  func pass(
    on samples: Tensor, until cancellation: Cancellation = Cancellation(), goesOn: (Trace) -> Bool
  ) throws(CommandError) -> Trace? {
    let trained = try trained()
    let network = trained.network
    guard var builder = try? TraceBuilder(trained, input: preprocessing.input(samples)) else {
      throw .unsuitableInput(model: path, shape: network.inputShape)
    }
    while builder.nextLayer != nil {
      guard goesOn(builder.trace), builder.computeNextLayer(goesOn: { !cancellation.isCancelled }) else {
        return nil
      }
    }
    return builder.trace
  }
}

extension Network {
  /// The bytes that a pass takes: all activations and pre-activations, and what the largest layer needs beside.
  var passBytes: Int {
    var (sum, largest) = (0, 0)
    for (layer, shape) in zip(layers, shapes) {
      let bytes = MemoryLayout<Float>.stride * shape.count
      sum += layer.operation.activationFunction == .linear ? bytes : 2 * bytes
      largest = max(largest, bytes)
    }
    return sum + 2 * largest
  }

  /// The most bytes that a picture takes on its way to the input: its samples, of up to three colours added up in
  /// eight bytes each, and preprocessed.
  var pictureBytes: Int { (3 * 8 + 2 * MemoryLayout<Float>.stride) * inputShape.count }
}

extension OpenedModel {
  /// Where the numbers of a pass on a picture come from, for contact sheets: `ship.ppm · cifar10.keras`, and the changes
  /// behind it.
  public func sheetSource(
    picture path: String, changes: RequestedChanges = RequestedChanges()
  ) -> String {
    ["\(PictureInput.name(of: path))", file.fileName, changes.line].compactMap(\.self).joined(
      separator: " · ")
  }

  /// The names of the classes, as `Labels.load` finds them; none where the output is not a line of at least so many
  /// numbers.
  ///
  /// - Throws: `CommandError` where the network can't run, or a file of names does not fit.
  public func classNames(labels: String?, least: Int = 1) throws(CommandError) -> [String] {
    let output = try network().outputShape
    guard output.rank == 1, output[0] >= least else { return [] }
    return try Labels.load(explicit: labels, model: path, count: output[0]).names
  }

  /// The names of the classes that the maps of the output stand for; none where there is no file of names, or where
  /// the output does not consist of several maps.
  ///
  /// A file beside the model that does not fit names something else, such as the classes of a network whose top is
  /// left out.
  ///
  /// - Throws: `CommandError` where the network can't run, or the file that was asked for does not fit.
  func channelNames(labels: String?) throws(CommandError) -> [String] {
    let output = try network().outputShape
    guard output.rank == 3, output.channels > 1 else { return [] }
    do {
      let found = try Labels.load(explicit: labels, model: path, count: output.channels)
      return found == .indices(output.channels) ? [] : found.names
    } catch {
      if labels != nil { throw error }
      return []
    }
  }
}
