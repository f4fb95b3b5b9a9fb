/// A way to prepare pictures that the networks of `keras.applications` were trained with.
///
/// Source: Keras 3, `keras/src/applications/imagenet_utils.py`, `preprocess_input`, whose samples are from 0 to 255.
public enum PreprocessingMode: String, CaseIterable, Sendable {
  /// From −1 to 1.
  case tf
  /// From 0 to 1, less ImageNet's means, divided by its deviations.
  case torch
  /// From 0 to 255, blue first, less ImageNet's means.
  case caffe

  /// What is done to the samples of a picture; `isWhole` where the network holds integers.
  public func preprocessing(isWhole: Bool = false) -> Preprocessing {
    let reason = RangeReason.mode(self)
    switch self {
    case .tf: return Preprocessing(lower: -1, isWhole: isWhole, reason: reason)
    case .torch:
      return Preprocessing(
        mean: [0.485, 0.456, 0.406], deviation: [0.229, 0.224, 0.225], isWhole: isWhole, reason: reason)
    case .caffe:
      return Preprocessing(
        upper: 255, mean: [103.939, 116.779, 123.68], channelOrder: .bgr, isWhole: isWhole, reason: reason)
    }
  }

  /// Whether it treats three channels, each in its own way.
  public var needsThreeChannels: Bool { self != .tf }

  /// The way of a network of `keras.applications`, by the name that Keras gives it; `nil` for other names, and for
  /// networks that rescale pictures themselves.
  public init?(ofApplicationNamed name: String) {
    let name = name.lowercased().filter { $0 != "_" && $0 != "-" }
    if Self.namesOfTF.contains(name) || ["mobilenet", "nasnet"].contains(where: name.hasPrefix) {
      self = .tf
    } else if ["densenet121", "densenet169", "densenet201"].contains(name) {
      self = .torch
    } else if ["vgg16", "vgg19", "resnet50", "resnet101", "resnet152"].contains(name) {
      self = .caffe
    } else {
      return nil
    }
  }

  private static let namesOfTF: Set = [
    "xception", "inceptionv3", "inceptionresnetv2", "resnet50v2", "resnet101v2", "resnet152v2",
  ]
}
