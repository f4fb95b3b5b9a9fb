#include "CWebP.h"

#include <stdlib.h>
#include <webp/decode.h>

static cwebp_status status_of(VP8StatusCode code) {
  switch (code) {
  case VP8_STATUS_OK: return CWEBP_OK;
  case VP8_STATUS_OUT_OF_MEMORY: return CWEBP_NO_MEMORY;
  case VP8_STATUS_UNSUPPORTED_FEATURE: return CWEBP_UNSUPPORTED;
  case VP8_STATUS_SUSPENDED:
  case VP8_STATUS_NOT_ENOUGH_DATA: return CWEBP_ENDS;
  default: return CWEBP_DAMAGED;
  }
}

cwebp_status cwebp_read_header(const uint8_t *bytes, size_t count, cwebp_header *header) {
  WebPBitstreamFeatures features;
  cwebp_status status = status_of(WebPGetFeatures(bytes, count, &features));
  if (status != CWEBP_OK) return status;
  header->width = features.width;
  header->height = features.height;
  header->is_animated = features.has_animation;
  return CWEBP_OK;
}

static cwebp_status decode_into(
    const uint8_t *bytes, size_t count, int32_t height, int32_t width, uint8_t *samples) {
  WebPDecoderConfig config;
  if (!WebPInitDecoderConfig(&config)) return CWEBP_UNSUPPORTED;
  config.output.colorspace = MODE_RGB;
  config.output.is_external_memory = 1;
  config.output.u.RGBA.rgba = samples;
  config.output.u.RGBA.stride = 3 * width;
  config.output.u.RGBA.size = (size_t)3 * width * height;
  cwebp_status status = status_of(WebPDecode(bytes, count, &config));
  int is_whole = config.output.width == width && config.output.height == height;
  WebPFreeDecBuffer(&config.output);
  return status == CWEBP_OK && !is_whole ? CWEBP_DAMAGED : status;
}

cwebp_status cwebp_decode(const uint8_t *bytes, size_t count, int32_t height, int32_t width, uint8_t **samples) {
  *samples = NULL;
  uint8_t *room = malloc((size_t)3 * width * height);
  if (room == NULL) return CWEBP_NO_MEMORY;
  cwebp_status status = decode_into(bytes, count, height, width, room);
  if (status == CWEBP_OK) {
    *samples = room;
  } else {
    free(room);
  }
  return status;
}

void cwebp_release(uint8_t *samples) { free(samples); }
