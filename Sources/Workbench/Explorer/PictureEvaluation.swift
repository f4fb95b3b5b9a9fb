public import ConvNet
public import Explorer
import ImageFormats
import Tensors

/// Brings a picture file to a network's input and runs the pass to its end.
///
/// Samples are sample/maxval in 0…1, cropped and resized to the network's input shape.
///
/// - Throws: `CommandError` where the file can't be read, holds no picture, or the network reads no pictures.
public func evaluation(
  ofPictureAt path: String, network: Network, modelName: String
) throws(CommandError) -> Evaluation {
  let bytes = try InputFile.bytes(of: path)
  let picture: Picture
  do {
    picture = try Picture(decoding: bytes)
  } catch {
    throw .picture(path: path, error)
  }
  let input: Tensor
  do {
    input = try picture.input(network.inputShape)
  } catch {
    throw .unsuitableInput(model: modelName, shape: error.shape)
  }
  guard var pass = try? ForwardPass(network: network, input: input) else {
    throw .unsuitableInput(model: modelName, shape: network.inputShape)
  }
  pass.run()
  return Evaluation(pass: pass, pictureSize: Size2D(height: picture.height, width: picture.width))
}
