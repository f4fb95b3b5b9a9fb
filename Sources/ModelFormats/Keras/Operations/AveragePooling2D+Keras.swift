import ConvNet

extension AveragePooling2D: KerasReadable {}
