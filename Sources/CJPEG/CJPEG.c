#include "CJPEG.h"

#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <turbojpeg.h>

static int pixel_format(int32_t channels) {
  switch (channels) {
  case 1: return TJPF_GRAY;
  case 4: return TJPF_CMYK;
  default: return TJPF_RGB;
  }
}

static bool begins_with(const char *text, const char *start) { return strncmp(text, start, strlen(start)) == 0; }

// Whether a warning is about something that no pixel depends on. TurboJPEG gives the first warning's words only, in
// the English of libjpeg's jerror.h.
static bool is_harmless(const char *message) {
  return strstr(message, "extraneous bytes before marker") != NULL
      || begins_with(message, "Invalid SOS parameters for sequential JPEG")
      || begins_with(message, "Warning: unknown JFIF revision number")
      || begins_with(message, "Unknown Adobe color transform code");
}

static cjpeg_status status_of_failure(tjhandle decoder, char message[CJPEG_MESSAGE_SIZE]) {
  snprintf(message, CJPEG_MESSAGE_SIZE, "%s", tjGetErrorStr2(decoder));
  if (tjGetErrorCode(decoder) == TJERR_WARNING && is_harmless(message)) return CJPEG_OK;
  return begins_with(message, "Premature end of JPEG file") ? CJPEG_ENDS : CJPEG_DAMAGED;
}

cjpeg_status cjpeg_decode(
    const uint8_t *bytes, size_t count, int32_t height, int32_t width, int32_t channels, uint8_t *samples,
    char message[CJPEG_MESSAGE_SIZE]) {
  tjhandle decoder = tjInitDecompress();
  if (decoder == NULL) {
    snprintf(message, CJPEG_MESSAGE_SIZE, "%s", tjGetErrorStr2(NULL));
    return CJPEG_DAMAGED;
  }
  const int flags = TJFLAG_ACCURATEDCT | TJFLAG_LIMITSCANS;
  int result = tjDecompress2(
      decoder, bytes, count, samples, width, width * channels, height, pixel_format(channels), flags);
  cjpeg_status status = result == 0 ? CJPEG_OK : status_of_failure(decoder, message);
  tjDestroy(decoder);
  return status;
}
