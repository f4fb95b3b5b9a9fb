// Reading a zip archive through libzip, from wherever its bytes are.

#ifndef CZIP_H
#define CZIP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/// Where the bytes of an archive come from.
typedef struct {
  /// Fills a buffer with the bytes from an offset on; false where that can't be done.
  bool (*read)(void *context, uint64_t offset, void *buffer, size_t count);
  void *context;
  /// The number of bytes.
  uint64_t count;
} czip_bytes;

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
  /// The system has no memory for what is needed.
  CZIP_NO_MEMORY,
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

/// Opens an archive; its bytes must be there until `czip_close`.
czip_status czip_open(czip_bytes bytes, czip_archive **archive);

/// Closes an archive.
void czip_close(czip_archive *archive);

/// Finds a member by its exact name.
czip_status czip_find(czip_archive *archive, const char *name, czip_member *member);

/// Unpacks the first `count` bytes of a member, which must have as many; its checksum is not looked at.
czip_status czip_read_beginning(czip_archive *archive, const czip_member *member, uint8_t *bytes, size_t count);

/// Unpacks a member of exactly `member->size` bytes, to its end, where its checksum is verified.
czip_status czip_read(czip_archive *archive, const czip_member *member, uint8_t *bytes);

/// Reads a stored member to its end, where its checksum is verified, and finds where in the archive its bytes begin.
///
/// `CZIP_UNSUPPORTED` where they don't stand there in one piece.
czip_status czip_locate(czip_archive *archive, const czip_member *member, uint64_t *offset);

#endif
