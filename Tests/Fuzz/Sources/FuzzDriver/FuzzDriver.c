#include "FuzzDriver.h"

#include <sanitizer/allocator_interface.h>
#include <stdatomic.h>

int LLVMFuzzerRunDriver(int *count, char ***arguments, int (*reader)(const uint8_t *bytes, size_t count));
size_t LLVMFuzzerMutate(uint8_t *bytes, size_t count, size_t limit);
size_t LLVMFuzzerCustomMutator(uint8_t *bytes, size_t count, size_t limit, unsigned seed);

static fuzz_reader chosen_reader;
static fuzz_mutator chosen_mutator;

// MARK: Memory

static atomic_llong taken, most;
static long long taken_before;

static void on_allocation(const volatile void *place, size_t size) {
  (void)place;
  long long now = atomic_fetch_add(&taken, (long long)size) + (long long)size;
  long long before = atomic_load(&most);
  while (now > before && !atomic_compare_exchange_weak(&most, &before, now)) {
  }
}

static void on_release(const volatile void *place) {
  if (place != NULL) atomic_fetch_sub(&taken, (long long)__sanitizer_get_allocated_size(place));
}

void fuzz_watch_memory(void) {
  taken_before = atomic_load(&taken);
  atomic_store(&most, taken_before);
}

size_t fuzz_most_memory(void) { return (size_t)(atomic_load(&most) - taken_before); }

// MARK: libFuzzer

static int read_input(const uint8_t *bytes, size_t count) {
  chosen_reader(bytes, count);
  return 0;
}

int fuzz_run(int argument_count, char **arguments, fuzz_reader reader, fuzz_mutator mutator) {
  chosen_reader = reader;
  chosen_mutator = mutator;
  __sanitizer_install_malloc_and_free_hooks(on_allocation, on_release);
  return LLVMFuzzerRunDriver(&argument_count, &arguments, read_input);
}

size_t fuzz_mutate(uint8_t *bytes, size_t count, size_t limit) { return LLVMFuzzerMutate(bytes, count, limit); }

size_t LLVMFuzzerCustomMutator(uint8_t *bytes, size_t count, size_t limit, unsigned seed) {
  return chosen_mutator(bytes, count, limit, seed);
}
