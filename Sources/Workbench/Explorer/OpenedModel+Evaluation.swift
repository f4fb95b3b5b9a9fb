import ConvNet
public import Explorer
import ImageFormats

extension OpenedModel {
  /// Brings a picture file to the network's input and runs the pass to its end.
  ///
  /// Samples are sample/maxval in 0…1, fitted and resized to the network's input shape.
  ///
  /// - Throws: `CommandError` where the file can't be read or holds no picture, or the network can't run or
  ///   reads no pictures.
  public func evaluation(ofPictureAt path: String) throws(CommandError) -> Evaluation {
    let picture = try Picture(path: path)
    let network = try network()
    let input = try input(picture)
    guard var pass = try? ForwardPass(network: network, input: input) else {
      throw .unsuitableInput(model: self.path, shape: network.inputShape)
    }
    pass.run()
    return Evaluation(pass: pass, pictureSize: Size2D(height: picture.height, width: picture.width))
  }
}
