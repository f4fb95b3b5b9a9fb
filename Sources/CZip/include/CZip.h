// Reading a zip archive that is in memory, through libzip.

#ifndef CZIP_H
#define CZIP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/// An open archive.
typedef struct czip_archive czip_archive;

/// What became of a call.
typedef enum {
  CZIP_OK = 0,
  /// The bytes are not a zip archive, or its table of contents is damaged.
  CZIP_NOT_AN_ARCHIVE,
  /// No member has the name.
  CZIP_NO_MEMBER,
  /// The member needs a password.
  CZIP_ENCRYPTED,
  /// The member is compressed in a way that is not supported.
  CZIP_UNSUPPORTED,
  /// The member's bytes contradict its length or its checksum.
  CZIP_CORRUPT,
} czip_status;

/// A member of an archive.
typedef struct {
  uint64_t index;
  /// Its length when it is unpacked, as the archive claims it.
  uint64_t size;
  /// Its length in the archive, as the archive claims it.
  uint64_t compressed_size;
  /// Whether its bytes stand in the archive as they are.
  bool is_stored;
} czip_member;

/// Opens an archive; the bytes must stay where they are until `czip_close`.
czip_status czip_open(const uint8_t *bytes, size_t count, czip_archive **archive);

/// Closes an archive.
void czip_close(czip_archive *archive);

/// Finds a member by its exact name.
czip_status czip_find(czip_archive *archive, const char *name, czip_member *member);

/// Unpacks a member of exactly `member->size` bytes, to its end, where its checksum is verified.
czip_status czip_read(czip_archive *archive, const czip_member *member, uint8_t *bytes);

/// Finds where in the archive's bytes a stored member's own bytes begin, from its local header.
///
/// What is found is a guess, which `czip_compare` has to confirm: an archive may hold what looks like a header.
bool czip_locate(
  const uint8_t *bytes, size_t count, const char *name, const czip_member *member, size_t *offset);

/// Unpacks a member to its end, where its checksum is verified, and compares it with `member->size` bytes.
///
/// `CZIP_UNSUPPORTED` where they differ. Pages of a mapped file are given back on the way.
czip_status czip_compare(
  czip_archive *archive, const czip_member *member, const uint8_t *bytes, bool is_mapped
);

#endif
