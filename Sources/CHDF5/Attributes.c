#include "CHDF5Attributes.h"

#include "Internal.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

// Adds a text of at most `length` bytes, which may end before at a NUL.
static chdf5_status append(chdf5_texts *texts, const char *text, size_t length, size_t limit) {
  size_t used = text == NULL ? 0 : strnlen(text, length);
  if (used + 1 > limit - texts->byte_count) return CHDF5_CORRUPT;
  char *grown = realloc(texts->bytes, texts->byte_count + used + 1);
  if (grown == NULL) return CHDF5_NO_MEMORY;
  if (used > 0) memcpy(grown + texts->byte_count, text, used);
  grown[texts->byte_count + used] = '\0';
  texts->bytes = grown;
  texts->byte_count += used + 1;
  texts->text_count += 1;
  return CHDF5_OK;
}

static chdf5_status read_fixed(hid_t attribute, hid_t type, size_t count, size_t limit, chdf5_texts *texts) {
  size_t length = H5Tget_size(type), total;
  if (length == 0 || __builtin_mul_overflow(length, count, &total) || total > limit) return CHDF5_CORRUPT;
  char *buffer = calloc(count, length);
  if (buffer == NULL) return CHDF5_NO_MEMORY;
  chdf5_status status = H5Aread(attribute, type, buffer) < 0 ? CHDF5_CORRUPT : CHDF5_OK;
  for (size_t index = 0; status == CHDF5_OK && index < count; index++) {
    status = append(texts, buffer + index * length, length, limit);
  }
  free(buffer);
  return status;
}

static chdf5_status read_variable(hid_t attribute, hid_t type, hid_t space, size_t count, size_t limit,
                                  chdf5_texts *texts) {
  if (count > limit) return CHDF5_CORRUPT;
  char **buffer = calloc(count, sizeof *buffer);
  if (buffer == NULL) return CHDF5_NO_MEMORY;
  chdf5_status status = H5Aread(attribute, type, buffer) < 0 ? CHDF5_CORRUPT : CHDF5_OK;
  for (size_t index = 0; status == CHDF5_OK && index < count; index++) {
    status = append(texts, buffer[index], limit, limit);
  }
  H5Dvlen_reclaim(type, space, H5P_DEFAULT, buffer);
  free(buffer);
  return status;
}

static chdf5_status read_typed(hid_t attribute, hid_t type, hid_t space, size_t limit, chdf5_texts *texts) {
  hssize_t count = H5Sget_simple_extent_npoints(space);
  if (count < 0) return CHDF5_CORRUPT;
  // An empty list is saved with the type of an empty array of numbers.
  if (count == 0) return CHDF5_OK;
  if (H5Tget_class(type) != H5T_STRING) return CHDF5_CORRUPT;
  htri_t variable = H5Tis_variable_str(type);
  if (variable < 0) return CHDF5_CORRUPT;
  return variable ? read_variable(attribute, type, space, (size_t)count, limit, texts)
                  : read_fixed(attribute, type, (size_t)count, limit, texts);
}

static chdf5_status read_attribute(hid_t attribute, size_t limit, chdf5_texts *texts) {
  hid_t type = H5Aget_type(attribute), space = H5Aget_space(attribute);
  chdf5_status status = type < 0 || space < 0 ? CHDF5_CORRUPT : read_typed(attribute, type, space, limit, texts);
  if (type >= 0) H5Tclose(type);
  if (space >= 0) H5Sclose(space);
  return status;
}

static chdf5_status read_texts(hid_t file, const char *group, const char *name, size_t limit, chdf5_texts *texts) {
  bool is_root = strcmp(group, "/") == 0;
  chdf5_status status = is_root ? CHDF5_OK : chdf5_find_steps(file, group);
  if (status != CHDF5_OK) return status;
  htri_t exists = H5Aexists_by_name(file, group, name, H5P_DEFAULT);
  if (exists <= 0) return exists == 0 ? CHDF5_MISSING : CHDF5_CORRUPT;
  hid_t attribute = H5Aopen_by_name(file, group, name, H5P_DEFAULT, H5P_DEFAULT);
  if (attribute < 0) return CHDF5_CORRUPT;
  status = read_attribute(attribute, limit, texts);
  H5Aclose(attribute);
  return status;
}

chdf5_status chdf5_read_texts(
  int64_t file, const char *group, const char *name, size_t limit, chdf5_texts *texts
) {
  *texts = (chdf5_texts){0};
  chdf5_enter();
  chdf5_status status = read_texts(file, group, name, limit, texts);
  chdf5_leave();
  if (status == CHDF5_OK) return CHDF5_OK;
  free(texts->bytes);
  *texts = (chdf5_texts){0};
  return status;
}
