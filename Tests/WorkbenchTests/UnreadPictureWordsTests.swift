import ImageFormats
import Testing
import Workbench

@Suite("pictures of kinds that are not read, in words")
struct UnreadPictureWordsTests {
  @Test("each is named, with what makes a file of it that is read", arguments: Self.wordsOfUnread)
  func words(kind: UnreadPicture, words: String) {
    let error = CommandError.picture(path: "a", .notRead(kind))
    #expect(error.message == "a: " + words)
    #expect(error.status == .badData)
  }

  @Test("all kinds are tried")
  func allTried() {
    #expect(UnreadPicture.allCases.allSatisfy { kind in Self.wordsOfUnread.contains { $0.0 == kind } })
  }

  static let wordsOfUnread: [(UnreadPicture, String)] = kindsAndRemedies.map { kind, name, remedy in
    (kind, "\(name), which is not read; \(remedy)")
  }

  private static let kindsAndRemedies: [(UnreadPicture, String, String)] = [
    (.avif, "an AVIF picture", "convert it with libavif: avifdec picture.avif picture.png"),
    (.heic, "a HEIC picture", "convert it with libheif: heif-convert picture.heic picture.png"),
    (.gif, "a GIF picture", "convert it with ImageMagick: convert 'picture.gif[0]' picture.png"),
    (.bmp, "a BMP picture", "convert it with ImageMagick: convert picture.bmp picture.png"),
    (.tiff, "a TIFF file", "convert it with ImageMagick: convert 'picture.tiff[0]' picture.png"),
    (.jpegXL, "a JPEG XL picture", "convert it with libjxl: djxl picture.jxl picture.png"),
    (
      .jpeg2000, "a JPEG 2000 picture",
      "convert it with OpenJPEG: opj_decompress -i picture.jp2 -o picture.png"
    ),
    (.svg, "an SVG drawing", "convert it with librsvg: rsvg-convert picture.svg -o picture.png"),
    (
      .pdf, "a PDF document", "convert it with Poppler: pdftoppm -png -singlefile document.pdf picture"
    ),
    (.photoshop, "a Photoshop file", "convert it with ImageMagick: convert 'picture.psd[0]' picture.png"),
    (.icon, "a Windows icon", "convert it with ImageMagick: convert 'picture.ico[0]' picture.png"),
    (.openEXR, "an OpenEXR picture", "convert it with ImageMagick: convert picture.exr picture.png"),
    (.radiance, "a Radiance HDR picture", "convert it with ImageMagick: convert picture.hdr picture.png"),
    (.pam, "a PAM picture", "convert it with ImageMagick: convert picture.pam picture.png"),
    (.pfm, "a PFM picture", "convert it with ImageMagick: convert picture.pfm picture.png"),
    (.cameraRaw, "a raw picture of a camera", "convert it with dcraw: dcraw -w -c picture.raw > picture.ppm"),
    (.webPage, "a web page", "download the picture itself"),
    (.archive, "a zip archive, as .keras models are", "name a picture, and a model behind --model"),
    (.hdf5, "an HDF5 file, as .h5 models are", "name a picture, and a model behind --model"),
    (
      .applePNG, "a PNG picture of an iPhone application (CgBI)",
      "convert it on a Mac: sips -s format png picture.png --out plain.png"
    ),
    (
      .animatedWebP, "an animated WebP picture",
      "convert it with libwebp: webpmux -get frame 1 picture.webp -o frame.webp"
    ),
    (
      .losslessJPEG, "a lossless JPEG picture",
      "convert it with libjpeg-turbo 3: djpeg -outfile picture.ppm picture.jpg"
    ),
    (.hierarchicalJPEG, "a hierarchical JPEG picture", "save it as a baseline JPEG or as PNG"),
    (
      .deepJPEG, "a JPEG picture of 12 bits a sample",
      "convert it with libjpeg-turbo 3: djpeg -outfile picture.ppm picture.jpg"
    ),
    (.twoComponentJPEG, "a JPEG picture of 2 components", "save it as a baseline JPEG or as PNG"),
  ]
}
