// Decoding a JPEG picture that is in memory, through the TurboJPEG interface of libjpeg-turbo.

#ifndef CJPEG_H
#define CJPEG_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/// What became of a call.
typedef enum {
  CJPEG_OK = 0,
  /// The bytes end before the picture does.
  CJPEG_ENDS,
  /// The file contradicts itself.
  CJPEG_DAMAGED,
  /// The file is of a kind that the library can't decode.
  CJPEG_UNSUPPORTED,
  /// There is no memory for the picture.
  CJPEG_NO_MEMORY,
} cjpeg_status;

enum {
  CJPEG_MESSAGE_SIZE = 200,
  /// The most scans of a file that is decoded.
  CJPEG_SCAN_LIMIT = 500,
};

/// Decodes a picture whose frame header gives this size and count of channels.
///
/// `channels` is 1 for grey, 3 for RGB, 4 for inks (cyan, magenta, yellow, black, as they are stored). The inverse
/// transform is the exact integer one and chroma is interpolated, as Pillow and TensorFlow have it. Decoding ends at
/// the first warning; only bytes between the last scan and the end are passed over, on which no pixel depends, and
/// that only where `is_whole` says that the scans whose heads are found give the whole picture. `*samples` becomes the
/// height × width × channels bytes, to be released with `cjpeg_release`, or NULL where it fails; `message` then
/// gets the library's words, in English. Beside these the library takes, of a file of several scans, 2 bytes a
/// coefficient.
cjpeg_status cjpeg_decode(
    const uint8_t *bytes, size_t count, int32_t height, int32_t width, int32_t channels, bool is_whole,
    uint8_t **samples, char message[CJPEG_MESSAGE_SIZE]);

/// Releases samples; NULL is passed over.
void cjpeg_release(uint8_t *samples);

#endif
