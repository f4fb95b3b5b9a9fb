// A file driver of HDF5 for bytes in memory that stay where they are and are only read.
//
// HDF5's own driver for memory lets the library keep parts of the file in buffers of its own, and there HDF5 1.10
// forgets to check the addresses that a corrupt file gives. This driver offers no such buffers, and refuses every
// address outside the file.

#ifndef MEMORY_DRIVER_H
#define MEMORY_DRIVER_H

#include <hdf5.h>
#include <stdbool.h>
#include <stdint.h>

/// Opens the bytes as a file, to be closed before they go; negative where they are none.
hid_t open_in_memory(const uint8_t *bytes, size_t count, bool is_mapped);

/// Gives the pages that lie wholly in a range of a mapped file back; they are read again from the file.
void give_pages_back(const uint8_t *bytes, size_t count);

#endif
