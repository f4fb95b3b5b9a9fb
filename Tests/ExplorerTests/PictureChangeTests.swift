import ConvNet
import Tensors
import TestSupport
import Testing

@testable import Explorer

/// Changes of a picture's samples.
struct PictureChangeTests {
  /// Two rows, three columns: samples tell row, column and channel.
  private func picture(channels: Int) -> Tensor {
    let shape = Shape(2, 3, channels)
    return Tensor(
      shape,
      (0..<shape.count).map { offset in
        let position = shape.indices(ofOffset: offset)
        return Float(position[0] * 4 + position[1]) / 8 + Float(position[2]) / 64
      })
  }

  private func changed(_ text: String, channels: Int = 3) throws -> Tensor {
    let picture = picture(channels: channels)
    let change = try #require(try PictureChange(Change(text), ofPicture: picture.shape))
    return change.applied(to: picture)
  }

  @Test("painted pixels have the colour, the others what they had")
  func paint() throws {
    let picture = picture(channels: 3)
    let painted = try changed("paint 0-1,1 orange")
    for row in 0..<2 {
      for (column, channel) in [(0, 0), (0, 2), (2, 1)] {
        #expect(painted[row, column, channel] == picture[row, column, channel])
      }
      #expect((0..<3).map { painted[row, 1, $0] } == [1, 0.5, 0])
    }
    #expect(try (0..<3).map { try changed("paint 0,0 0.2")[0, 0, $0] } == [0.2, 0.2, 0.2])
    #expect(try changed("paint 0,0 #ff8000")[0, 0, 1] == Float(128.0 / 255))
  }

  @Test("the mean is of each channel its own, of the picture as the changes before have made it")
  func mean() throws {
    let shape = picture(channels: 3).shape
    let once = try changed("paint 1,2 mean")
    for channel in 0..<3 {
      let mean = picture(channels: 3).plane(channel: channel).values.reduce(0, +) / 6
      #expect(abs(once[1, 2, channel] - mean) < 1e-6)
    }
    let texts = ["paint 0-1,0-2 white", "paint 0,0 mean"]
    let changes = try texts.compactMap { try PictureChange(Change($0), ofPicture: shape) }
    #expect(changes.applied(to: picture(channels: 3))[0, 0, 1] == 1)
    let turned = try texts.reversed().compactMap { try PictureChange(Change($0), ofPicture: shape) }
    #expect(turned.applied(to: picture(channels: 3)).values.allSatisfy { $0 == 1 })
  }

  @Test("of one channel a colour is its luma; of another count there are numbers and the mean only")
  func channels() throws {
    #expect(try changed("paint 0,0 red", channels: 1)[0, 0, 0] == 0.299)
    #expect(try changed("paint 0,0 white", channels: 1)[0, 0, 0] == 1)
    #expect(try changed("paint 0,0 0.75", channels: 5)[0, 0, 4] == 0.75)
    #expect(try changed("paint 0,0 mean", channels: 5)[0, 0, 4] != picture(channels: 5)[0, 0, 4])
    #expect(throws: ChangeError.colourless("red", channels: 5)) { try changed("paint 0,0 red", channels: 5) }
    #expect(throws: ChangeError.colourless("#010203", channels: 2)) {
      try changed("paint 0,0 #010203", channels: 2)
    }
  }

  @Test("a shift repeats the edge that it leaves, and a long one shows nothing else")
  func shift() throws {
    let picture = picture(channels: 2)
    let right = try changed("shift 0,1", channels: 2)
    #expect((0..<3).map { right[1, $0, 1] } == [0, 0, 1].map { picture[1, $0, 1] })
    let up = try changed("shift -1,0", channels: 2)
    #expect((0..<2).map { up[$0, 2, 0] } == [1, 1].map { picture[$0, 2, 0] })
    let far = try changed("shift 9,-9", channels: 2)
    #expect(far.plane(channel: 0).values.allSatisfy { $0 == picture[0, 2, 0] })
    #expect(try changed("shift 0,0", channels: 2) == picture)
  }

  @Test("a flip mirrors every row, and twice it changes nothing; so do swaps and inversions")
  func involutions() throws {
    let picture = picture(channels: 3)
    #expect(try (0..<3).map { try changed("flip")[1, $0, 2] } == [2, 1, 0].map { picture[1, $0, 2] })
    #expect(
      try (0..<3).map { try changed("swap red blue")[1, 1, $0] } == [2, 1, 0].map { picture[1, 1, $0] })
    #expect(try changed("swap 0 2") == changed("swap red blue"))
    #expect(try changed("invert")[1, 2, 0] == 1 - picture[1, 2, 0])
    for text in ["flip", "swap green red", "invert"] {
      let change = try #require(try PictureChange(Change(text), ofPicture: picture.shape))
      #expect([change, change].applied(to: picture) == picture, "\(text)")
    }
  }

  @Test(
    "what is random is the same for the same seed, another for another one, and stays within a picture's range"
  )
  func random() throws {
    for verb in ["noise", "random"] {
      let (one, again, other) = (
        try changed("\(verb) seed 1"), try changed(verb), try changed("\(verb) seed 2")
      )
      #expect(one == again && one != other && one != picture(channels: 3))
      #expect(one.values.allSatisfy { (0...1).contains($0) })
    }
    let noisy = try changed("noise")
    for (sample, before) in zip(noisy.values, picture(channels: 3).values) {
      #expect(abs(sample - before) <= 0.1001)
    }
  }

  @Test("a place or a channel that the picture has not is refused, and so is a network that reads no picture")
  func refused() {
    let shape = Shape(2, 3, 3)
    func expect(_ error: ChangeError, _ text: String, _ shape: Shape) {
      #expect(throws: error) { try PictureChange(Change(text), ofPicture: shape) }
    }
    expect(.outside(axis: 0, index: 2, shape: shape), "paint 0-2,0 grey", shape)
    expect(.outside(axis: 1, index: 3, shape: shape), "paint 0,3 grey", shape)
    expect(.noChannel("pink", shape: shape), "swap red pink", shape)
    expect(.noChannel("3", shape: shape), "swap 3 0", shape)
    expect(.noChannel("red", shape: Shape(2, 3, 4)), "swap red blue", Shape(2, 3, 4))
    expect(.noPicture(Shape(6)), "flip", Shape(6))
    #expect(throws: Never.self) { try PictureChange(Change("drop a[0]"), ofPicture: Shape(6)) }
  }
}
