#define _GNU_SOURCE

#include "MemoryDriver.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#if H5_VERSION_GE(1, 13, 0)
#include <H5FDdevelop.h>
#endif

// What the driver is told when it opens a file.
typedef struct {
  const uint8_t *bytes;
  size_t count;
  bool is_mapped;
} memory_range;

// An open file; HDF5 wants its own part first.
typedef struct {
  H5FD_t head;
  memory_range range;
  haddr_t end_of_allocation;
} memory_file;

static H5FD_t *driver_open(const char *name, unsigned flags, hid_t access, haddr_t limit) {
  (void)name, (void)limit;
  const memory_range *range = H5Pget_driver_info(access);
  if (range == NULL || (flags & H5F_ACC_RDWR) != 0) return NULL;
  memory_file *file = calloc(1, sizeof *file);
  if (file == NULL) return NULL;
  file->range = *range;
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
  return ((const memory_file *)file)->end_of_allocation;
}

static herr_t driver_set_end_of_allocation(H5FD_t *file, H5FD_mem_t type, haddr_t address) {
  (void)type;
  ((memory_file *)file)->end_of_allocation = address;
  return 0;
}

static haddr_t driver_end_of_file(const H5FD_t *file, H5FD_mem_t type) {
  (void)type;
  return ((const memory_file *)file)->range.count;
}

static herr_t driver_read(
  H5FD_t *file, H5FD_mem_t type, hid_t transfer, haddr_t address, size_t size, void *buffer
) {
  (void)type, (void)transfer;
  memory_range range = ((memory_file *)file)->range;
  if (address > range.count || size > range.count - address) return -1;
  if (!range.is_mapped) {
    memcpy(buffer, range.bytes + address, size);
    return 0;
  }
  // Else a large dataset would be in memory twice.
  const size_t stretch = 1 << 24;
  for (size_t start = 0; start < size; start += stretch) {
    size_t part = size - start < stretch ? size - start : stretch;
    memcpy((uint8_t *)buffer + start, range.bytes + address + start, part);
    if (part == stretch) give_pages_back(range.bytes + address + start, part);
  }
  return 0;
}

void give_pages_back(const uint8_t *bytes, size_t count) {
  uintptr_t page = (uintptr_t)sysconf(_SC_PAGESIZE);
  uintptr_t first = ((uintptr_t)bytes + page - 1) / page * page;
  uintptr_t end = ((uintptr_t)bytes + count) / page * page;
  if (first < end) madvise((void *)first, end - first, MADV_DONTNEED);
}

static herr_t driver_write(
  H5FD_t *file, H5FD_mem_t type, hid_t transfer, haddr_t address, size_t size, const void *buffer
) {
  (void)file, (void)type, (void)transfer, (void)address, (void)size, (void)buffer;
  return -1;
}

static const H5FD_class_t memory_driver = {
#if H5_VERSION_GE(1, 13, 0)
  .version = H5FD_CLASS_VERSION,
  .value = (H5FD_class_value_t)600,
#endif
  .name = "cnnview-memory",
  .maxaddr = (haddr_t)1 << 62,
  .fc_degree = H5F_CLOSE_STRONG,
  .fapl_size = sizeof(memory_range),
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

hid_t open_in_memory(const uint8_t *bytes, size_t count, bool is_mapped) {
  static hid_t driver = H5I_INVALID_HID;
  if (driver < 0) driver = H5FDregister(&memory_driver);
  hid_t access = H5Pcreate(H5P_FILE_ACCESS);
  if (driver < 0 || access < 0) return H5I_INVALID_HID;
  memory_range range = {.bytes = bytes, .count = count, .is_mapped = is_mapped};
  hid_t file = H5I_INVALID_HID;
  if (H5Pset_driver(access, driver, &range) >= 0 && H5Pset_fclose_degree(access, H5F_CLOSE_STRONG) >= 0) {
    file = H5Fopen("memory", H5F_ACC_RDONLY, access);
  }
  H5Pclose(access);
  return file;
}
