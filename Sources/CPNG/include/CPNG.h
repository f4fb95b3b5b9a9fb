// PNG pictures in memory, through libpng: reading rows as they are stored, nothing converted; writing 8-bit RGB.
//
// libpng reports errors by longjmp; none leaves this interface.

#ifndef CPNG_H
#define CPNG_H

#include <stddef.h>
#include <stdint.h>

/// A picture that is being read.
typedef struct cpng_reader cpng_reader;

/// What became of a call.
typedef enum {
  CPNG_OK = 0,
  /// The bytes end before the picture does.
  CPNG_ENDS,
  /// The file contradicts itself, or the standard; `cpng_message` says how.
  CPNG_DAMAGED,
  /// There is no memory for a row.
  CPNG_NO_MEMORY,
} cpng_status;

enum { CPNG_PALETTE_SIZE = 3 * 256 };

/// What stands before the rows.
typedef struct {
  uint32_t width;
  uint32_t height;
  /// The bits of a sample, or of an index into the palette: 1, 2, 4, 8 or 16.
  uint8_t bit_depth;
  /// 0 grey, 2 RGB, 3 palette, 4 grey and alpha, 6 RGB and alpha.
  uint8_t colour_type;
  /// 1 where the rows come in seven passes, else 0.
  uint8_t is_interlaced;
  /// The bytes of a row.
  size_t row_size;
} cpng_header;

/// Begins to read bytes that stay where they are until `cpng_close`; NULL where memory lacks.
cpng_reader *cpng_open(const uint8_t *bytes, size_t count);

/// Ends the reading.
void cpng_close(cpng_reader *reader);

/// Reads what stands before the rows; to be called once.
cpng_status cpng_read_header(cpng_reader *reader, cpng_header *header);

/// Copies the palette, three bytes an entry; entries that the file lacks become black.
void cpng_copy_palette(cpng_reader *reader, uint8_t *entries);

/// Gets ready for `cpng_next_row`; to be called once, after the header.
cpng_status cpng_begin_rows(cpng_reader *reader);

/// Reads the next row: of an interlaced file the rows of the first pass come first, each with the pass's columns only,
/// and passes without pixels are left out.
///
/// Pixels of fewer than 8 bits are packed, the first in the highest bits; samples of 16 bits have the high byte
/// first. `*row` becomes the row, of `row_size` bytes, which stays until the next call. What is taken of memory for
/// rows is four of them at most. To be called once for each row.
cpng_status cpng_next_row(cpng_reader *reader, const uint8_t **row);

/// libpng's words for what is wrong, in English.
const char *cpng_message(const cpng_reader *reader);

/// The number of bytes that were read so far.
size_t cpng_offset(const cpng_reader *reader);

/// The most bytes that a picture of 8-bit RGB takes as a file; 0 where it has no pixels, or too many to be written.
size_t cpng_largest_file(uint32_t width, uint32_t height);

/// Writes a picture of 8-bit RGB, its rows one behind the other, into `file`, which has room for `*size` bytes: at
/// least `cpng_largest_file`. `*size` becomes the number of bytes that were written. Other than `CPNG_OK`: there was
/// no memory, or no room.
cpng_status cpng_write(const uint8_t *rows, uint32_t width, uint32_t height, uint8_t *file, size_t *size);

#endif
