import Tensors
import TestSupport
import Testing

@testable import ConvNet

struct ReceptiveFieldTests {
  /// The pixels of the picture, one channel, whose NaN reaches each number of a layer's activation.
  private func pixelsByNaN(_ network: TrainedNetwork, layer: Int) throws -> [Set<Int>] {
    let picture = Tensor.random(network.inputShape, seed: 1)
    var reached = [Set<Int>](repeating: [], count: network.shapes[layer].count)
    for pixel in picture.values.indices {
      var spoiled = picture
      spoiled.values[pixel] = .nan
      var builder = try TraceBuilder(network, input: spoiled)
      for _ in 0..<layer { builder.computeNextLayer() }
      let values = builder.trace.activations[layer].values
      for (offset, value) in values.enumerated() where value.isNaN { reached[offset].insert(pixel) }
    }
    return reached
  }

  private func expectExact(_ network: TrainedNetwork, _ name: String) throws {
    let last = network.layers.count - 1
    for layer in 0...last {
      let reached = try pixelsByNaN(network, layer: layer)
      for (offset, expected) in reached.enumerated() {
        let unit = network.shapes[layer].indices(ofOffset: offset)
        let field = network.receptiveField(ofUnitAt: unit, inLayer: layer)
        #expect(
          Set(field.offsets(in: network.inputShape).indices) == expected,
          "\(name): layer \(layer), unit \(unit)"
        )
      }
    }
  }

  /// A layer with a window: a convolution with ReLU, or a pooling.
  private func block(_ window: SmallWindow, pools: Bool) -> any BuildingBlock {
    guard !pools else {
      return Pooling2D(.maximum, poolSize: window.window, strides: window.strides, padding: window.border)
    }
    return SmallNetworks.convolution(
      window.window, from: 1, to: 1, strides: window.strides, padding: window.border, .relu)
  }

  /// Windows and strides of at most three along the rows of small inputs, something else along the columns.
  private func windows(padding: Padding) -> [SmallWindow] {
    SmallWindow.all(padding: padding).filter {
      $0.fits && max($0.window.height, $0.window.width, $0.strides.height, $0.strides.width) <= 3
        && max($0.height, $0.width) <= 5
    }
  }

  @Test(
    "the field of one layer is the set of pixels whose NaN arrives", arguments: Padding.allCases,
    [true, false])
  func oneLayer(padding: Padding, pools: Bool) throws {
    for window in windows(padding: padding) {
      let network = try SmallNetworks.chain(
        Shape(window.height, window.width, 1), [block(window, pools: pools)])
      try expectExact(network, "\(window)")
    }
  }

  @Test(
    "the field of two layers is the set of pixels whose NaN arrives", arguments: Padding.allCases,
    [true, false])
  func twoLayers(padding: Padding, pools: Bool) throws {
    let sizes = [Size2D(square: 2), Size2D(height: 3, width: 1)]
    let strides = [Size2D(square: 1), Size2D(height: 1, width: 2), Size2D(square: 3)]
    for first in sizes {
      for second in sizes {
        for stride in strides {
          let one = SmallWindow(height: 7, width: 6, window: first, strides: stride, padding: padding)
          let between = try #require(block(one, pools: pools).block.grid(over: Shape(7, 6, 1)))
          let two = SmallWindow(
            height: between.rows.outputExtent, width: between.columns.outputExtent, window: second,
            strides: Size2D(square: 2), padding: .same)
          let network = try SmallNetworks.chain(
            Shape(7, 6, 1), [block(one, pools: pools), block(two, pools: !pools)])
          try expectExact(network, "\(one) then \(second)")
        }
      }
    }
  }

  @Test("the field goes through flatten, dense and softmax")
  func everyKind() throws {
    let network = try SmallNetworks.chain(
      Shape(5, 4, 1),
      [
        SmallNetworks.convolution(Size2D(square: 2), from: 1, to: 2, .softmax),
        SmallNetworks.dense(from: 2, to: 3, .sigmoid), Flatten(),
        SmallNetworks.dense(from: 36, to: 2, .softmax),
      ])
    try expectExact(network, "every operation")
  }

  @Test("the field of an average pooling is the set of pixels whose NaN arrives", arguments: Padding.allCases)
  func averages(padding: Padding) throws {
    for window in windows(padding: padding) {
      let pooling = Pooling2D(
        .average,
        poolSize: window.window, strides: window.strides, padding: window.border)
      try expectExact(
        SmallNetworks.chain(Shape(window.height, window.width, 1), [pooling]), "\(window)")
    }
  }

  @Test("the field of a global pooling is the whole map of its channel", arguments: [true, false])
  func globalPooling(keepsAxes: Bool) throws {
    for operation in PoolingRule.allCases {
      let pooling = GlobalPooling2D(operation, keepsAxes: keepsAxes)
      let dense = SmallNetworks.dense(from: 2, to: 2)
      try expectExact(SmallNetworks.chain(Shape(3, 4, 2), [pooling, dense]), pooling.code)
    }
  }

  @Test(
    "the field of dilated convolutions in groups, and of depthwise ones, is the set of pixels whose NaN arrives",
    arguments: Padding.allCases)
  func groups(padding: Padding) throws {
    for dilation in [Size2D(square: 1), Size2D(height: 2, width: 1), Size2D(height: 1, width: 3)] {
      func border(_ window: Size2D) -> Border {
        padding.border(over: Shape(6, 5, 4), window: window, dilation: dilation)
      }
      let grouped = LearnedConv2D(
        weight: .random(Shape(2, 2, 2, 4), seed: 1), bias: nil, padding: border(Size2D(square: 2)),
        dilation: dilation, groups: 2)
      let depthwise = LearnedDepthwiseConv2D(
        weight: .random(Shape(2, 1, 4, 2), seed: 2), bias: nil,
        padding: border(Size2D(height: 2, width: 1)), dilation: dilation)
      try expectExact(
        SmallNetworks.chain(Shape(6, 5, 4), [grouped, depthwise]), "\(grouped.code), \(depthwise.code)")
    }
  }

  @Test("the field of borders, croppings and enlargements is the set of pixels whose NaN arrives")
  func resizing() throws {
    let border = Border(top: 1, bottom: 0, left: 2, right: 1)
    for size in [Size2D(height: 2, width: 3), Size2D(height: 1, width: 4)] {
      for interpolation in UpSampling2D.Interpolation.allCases {
        let enlargement = UpSampling2D(size: size, interpolation: interpolation)
        try expectExact(
          SmallNetworks.chain(
            Shape(4, 3, 2), [ZeroPadding2D(border), enlargement, Cropping2D(border)]), enlargement.code)
      }
    }
  }

  @Test("a dense layer on a table reads the unit's row only")
  func table() throws {
    let network = try SmallNetworks.chain(
      Shape(4, 3),
      [SmallNetworks.dense(from: 3, to: 2, .softmax), SmallNetworks.dense(from: 2, to: 5), Flatten()])
    try expectExact(network, "table")
  }

  @Test("the reference network's fields have the sides of the design")
  func referenceSides() throws {
    let network = try SmallNetworks.reference().network
    for (layer, side) in [(1, 3), (2, 4), (3, 8), (4, 10), (5, 18)] {
      let box = try #require(network.receptiveField(of: UnitAddress(layer: layer, position: [1, 1, 0])).box)
      #expect(box.rows.count == side && box.columns.count == side)
    }
  }

  @Test("two rows of the picture and one of conv2d_1 never matter to the reference network")
  func neverMatter() throws {
    let network = try SmallNetworks.reference().network
    for (layer, lost) in [(0, [30, 31]), (1, [28, 29]), (2, [14]), (3, [12]), (4, []), (5, [])] {
      let found = network.rowsAndColumnsThatNeverMatter(ofLayer: layer)
      #expect(found.rows == lost && found.columns == lost, "layer \(layer)")
    }
    #expect(network.rowsAndColumnsThatNeverMatter(ofLayer: 6).rows.isEmpty)
  }

  @Test("no path leads from a later layer to an earlier one")
  func noPath() throws {
    let network = try SmallNetworks.mixed(seed: 1).network
    #expect(network.region(ofLayer: 3, affecting: .all(of: network.shapes[2]), ofLayer: 2) == nil)
    let all = Region.all(of: network.shapes[2])
    #expect(network.region(ofLayer: 2, affecting: all, ofLayer: 2) == all)
  }

  @Test("a box is the smallest rectangle around a region")
  func box() {
    let region = Region.unit(at: [2, 7, 0]).union(.unit(at: [5, 1, 0])).union(.unit(at: [3, 3, 1]))
    #expect(region.box?.rows == 2...5)
    #expect(region.box?.columns == 1...7)
    #expect(region.columns == [1, 3, 7])
    #expect(Region.unit(at: [1]).box == nil)
    #expect(Region([]).box == nil)
  }
}

struct RegionTests {
  @Test("a union holds the positions of both regions and no others")
  func union() {
    let one = Region([Region.Crossing(axes: [RangeSet(0..<2), RangeSet(0..<3)])])
    let other = Region([Region.Crossing(axes: [RangeSet(1..<4), RangeSet(2..<3)])])
    let union = one.union(other)
    for row in 0..<5 {
      for column in 0..<5 {
        let position = [row, column]
        #expect(union.contains(position) == (one.contains(position) || other.contains(position)))
      }
    }
  }

  @Test("a crossing that lies in another one is not kept beside it")
  func absorption() {
    let all = Region.all(of: Shape(3, 3))
    #expect(Region.unit(at: [1, 2]).union(all) == all)
    #expect(all.union(.unit(at: [1, 2])) == all)
    #expect(all.union(Region([])) == all)
  }

  @Test("indices in memory and crossings name the same positions, whatever the set")
  func offsets() {
    let shape = Shape(3, 4, 2)
    var generator = SeededGenerator(seed: 1)
    for share in [0.1, 0.5, 0.9, 1] {
      for _ in 0..<20 {
        let members = (0..<shape.count).filter { _ in Double.random(in: 0..<1, using: &generator) < share }
        let offsets = RangeSet(members.map { $0..<$0 + 1 })
        let region = Region(offsets: offsets, in: shape)
        for offset in 0..<shape.count {
          #expect(region.contains(shape.indices(ofOffset: offset)) == members.contains(offset))
        }
        #expect(region.offsets(in: shape) == offsets)
      }
    }
  }
}
