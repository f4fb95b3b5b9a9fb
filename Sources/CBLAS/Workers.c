#include "CBLAS.h"

#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdlib.h>

struct cnn_team {
  int size;
  void (*work)(void *context, int part);
  void *context;
  /// How often work was given out; changed under the lock.
  atomic_uint round;
  bool is_ending;
  pthread_mutex_t lock;
  pthread_cond_t changed;
  /// How many have come to the meeting, and how many meetings there were.
  atomic_int arrived;
  atomic_uint meetings;
  pthread_t threads[];
};

typedef struct {
  cnn_team *team;
  int part;
} member;

// Passes follow each other closely while a folder is evaluated, and waking a thread costs as much as a small
// network: so it looks for work for some tens of microseconds before it sleeps.
enum { LOOKS_BEFORE_SLEEP = 2000, LOOKS_BEFORE_YIELD = 1000 };

static inline void rest_a_moment(void) {
#if defined(__x86_64__)
  __builtin_ia32_pause();
#elif defined(__aarch64__)
  __asm__ volatile("yield");
#endif
}

/// Waits until a round other than the given one begins, and returns it.
static unsigned next_round(cnn_team *team, unsigned seen) {
  for (int look = 0; look < LOOKS_BEFORE_SLEEP; look++) {
    unsigned round = atomic_load_explicit(&team->round, memory_order_acquire);
    if (round != seen) return round;
    rest_a_moment();
  }
  pthread_mutex_lock(&team->lock);
  while (atomic_load(&team->round) == seen) pthread_cond_wait(&team->changed, &team->lock);
  unsigned round = atomic_load(&team->round);
  pthread_mutex_unlock(&team->lock);
  return round;
}

static void *serve(void *argument) {
  member self = *(member *)argument;
  free(argument);
  unsigned seen = 0;
  while (true) {
    seen = next_round(self.team, seen);
    if (self.team->is_ending) return NULL;
    self.team->work(self.team->context, self.part);
    cnn_team_meet(self.team);
  }
}

/// Starts the thread of a part, on which no signal is delivered.
static bool start(cnn_team *team, int part) {
  member *argument = malloc(sizeof *argument);
  if (argument == NULL) return false;
  *argument = (member){team, part};
  sigset_t all, before;
  sigfillset(&all);
  pthread_sigmask(SIG_SETMASK, &all, &before);
  bool is_started = pthread_create(&team->threads[part - 1], NULL, serve, argument) == 0;
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

static void begin_round(cnn_team *team) {
  pthread_mutex_lock(&team->lock);
  atomic_fetch_add(&team->round, 1);
  pthread_cond_broadcast(&team->changed);
  pthread_mutex_unlock(&team->lock);
}

void cnn_team_work(cnn_team *team, void (*work)(void *context, int part), void *context) {
  team->work = work;
  team->context = context;
  if (team->size > 1) begin_round(team);
  work(context, 0);
  cnn_team_meet(team);
}

void cnn_team_meet(cnn_team *team) {
  if (team->size == 1) return;
  unsigned meeting = atomic_load_explicit(&team->meetings, memory_order_acquire);
  if (atomic_fetch_add_explicit(&team->arrived, 1, memory_order_acq_rel) + 1 == team->size) {
    atomic_store_explicit(&team->arrived, 0, memory_order_relaxed);
    atomic_fetch_add_explicit(&team->meetings, 1, memory_order_release);
    return;
  }
  for (int look = 0; atomic_load_explicit(&team->meetings, memory_order_acquire) == meeting; look++) {
    if (look < LOOKS_BEFORE_YIELD) rest_a_moment(); else sched_yield();
  }
}

void cnn_team_destroy(cnn_team *team) {
  team->is_ending = true;
  begin_round(team);
  for (int part = 1; part < team->size; part++) pthread_join(team->threads[part - 1], NULL);
  pthread_cond_destroy(&team->changed);
  pthread_mutex_destroy(&team->lock);
  free(team);
}
