#define _GNU_SOURCE

#include "CHDF5.h"

#include "Internal.h"
#include "BytesDriver.h"

#include <hdf5.h>
#include <pthread.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

// Debian's HDF5 is not built for threads.
static pthread_mutex_t gate = PTHREAD_MUTEX_INITIALIZER;

void chdf5_enter(void) {
  pthread_mutex_lock(&gate);
  H5Eset_auto2(H5E_DEFAULT, NULL, NULL);
}

void chdf5_leave(void) { pthread_mutex_unlock(&gate); }

static uint64_t little_endian(const uint8_t *bytes) {
  uint64_t value = 0;
  for (int index = 7; index >= 0; index--) value = value << 8 | bytes[index];
  return value;
}

enum { HEAP_HEADER = 32, STRETCH = 1 << 18 };

// Whether the names of a group lie inside the file, by the head of their heap. HDF5 passes over three bytes of it, which
// every writer leaves 0: where they are not, these may be other bytes by chance, and only what HDF5 would fall for is
// refused.
static bool heap_is_sound(const uint8_t *head, uint64_t count) {
  uint64_t names = little_endian(head + 8);
  uint64_t address = little_endian(head + 24);
  bool is_inside = address <= count && names <= count - address;
  return is_inside || ((head[5] | head[6] | head[7]) != 0 && names <= UINT64_MAX / 2);
}

// Whether the names of the groups whose heads lie in a stretch of the file lie inside the file; the last stretch has
// no head that goes on behind it.
static bool stretch_is_sound(const uint8_t *bytes, size_t length, bool is_last, uint64_t count) {
  const uint8_t signature[5] = {'H', 'E', 'A', 'P', 0};
  const uint8_t *at = bytes;
  while ((at = memmem(at, length - (size_t)(at - bytes), signature, sizeof signature)) != NULL) {
    if (length - (size_t)(at - bytes) < HEAP_HEADER) return !is_last;
    if (!heap_is_sound(at, count)) return false;
    at += sizeof signature;
  }
  return true;
}

// Finds whether the names of every old-style group lie inside the file. HDF5 1.10 adds to their length without a look at
// overflow, and then writes past the sum. Source: HDF5 File Format Specification 3.0, III.D, "Local Heaps".
static chdf5_status check_heaps(chdf5_bytes bytes) {
  uint8_t *buffer = malloc(STRETCH);
  if (buffer == NULL) return CHDF5_NO_MEMORY;
  bool is_sound = bytes.count > 0, is_last = false;
  for (uint64_t start = 0; is_sound && !is_last; start += STRETCH - (HEAP_HEADER - 1)) {
    uint64_t left = bytes.count - start;
    is_last = left <= STRETCH;
    size_t length = is_last ? (size_t)left : STRETCH;
    is_sound = bytes.read(bytes.context, start, buffer, length)
        && stretch_is_sound(buffer, length, is_last, bytes.count);
  }
  free(buffer);
  return is_sound ? CHDF5_OK : CHDF5_NOT_HDF5;
}

// Whether addresses and lengths take 8 bytes each, as they do in every file that h5py makes: heads of heaps are read so.
// HDF5 looks for the superblock at the start and at powers of two from 512 on.
static bool has_usual_sizes(chdf5_bytes bytes) {
  static const uint8_t signature[8] = {0x89, 'H', 'D', 'F', '\r', '\n', 0x1A, '\n'};
  uint8_t head[16];
  for (uint64_t start = 0; start + sizeof head <= bytes.count; start = start == 0 ? 512 : 2 * start) {
    if (!bytes.read(bytes.context, start, head, sizeof head)) return false;
    if (memcmp(head, signature, sizeof signature) != 0) continue;
    const uint8_t *sizes = head + (head[8] < 2 ? 13 : 9);
    return sizes[0] == 8 && sizes[1] == 8;
  }
  return true;
}

chdf5_status chdf5_open(chdf5_bytes bytes, int64_t *file) {
  // Before HDF5 is entered, which crashes where it has no memory to begin.
  if (!has_usual_sizes(bytes)) return CHDF5_NOT_HDF5;
  chdf5_status status = check_heaps(bytes);
  if (status != CHDF5_OK) return status;
  chdf5_enter();
  *file = open_bytes(bytes);
  chdf5_leave();
  return *file < 0 ? CHDF5_NOT_HDF5 : CHDF5_OK;
}

void chdf5_close(int64_t file) {
  chdf5_enter();
  H5Fclose(file);
  chdf5_leave();
}

// The link at the end of a path whose other steps are known to be sound.
static chdf5_status find_step(hid_t file, const char *path) {
  H5L_info_t link;
  htri_t exists = H5Lexists(file, path, H5P_DEFAULT);
  if (exists < 0) return CHDF5_CORRUPT;
  if (exists == 0) return CHDF5_MISSING;
  if (H5Lget_info(file, path, &link, H5P_DEFAULT) < 0) return CHDF5_CORRUPT;
  return link.type == H5L_TYPE_HARD ? CHDF5_OK : CHDF5_UNSUPPORTED_STORAGE;
}

chdf5_status chdf5_find_steps(hid_t file, const char *path) {
  size_t length = strlen(path);
  if (length == 0) return CHDF5_MISSING;
  char *step = strdup(path);
  if (step == NULL) return CHDF5_NO_MEMORY;
  chdf5_status status = CHDF5_OK;
  for (size_t end = 1; end <= length && status == CHDF5_OK; end++) {
    if (path[end] != '/' && path[end] != '\0') continue;
    step[end] = '\0';
    status = find_step(file, step);
    step[end] = path[end];
  }
  free(step);
  return status;
}

chdf5_status chdf5_find(int64_t file, const char *path) {
  chdf5_enter();
  chdf5_status status = chdf5_find_steps(file, path);
  chdf5_leave();
  return status;
}

// IEEE 754 binary16, which HDF5 1.10 has no name for; to be closed.
static hid_t half_type(H5T_order_t order) {
  hid_t type = H5Tcopy(H5T_IEEE_F32LE);
  if (type < 0) return type;
  bool made = H5Tset_fields(type, 15, 10, 5, 0, 10) >= 0 && H5Tset_size(type, 2) >= 0
      && H5Tset_ebias(type, 15) >= 0 && H5Tset_order(type, order) >= 0;
  if (made) return type;
  H5Tclose(type);
  return H5I_INVALID_HID;
}

static bool is_half(hid_t type, H5T_order_t order) {
  hid_t half = half_type(order);
  if (half < 0) return false;
  bool equal = H5Tequal(type, half) > 0;
  H5Tclose(half);
  return equal;
}

// Only types that are exactly known are converted: a corrupt one may have any layout of its bits.
static bool is_known_float(hid_t type) {
  return H5Tequal(type, H5T_IEEE_F32LE) > 0 || H5Tequal(type, H5T_IEEE_F32BE) > 0
      || H5Tequal(type, H5T_IEEE_F64LE) > 0 || H5Tequal(type, H5T_IEEE_F64BE) > 0
      || is_half(type, H5T_ORDER_LE) || is_half(type, H5T_ORDER_BE);
}

static chdf5_status check_type(hid_t dataset, uint64_t *element_size) {
  hid_t type = H5Dget_type(dataset);
  if (type < 0) return CHDF5_CORRUPT;
  bool known = H5Tget_class(type) == H5T_FLOAT && is_known_float(type);
  *element_size = H5Tget_size(type);
  H5Tclose(type);
  return known ? CHDF5_OK : CHDF5_NOT_FLOAT;
}

// Compact storage, inside the dataset's header, is refused too: HDF5 1.10 reads it without a look at its size.
static chdf5_status check_storage(hid_t dataset) {
  hid_t creation = H5Dget_create_plist(dataset);
  if (creation < 0) return CHDF5_CORRUPT;
  H5D_layout_t layout = H5Pget_layout(creation);
  bool plain = layout == H5D_CONTIGUOUS && H5Pget_external_count(creation) == 0;
  H5Pclose(creation);
  return plain ? CHDF5_OK : CHDF5_UNSUPPORTED_STORAGE;
}

static chdf5_status describe_extents(hid_t dataset, chdf5_description *description) {
  hid_t space = H5Dget_space(dataset);
  if (space < 0) return CHDF5_CORRUPT;
  hsize_t extents[CHDF5_MAXIMAL_RANK];
  H5S_class_t kind = H5Sget_simple_extent_type(space);
  int rank = H5Sget_simple_extent_ndims(space);
  bool plain = (kind == H5S_SIMPLE || kind == H5S_SCALAR) && rank >= 0 && rank <= CHDF5_MAXIMAL_RANK
      && H5Sget_simple_extent_dims(space, extents, NULL) == rank;
  H5Sclose(space);
  if (!plain) return CHDF5_CORRUPT;
  description->rank = rank;
  for (int axis = 0; axis < rank; axis++) description->extents[axis] = extents[axis];
  return CHDF5_OK;
}

// Opens the dataset at a path; to be closed.
static chdf5_status open_dataset(hid_t file, const char *path, hid_t *dataset) {
  chdf5_status status = chdf5_find_steps(file, path);
  if (status != CHDF5_OK) return status;
  hid_t object = H5Oopen(file, path, H5P_DEFAULT);
  if (object < 0) return CHDF5_CORRUPT;
  if (H5Iget_type(object) != H5I_DATASET) {
    H5Oclose(object);
    return CHDF5_NOT_A_DATASET;
  }
  *dataset = object;
  return CHDF5_OK;
}

static chdf5_status describe(hid_t dataset, chdf5_description *description) {
  chdf5_status status = check_type(dataset, &description->element_size);
  if (status == CHDF5_OK) status = describe_extents(dataset, description);
  if (status == CHDF5_OK) status = check_storage(dataset);
  return status;
}

chdf5_status chdf5_describe(int64_t file, const char *path, chdf5_description *description) {
  hid_t dataset;
  chdf5_enter();
  chdf5_status status = open_dataset(file, path, &dataset);
  if (status == CHDF5_OK) {
    status = describe(dataset, description);
    H5Dclose(dataset);
  }
  chdf5_leave();
  return status;
}

static chdf5_status read_numbers(hid_t dataset, float *numbers, size_t count) {
  chdf5_description description;
  chdf5_status status = describe(dataset, &description);
  if (status != CHDF5_OK) return status;
  uint64_t product = 1;
  for (int32_t axis = 0; axis < description.rank; axis++) {
    if (__builtin_mul_overflow(product, description.extents[axis], &product)) return CHDF5_CORRUPT;
  }
  if (product != count) return CHDF5_CORRUPT;
  herr_t result = H5Dread(dataset, H5T_NATIVE_FLOAT, H5S_ALL, H5S_ALL, H5P_DEFAULT, numbers);
  return result < 0 ? CHDF5_CORRUPT : CHDF5_OK;
}

chdf5_status chdf5_read(int64_t file, const char *path, float *numbers, size_t count) {
  hid_t dataset;
  chdf5_enter();
  chdf5_status status = open_dataset(file, path, &dataset);
  if (status == CHDF5_OK) {
    status = read_numbers(dataset, numbers, count);
    H5Dclose(dataset);
  }
  chdf5_leave();
  return status;
}
