#include "CHDF5.h"

#include <hdf5.h>
#include <pthread.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

// Debian's HDF5 is not built for threads.
static pthread_mutex_t gate = PTHREAD_MUTEX_INITIALIZER;

static void enter(void) {
  pthread_mutex_lock(&gate);
  H5Eset_auto2(H5E_DEFAULT, NULL, NULL);
}

static void leave(void) { pthread_mutex_unlock(&gate); }

static const size_t core_increment = 1 << 16;

static hid_t open_image(const uint8_t *bytes, size_t count, const char *name) {
  hid_t access = H5Pcreate(H5P_FILE_ACCESS);
  if (access < 0) return H5I_INVALID_HID;
  hid_t file = H5I_INVALID_HID;
  // HDF5 takes the bytes as `void *` but only copies them.
  if (H5Pset_fapl_core(access, core_increment, false) >= 0 && H5Pset_fclose_degree(access, H5F_CLOSE_STRONG) >= 0
      && H5Pset_file_image(access, (void *)(uintptr_t)bytes, count) >= 0) {
    file = H5Fopen(name, H5F_ACC_RDONLY, access);
  }
  H5Pclose(access);
  return file;
}

chdf5_status chdf5_open(const uint8_t *bytes, size_t count, int64_t *file) {
  // Two files in memory with one name would be taken for the same file.
  static unsigned long opened = 0;
  char name[40];
  enter();
  snprintf(name, sizeof name, "image-%lu", opened++);
  hid_t identifier = count == 0 ? H5I_INVALID_HID : open_image(bytes, count, name);
  leave();
  *file = identifier;
  return identifier < 0 ? CHDF5_NOT_HDF5 : CHDF5_OK;
}

void chdf5_close(int64_t file) {
  enter();
  H5Fclose(file);
  leave();
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

static chdf5_status find(hid_t file, const char *path) {
  char step[512];
  size_t length = strlen(path);
  if (length == 0 || length >= sizeof step) return CHDF5_MISSING;
  for (size_t end = 1; end <= length; end++) {
    if (path[end] != '/' && path[end] != '\0') continue;
    memcpy(step, path, end);
    step[end] = '\0';
    chdf5_status status = find_step(file, step);
    if (status != CHDF5_OK) return status;
  }
  return CHDF5_OK;
}

chdf5_status chdf5_find(int64_t file, const char *path) {
  enter();
  chdf5_status status = find(file, path);
  leave();
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

static chdf5_status check_storage(hid_t dataset) {
  hid_t creation = H5Dget_create_plist(dataset);
  if (creation < 0) return CHDF5_CORRUPT;
  H5D_layout_t layout = H5Pget_layout(creation);
  bool plain = (layout == H5D_CONTIGUOUS || layout == H5D_COMPACT) && H5Pget_external_count(creation) == 0;
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
  chdf5_status status = find(file, path);
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
  enter();
  chdf5_status status = open_dataset(file, path, &dataset);
  if (status == CHDF5_OK) {
    status = describe(dataset, description);
    H5Dclose(dataset);
  }
  leave();
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
  enter();
  chdf5_status status = open_dataset(file, path, &dataset);
  if (status == CHDF5_OK) {
    status = read_numbers(dataset, numbers, count);
    H5Dclose(dataset);
  }
  leave();
  return status;
}
