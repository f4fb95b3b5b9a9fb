// Decoding a still WebP picture that is in memory, through libwebp.

#ifndef CWEBP_H
#define CWEBP_H

#include <stddef.h>
#include <stdint.h>

/// What became of a call.
typedef enum {
  CWEBP_OK = 0,
  /// The bytes end before the picture does.
  CWEBP_ENDS,
  /// The file contradicts itself, or the standard.
  CWEBP_DAMAGED,
  /// The file is of a kind that the library doesn't decode.
  CWEBP_UNSUPPORTED,
  /// There is no memory for the picture.
  CWEBP_NO_MEMORY,
} cwebp_status;

/// What stands before the pixels.
typedef struct {
  int32_t width;
  int32_t height;
  /// 1 where the file holds several frames, else 0.
  int32_t is_animated;
} cwebp_header;

/// Reads what stands before the pixels.
cwebp_status cwebp_read_header(const uint8_t *bytes, size_t count, cwebp_header *header);

/// Decodes the picture of a file whose header gives this size, as red, green and blue of each pixel, row by row.
///
/// Transparency is left out, and colours under it stay as they are stored. Chroma is interpolated, as libwebp does by
/// default. `*samples` becomes the height × width × 3 bytes, to be released with `cwebp_release`, or NULL where it
/// fails. Beside these the library takes up to 4 bytes a pixel.
cwebp_status cwebp_decode(const uint8_t *bytes, size_t count, int32_t height, int32_t width, uint8_t **samples);

/// Releases samples; NULL is passed over.
void cwebp_release(uint8_t *samples);

#endif
