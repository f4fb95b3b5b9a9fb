// What the parts of this module share.

#ifndef CHDF5_INTERNAL_H
#define CHDF5_INTERNAL_H

#include "CHDF5.h"

#include <hdf5.h>

/// Waits until no other call is inside HDF5; every call begins with it.
void chdf5_enter(void);

/// Lets the next call in.
void chdf5_leave(void);

/// Whether every step of a path exists and is a plain link.
chdf5_status chdf5_find_steps(hid_t file, const char *path);

#endif
