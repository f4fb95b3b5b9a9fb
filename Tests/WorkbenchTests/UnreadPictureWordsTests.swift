import ImageFormats
import Testing
import Workbench

@Suite("pictures of kinds that are not read, in words")
struct UnreadPictureWordsTests {
  @Test("each is named, with what makes a file of it that is read", arguments: Self.wordsOfUnread)
  func words(kind: UnreadPicture, words: String) {
    let error = CommandError.picture(path: "my cat.x", .notRead(kind))
    #expect(error.message == "my cat.x: " + words)
    #expect(error.status == .badData)
  }

  @Test("all kinds are tried")
  func allTried() {
    #expect(UnreadPicture.allCases.allSatisfy { kind in Self.wordsOfUnread.contains { $0.0 == kind } })
  }

  @Test("a command never writes over the file, and names it as the shell takes it")
  func names() {
    func message(_ path: String, _ kind: UnreadPicture) -> String {
      CommandError.picture(path: path, .notRead(kind)).message
    }
    #expect(message("a.png", .heic).hasSuffix(": heif-convert a.png a-converted.png"))
    #expect(message("it's.heic", .heic).hasSuffix(#": heif-convert 'it'\''s.heic' 'it'\''s.png'"#))
    #expect(message("-x.gif", .gif).hasSuffix(": convert './-x.gif[0]' ./-x.png"))
    #expect(message("-", .bmp).hasSuffix(": convert FILE FILE.png"))
    #expect(message("a.b/c", .bmp).hasSuffix(": convert a.b/c a.b/c.png"))
  }

  static let wordsOfUnread: [(UnreadPicture, String)] = kindsAndRemedies.map { kind, name, remedy in
    (kind, "\(name), which is not read; \(remedy)")
  }

  private static let kindsAndRemedies: [(UnreadPicture, String, String)] = [
    (.avif, "an AVIF picture", "convert it with libavif: avifdec 'my cat.x' 'my cat.png'"),
    (.heic, "a HEIC picture", "convert it with libheif: heif-convert 'my cat.x' 'my cat.png'"),
    (.gif, "a GIF picture", "convert it with ImageMagick: convert 'my cat.x[0]' 'my cat.png'"),
    (.bmp, "a BMP picture", "convert it with ImageMagick: convert 'my cat.x' 'my cat.png'"),
    (.tiff, "a TIFF file", "convert it with ImageMagick: convert 'my cat.x[0]' 'my cat.png'"),
    (.jpegXL, "a JPEG XL picture", "convert it with libjxl: djxl 'my cat.x' 'my cat.png'"),
    (
      .jpeg2000, "a JPEG 2000 picture",
      "convert it with OpenJPEG: opj_decompress -i 'my cat.x' -o 'my cat.png'"
    ),
    (.svg, "an SVG drawing", "convert it with librsvg: rsvg-convert 'my cat.x' -o 'my cat.png'"),
    (
      .pdf, "a PDF document", "convert it with Poppler: pdftoppm -png -singlefile 'my cat.x' 'my cat'"
    ),
    (.photoshop, "a Photoshop file", "convert it with ImageMagick: convert 'my cat.x[0]' 'my cat.png'"),
    (.icon, "a Windows icon", "convert it with ImageMagick: convert 'my cat.x[0]' 'my cat.png'"),
    (.openEXR, "an OpenEXR picture", "convert it with ImageMagick: convert 'my cat.x' 'my cat.png'"),
    (.radiance, "a Radiance HDR picture", "convert it with ImageMagick: convert 'my cat.x' 'my cat.png'"),
    (.pam, "a PAM picture", "convert it with ImageMagick: convert 'my cat.x' 'my cat.png'"),
    (.pfm, "a PFM picture", "convert it with ImageMagick: convert 'my cat.x' 'my cat.png'"),
    (.cameraRaw, "a raw picture of a camera", "convert it with dcraw: dcraw -w -c 'my cat.x' > 'my cat.ppm'"),
    (.webPage, "a web page", "download the picture itself"),
    (.archive, "a zip archive, as .keras models are", "name a picture, and a model behind --model"),
    (.hdf5, "an HDF5 file, as .h5 models are", "name a picture, and a model behind --model"),
    (
      .applePNG, "a PNG picture of an iPhone application (CgBI)",
      "convert it on a Mac: sips -s format png 'my cat.x' --out 'my cat.png'"
    ),
    (
      .animatedWebP, "an animated WebP picture",
      "convert it with libwebp: webpmux -get frame 1 'my cat.x' -o 'my cat.webp'"
    ),
    (
      .losslessJPEG, "a lossless JPEG picture",
      "convert it with libjpeg-turbo 3: djpeg -outfile 'my cat.ppm' 'my cat.x'"
    ),
    (.hierarchicalJPEG, "a hierarchical JPEG picture", "save it as a baseline JPEG or as PNG"),
    (
      .deepJPEG, "a JPEG picture of 12 bits a sample",
      "convert it with libjpeg-turbo 3: djpeg -outfile 'my cat.ppm' 'my cat.x'"
    ),
    (.twoComponentJPEG, "a JPEG picture of 2 components", "save it as a baseline JPEG or as PNG"),
  ]
}
