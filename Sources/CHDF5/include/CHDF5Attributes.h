// Reading attributes that are texts, which legacy `.h5` models have.
//
// HDF5 1.10 can crash or hang on a corrupt file when attributes are read: call these only in a process that may die.

#ifndef CHDF5_ATTRIBUTES_H
#define CHDF5_ATTRIBUTES_H

#include "CHDF5.h"

/// The texts of an attribute one behind the other, each ended by a NUL; an array without elements has none.
typedef struct {
  /// To be freed with `free`.
  char *bytes;
  size_t byte_count;
  size_t text_count;
} chdf5_texts;

/// Reads the attribute of a group, "/" for the file's own: a text or an array of texts, of fixed or variable length.
///
/// Attributes of more than `limit` bytes, and texts with a NUL inside, are `CHDF5_CORRUPT`.
chdf5_status chdf5_read_texts(
  int64_t file, const char *group, const char *name, size_t limit, chdf5_texts *texts);

#endif
