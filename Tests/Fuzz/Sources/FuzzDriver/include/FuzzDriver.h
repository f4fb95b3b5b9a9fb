// libFuzzer as plain functions, and what AddressSanitizer knows of the memory that is taken.

#ifndef FUZZ_DRIVER_H
#define FUZZ_DRIVER_H

#include <stddef.h>
#include <stdint.h>

/// Reads an input.
typedef void (*fuzz_reader)(const uint8_t *bytes, size_t count);

/// Changes an input in place, to at most `limit` bytes; returns how many it has then.
typedef size_t (*fuzz_mutator)(uint8_t *bytes, size_t count, size_t limit, uint32_t seed);

/// Runs libFuzzer with its options; returns the exit code. Called once.
int fuzz_run(int argument_count, char **arguments, fuzz_reader reader, fuzz_mutator mutator);

/// libFuzzer's own mutator.
size_t fuzz_mutate(uint8_t *bytes, size_t count, size_t limit);

/// Begins to watch how much memory is taken.
void fuzz_watch_memory(void);

/// The most bytes that were taken at a time since, beyond those that were taken already.
size_t fuzz_most_memory(void);

#endif
