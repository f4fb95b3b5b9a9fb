// Decoding a JPEG picture that is in memory, through the TurboJPEG interface of libjpeg-turbo.

#ifndef CJPEG_H
#define CJPEG_H

#include <stddef.h>
#include <stdint.h>

/// What became of a call.
typedef enum {
  CJPEG_OK = 0,
  /// The bytes end before the picture does.
  CJPEG_ENDS,
  /// The file contradicts itself, or is of a kind that the library can't decode.
  CJPEG_DAMAGED,
} cjpeg_status;

enum { CJPEG_MESSAGE_SIZE = 200 };

/// Decodes a picture whose frame header gives this size and count of channels.
///
/// `channels` is 1 for grey, 3 for RGB, 4 for inks (cyan, magenta, yellow, black, as they are stored); `samples` has
/// room for height × width × channels bytes. The inverse transform is the exact integer one and chroma is
/// interpolated, as Pillow and TensorFlow have it. `message` gets the library's words, in English, where it fails.
cjpeg_status cjpeg_decode(
    const uint8_t *bytes, size_t count, int32_t height, int32_t width, int32_t channels, uint8_t *samples,
    char message[CJPEG_MESSAGE_SIZE]);

#endif
