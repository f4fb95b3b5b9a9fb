#include "CPNG.h"

#include <png.h>
#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct cpng_reader {
  png_structp png;
  png_infop info;
  const uint8_t *bytes;
  size_t count;
  size_t offset;
  cpng_header header;
  cpng_status status;
  uint8_t *row;
  char message[128];
  jmp_buf escape;
};

static void fail(png_structp png, png_const_charp message) {
  cpng_reader *reader = png_get_error_ptr(png);
  if (reader->status == CPNG_OK) reader->status = CPNG_DAMAGED;
  snprintf(reader->message, sizeof reader->message, "%s", message);
  longjmp(reader->escape, 1);
}

static void pass_over_warning(png_structp png, png_const_charp message) {
  (void)png;
  (void)message;
}

static void read_bytes(png_structp png, png_bytep bytes, size_t count) {
  cpng_reader *reader = png_get_io_ptr(png);
  if (count > reader->count - reader->offset) {
    reader->offset = reader->count;
    reader->status = CPNG_ENDS;
    png_error(png, "the file ends");
  }
  memcpy(bytes, reader->bytes + reader->offset, count);
  reader->offset += count;
}

// What libpng takes is bounded by the row and the table of a chunk; where it can't be had that is told apart.
static png_voidp take_memory(png_structp png, png_alloc_size_t size) {
  void *memory = malloc(size);
  cpng_reader *reader = png_get_mem_ptr(png);
  if (memory == NULL) reader->status = CPNG_NO_MEMORY;
  return memory;
}

static void release_memory(png_structp png, png_voidp memory) {
  (void)png;
  free(memory);
}

cpng_reader *cpng_open(const uint8_t *bytes, size_t count) {
  cpng_reader *reader = calloc(1, sizeof *reader);
  if (reader == NULL) return NULL;
  reader->bytes = bytes;
  reader->count = count;
  if (setjmp(reader->escape) == 0) {
    reader->png = png_create_read_struct_2(
        PNG_LIBPNG_VER_STRING, reader, fail, pass_over_warning, reader, take_memory, release_memory);
    if (reader->png != NULL) reader->info = png_create_info_struct(reader->png);
  }
  if (reader->info != NULL) return reader;
  cpng_close(reader);
  return NULL;
}

void cpng_close(cpng_reader *reader) {
  if (reader->png != NULL) png_destroy_read_struct(&reader->png, &reader->info, NULL);
  free(reader->row);
  free(reader);
}

// Colour profiles, texts and the like are not even unpacked: they don't change samples as they are stored. Some
// writers name a smaller window than their data needs, so the largest is used.
static void configure(cpng_reader *reader) {
  png_set_option(reader->png, PNG_MAXIMUM_INFLATE_WINDOW, PNG_OPTION_ON);
  png_set_keep_unknown_chunks(reader->png, PNG_HANDLE_CHUNK_NEVER, NULL, -1);
  png_set_user_limits(reader->png, PNG_UINT_31_MAX, PNG_UINT_31_MAX);
  png_set_read_fn(reader->png, reader, read_bytes);
}

cpng_status cpng_read_header(cpng_reader *reader, cpng_header *header) {
  if (setjmp(reader->escape) != 0) return reader->status;
  configure(reader);
  png_read_info(reader->png, reader->info);
  reader->header.width = png_get_image_width(reader->png, reader->info);
  reader->header.height = png_get_image_height(reader->png, reader->info);
  reader->header.bit_depth = png_get_bit_depth(reader->png, reader->info);
  reader->header.colour_type = png_get_color_type(reader->png, reader->info);
  reader->header.is_interlaced = png_get_interlace_type(reader->png, reader->info) != PNG_INTERLACE_NONE;
  reader->header.row_size = png_get_rowbytes(reader->png, reader->info);
  *header = reader->header;
  return CPNG_OK;
}

void cpng_copy_palette(cpng_reader *reader, uint8_t *entries) {
  png_colorp palette = NULL;
  int count = 0;
  memset(entries, 0, CPNG_PALETTE_SIZE);
  if (setjmp(reader->escape) != 0) return;
  if (png_get_PLTE(reader->png, reader->info, &palette, &count) == 0) return;
  for (int index = 0; index < count && index < 256; index++) {
    entries[3 * index] = palette[index].red;
    entries[3 * index + 1] = palette[index].green;
    entries[3 * index + 2] = palette[index].blue;
  }
}

cpng_status cpng_begin_rows(cpng_reader *reader) {
  if (setjmp(reader->escape) != 0) return reader->status;
  reader->row = malloc(reader->header.row_size);
  if (reader->row == NULL) return CPNG_NO_MEMORY;
  png_read_update_info(reader->png, reader->info);
  return CPNG_OK;
}

cpng_status cpng_next_row(cpng_reader *reader, const uint8_t **row) {
  if (setjmp(reader->escape) != 0) return reader->status;
  png_read_row(reader->png, reader->row, NULL);
  *row = reader->row;
  return CPNG_OK;
}

const char *cpng_message(const cpng_reader *reader) { return reader->message; }

size_t cpng_offset(const cpng_reader *reader) { return reader->offset; }

// libpng's own arithmetic on sizes has 32 bits; this is well below.
static const uint64_t largest_picture = (uint64_t)1 << 30;

static png_image description(uint32_t width, uint32_t height) {
  png_image image;
  memset(&image, 0, sizeof image);
  image.version = PNG_IMAGE_VERSION;
  image.width = width;
  image.height = height;
  image.format = PNG_FORMAT_RGB;
  return image;
}

size_t cpng_largest_file(uint32_t width, uint32_t height) {
  uint64_t pixels = (uint64_t)width * height;
  if (pixels == 0 || pixels > largest_picture / 3) return 0;
  png_image image = description(width, height);
  return PNG_IMAGE_PNG_SIZE_MAX(image);
}

cpng_status cpng_write(const uint8_t *rows, uint32_t width, uint32_t height, uint8_t *file, size_t *size) {
  if (cpng_largest_file(width, height) == 0) return CPNG_DAMAGED;
  png_image image = description(width, height);
  png_alloc_size_t count = *size;
  int is_written = png_image_write_to_memory(&image, file, &count, 0, rows, 0, NULL);
  png_image_free(&image);
  *size = is_written ? count : 0;
  return is_written ? CPNG_OK : CPNG_DAMAGED;
}
