// ConvNet
