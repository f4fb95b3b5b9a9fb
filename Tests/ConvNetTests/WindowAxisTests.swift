import ConvNet
import Tensors
import TestSupport
import Testing

struct WindowAxisTests {
  /// Every axis with an input, a window and a stride of at most seven.
  static let small: [WindowAxis] = Padding.allCases.flatMap { padding in
    (1...7).flatMap { input in
      (1...7).flatMap { window in
        (1...7).compactMap { stride in
          WindowAxis(inputExtent: input, windowExtent: window, stride: stride, padding: padding)
        }
      }
    }
  }

  @Test("valid windows stop wherever they fit")
  func validStops() {
    for input in 0...7 {
      for window in 1...7 {
        for stride in 1...7 {
          let starts = Swift.stride(from: 0, through: input - window, by: stride).map { $0 }
          let axis = WindowAxis(inputExtent: input, windowExtent: window, stride: stride, padding: .valid)
          #expect(axis?.outputExtent ?? 0 == starts.count, "input \(input) window \(window) stride \(stride)")
          #expect(axis.map { axis in starts.indices.map { axis.window(at: $0).lowerBound } } ?? [] == starts)
        }
      }
    }
  }

  @Test("padded windows stop wherever they fit into the input with its padding")
  func paddedStops() {
    for (input, before, after) in (1...4).flatMap({ n in (0...3).flatMap { b in (0...3).map { (n, b, $0) } } }
    ) {
      for (window, stride) in (1...5).flatMap({ k in (1...3).map { (k, $0) } }) {
        let starts = Swift.stride(from: -before, through: input + after - window, by: stride).map { $0 }
        let axis = WindowAxis(
          inputExtent: input, windowExtent: window, stride: stride, paddingBefore: before,
          paddingAfter: after)
        #expect(
          axis.map { axis in (0..<axis.outputExtent).map { axis.window(at: $0).lowerBound } } ?? [] == starts)
      }
    }
  }

  @Test("the stops that cover a place are those whose window has it")
  func covering() {
    for axis in Self.small {
      for place in 0..<axis.inputExtent {
        let stops = (0..<axis.outputExtent).filter { axis.window(at: $0).contains(place) }
        #expect(axis.stops(covering: place) == stops, "\(axis) at \(place)")
      }
    }
  }

  @Test("places of the input are what of the window is not padding")
  func places() {
    for axis in Self.small {
      for stop in 0..<axis.outputExtent {
        let inside = axis.window(at: stop).filter { (0..<axis.inputExtent).contains($0) }
        #expect(Array(axis.places(at: stop)) == inside, "\(axis) at \(stop)")
        #expect(!inside.isEmpty, "\(axis) at \(stop) sees nothing")
      }
    }
  }

  @Test("the places that are never read are in no window")
  func neverRead() {
    for axis in Self.small {
      let read = Set((0..<axis.outputExtent).flatMap { axis.places(at: $0) })
      #expect(axis.placesNeverRead == (0..<axis.inputExtent).filter { !read.contains($0) }, "\(axis)")
    }
  }

  @Test("strides beyond every input do not overflow")
  func hugeStride() {
    let axis = WindowAxis(inputExtent: 7, windowExtent: 3, stride: .max, padding: .same)
    #expect(axis?.outputExtent == 1)
    #expect(axis?.stops(covering: 6).isEmpty == true)
    #expect(axis?.stops(covering: 0) == [0])
  }

  @Test("a dilated window reads every so-many-th place, and its reach decides where it fits")
  func dilation() throws {
    for padding in Padding.allCases {
      for input in 1...9 {
        for window in 1...3 {
          for dilation in 1...3 {
            let made = WindowAxis(
              inputExtent: input, windowExtent: window, stride: 2, dilation: dilation, padding: padding)
            let reach = (window - 1) * dilation + 1
            guard padding == .same || input >= reach else {
              #expect(made == nil)
              continue
            }
            let axis = try #require(made)
            #expect(axis.reach == reach)
            for stop in 0..<axis.outputExtent {
              let start = axis.window(at: stop).lowerBound
              #expect(axis.window(at: stop).count == reach)
              #expect(axis.taps(at: stop) == (0..<window).map { start + $0 * dilation })
            }
            for place in 0..<input {
              let stops = (0..<axis.outputExtent).filter { axis.taps(at: $0).contains(place) }
              #expect(axis.stops(covering: place) == stops, "\(axis) at \(place)")
            }
          }
        }
      }
    }
  }
}
