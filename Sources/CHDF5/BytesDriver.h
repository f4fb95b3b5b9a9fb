// A file driver of HDF5 for bytes that are only read, from wherever they are.
//
// HDF5's own driver for memory lets the library keep parts of the file in buffers of its own, and there HDF5 1.10
// forgets to check the addresses that a corrupt file gives. This driver offers no such buffers, and refuses every
// address outside the file.

#ifndef BYTES_DRIVER_H
#define BYTES_DRIVER_H

#include "CHDF5.h"

#include <hdf5.h>

/// Opens bytes as a file, to be closed before they go; negative where they are none.
hid_t open_bytes(chdf5_bytes bytes);

#endif
