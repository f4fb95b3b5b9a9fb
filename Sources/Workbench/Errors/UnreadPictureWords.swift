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

  /// What makes a file of it that is read: a command, and whose it is.
  var remedy: String {
    switch self {
    case .avif: command("avifdec picture.avif picture.png", of: "libavif")
    case .heic: command("heif-convert picture.heic picture.png", of: "libheif")
    case .gif: command("convert 'picture.gif[0]' picture.png", of: "ImageMagick")
    case .bmp: command("convert picture.bmp picture.png", of: "ImageMagick")
    case .tiff: command("convert 'picture.tiff[0]' picture.png", of: "ImageMagick")
    case .jpegXL: command("djxl picture.jxl picture.png", of: "libjxl")
    case .jpeg2000: command("opj_decompress -i picture.jp2 -o picture.png", of: "OpenJPEG")
    case .svg: command("rsvg-convert picture.svg -o picture.png", of: "librsvg")
    case .pdf: command("pdftoppm -png -singlefile document.pdf picture", of: "Poppler")
    case .photoshop: command("convert 'picture.psd[0]' picture.png", of: "ImageMagick")
    case .icon: command("convert 'picture.ico[0]' picture.png", of: "ImageMagick")
    case .openEXR: command("convert picture.exr picture.png", of: "ImageMagick")
    case .radiance: command("convert picture.hdr picture.png", of: "ImageMagick")
    case .pam: command("convert picture.pam picture.png", of: "ImageMagick")
    case .pfm: command("convert picture.pfm picture.png", of: "ImageMagick")
    case .cameraRaw: command("dcraw -w -c picture.raw > picture.ppm", of: "dcraw")
    case .webPage: "download the picture itself"
    case .archive, .hdf5: "name a picture, and a model behind --model"
    case .applePNG: "convert it on a Mac: sips -s format png picture.png --out plain.png"
    case .animatedWebP: command("webpmux -get frame 1 picture.webp -o frame.webp", of: "libwebp")
    case .losslessJPEG, .deepJPEG: command("djpeg -outfile picture.ppm picture.jpg", of: "libjpeg-turbo 3")
    case .hierarchicalJPEG, .twoComponentJPEG: "save it as a baseline JPEG or as PNG"
    }
  }

  private func command(_ command: String, of program: String) -> String {
    "convert it with \(program): \(command)"
  }
}
