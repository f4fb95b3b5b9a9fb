#include "CJPEG.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
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

static bool ends_with(const char *text, const char *end) {
  size_t length = strlen(text);
  return length >= strlen(end) && strcmp(text + length - strlen(end), end) == 0;
}

// Whether a message is about bytes between the last scan and the end of the picture: all pixels are read by then.
static bool is_padding(const char *message) { return ends_with(message, "extraneous bytes before marker 0xd9"); }

// TurboJPEG gives its reasons in the English of libjpeg's jerror.h only.
static cjpeg_status status_of(const char *message) {
  if (begins_with(message, "Premature end of JPEG file")) return CJPEG_ENDS;
  if (begins_with(message, "Insufficient memory") || strstr(message, "Memory allocation failure") != NULL) {
    return CJPEG_NO_MEMORY;
  }
  if (begins_with(message, "Unsupported ") || begins_with(message, "Sorry, ")) return CJPEG_UNSUPPORTED;
  return CJPEG_DAMAGED;
}

typedef struct {
  tjhandle decoder;
  const uint8_t *bytes;
  size_t count;
  int32_t height, width, channels;
} job;

static cjpeg_status decode(const job *job, int flags, uint8_t *samples, char *message) {
  int result = tjDecompress2(
      job->decoder, job->bytes, job->count, samples, job->width, job->width * job->channels, job->height,
      pixel_format(job->channels), flags | TJFLAG_ACCURATEDCT | TJFLAG_LIMITSCANS);
  if (result == 0) return CJPEG_OK;
  snprintf(message, CJPEG_MESSAGE_SIZE, "%s", tjGetErrorStr2(job->decoder));
  return status_of(message);
}

// Where the first warning is of padding there is none before it, and behind it nothing is decoded any more. A scan
// whose head is damaged is passed over with the same words: only the caller knows whether there is one more than that.
static cjpeg_status decode_past_padding(const job *job, bool is_whole, uint8_t *samples, char *message) {
  cjpeg_status status = decode(job, TJFLAG_STOPONWARNING, samples, message);
  if (status == CJPEG_OK || !is_whole || !is_padding(message)) return status;
  status = decode(job, 0, samples, message);
  return is_padding(message) ? CJPEG_OK : status;
}

cjpeg_status cjpeg_decode(
    const uint8_t *bytes, size_t count, int32_t height, int32_t width, int32_t channels, bool is_whole,
    uint8_t **samples, char message[CJPEG_MESSAGE_SIZE]) {
  *samples = NULL;
  message[0] = 0;
  tjhandle decoder = tjInitDecompress();
  if (decoder == NULL) return CJPEG_NO_MEMORY;
  uint8_t *room = malloc((size_t)height * width * channels);
  const job job = {decoder, bytes, count, height, width, channels};
  cjpeg_status status = room == NULL ? CJPEG_NO_MEMORY : decode_past_padding(&job, is_whole, room, message);
  tjDestroy(decoder);
  if (status == CJPEG_OK) {
    *samples = room;
  } else {
    free(room);
  }
  return status;
}

void cjpeg_release(uint8_t *samples) { free(samples); }
