import CellScreen
import ConvNet
import KerasNotation
import Tensors

/// A line of Python that asks Keras itself, and what it prints.
public struct KerasQuestion: Equatable, Sendable {
  /// The line; `model` is the loaded model, `x` the picture as a batch of one.
  public let code: String
  /// What is printed.
  public let answer: String
}

extension MisreadingWords {
  /// The line of Python that answers the idea; `nil` where a number would have to be known first.
  public var questionToKeras: KerasQuestion? {
    guard let kerasClass, !isChannelsFirst, !isShared else { return nil }
    if misreading == .noReLU, facts.layer.operation is ActivationLayer, kerasClass != "Activation",
      ActivationLayer.classNames.contains(kerasClass)
    {
      return question(Self.python("type", of: getLayer(line)) + ".__name__", kerasClass)
    }
    guard Self.plainClasses.contains(kerasClass) else { return nil }
    return plainQuestion(kerasClass)
  }

  /// The class of the line's layer in Keras; `nil` where a line is more than one layer or lies inside of another.
  private var kerasClass: String? {
    let name = facts.layer.name
    return name.contains("/") ? nil : classOfLine
  }

  /// Whether the model has maps as (channel, height, width), so that it prints other shapes than those here.
  private var isChannelsFirst: Bool {
    (facts.network.layers[0].operation as? Input)?.isChannelsFirst == true
  }

  /// Whether the layer is used more than once, so that Keras knows no one output of it.
  private var isShared: Bool {
    facts.layer.weightsOf != nil || facts.network.layers.contains { $0.weightsOf == line }
  }

  /// The classes whose lines are whole layers with the attributes that are asked for.
  private static let plainClasses: Set = [
    "Conv2D", "Dense", "MaxPooling2D", "AveragePooling2D", "Activation",
  ]

  private func plainQuestion(_ kerasClass: String) -> KerasQuestion? {
    let layer = getLayer(line)
    switch misreading {
    case .perChannel, .oneFilter, .flatFilter, .ownWeights:
      return question("\(layer).count_params()", "\(facts.network.parameterCount(ofLayer: line))")
    case .eachWithEach:
      guard let end = misread.end, facts.network.layers[end].operation is Conv2D else {
        return shapeQuestion(line)
      }
      return question("\(getLayer(end)).count_params()", "\(facts.network.parameterCount(ofLayer: end))")
    case .size, .poolMerges, .quadrants, .keepPartial: return shapeQuestion(line)
    case .keepsSize: return question("\(layer).padding", "valid")
    case .overlap: return question("\(layer).strides", facts.pooling.map { "\($0.strides)" } ?? "")
    case .meanPool: return question("type(\(layer)).__name__", kerasClass)
    case .noReLU: return question("\(layer).activation.__name__", "relu")
    case .softmaxInside:
      return sumOfLogits.map { question("round(float(model(x).numpy().sum()), 1)", Self.asPythonPrints($0)) }
    case .averaged, .flipped:
      guard let number = numbers?.was, facts.layer.inputs == [0] else { return shapeOfKernel }
      let position = cursor.position(in: facts.output).map(String.init).joined(separator: ", ")
      let digits = String(facts.output.decimals)
      return question(
        "round(float(\(layer)(x)[0, \(position)]), \(digits))", Self.asPythonPrints(number))
    }
  }

  /// A rounded number without the zeros at its end, as Python prints it.
  private static func asPythonPrints(_ text: String) -> String {
    let digits = text.replacing("−", with: "-")
    guard digits.contains(".") else { return digits }
    let trimmed = String(digits.reversed().drop { $0 == "0" }.reversed())
    return trimmed.hasSuffix(".") ? trimmed + "0" : trimmed
  }

  private func question(_ code: String, _ answer: String) -> KerasQuestion {
    KerasQuestion(code: Self.python("print", of: code), answer: answer)
  }

  /// A call of a Python function.
  private static func python(_ function: String, of argument: String) -> String { "\(function)(\(argument))" }

  private func shapeQuestion(_ line: Int) -> KerasQuestion {
    let extents = facts.network.shapes[line].extents.map(String.init).joined(separator: ", ")
    return question("\(getLayer(line)).output.shape", "(None, \(extents))")
  }

  private var shapeOfKernel: KerasQuestion? {
    facts.network.slots[line].first { $0.name == .kernel }.map {
      question("\(getLayer(line)).kernel.shape", "\($0.shape)")
    }
  }

  private func getLayer(_ line: Int) -> String {
    "model.get_layer(\"\(DisplayText(facts.network.layers[line].name))\")"
  }
}
