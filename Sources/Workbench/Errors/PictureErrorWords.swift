internal import CellScreen
internal import ImageFormats

extension PictureError {
  /// The error in words, with commands for the file.
  func words(for file: GivenFile) -> ErrorWords {
    ErrorWords(fault(for: file), remedy: remedy(for: file))
  }

  private func fault(for file: GivenFile) -> String {
    switch self {
    case .notAPicture(let bytes):
      bytes.isEmpty
        ? "empty, where a picture is expected"
        : "not a known kind of picture: it begins with \(listed(bytes))"
    case .notRead(let kind): "\(kind.words(for: file).fault), which is not read"
    case .headerEnds(let field, let offset):
      "ends at byte \(NumberText.grouped(offset)), before its header has given the \(field.words)"
    case .unexpectedByte(let byte, let field, let offset):
      "\(listed([byte])) at byte \(NumberText.grouped(offset)), where a digit of the \(field.words) belongs"
    case .outOfRange(let field, let found, let allowed, let offset):
      "its \(field.words), at byte \(NumberText.grouped(offset)), is "
        + (found < PictureError.largestFound ? "" : "at least ") + "\(NumberText.grouped(found)), and "
        + "\(NumberText.grouped(allowed.lowerBound)) to \(NumberText.grouped(allowed.upperBound)) is allowed"
    case .tooLarge(let height, let width, let limit):
      "\(NumberText.grouped(height)) rows × \(NumberText.grouped(width)) columns, and "
        + "\(NumberText.grouped(limit)) pixels is the most that is read"
    case .sampleTooLarge(let found, let maximum, let offset):
      "a sample of \(NumberText.grouped(found)) at byte \(NumberText.grouped(offset)), above its maxval "
        + NumberText.grouped(maximum)
    case .truncated(let unit, let expected, let found, let offset):
      "its pixels, from byte \(NumberText.grouped(offset)) on, take \(NumberText.grouped(expected)) "
        + "\(unit.words), and \(NumberText.grouped(found)) are there"
    case .impossibleSize(let height, let width, let size):
      "its header claims \(NumberText.grouped(height)) rows × \(NumberText.grouped(width)) columns, and a "
        + "file of \(NumberText.grouped(size)) bytes can't hold them"
    case .tooManyScans(let limit):
      "a JPEG file of more than \(NumberText.grouped(limit)) scans, which is the most that is read of a picture "
        + "of its size"
    case .endsEarly(let format, let size):
      "a \(format.words) file that ends at byte \(NumberText.grouped(size)), before its picture does"
    case .damaged(let format, let reason, let offset):
      "a \(format.words) file that can't be unpacked"
        + (offset.map { " beyond byte \(NumberText.grouped($0))" } ?? "") + " (\(DisplayText(reason)))"
    case .unsupported(let format, let reason):
      "a \(format.words) file of a kind that its library doesn't read (\(DisplayText(reason)))"
    case .noMemory(let format): "there is not enough memory to unpack this \(format.words) file"
    case .givenUp: "its unpacking was given up"
    }
  }

  private func remedy(for file: GivenFile) -> String {
    switch self {
    case .notAPicture: "give a JPEG, PNG, WebP or PNM file"
    case .notRead(let kind): kind.words(for: file).remedy
    case .tooLarge, .noMemory: "shrink it first"
    case .outOfRange(.width, let found, let allowed, _) where found > allowed.upperBound,
      .outOfRange(.height, let found, let allowed, _) where found > allowed.upperBound:
      "shrink it first"
    case .givenUp: "open it again"
    case .tooManyScans: "write it in one scan: jpegtran -outfile \(file.beside(".jpg")) \(file.word)"
    case .unsupported: "save it as a baseline JPEG or as PNG"
    case .headerEnds, .truncated, .endsEarly: "the file is incomplete: save it again"
    case .unexpectedByte, .outOfRange, .sampleTooLarge, .impossibleSize, .damaged:
      "the file is damaged: save it again"
    }
  }
}

extension PictureFormat {
  fileprivate var words: String {
    switch self {
    case .png: "PNG"
    case .jpeg: "JPEG"
    case .webp: "WebP"
    }
  }
}

extension PictureField {
  fileprivate var words: String {
    switch self {
    case .width: "width"
    case .height: "height"
    case .maximum: "maxval"
    case .sample: "sample"
    }
  }
}

extension PictureUnit {
  fileprivate var words: String {
    switch self {
    case .bytes: "bytes"
    case .samples: "samples"
    }
  }
}

/// Bytes as a reader sees them: in quotation marks where all are printable ASCII, else in hexadecimal.
func listed(_ bytes: [UInt8]) -> String {
  if bytes.allSatisfy({ (0x20...0x7E).contains($0) }) { return "'\(String(decoding: bytes, as: UTF8.self))'" }
  return (bytes.count == 1 ? "byte " : "bytes ") + bytes.map(\.hexadecimal).joined(separator: " ")
}

extension UnreadPicture {
  /// What the file is, and what makes a picture that is read of it: a command, and whose it is.
  func words(for file: GivenFile) -> (fault: String, remedy: String) {
    let (word, png) = (file.word, file.beside(".png"))
    let baseline = "save it as a baseline JPEG or as PNG"
    let djpeg = Self.command("djpeg -outfile \(file.beside(".ppm")) \(word)", of: "libjpeg-turbo 3")
    let convert = Self.command("convert \(word) \(png)", of: "ImageMagick")
    let convertFirst = Self.command("convert \(file.firstPicture) \(png)", of: "ImageMagick")
    return switch self {
    case .avif: ("an AVIF picture", Self.command("avifdec \(word) \(png)", of: "libavif"))
    case .heic: ("a HEIC picture", Self.command("heif-convert \(word) \(png)", of: "libheif"))
    case .gif: ("a GIF picture", convertFirst)
    case .bmp: ("a BMP picture", convert)
    case .tiff: ("a TIFF file", convertFirst)
    case .jpegXL: ("a JPEG XL picture", Self.command("djxl \(word) \(png)", of: "libjxl"))
    case .jpeg2000:
      ("a JPEG 2000 picture", Self.command("opj_decompress -i \(word) -o \(png)", of: "OpenJPEG"))
    case .svg: ("an SVG drawing", Self.command("rsvg-convert \(word) -o \(png)", of: "librsvg"))
    case .pdf:
      ("a PDF document", Self.command("pdftoppm -png -singlefile \(word) \(file.stem)", of: "Poppler"))
    case .photoshop: ("a Photoshop file", convertFirst)
    case .icon: ("a Windows icon", convertFirst)
    case .openEXR: ("an OpenEXR picture", convert)
    case .radiance: ("a Radiance HDR picture", convert)
    case .pam: ("a PAM picture", convert)
    case .pfm: ("a PFM picture", convert)
    case .cameraRaw:
      (
        "a raw picture of a camera",
        Self.command("dcraw -w -c \(word) > \(file.beside(".ppm"))", of: "dcraw")
      )
    case .webPage: ("a web page", "download the picture itself")
    case .archive: ("a zip archive, as .keras models are", "name a picture, and a model behind --model")
    case .hdf5: ("an HDF5 file, as .h5 models are", "name a picture, and a model behind --model")
    case .applePNG:
      (
        "a PNG picture of an iPhone application (CgBI)",
        "convert it on a Mac: sips -s format png \(word) --out \(png)"
      )
    case .animatedWebP:
      (
        "an animated WebP picture",
        Self.command("webpmux -get frame 1 \(word) -o \(file.beside(".webp"))", of: "libwebp")
      )
    case .losslessJPEG: ("a lossless JPEG picture", djpeg)
    case .hierarchicalJPEG: ("a hierarchical JPEG picture", baseline)
    case .deepJPEG: ("a JPEG picture of 12 bits a sample", djpeg)
    case .twoComponentJPEG: ("a JPEG picture of 2 components", baseline)
    }
  }

  private static func command(_ command: String, of program: String) -> String {
    "convert it with \(program): \(command)"
  }
}
