#include "CZip.h"

#include <stdlib.h>
#include <zip.h>

struct czip_archive {
  zip_t *zip;
  czip_bytes bytes;
  zip_error_t error;
  // Where libzip reads next, and where and how much it read last.
  uint64_t position, last_offset, last_count;
};

static zip_int64_t failed(czip_archive *archive, int code) {
  zip_error_set(&archive->error, code, 0);
  return -1;
}

static zip_int64_t read_on(czip_archive *archive, void *buffer, uint64_t count) {
  uint64_t left = archive->position < archive->bytes.count ? archive->bytes.count - archive->position : 0;
  if (count > left) count = left;
  if (count > 0 && !archive->bytes.read(archive->bytes.context, archive->position, buffer, (size_t)count)) {
    return failed(archive, ZIP_ER_READ);
  }
  archive->last_offset = archive->position;
  archive->last_count = count;
  archive->position += count;
  return (zip_int64_t)count;
}

static zip_int64_t seek(czip_archive *archive, void *arguments, uint64_t length) {
  zip_int64_t position = zip_source_seek_compute_offset(
    archive->position, archive->bytes.count, arguments, length, &archive->error);
  if (position < 0) return -1;
  archive->position = (uint64_t)position;
  return 0;
}

static zip_int64_t describe(czip_archive *archive, void *data, uint64_t length) {
  zip_stat_t *entry = data;
  if (length < sizeof *entry) return failed(archive, ZIP_ER_INVAL);
  zip_stat_init(entry);
  entry->size = archive->bytes.count;
  entry->valid |= ZIP_STAT_SIZE;
  return sizeof *entry;
}

// What libzip asks of the bytes.
static zip_int64_t answer(void *state, void *data, zip_uint64_t length, zip_source_cmd_t command) {
  czip_archive *archive = state;
  switch (command) {
  case ZIP_SOURCE_OPEN: archive->position = 0; return 0;
  case ZIP_SOURCE_READ: return read_on(archive, data, length);
  case ZIP_SOURCE_SEEK: return seek(archive, data, length);
  case ZIP_SOURCE_TELL: return (zip_int64_t)archive->position;
  case ZIP_SOURCE_STAT: return describe(archive, data, length);
  case ZIP_SOURCE_ERROR: return zip_error_to_data(&archive->error, data, length);
  case ZIP_SOURCE_CLOSE:
  case ZIP_SOURCE_FREE: return 0;
  case ZIP_SOURCE_SUPPORTS:
    return zip_source_make_command_bitmap(
      ZIP_SOURCE_OPEN, ZIP_SOURCE_READ, ZIP_SOURCE_CLOSE, ZIP_SOURCE_STAT, ZIP_SOURCE_ERROR, ZIP_SOURCE_FREE,
      ZIP_SOURCE_SEEK, ZIP_SOURCE_TELL, ZIP_SOURCE_SUPPORTS, -1);
  default: return failed(archive, ZIP_ER_OPNOTSUPP);
  }
}

static zip_t *open_archive(czip_archive *archive, zip_error_t *error) {
  zip_source_t *source = zip_source_function_create(answer, archive, error);
  if (source == NULL) return NULL;
  zip_t *opened = zip_open_from_source(source, ZIP_RDONLY, error);
  if (opened == NULL) zip_source_free(source);
  return opened;
}

czip_status czip_open(czip_bytes bytes, czip_archive **archive) {
  czip_archive *made = calloc(1, sizeof *made);
  if (made == NULL) return CZIP_NO_MEMORY;
  made->bytes = bytes;
  zip_error_init(&made->error);
  zip_error_t error;
  zip_error_init(&error);
  made->zip = open_archive(made, &error);
  bool lacks_memory = zip_error_code_zip(&error) == ZIP_ER_MEMORY;
  zip_error_fini(&error);
  if (made->zip != NULL) {
    *archive = made;
    return CZIP_OK;
  }
  zip_error_fini(&made->error);
  free(made);
  return lacks_memory ? CZIP_NO_MEMORY : CZIP_NOT_AN_ARCHIVE;
}

void czip_close(czip_archive *archive) {
  zip_discard(archive->zip);
  zip_error_fini(&archive->error);
  free(archive);
}

czip_status czip_find(czip_archive *archive, const char *name, czip_member *member) {
  zip_int64_t index = zip_name_locate(archive->zip, name, 0);
  if (index < 0) return CZIP_NO_MEMBER;
  zip_stat_t entry;
  const zip_uint64_t needed = ZIP_STAT_SIZE | ZIP_STAT_COMP_SIZE;
  if (zip_stat_index(archive->zip, (zip_uint64_t)index, 0, &entry) != 0) return CZIP_CORRUPT;
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
  switch (zip_error_code_zip(zip_get_error(archive->zip))) {
  case ZIP_ER_COMPNOTSUPP:
  case ZIP_ER_ENCRNOTSUPP: return CZIP_UNSUPPORTED;
  case ZIP_ER_NOPASSWD:
  case ZIP_ER_WRONGPASSWD: return CZIP_ENCRYPTED;
  case ZIP_ER_MEMORY: return CZIP_NO_MEMORY;
  default: return CZIP_CORRUPT;
  }
}

// Unpacks the next `count` bytes.
static czip_status unpack(zip_file_t *file, uint8_t *bytes, uint64_t count) {
  uint64_t filled = 0;
  while (filled < count) {
    zip_int64_t read = zip_fread(file, bytes + filled, count - filled);
    if (read <= 0) return CZIP_CORRUPT;
    filled += (uint64_t)read;
  }
  return CZIP_OK;
}

// libzip compares the checksum when it meets the end, so the end must be asked for.
static czip_status finish(zip_file_t *file, czip_status status) {
  uint8_t beyond;
  if (status == CZIP_OK && zip_fread(file, &beyond, 1) != 0) status = CZIP_CORRUPT;
  if (zip_fclose(file) != 0 && status == CZIP_OK) status = CZIP_CORRUPT;
  return status;
}

czip_status czip_read_beginning(czip_archive *archive, const czip_member *member, uint8_t *bytes, size_t count) {
  zip_file_t *file = zip_fopen_index(archive->zip, member->index, 0);
  if (file == NULL) return status_of_opening(archive);
  czip_status status = unpack(file, bytes, count);
  zip_fclose(file);
  return status;
}

czip_status czip_read(czip_archive *archive, const czip_member *member, uint8_t *bytes) {
  zip_file_t *file = zip_fopen_index(archive->zip, member->index, 0);
  if (file == NULL) return status_of_opening(archive);
  return finish(file, unpack(file, bytes, member->size));
}

czip_status czip_locate(czip_archive *archive, const czip_member *member, uint64_t *offset) {
  zip_file_t *file = zip_fopen_index(archive->zip, member->index, 0);
  if (file == NULL) return status_of_opening(archive);
  uint8_t chunk[1 << 15];
  uint64_t compared = 0;
  czip_status status = CZIP_OK;
  while (status == CZIP_OK && compared < member->size) {
    uint64_t left = member->size - compared;
    zip_int64_t read = zip_fread(file, chunk, left < sizeof chunk ? left : sizeof chunk);
    if (compared == 0) *offset = archive->last_offset;
    if (read <= 0) status = CZIP_CORRUPT;
    else if (archive->last_offset != *offset + compared || archive->last_count != (uint64_t)read) {
      status = CZIP_UNSUPPORTED;
    } else compared += (uint64_t)read;
  }
  return finish(file, status);
}
