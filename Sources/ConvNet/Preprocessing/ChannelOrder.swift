/// In which order a network reads the colours of a picture.
public enum ChannelOrder: String, CaseIterable, Sendable {
  /// Red, green, blue: as picture files have them.
  case rgb
  /// Blue, green, red: as OpenCV and Caffe have them.
  case bgr

  /// The channel of the picture that a network reads as one of its own, of which there are three.
  public func pictureChannel(of channel: Int) -> Int { self == .bgr ? 2 - channel : channel }
}
