internal import ImageFormats

extension UnreadPicture {
  /// What the file is.
  var words: String {
    switch self {
    case .avif: "an AVIF picture"
    case .heic: "a HEIC picture"
    case .gif: "a GIF picture"
    case .bmp: "a BMP picture"
    case .tiff: "a TIFF file"
    case .jpegXL: "a JPEG XL picture"
    case .jpeg2000: "a JPEG 2000 picture"
    case .svg: "an SVG drawing"
    case .pdf: "a PDF document"
    case .photoshop: "a Photoshop file"
    case .icon: "a Windows icon"
    case .openEXR: "an OpenEXR picture"
    case .radiance: "a Radiance HDR picture"
    case .pam: "a PAM picture"
    case .pfm: "a PFM picture"
    case .cameraRaw: "a raw picture of a camera"
    case .webPage: "a web page"
    case .archive: "a zip archive, as .keras models are"
    case .hdf5: "an HDF5 file, as .h5 models are"
    case .applePNG: "a PNG picture of an iPhone application (CgBI)"
    case .animatedWebP: "an animated WebP picture"
    case .losslessJPEG: "a lossless JPEG picture"
    case .hierarchicalJPEG: "a hierarchical JPEG picture"
    case .deepJPEG: "a JPEG picture of 12 bits a sample"
    case .twoComponentJPEG: "a JPEG picture of 2 components"
    }
  }

  /// What makes a picture that is read of a file: a command, and whose it is.
  func remedy(for file: GivenFile) -> String {
    let (word, png) = (file.word, file.beside(".png"))
    switch self {
    case .avif: return command("avifdec \(word) \(png)", of: "libavif")
    case .heic: return command("heif-convert \(word) \(png)", of: "libheif")
    case .bmp, .openEXR, .radiance, .pam, .pfm: return command("convert \(word) \(png)", of: "ImageMagick")
    case .gif, .tiff, .photoshop, .icon:
      return command("convert \(file.firstPicture) \(png)", of: "ImageMagick")
    case .jpegXL: return command("djxl \(word) \(png)", of: "libjxl")
    case .jpeg2000: return command("opj_decompress -i \(word) -o \(png)", of: "OpenJPEG")
    case .svg: return command("rsvg-convert \(word) -o \(png)", of: "librsvg")
    case .pdf: return command("pdftoppm -png -singlefile \(word) \(file.stem)", of: "Poppler")
    case .cameraRaw: return command("dcraw -w -c \(word) > \(file.beside(".ppm"))", of: "dcraw")
    case .webPage: return "download the picture itself"
    case .archive, .hdf5: return "name a picture, and a model behind --model"
    case .applePNG: return "convert it on a Mac: sips -s format png \(word) --out \(png)"
    case .animatedWebP:
      return command("webpmux -get frame 1 \(word) -o \(file.beside(".webp"))", of: "libwebp")
    case .losslessJPEG, .deepJPEG:
      return command("djpeg -outfile \(file.beside(".ppm")) \(word)", of: "libjpeg-turbo 3")
    case .hierarchicalJPEG, .twoComponentJPEG: return "save it as a baseline JPEG or as PNG"
    }
  }

  private func command(_ command: String, of program: String) -> String {
    "convert it with \(program): \(command)"
  }
}
