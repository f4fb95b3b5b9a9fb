import ConvNet

extension MaxPooling2D: KerasReadable {}
