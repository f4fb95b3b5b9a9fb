public import ConvNet
public import Tensors

/// What a layer does at the border of its input, in Keras's words.
public enum KerasPadding: String, Sendable, CaseIterable {
  /// The window stays inside the input.
  case valid
  /// A border is added so that the output has ⌈n ÷ s⌉ rows, n those of the input and s the stride; so for columns.
  case same

  /// The border that a window has over an input.
  ///
  /// That of `same` is the one of `Border.keepingPlaces`.
  ///
  /// - Precondition: The window, the strides and the dilation are at least 1.
  public func border(
    over input: Shape, window: Size2D, strides: Size2D, dilation: Size2D = Size2D(square: 1)
  ) -> Border {
    self == .same
      ? .keepingPlaces(of: input, window: window, strides: strides, dilation: dilation) : .none
  }

  /// The value of a layer's `padding`; `nil` for the default.
  var word: String? { self == .valid ? nil : "'\(rawValue)'" }
}

extension WindowGrid {
  /// Whether there is a border, and it is the one of `same`.
  public var isPaddedAsSame: Bool {
    let border = Border(
      top: rows.paddingBefore, bottom: rows.paddingAfter, left: columns.paddingBefore,
      right: columns.paddingAfter)
    let same = KerasPadding.same.border(
      over: Shape(rows.inputExtent, columns.inputExtent, 1),
      window: Size2D(height: rows.windowExtent, width: columns.windowExtent),
      strides: Size2D(height: rows.stride, width: columns.stride),
      dilation: Size2D(height: rows.dilation, width: columns.dilation))
    return border != .none && border == same
  }
}

extension Border {
  /// The border around an input as the value of a layer's `padding`; `nil` for none.
  ///
  /// Where the input isn't known, `same` can be told only of a window that moves on by one place.
  func word(
    over input: Shape?, window: Size2D, strides: Size2D, dilation: Size2D = Size2D(square: 1)
  ) -> String? {
    guard self != .none else { return nil }
    let known = input ?? Shape(Int(Int32.max), Int(Int32.max), 1)
    let same = KerasPadding.same.border(over: known, window: window, strides: strides, dilation: dilation)
    let canTell = input != nil || strides == Size2D(square: 1)
    return canTell && self == same ? "'same'" : "((\(top), \(bottom)), (\(left), \(right)))"
  }
}
