/// Classes and functions under the names that older versions gave them, or that Keras accepts beside its own.
///
/// Sources: Keras 2, `keras/layers/serialization.py` (`BatchNormalizationV1`, `V2`) and `keras/activations.py`
/// (`softmax_v2`: what TensorFlow 2 calls `tf.nn.softmax`); Keras 3, the second names of `keras_export`.
enum KerasNames {
  private static let classes = [
    "BatchNormalizationV1": "BatchNormalization", "BatchNormalizationV2": "BatchNormalization",
    "SyncBatchNormalization": "BatchNormalization", "Convolution2D": "Conv2D",
    "SeparableConvolution2D": "SeparableConv2D", "AvgPool2D": "AveragePooling2D", "MaxPool2D": "MaxPooling2D",
    "GlobalAvgPool2D": "GlobalAveragePooling2D", "GlobalMaxPool2D": "GlobalMaxPooling2D",
    "Input": "InputLayer", "add": "Add", "subtract": "Subtract", "multiply": "Multiply", "average": "Average",
    "maximum": "Maximum", "minimum": "Minimum", "concatenate": "Concatenate",
  ]

  private static let functions = ["softmax_v2": "softmax", "log_softmax_v2": "log_softmax"]

  /// The name of a class in Keras 3.
  static func currentClass(_ name: String) -> String { classes[name] ?? name }

  /// The name of an activation function in Keras 3.
  static func currentFunction(_ name: String) -> String { functions[name] ?? name }
}
