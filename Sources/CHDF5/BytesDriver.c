#include "BytesDriver.h"

#include <stdbool.h>
#include <stdlib.h>

#if H5_VERSION_GE(1, 13, 0)
#include <H5FDdevelop.h>
#endif

// An open file; HDF5 wants its own part first.
typedef struct {
  H5FD_t head;
  chdf5_bytes bytes;
  haddr_t end_of_allocation;
} driven_file;

static H5FD_t *driver_open(const char *name, unsigned flags, hid_t access, haddr_t limit) {
  (void)name, (void)limit;
  const chdf5_bytes *bytes = H5Pget_driver_info(access);
  if (bytes == NULL || (flags & H5F_ACC_RDWR) != 0) return NULL;
  driven_file *file = calloc(1, sizeof *file);
  if (file == NULL) return NULL;
  file->bytes = *bytes;
  return &file->head;
}

static herr_t driver_close(H5FD_t *file) {
  free(file);
  return 0;
}

static herr_t driver_query(const H5FD_t *file, unsigned long *flags) {
  (void)file;
  if (flags != NULL) *flags = 0;
  return 0;
}

static haddr_t driver_end_of_allocation(const H5FD_t *file, H5FD_mem_t type) {
  (void)type;
  return ((const driven_file *)file)->end_of_allocation;
}

static herr_t driver_set_end_of_allocation(H5FD_t *file, H5FD_mem_t type, haddr_t address) {
  (void)type;
  ((driven_file *)file)->end_of_allocation = address;
  return 0;
}

static haddr_t driver_end_of_file(const H5FD_t *file, H5FD_mem_t type) {
  (void)type;
  return ((const driven_file *)file)->bytes.count;
}

static herr_t driver_read(
  H5FD_t *file, H5FD_mem_t type, hid_t transfer, haddr_t address, size_t size, void *buffer
) {
  (void)type, (void)transfer;
  chdf5_bytes bytes = ((driven_file *)file)->bytes;
  if (address > bytes.count || size > bytes.count - address) return -1;
  return bytes.read(bytes.context, address, buffer, size) ? 0 : -1;
}

static herr_t driver_write(
  H5FD_t *file, H5FD_mem_t type, hid_t transfer, haddr_t address, size_t size, const void *buffer
) {
  (void)file, (void)type, (void)transfer, (void)address, (void)size, (void)buffer;
  return -1;
}

static const H5FD_class_t bytes_driver = {
#if H5_VERSION_GE(1, 13, 0)
  .version = H5FD_CLASS_VERSION,
  .value = (H5FD_class_value_t)600,
#endif
  .name = "cnnview-bytes",
  .maxaddr = (haddr_t)1 << 62,
  .fc_degree = H5F_CLOSE_STRONG,
  .fapl_size = sizeof(chdf5_bytes),
  .open = driver_open,
  .close = driver_close,
  .query = driver_query,
  .get_eoa = driver_end_of_allocation,
  .set_eoa = driver_set_end_of_allocation,
  .get_eof = driver_end_of_file,
  .read = driver_read,
  .write = driver_write,
  .fl_map = H5FD_FLMAP_DICHOTOMY,
};

hid_t open_bytes(chdf5_bytes bytes) {
  static hid_t driver = H5I_INVALID_HID;
  if (driver < 0) driver = H5FDregister(&bytes_driver);
  hid_t access = H5Pcreate(H5P_FILE_ACCESS);
  if (driver < 0 || access < 0) return H5I_INVALID_HID;
  hid_t file = H5I_INVALID_HID;
  if (H5Pset_driver(access, driver, &bytes) >= 0 && H5Pset_fclose_degree(access, H5F_CLOSE_STRONG) >= 0) {
    file = H5Fopen("bytes", H5F_ACC_RDONLY, access);
  }
  H5Pclose(access);
  return file;
}
