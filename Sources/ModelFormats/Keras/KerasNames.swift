/// Classes and functions under the names that older versions gave them, or that Keras accepts beside its own.
///
/// Sources: Keras 2, `keras/layers/serialization.py` (`BatchNormalizationV1`, `V2`) and `keras/activations.py`
/// (`softmax_v2`: what TensorFlow 2 calls `tf.nn.softmax`); Keras 3, the second names of `keras_export`.
enum KerasNames {
  /// The names of classes in Keras 3 by others.
  static let classes = [
    "BatchNormalizationV1": "BatchNormalization", "BatchNormalizationV2": "BatchNormalization",
    "SyncBatchNormalization": "BatchNormalization", "Convolution2D": "Conv2D",
    "SeparableConvolution2D": "SeparableConv2D", "AvgPool2D": "AveragePooling2D", "MaxPool2D": "MaxPooling2D",
    "GlobalAvgPool2D": "GlobalAveragePooling2D", "GlobalMaxPool2D": "GlobalMaxPooling2D",
    "Input": "InputLayer", "add": "Add", "subtract": "Subtract", "multiply": "Multiply", "average": "Average",
    "maximum": "Maximum", "minimum": "Minimum", "concatenate": "Concatenate",
  ]

  /// The names of activation functions in Keras 3 by others.
  static let functions = ["softmax_v2": "softmax", "log_softmax_v2": "log_softmax"]
}
