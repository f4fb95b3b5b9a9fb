// Signals, the terminal's modes and standard error while the screen is up; see CNcurses.h.
//
// Goals, the first first: no way out of the program leaves a broken terminal; no message is lost; the exit
// status of a signal is the signal's. Handlers call async-signal-safe functions only.

#define _GNU_SOURCE

#include "CNcurses.h"
#include "outlet.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/time.h>
#include <unistd.h>

static const int crash_signals[] = CRASH_SIGNALS;

#define COUNT(array) (sizeof(array) / sizeof *(array))

// What was done at a signal before the session began, where that is done no more.
static struct sigaction former_actions[NSIG];
static bool is_taken[NSIG];

static struct outlet screen_outlet = {.descriptor = -1, .piece = 1};
static char restore_bytes[512];
static int restore_count = 0;

static int doorbell[2] = {-1, -1};
static atomic_bool is_entered = false;
// How many threads are at giving the terminal back in a handler.
static atomic_int restoring_threads = 0;
static atomic_bool was_rung = false;
static atomic_int ending_signal = 0;
static atomic_bool was_resized = false;
static atomic_bool was_stopped = false;

// The way to the real standard error, and the file that has taken its place; −1 while it has not.
static struct outlet error_outlet;
static int real_error = -1, kept_error = -1;

// MARK: Standard error

static void keep_error(void) {
  if (kept_error >= 0 || !isatty(STDERR_FILENO)) return;
#ifdef __linux__
  int file = memfd_create("stderr", MFD_CLOEXEC);
#else
  FILE *temporary = tmpfile();
  int file = temporary ? dup(fileno(temporary)) : -1;
#endif
  if (file < 0) return;
  real_error = fcntl(STDERR_FILENO, F_DUPFD_CLOEXEC, 3);
  if (real_error < 0 || dup2(file, STDERR_FILENO) < 0) {
    close(file);
    return;
  }
  error_outlet = outlet_open(real_error);
  kept_error = file;
}

// Writes what was kept, control characters made harmless: nobody knows which library wrote it.
static void replay_error(void) {
  if (kept_error < 0) return;
  int file = kept_error;
  kept_error = -1;
  dup2(real_error, STDERR_FILENO);
  char bytes[1024];
  off_t offset = 0;
  for (;;) {
    ssize_t count = pread(file, bytes, sizeof bytes, offset);
    if (count <= 0) break;
    for (ssize_t i = 0; i < count; i++) {
      unsigned char byte = (unsigned char)bytes[i];
      if ((byte < 0x20 && byte != '\n' && byte != '\t') || byte == 0x7F) bytes[i] = '?';
    }
    if (!outlet_write(error_outlet, bytes, (size_t)count, cn_patience)) break;
    offset += count;
  }
  close(file);
  outlet_close(&error_outlet);
  close(real_error);
}

// MARK: Giving the terminal back in a handler

// Waits while another thread gives the terminal back: whoever ends the process meanwhile would cut it short.
static void await_restoring(void) {
  enum { GLANCE = 10 };
  for (int waited = 0; atomic_load(&restoring_threads) && waited < 2 * cn_patience; waited += GLANCE) poll(NULL, 0, GLANCE);
}

static void restore_at_once(void) {
  atomic_fetch_add(&restoring_threads, 1);
  bool is_first = atomic_exchange(&is_entered, false);
  if (is_first) {
    if (!outlet_write(screen_outlet, restore_bytes, (size_t)restore_count, cn_patience)) cn_insist();
    modes_restore();
    replay_error();
  }
  atomic_fetch_sub(&restoring_threads, 1);
  if (!is_first) await_restoring();
}

void cn_insist(void) {
  outlet_drop(screen_outlet);
  outlet_write(screen_outlet, restore_bytes, (size_t)restore_count, 0);
}

static void set_default(int signal) {
  struct sigaction action;
  memset(&action, 0, sizeof action);
  action.sa_handler = SIG_DFL;
  sigemptyset(&action.sa_mask);
  sigaction(signal, &action, NULL);
}

// A crash: give the terminal back, then let happen what would have happened.
static void on_crash(int signal, siginfo_t *info, void *context) {
  (void)context;
  restore_at_once();
  sigaction(signal, &former_actions[signal], NULL);
  // A faulty instruction faults again on return; a signal that was sent has to be sent again.
  if (info->si_code <= 0) raise(signal);
}

static void ring_with(char byte) {
  int saved = errno;
  // A full pipe is readable already.
  (void)!write(doorbell[1], &byte, 1);
  errno = saved;
}

static void unblock(int signal) {
  sigset_t set;
  sigemptyset(&set);
  sigaddset(&set, signal);
  pthread_sigmask(SIG_UNBLOCK, &set, NULL);
}

static void end_at_once(int signal) {
  restore_at_once();
  set_default(signal);
  unblock(signal);
  raise(signal);
}

static void on_late(int signal) {
  (void)signal;
  end_at_once(atomic_load(&ending_signal));
}

// Has the program end in so many milliseconds by itself; 0: no more.
static void expect_end(int milliseconds) {
  if (milliseconds > 0) {
    struct sigaction action;
    memset(&action, 0, sizeof action);
    action.sa_handler = on_late;
    sigemptyset(&action.sa_mask);
    sigaction(SIGALRM, &action, NULL);
    unblock(SIGALRM);
  }
  struct itimerval time = {.it_value = {.tv_usec = milliseconds * 1000}};
  setitimer(ITIMER_REAL, &time, NULL);
}

// A request to end: the main loop does it; if it hasn't in a while, or when another comes, it is stuck.
static void on_ending(int signal) {
  int first = 0;
  if (!atomic_compare_exchange_strong(&ending_signal, &first, signal)) {
    end_at_once(first);
    return;
  }
  expect_end(600);
  ring_with('s');
}

static void on_resize(int signal) {
  (void)signal;
  atomic_store(&was_resized, true);
  ring_with('s');
}

static void on_stop(int signal) {
  (void)signal;
  atomic_store(&was_stopped, true);
  ring_with('s');
}

// MARK: Taking signals over

static void take_over(int signal, void (*handler)(int)) {
  struct sigaction action;
  memset(&action, 0, sizeof action);
  action.sa_handler = handler;
  action.sa_flags = SA_RESTART;
  sigemptyset(&action.sa_mask);
  is_taken[signal] = sigaction(signal, &action, &former_actions[signal]) == 0;
}

static void take_over_crash(int signal) {
  struct sigaction action;
  memset(&action, 0, sizeof action);
  action.sa_sigaction = on_crash;
  action.sa_flags = SA_SIGINFO | SA_ONSTACK;
  sigemptyset(&action.sa_mask);
  is_taken[signal] = sigaction(signal, &action, &former_actions[signal]) == 0;
}

static bool is_crash(int signal) {
  for (size_t i = 0; i < COUNT(crash_signals); i++) {
    if (crash_signals[i] == signal) return true;
  }
  return false;
}

// Whether a signal that nobody catches ends the program. Those of the system's own threads can't be asked for.
static bool is_ending(int signal) {
  switch (signal) {
    case SIGKILL:
    case SIGSTOP:  // Nobody can catch these two.
    case SIGTSTP:
    case SIGTTIN:
    case SIGTTOU:
    case SIGCONT:
    case SIGCHLD:
    case SIGURG:
    case SIGWINCH:
      return false;
#ifdef __APPLE__
    case SIGINFO:
    case SIGIO:
      return false;
#endif
    default:
      return !is_crash(signal);
  }
}

// A signal of its own kind: a write beyond a limit, or to nobody, fails with an error then, and doesn't end the program.
static bool is_of_writing(int signal) { return signal == SIGPIPE || signal == SIGXFSZ; }

// What the caller ignores (as nohup does with SIGHUP) stays ignored. What a library has a use for (a profiler for
// SIGPROF) stays with it; but the runtime's report of SIGQUIT has to wait for the terminal.
static bool may_take(int signal) {
  struct sigaction now;
  if (sigaction(signal, NULL, &now) != 0) return false;
  return now.sa_handler == SIG_DFL || (now.sa_handler != SIG_IGN && signal == SIGQUIT);
}

static void take_signals_over(void) {
  for (int signal = 1; signal < NSIG; signal++) {
    if (is_crash(signal)) {
      take_over_crash(signal);
    } else if (is_ending(signal) && may_take(signal)) {
      take_over(signal, is_of_writing(signal) ? SIG_IGN : on_ending);
    }
  }
  take_over(SIGWINCH, on_resize);
  if (may_take(SIGTSTP)) take_over(SIGTSTP, on_stop);
}

// A handler needs a stack of its own when the crash is that the stack is used up.
static void provide_signal_stack(void) {
  static char memory[65536];
  stack_t stack;
  if (sigaltstack(NULL, &stack) != 0 || !(stack.ss_flags & SS_DISABLE)) return;
  memset(&stack, 0, sizeof stack);
  stack.ss_sp = memory;
  stack.ss_size = sizeof memory;
  sigaltstack(&stack, NULL);
}

static bool make_doorbell(void) {
  if (doorbell[0] >= 0) return true;
  if (pipe(doorbell) != 0) return false;
  for (int i = 0; i < 2; i++) {
    fcntl(doorbell[i], F_SETFD, FD_CLOEXEC);
    fcntl(doorbell[i], F_SETFL, O_NONBLOCK);
  }
  return true;
}

bool cn_session_begin(int input, int output) {
  if (!make_doorbell()) return false;
  screen_outlet = outlet_open(output);
  modes_keep(input, output);
  provide_signal_stack();
  take_signals_over();
  return true;
}

void cn_session_end(void) {
  expect_end(0);
  for (int signal = 1; signal < NSIG; signal++) {
    if (is_taken[signal]) sigaction(signal, &former_actions[signal], NULL);
    is_taken[signal] = false;
  }
  outlet_close(&screen_outlet);
}

bool cn_write(const char *bytes, int count, int patience) {
  return outlet_write(screen_outlet, bytes, (size_t)count, patience);
}

void cn_session_set_restore(const char *bytes, int count) {
  restore_count = count < (int)sizeof restore_bytes ? count : (int)sizeof restore_bytes;
  memcpy(restore_bytes, bytes, (size_t)restore_count);
}

void cn_session_enter(void) {
  keep_error();
  modes_use();
  atomic_store(&is_entered, true);
}

void cn_session_leave(void) {
  expect_end(0);
  modes_restore();
  atomic_store(&is_entered, false);
  replay_error();
}

bool cn_session_is_entered(void) { return atomic_load(&is_entered); }

// MARK: What came

int cn_doorbell(void) { return doorbell[0]; }

void cn_ring(void) {
  atomic_store(&was_rung, true);
  ring_with('w');
}

bool cn_answer(void) {
  char bytes[256];
  while (read(doorbell[0], bytes, sizeof bytes) > 0) {
  }
  return atomic_exchange(&was_rung, false);
}

int cn_ending_signal(void) { return atomic_load(&ending_signal); }

bool cn_take_resize(void) { return atomic_exchange(&was_resized, false); }

bool cn_take_stop(void) { return atomic_exchange(&was_stopped, false); }

// MARK: Stopping and ending

void cn_stop(void) {
  struct sigaction handler;
  sigaction(SIGTSTP, NULL, &handler);
  set_default(SIGTSTP);
  unblock(SIGTSTP);
  raise(SIGTSTP);
  sigaction(SIGTSTP, &handler, NULL);
}

const int cn_hang_up = SIGHUP;

void cn_die_of(int signal) {
  cn_close();
  set_default(signal);
  unblock(signal);
  raise(signal);
  _exit(128 + signal);
}

// MARK: Waiting

int cn_wait(int first, int second, int milliseconds) {
  struct pollfd watched[2] = {{.fd = first, .events = POLLIN}, {.fd = second, .events = POLLIN}};
  int found = poll(watched, 2, milliseconds);
  if (found <= 0) return 0;
  bool is_gone = (watched[0].revents & (POLLHUP | POLLNVAL)) != 0;
  return (watched[0].revents & POLLIN ? 1 : 0) | (watched[1].revents & POLLIN ? 2 : 0) | (is_gone ? 4 : 0);
}

int cn_read(int input, uint8_t *bytes, int count) {
  struct pollfd watched = {.fd = input, .events = POLLIN};
  if (poll(&watched, 1, 0) <= 0 || !(watched.revents & POLLIN)) return 0;
  ssize_t found = read(input, bytes, (size_t)count);
  return found > 0 ? (int)found : 0;
}

int cn_open_tty(void) { return open("/dev/tty", O_RDWR | O_CLOEXEC); }

bool cn_is_terminal(int descriptor) { return isatty(descriptor) == 1; }
