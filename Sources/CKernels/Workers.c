#ifdef __linux__
#define _GNU_SOURCE // for sched_getaffinity
#endif
#include "CKernels.h"

#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdlib.h>
#include <unistd.h>

struct cnn_team {
  int size;
  /// What the pieces at hand are pieces of; unchanged while one of them is not done.
  void (*work)(void *context, cnn_piece piece);
  void *context;
  ptrdiff_t item;
  cnn_processor limit;
  /// The number of the work at hand (32 bits), of its pieces (16) and of those that were taken (16).
  _Atomic uint64_t offer;
  atomic_int done;
  /// Whether what is left of the work at hand is left undone.
  atomic_bool is_given_up;
  atomic_int sleepers;
  atomic_bool is_ending;
  pthread_mutex_t lock;
  pthread_cond_t changed;
  pthread_t threads[];
};

typedef struct {
  cnn_team *team;
  int thread;
} member;

// Layers and passes follow each other closely, and waking a thread costs as much as a small layer: so it looks for
// work for some tens of microseconds before it sleeps.
enum { LOOKS_BEFORE_SLEEP = 2000, LOOKS_BEFORE_YIELD = 500 };

// Who is asked between pieces of work that this thread has divided.
static _Thread_local bool (*goes_on)(void *context);
static _Thread_local void *asked;

void cnn_ask(bool (*question)(void *context), void *context) {
  goes_on = question;
  asked = context;
}

static bool is_given_up(void) { return goes_on != NULL && !goes_on(asked); }

static inline void rest_a_moment(void) {
#if defined(__x86_64__)
  __builtin_ia32_pause();
#elif defined(__aarch64__)
  __asm__ volatile("yield");
#endif
}

static inline int pieces_of(uint64_t offer) { return (int)(offer >> 16 & 0xFFFF); }
static inline int taken_of(uint64_t offer) { return (int)(offer & 0xFFFF); }

/// Takes the next piece of the work at hand and does it; false where all are taken.
///
/// Whoever is late takes none: nobody waits for a thread that has not begun.
static bool do_a_piece(cnn_team *team, int thread) {
  uint64_t offer = atomic_load_explicit(&team->offer, memory_order_acquire);
  do {
    if (taken_of(offer) >= pieces_of(offer)) return false;
  } while (!atomic_compare_exchange_weak_explicit(&team->offer, &offer, offer + 1, memory_order_acq_rel,
                                                  memory_order_acquire));
  cnn_limit_processor(team->limit);
  if (!atomic_load_explicit(&team->is_given_up, memory_order_relaxed)) {
    team->work(team->context, (cnn_piece){team->item, taken_of(offer), pieces_of(offer), thread});
  }
  atomic_fetch_add_explicit(&team->done, 1, memory_order_release);
  return true;
}

static bool has_pieces(cnn_team *team) {
  uint64_t offer = atomic_load(&team->offer);
  return taken_of(offer) < pieces_of(offer);
}

static void sleep_until_there_are_pieces(cnn_team *team) {
  pthread_mutex_lock(&team->lock);
  atomic_fetch_add(&team->sleepers, 1);
  while (!has_pieces(team) && !atomic_load(&team->is_ending)) pthread_cond_wait(&team->changed, &team->lock);
  atomic_fetch_sub(&team->sleepers, 1);
  pthread_mutex_unlock(&team->lock);
}

static void *serve(void *argument) {
  member self = *(member *)argument;
  free(argument);
  int looks = 0;
  while (!atomic_load_explicit(&self.team->is_ending, memory_order_acquire)) {
    if (do_a_piece(self.team, self.thread)) {
      looks = 0;
    } else if (looks++ < LOOKS_BEFORE_SLEEP) {
      rest_a_moment();
    } else {
      sleep_until_there_are_pieces(self.team);
      looks = 0;
    }
  }
  return NULL;
}

/// Starts a thread, on which no signal is delivered.
static bool start(cnn_team *team, int thread) {
  member *argument = malloc(sizeof *argument);
  if (argument == NULL) return false;
  *argument = (member){team, thread};
  sigset_t all, before;
  sigfillset(&all);
  pthread_sigmask(SIG_SETMASK, &all, &before);
  bool is_started = pthread_create(&team->threads[thread - 1], NULL, serve, argument) == 0;
  pthread_sigmask(SIG_SETMASK, &before, NULL);
  if (!is_started) free(argument);
  return is_started;
}

cnn_team *cnn_team_create(int size) {
  cnn_team *team = calloc(1, sizeof *team + (size_t)(size > 1 ? size - 1 : 0) * sizeof(pthread_t));
  if (team == NULL) return NULL;
  pthread_mutex_init(&team->lock, NULL);
  pthread_cond_init(&team->changed, NULL);
  team->size = 1;
  while (team->size < size && start(team, team->size)) team->size++;
  return team;
}

int cnn_team_size(const cnn_team *team) { return team->size; }

static void wake(cnn_team *team) {
  pthread_mutex_lock(&team->lock);
  pthread_cond_broadcast(&team->changed);
  pthread_mutex_unlock(&team->lock);
}

void cnn_team_divide(cnn_team *team, int pieces, void (*work)(void *context, cnn_piece piece), void *context,
                     ptrdiff_t item) {
  if (is_given_up()) return;
  team->work = work;
  team->context = context;
  team->item = item;
  team->limit = cnn_processor_limit();
  atomic_store_explicit(&team->done, 0, memory_order_relaxed);
  atomic_store_explicit(&team->is_given_up, false, memory_order_relaxed);
  uint64_t number = (atomic_load_explicit(&team->offer, memory_order_relaxed) >> 32) + 1;
  atomic_store(&team->offer, number << 32 | (uint64_t)pieces << 16);
  if (atomic_load(&team->sleepers) > 0) wake(team);
  while (do_a_piece(team, 0)) {
    if (is_given_up()) atomic_store_explicit(&team->is_given_up, true, memory_order_relaxed);
  }
  for (int look = 0; atomic_load_explicit(&team->done, memory_order_acquire) < pieces; look++) {
    if (look < LOOKS_BEFORE_YIELD) rest_a_moment(); else sched_yield();
  }
}

void cnn_divide(cnn_team *team, ptrdiff_t pieces, void (*work)(void *context, cnn_piece piece), void *context) {
  if (team != NULL) {
    cnn_team_divide(team, (int)pieces, work, context, 0);
    return;
  }
  for (int piece = 0; piece < pieces && !is_given_up(); piece++) {
    work(context, (cnn_piece){0, piece, (int)pieces, 0});
  }
}

void cnn_team_destroy(cnn_team *team) {
  atomic_store(&team->is_ending, true);
  wake(team);
  for (int thread = 1; thread < team->size; thread++) pthread_join(team->threads[thread - 1], NULL);
  pthread_cond_destroy(&team->changed);
  pthread_mutex_destroy(&team->lock);
  free(team);
}

static pthread_mutex_t lent = PTHREAD_MUTEX_INITIALIZER;

cnn_team *cnn_team_borrow(void) {
  static cnn_team *team = NULL;
  if (pthread_mutex_trylock(&lent) != 0) return NULL;
  if (team == NULL) team = cnn_team_create(cnn_processor_count());
  if (team == NULL) cnn_team_return();
  return team;
}

void cnn_team_return(void) { pthread_mutex_unlock(&lent); }

int cnn_processor_count(void) {
#ifdef __linux__
  cpu_set_t allowed;
  if (sched_getaffinity(0, sizeof allowed, &allowed) == 0) return CPU_COUNT(&allowed);
#endif
  long count = sysconf(_SC_NPROCESSORS_ONLN);
  return count > 0 ? (int)count : 1;
}
