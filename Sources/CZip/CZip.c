#define _GNU_SOURCE

#include "CZip.h"

#include <string.h>
#include <sys/mman.h>
#include <unistd.h>
#include <zip.h>

static zip_t *archive_of(czip_archive *archive) { return (zip_t *)archive; }

czip_status czip_open(const uint8_t *bytes, size_t count, czip_archive **archive) {
  zip_error_t error;
  zip_error_init(&error);
  zip_source_t *source = zip_source_buffer_create(bytes, count, 0, &error);
  if (source == NULL) {
    zip_error_fini(&error);
    return CZIP_NOT_AN_ARCHIVE;
  }
  zip_t *opened = zip_open_from_source(source, ZIP_RDONLY, &error);
  zip_error_fini(&error);
  if (opened == NULL) {
    zip_source_free(source);
    return CZIP_NOT_AN_ARCHIVE;
  }
  *archive = (czip_archive *)opened;
  return CZIP_OK;
}

void czip_close(czip_archive *archive) { zip_discard(archive_of(archive)); }

czip_status czip_find(czip_archive *archive, const char *name, czip_member *member) {
  zip_int64_t index = zip_name_locate(archive_of(archive), name, 0);
  if (index < 0) return CZIP_NO_MEMBER;
  zip_stat_t entry;
  const zip_uint64_t needed = ZIP_STAT_SIZE | ZIP_STAT_COMP_SIZE;
  if (zip_stat_index(archive_of(archive), (zip_uint64_t)index, 0, &entry) != 0) return CZIP_CORRUPT;
  if ((entry.valid & needed) != needed) return CZIP_CORRUPT;
  if ((entry.valid & ZIP_STAT_ENCRYPTION_METHOD) != 0 && entry.encryption_method != ZIP_EM_NONE) {
    return CZIP_ENCRYPTED;
  }
  member->index = (uint64_t)index;
  member->size = entry.size;
  member->compressed_size = entry.comp_size;
  member->is_stored = (entry.valid & ZIP_STAT_COMP_METHOD) != 0 && entry.comp_method == ZIP_CM_STORE
      && entry.comp_size == entry.size;
  return CZIP_OK;
}

static czip_status status_of_opening(czip_archive *archive) {
  switch (zip_error_code_zip(zip_get_error(archive_of(archive)))) {
  case ZIP_ER_COMPNOTSUPP:
  case ZIP_ER_ENCRNOTSUPP: return CZIP_UNSUPPORTED;
  case ZIP_ER_NOPASSWD:
  case ZIP_ER_WRONGPASSWD: return CZIP_ENCRYPTED;
  default: return CZIP_CORRUPT;
  }
}

czip_status czip_read(czip_archive *archive, const czip_member *member, uint8_t *bytes) {
  zip_file_t *file = zip_fopen_index(archive_of(archive), member->index, 0);
  if (file == NULL) return status_of_opening(archive);
  uint64_t filled = 0;
  czip_status status = CZIP_OK;
  while (status == CZIP_OK && filled < member->size) {
    zip_int64_t read = zip_fread(file, bytes + filled, member->size - filled);
    if (read <= 0) status = CZIP_CORRUPT;
    else filled += (uint64_t)read;
  }
  // libzip compares the checksum when it meets the end, so the end must be asked for.
  uint8_t beyond;
  if (status == CZIP_OK && zip_fread(file, &beyond, 1) != 0) status = CZIP_CORRUPT;
  if (zip_fclose(file) != 0) status = CZIP_CORRUPT;
  return status;
}

static size_t little_endian(const uint8_t *bytes) { return bytes[0] | (size_t)bytes[1] << 8; }

// Source: PKWARE, APPNOTE.TXT, 4.3.7, "Local file header".
bool czip_locate(
  const uint8_t *bytes, size_t count, const char *name, const czip_member *member, size_t *offset
) {
  const size_t header = 30, name_length = strlen(name);
  const uint8_t signature[4] = {'P', 'K', 3, 4};
  const uint8_t *at = bytes, *end = bytes + count;
  while ((at = memmem(at, (size_t)(end - at), signature, sizeof signature)) != NULL) {
    size_t left = (size_t)(end - at);
    if (left < header + name_length) return false;
    size_t start = header + name_length + little_endian(at + 28);
    bool is_named = little_endian(at + 26) == name_length && memcmp(at + header, name, name_length) == 0;
    if (is_named && start <= left && member->size <= left - start) {
      *offset = (size_t)(at - bytes) + start;
      return true;
    }
    at += sizeof signature;
  }
  return false;
}

// Gives the pages that lie wholly in a range of a mapped file back; they are read again from the file.
static void give_back(const uint8_t *bytes, size_t count) {
  uintptr_t page = (uintptr_t)sysconf(_SC_PAGESIZE);
  uintptr_t first = ((uintptr_t)bytes + page - 1) / page * page;
  uintptr_t end = ((uintptr_t)bytes + count) / page * page;
  if (first < end) madvise((void *)first, end - first, MADV_DONTNEED);
}

czip_status czip_compare(
  czip_archive *archive, const czip_member *member, const uint8_t *bytes, bool is_mapped
) {
  const uint64_t stretch = 1 << 24;
  zip_file_t *file = zip_fopen_index(archive_of(archive), member->index, 0);
  if (file == NULL) return status_of_opening(archive);
  uint8_t chunk[1 << 15];
  uint64_t compared = 0;
  czip_status status = CZIP_OK;
  while (status == CZIP_OK && compared < member->size) {
    uint64_t left = member->size - compared;
    zip_int64_t read = zip_fread(file, chunk, left < sizeof chunk ? left : sizeof chunk);
    if (read <= 0) status = CZIP_CORRUPT;
    else if (memcmp(chunk, bytes + compared, (size_t)read) != 0) status = CZIP_UNSUPPORTED;
    else compared += (uint64_t)read;
    if (is_mapped && read > 0 && compared / stretch > (compared - (uint64_t)read) / stretch) {
      give_back(bytes + (compared / stretch - 1) * stretch, stretch);
    }
  }
  if (status == CZIP_OK && zip_fread(file, chunk, 1) != 0) status = CZIP_CORRUPT;
  if (zip_fclose(file) != 0 && status == CZIP_OK) status = CZIP_CORRUPT;
  return status;
}
