public import ConvNet
private import Foundation
public import ImageFormats
public import ModelFormats
public import Tensors

/// A model file that was opened, and where it came from.
public struct OpenedModel: Sendable {
  /// The path of the file.
  public let path: String
  /// What the file holds.
  public let file: ModelFile
  /// How pictures are brought to the network's input.
  public let fit: PictureFit

  /// Opens a model file, or the bundled network where no path is given.
  ///
  /// Activations may take half of the machine's memory.
  ///
  /// - Throws: `CommandError` where the file can't be read or not even its listing can be made.
  public init(path: String?, fit: PictureFit = .crop) throws(CommandError) {
    self.fit = fit
    self.path = if let path { path } else { try Assets.find().model }
    let bytes = try InputFile.bytes(of: self.path)
    let limit = Int(clamping: ProcessInfo.processInfo.physicalMemory / 2)
    do {
      file = try ModelFile.read(bytes, name: FilePath.name(of: self.path), memoryLimit: limit)
    } catch {
      throw .model(path: self.path, error)
    }
  }

  /// The network.
  ///
  /// - Throws: `CommandError.model` where it can't run.
  public func network() throws(CommandError) -> Network {
    switch file.network {
    case .success(let network): return network
    case .failure(let error): throw .model(path: path, error)
    }
  }

  /// A picture as the network's input.
  ///
  /// - Throws: `CommandError` where the network can't run or reads no pictures.
  public func input(_ picture: Picture) throws(CommandError) -> Tensor {
    let shape = try network().inputShape
    do {
      return try picture.input(shape, fit: fit)
    } catch {
      throw .unsuitableInput(model: path, shape: error.shape)
    }
  }
}

extension Picture {
  /// Opens a picture file; `-` is standard input.
  ///
  /// - Throws: `CommandError` where it can't be read or holds no picture.
  public init(path: String) throws(CommandError) {
    let bytes = try PictureInput.bytes(of: path)
    do {
      try self.init(decoding: bytes)
    } catch {
      throw .picture(path: path, error)
    }
  }
}
