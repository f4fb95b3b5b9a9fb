import ConvNet
import Explorer
import Foundation
import ImageFormats
import Tensors
import Testing
import Workbench

/// Every sentence that an error can become, one test a group.
@Suite("errors in words")
struct CommandErrorTests {
  @Test("files that can't be read or written")
  func files() {
    expect(.missing(path: "a.ppm"), "a.ppm: no such file; check the path", .missingInput)
    expect(.folder(path: "a"), "a: a folder, where a file is needed; name a file in it", .missingInput)
    expect(
      .noSuchPicture(number: 4, count: 3), "--picture: there is no picture 4; choose one from 1 to 3", .usage)
    expect(
      .noSuchPicture(number: 2, count: 1), "--picture: there is no picture 2; there is one picture", .usage)
    expect(
      .emptyFolder(path: "a"),
      "a: a folder without pictures; name one with JPEG, PNG, WebP or PNM files in it", .missingInput)
    expect(
      .unreadable(path: "-", code: EIO),
      "standard input: can't be read: Input/output error; try again, or copy it elsewhere first",
      .missingInput)
    expect(
      .unreadable(path: "socket", code: ENXIO),
      "socket: can't be read: No such device or address; name a file, or a pipe that ends", .missingInput)
    expect(
      .unreadable(path: "a.ppm", code: ELOOP),
      "a.ppm: can't be read: Too many levels of symbolic links; check the path", .missingInput)
    expect(
      .unreadable(path: "a.ppm", code: EACCES),
      "a.ppm: can't be read: Permission denied; check its permissions", .missingInput)
    expect(
      .fileTooLarge(path: "a.ppm", limit: 1_000_000),
      "a.ppm: more than 1,000,000 bytes; give a smaller file", .missingInput)
    expect(
      .cannotCreate(path: "out", code: ENOSPC),
      "out: can't be written: no space is left on its disk; make room there, or choose another place",
      .cannotCreate)
  }

  @Test("files that are none, change, or find no memory, and a system that has run out of something")
  func circumstances() {
    expect(
      .device(path: "/dev/zero"),
      "/dev/zero: a device, where a file is needed; name a file, or a pipe that ends", .missingInput)
    expect(
      .device(path: "-"),
      "standard input: a device, where a file is needed; name a file, or a pipe that ends", .missingInput)
    expect(
      .changed(path: "a.ppm"),
      "a.ppm: changed while it was read; open it again when it is written to its end", .missingInput)
    let memory = "close other programs, or allow more memory (ulimit -v)"
    expect(
      .memory(path: "a.ppm", bytes: 1_000_000),
      "a.ppm: needs 1,000,000 bytes of memory, which the system does not give; " + memory, .noResources)
    expect(
      .unreadable(path: "a.ppm", code: EMFILE),
      "a.ppm: can't be read: Too many open files; allow more open files (ulimit -n)", .noResources)
    expect(
      .cannotCreate(path: "a", code: ENOMEM), "a: can't be written: Cannot allocate memory; " + memory,
      .noResources)
    expect(
      .noThread(code: EAGAIN),
      "no thread for the work: Resource temporarily unavailable; close other programs", .noResources)
  }

  @Test("places that nothing may be written to")
  func places() {
    expect(
      .outputIsInput(path: "me.ppm"), "me.ppm: is also read, and would be lost; choose another name",
      .cannotCreate)
    expect(
      .screenEnding(path: "a.JPG", ending: "JPG", known: ["svg", "txt"]),
      "a.JPG: a screen can't be written as .JPG; name it .png or .svg, and make the picture of that", .usage)
    expect(
      .screenPixels(path: "a.png", rows: 1_000, columns: 900, limit: 1_000_000),
      "a.png: a picture of 900 columns and 1,000 rows would have more than 1,000,000 pixels; "
        + "give a smaller --size, or name it .svg", .usage)
    expect(
      .sheetPixels(path: "o/conv2d.png", limit: 1_000_000),
      "o/conv2d.png: would have more than 1,000,000 pixels; "
        + "give a smaller --scale, one --layer or --map, or --format svg", .usage)
    expect(
      .screenEnding(path: "a.doc", ending: "doc", known: ["svg", "txt"]),
      "a.doc: a screen can't be written as .doc; give one of the endings .svg, .txt", .usage)
  }

  @Test("assets that are nowhere")
  func assets() {
    expect(
      .assetsVariable(path: "/x"),
      "CNNVIEW_ASSETS: names /x, which is no folder; set it to the folder that has models and images, or unset it",
      .missingInput)
    expect(
      .noAssets(executable: "/opt/bin/cnnview"),
      "the bundled network and pictures were not found in share/cnnview beside, or in assets above, /opt/bin; "
        + "set CNNVIEW_ASSETS to the folder that has models and images", .missingInput)
    expect(
      .noAssets(executable: nil),
      "the bundled network and pictures were not found; set CNNVIEW_ASSETS to the folder that has models and images",
      .missingInput)
    expect(
      .unknownSample(name: "shp", known: ["cat", "ship"]),
      "shp: no bundled picture has this name; choose one of cat, ship", .missingInput)
  }

  @Test("folders that are not what a command needs")
  func folders() {
    expect(.notAFolder(path: "a"), "a: a file, where a folder is needed; name a folder", .missingInput)
    expect(
      .noClassFolders(path: "a"),
      "a: no folders with pictures in it; put the pictures of each class into a folder of their own: "
        + "FOLDER/<class>/<image>", .missingInput)
    expect(
      .classFolders(path: "a", unknown: ["x"], known: ["cat", "dog"]),
      "a: has a folder that is no class of the network: x; name each folder as its class: cat, dog", .badData)
    expect(
      .classFolders(path: "a", unknown: ["x", "y"], known: ["cat"]),
      "a: has folders that are no classes of the network: x, y; name each folder as its class: cat", .badData)
    expect(
      .nothingExpected(path: "a"),
      "a: no activation of the network's layers in it; save each as <layer>.npy; the README has a script for Keras",
      .missingInput)
  }

  @Test("options with another count of numbers than the network has channels")
  func channelNumbers() {
    expect(
      .channelNumbers(option: "--mean", found: 2, channels: 3),
      "--mean: 2 numbers, and the network reads 3 channels; give one number, or one for each channel", .usage)
    expect(
      .channelNumbers(option: "--std", found: 3, channels: 1),
      "--std: 3 numbers, and the network reads 1 channel; give one number", .usage)
  }

  @Test("options for three colours, where the network reads another count")
  func threeChannels() {
    expect(
      .threeChannels(option: "--channel-order bgr", found: 1),
      "--channel-order bgr: for three colours, and the network reads 1 channel; leave it out", .usage)
    expect(
      .threeChannels(option: "--preprocess caffe", found: 4),
      "--preprocess caffe: for three colours, and the network reads 4 channels; leave it out", .usage)
  }

  @Test("numbers that a network of integers can't read")
  func outsideType() {
    expect(
      .outsideType(type: "uint8", number: -124, options: ["--mean", "--std"]),
      "the network reads uint8, whole numbers from 0 to 255, never −124; "
        + "leave out --mean and --std, or choose an --input-range inside of that", .usage)
    expect(
      .outsideType(type: "uint16", number: -1, options: ["--preprocess"]),
      "the network reads uint16, whole numbers from 0 to 65535, never −1; "
        + "leave out --preprocess, or choose an --input-range inside of that", .usage)
  }

  @Test("names of units")
  func unitNames() {
    expect(
      .name(.unit(.notAUnitName("conv2d"))),
      "conv2d: no unit's name; write a layer with its indices in brackets, like 'conv2d[10,12,5]' or 'dense[41]'",
      .usage)
    expect(
      .name(.unit(.notAUnitName(""))),
      "no unit's name; write a layer with its indices in brackets, like 'conv2d[10,12,5]' or 'dense[41]'",
      .usage)
    expect(
      .name(.unit(.noSuchLayer(name: "conv", known: ["input", "conv2d"]))),
      "no layer is called 'conv'; choose one of input, conv2d", .usage)
    expect(
      .name(.unit(.indexCount(layer: "conv2d", shape: Shape(30, 30, 32), found: 1))),
      "conv2d: its shape is (30, 30, 32), and 1 index is given; give [row,column,channel]", .usage)
    expect(
      .name(.unit(.indexCount(layer: "dense", shape: Shape(64), found: 3))),
      "dense: its shape is (64,), and 3 indices are given; give [index]", .usage)
    expect(
      .name(.unit(.indexOutOfRange(layer: "conv2d", shape: Shape(30, 20, 32), axis: 1, index: 20))),
      "conv2d: has no column 20; choose one from 0 to 19", .usage)
    expect(
      .name(.unit(.indexOutOfRange(layer: "dense", shape: Shape(64), axis: 0, index: -1))),
      "dense: has no index −1; choose one from 0 to 63", .usage)
    expect(
      .name(.unit(.indexOutOfRange(layer: "table", shape: Shape(4, 3), axis: 0, index: 4))),
      "table: has no 4 on axis 0; choose one from 0 to 3", .usage)
  }

  @Test("names of classes")
  func classNames() {
    expect(
      .name(.noSuchClass(name: "zebra", known: ["cat", "ship"])),
      "zebra: no class has this name or index; choose one of cat, ship", .usage)
    expect(
      .name(.noSuchClass(name: "", known: [])),
      "no class has this name or index; this network has no classes",
      .usage)
    let many = (0..<1_000).map { "c\($0)" }
    let listed = many.prefix(30).joined(separator: ", ")
    expect(
      .name(.noSuchClass(name: "x", known: many)),
      "x: no class has this name or index; choose one of \(listed) and 970 more", .usage)
    expect(
      .noLogits(model: "a.keras", shape: Shape(4, 4, 2)),
      "a.keras: its output (4, 4, 2) is no line of logits; ask for one of its units with 'cnnview explain'",
      .badData)
  }

  @Test("the explorer without a picture or a terminal")
  func explorer() {
    expect(
      .noPicture(samples: ["cat", "ship"]),
      "no picture given; type 'cnnview PICTURE.ppm', or 'cnnview sample cat' for a bundled one (cat, ship)",
      .usage)
    expect(.noPicture(samples: []), "no picture given; type 'cnnview PICTURE.ppm'", .usage)
    expect(
      .noTerminal(reason: "standard output is no terminal; run it in one"),
      "standard output is no terminal; run it in one", .noTerminal)
  }

  @Test("pictures that are none")
  func notPictures() {
    let remedy = "; give a JPEG, PNG, WebP or PNM file"
    expect(.notAPicture(firstBytes: []), "empty, where a picture is expected" + remedy)
    expect(
      .notAPicture(firstBytes: Array("hello wo".utf8)),
      "not a known kind of picture: it begins with 'hello wo'" + remedy)
    expect(
      .notAPicture(firstBytes: [0x89, 0x50, 0x0A]),
      "not a known kind of picture: it begins with bytes 89 50 0A" + remedy)
    expect(
      .tooLarge(height: 10_000, width: 9_000, limit: 67_108_864),
      "10,000 rows × 9,000 columns, and 67,108,864 pixels is the most that is read; shrink it first")
    expect(
      .outOfRange(.height, found: 70_000, allowed: 1...65_500, offset: 20),
      "its height, at byte 20, is 70,000, and 1 to 65,500 is allowed; shrink it first")
    expect(
      .outOfRange(.width, found: PictureError.largestFound, allowed: 1...9, offset: 3),
      "its width, at byte 3, is at least 1,000,000,000,000,000, and 1 to 9 is allowed; shrink it first")
    expect(.givenUp, "its unpacking was given up; open it again")
  }

  @Test("pictures that end early")
  func shortPictures() {
    let remedy = "; the file is incomplete: save it again"
    for (field, word) in [(PictureField.width, "width"), (.height, "height"), (.maximum, "maxval")] {
      expect(
        .headerEnds(in: field, offset: 7), "ends at byte 7, before its header has given the \(word)" + remedy)
    }
    expect(
      .truncated(.bytes, expected: 3_072, found: 12, offset: 13),
      "its pixels, from byte 13 on, take 3,072 bytes, and 12 are there" + remedy)
    expect(
      .truncated(.samples, expected: 4, found: 3, offset: 13),
      "its pixels, from byte 13 on, take 4 samples, and 3 are there" + remedy)
  }

  @Test("compressed pictures that can't be unpacked")
  func compressedPictures() {
    let damaged = "; the file is damaged: save it again"
    expect(
      .impossibleSize(height: 8_000, width: 7_000, fileSize: 1_234),
      "its header claims 8,000 rows × 7,000 columns, and a file of 1,234 bytes can't hold them" + damaged)
    expect(
      .endsEarly(.png, size: 1_234),
      "a PNG file that ends at byte 1,234, before its picture does; the file is incomplete: save it again")
    expect(
      .damaged(.png, reason: "IDAT: CRC error", offset: 1_234),
      "a PNG file that can't be unpacked beyond byte 1,234 (IDAT: CRC error)" + damaged)
    expect(
      .damaged(.jpeg, reason: "Unsupported marker type 0x0c", offset: nil),
      "a JPEG file that can't be unpacked (Unsupported marker type 0x0c)" + damaged)
  }

  @Test("pictures that their libraries don't read, or not at that price")
  func unsupportedPictures() {
    expect(
      .unsupported(.jpeg, reason: "Unsupported JPEG data precision 9"),
      "a JPEG file of a kind that its library doesn't read (Unsupported JPEG data precision 9); "
        + "save it as a baseline JPEG or as PNG")
    expect(
      .tooManyScans(limit: 16),
      "a JPEG file of more than 16 scans, which is the most that is read of a picture of its size; "
        + "write it in one scan: jpegtran -outfile a.jpg a.ppm")
    expect(
      .picture(path: "a.webp", .noMemory(.webp)),
      "a.webp: there is not enough memory to unpack this WebP file; shrink it first", .noResources)
    expect(
      .endsEarly(.webp, size: 12),
      "a WebP file that ends at byte 12, before its picture does; the file is incomplete: save it again")
  }

  @Test("pictures that are damaged")
  func damagedPictures() {
    let remedy = "; the file is damaged: save it again"
    expect(
      .unexpectedByte(0x78, in: .sample, offset: 1_234),
      "'x' at byte 1,234, where a digit of the sample belongs" + remedy)
    expect(
      .unexpectedByte(0x0B, in: .width, offset: 3),
      "byte 0B at byte 3, where a digit of the width belongs" + remedy)
    expect(
      .outOfRange(.width, found: 0, allowed: 1...65_500, offset: 16),
      "its width, at byte 16, is 0, and 1 to 65,500 is allowed" + remedy)
    expect(
      .outOfRange(.maximum, found: 65_536, allowed: 1...65_535, offset: 7),
      "its maxval, at byte 7, is 65,536, and 1 to 65,535 is allowed" + remedy)
    expect(
      .sampleTooLarge(found: 300, maximum: 255, offset: 99),
      "a sample of 300 at byte 99, above its maxval 255" + remedy)
  }

  @Test("inputs and labels")
  func inputsAndLabels() {
    expect(
      .unsuitableInput(model: "m.keras", shape: Shape(784)),
      "m.keras: reads (784,), and a picture is (height, width, 3) or (height, width, 1); "
        + "give a network that reads pictures", .badData)
    expect(
      .unsuitableInput(model: "m.keras", shape: Shape(28, 28)),
      "m.keras: reads (28, 28), and a picture is (height, width, 3) or (height, width, 1); "
        + "begin the model with Input((28, 28, 1)) if these are rows and columns, and save it again", .badData
    )
    expect(
      .labels(path: "m.labels", .count(expected: 10, found: 9)),
      "m.labels: 9 class names, and the network has 10 outputs; give one name a line for each output",
      .badData)
    expect(
      .labels(path: "m.labels", .notText(offset: 4)),
      "m.labels: no UTF-8 text from byte 4 on; save it as UTF-8, one class name a line", .badData)
  }

  @Test("NumPy files of another kind")
  func otherNumPyFiles() {
    let remedy = "; save a float32 array with numpy.save"
    expect(.notNumPy(firstBytes: []), "empty, where a .npy file is expected" + remedy)
    expect(.notNumPy(firstBytes: [0x50, 0x4B]), "no .npy file: it begins with 'PK'" + remedy)
    expect(.version(major: 2, minor: 0), "version 2.0 of .npy, and 1.0 is read" + remedy)
    expect(
      .elementType(found: "<f8"),
      "its elements are '<f8', and '<f4' is read; convert it with astype('float32') before numpy.save")
    expect(
      .fortranOrder,
      "it is stored in Fortran order, and C order is read; save numpy.ascontiguousarray of it")
  }

  @Test("NumPy files that are damaged")
  func damagedNumPyFiles() {
    let remedy = "; the file is damaged: save it again"
    expect(.headerEnds(expected: 128, found: 64), "ends after 64 of the 128 bytes of its header" + remedy)
    expect(.malformedHeader(offset: 17), "its header can't be understood at byte 17" + remedy)
    expect(.missingKey("shape"), "its header lacks 'shape'" + remedy)
    expect(.shapeTooLarge([1, 2]), "its shape (1, 2) counts more elements than can be" + remedy)
    expect(
      .size(expected: 4_096, found: 12), "its elements take 4,096 bytes, and 12 are there" + remedy)
  }

  @Test("an error is one line that begins with the program's name")
  func oneLine() {
    let error = CommandError.missing(path: "two\nlines\u{1B}[31m")
    #expect(error.line == "cnnview: two\u{FFFD}lines\u{FFFD}[31m: no such file; check the path")
  }

  private func expect(
    _ error: CommandError, _ message: String, _ status: ExitReason,
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    #expect(error.message == message, sourceLocation: sourceLocation)
    #expect(error.status == status, sourceLocation: sourceLocation)
  }

  private func expect(
    _ error: PictureError, _ words: String, sourceLocation: SourceLocation = #_sourceLocation
  ) {
    expect(.picture(path: "a.ppm", error), "a.ppm: " + words, .badData, sourceLocation: sourceLocation)
  }

  private func expect(
    _ error: NumPyFileError, _ words: String, sourceLocation: SourceLocation = #_sourceLocation
  ) {
    expect(.numPy(path: "a.npy", error), "a.npy: " + words, .badData, sourceLocation: sourceLocation)
  }
}
