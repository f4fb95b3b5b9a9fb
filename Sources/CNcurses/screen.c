// What CursesTerminal needs of ncurses, as plain functions; see CNcurses.h.

#define _GNU_SOURCE
#define NCURSES_WIDECHAR 1

#include "CNcurses.h"

#include <curses.h>
#include <fcntl.h>
#include <langinfo.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <term.h>
#include <unistd.h>
#include <wchar.h>

#undef columns  // term.h's name for a capability, a macro

// The descriptor that ncurses writes to: a file in memory, since ncurses would wait for ever for a terminal that has
// stopped reading. −1 where there can't be one; then it writes to the terminal.
static int composed = -1;
static bool has_default_colours = false;
static bool is_synchronised = false;
static bool has_second_screen = false;
static bool uses_mouse = false;

// Modes that ncurses knows nothing of: the terminal marks what is pasted.
static const char begin_modes[] = "\033[?2004h", end_modes[] = "\033[?2004l";
// Buttons, movements with a button down, and reports in decimal numbers.
static const char begin_mouse[] = "\033[?1000h\033[?1002h\033[?1006h",
                  end_mouse[] = "\033[?1006l\033[?1002l\033[?1000l";
static const char begin_update[] = "\033[?2026h", end_update[] = "\033[?2026l";

// MARK: Before the screen

bool cn_use_utf8(void) {
  static const char *const names[] = {"", "C.UTF-8", "en_US.UTF-8", "UTF-8"};
  for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
    // Only the character set: numbers in files are read with a point whatever the user's language.
    if (setlocale(LC_CTYPE, names[i]) && strcmp(nl_langinfo(CODESET), "UTF-8") == 0) return true;
  }
  return false;
}

// Lets the terminal database be read from another folder first; returns the former setting.
static char *exchange_database(const char *database) {
  const char *now = getenv("TERMINFO");
  char *former = now ? strdup(now) : NULL;
  if (database) setenv("TERMINFO", database, 1);
  return former;
}

static void restore_database(const char *database, char *former) {
  if (database && former) setenv("TERMINFO", former, 1);
  if (database && !former) unsetenv("TERMINFO");
  free(former);
}

int cn_probe(const char *term, const char *database, int output) {
  char *former = exchange_database(database);
  int error = 0;
  int status = CN_UNKNOWN;
  int found = setupterm(term, output, &error);
  // A terminal that is known to be generic counts as found: it is one that can't move its cursor.
  if (found == OK || error == 1) {
    status = found == OK && cn_capability("cup") ? CN_FIT : CN_LINES_ONLY;
  }
  if (found == OK) del_curterm(cur_term);
  restore_database(database, former);
  return status;
}

// MARK: Opening

// Adds a capability's string to the bytes that give the terminal back, without its `$<…>` delays.
static int append_capability(char *bytes, int count, int limit, const char *name) {
  const char *text = cn_capability(name);
  for (; text && *text && count < limit; text++) {
    const char *end = text[0] == '$' && text[1] == '<' ? strchr(text, '>') : NULL;
    if (end) {
      text = end;
    } else {
      bytes[count++] = *text;
    }
  }
  return count;
}

static void prepare_restore(void) {
  static const char *const names[] = {"rmkx", "sgr0", "op", "cnorm", "rmcup"};
  char bytes[512] = "";
  if (is_synchronised) strcpy(bytes, end_update);
  strcat(bytes, end_modes);
  strcat(bytes, end_mouse);
  int count = (int)strlen(bytes);
  for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
    count = append_capability(bytes, count, (int)sizeof bytes - 2, names[i]);
  }
  // A terminal without a second screen keeps what was drawn: go on below it.
  has_second_screen = cn_capability("rmcup") != NULL;
  if (!has_second_screen) {
    bytes[count++] = '\r';
    bytes[count++] = '\n';
  }
  cn_session_set_restore(bytes, count);
}

static void set_modes(bool colours) {
  nonl();
  keypad(stdscr, TRUE);  // Has the terminal send its keys as its database says.
  typeahead(-1);         // Else a key that waits leaves the screen half drawn.
  if (colours && has_colors()) {
    start_color();
    has_default_colours = use_default_colors() == OK;
  }
}

// MARK: Writing

// Whether the terminal is on its second screen, so that what is sent from now on can be sent anew.
static bool may_be_cut = false;
// Whether writing was given up since cn_take_cut, and whether it was before that, so that the modes aren't known.
static bool is_cut = false, needs_modes = false;

// Writes while the screen is up; what follows something that was given up is not written either.
static bool write_screen(const char *bytes, int count) {
  if (is_cut) return false;
  bool is_written = cn_write(bytes, count, may_be_cut ? cn_until_key : cn_for_ever);
  is_cut = !is_written && may_be_cut;
  return is_written;
}

static bool write_text(const char *text, int patience) {
  int count = (int)strlen(text);
  return patience < 0 ? write_screen(text, count) : cn_write(text, count, patience);
}

static void write_now(const char *text) { write_text(text, cn_until_key); }

// Writes what ncurses has composed to the terminal.
static bool deliver(int patience) {
  char bytes[8192];
  off_t offset = 0;
  bool is_written = true;
  if (composed < 0) return true;
  while (is_written) {
    ssize_t count = pread(composed, bytes, sizeof bytes, offset);
    if (count <= 0) break;
    is_written = patience < 0 ? write_screen(bytes, (int)count) : cn_write(bytes, (int)count, patience);
    offset += count;
  }
  if (offset > 0 && ftruncate(composed, 0) == 0) lseek(composed, 0, SEEK_SET);
  return is_written;
}

// A file in memory; −1 where the system has none, or doesn't let files grow to the size of some screens.
static int make_file(void) {
  struct rlimit limit;
  if (getrlimit(RLIMIT_FSIZE, &limit) == 0 && limit.rlim_cur < 1 << 24) return -1;
#ifdef __linux__
  return memfd_create("screen", MFD_CLOEXEC);
#else
  FILE *temporary = tmpfile();
  return temporary ? fcntl(fileno(temporary), F_DUPFD_CLOEXEC, 3) : -1;
#endif
}

static void forget_file(void) {
  if (composed >= 0) close(composed);
  composed = -1;
}

static FILE *open_copy(int descriptor, const char *mode) {
  int copy = fcntl(descriptor, F_DUPFD_CLOEXEC, 3);
  if (copy < 0) return NULL;
  FILE *file = fdopen(copy, mode);
  if (!file) close(copy);
  return file;
}

// Tells ncurses the terminal's size, which it can't ask for where it doesn't write to it.
static void export_size(int output) {
  int rows, columns;
  char text[16];
  // Exported by the user, these would freeze the size for ever.
  unsetenv("LINES");
  unsetenv("COLUMNS");
  if (!cn_window_size(output, &rows, &columns)) return;
  snprintf(text, sizeof text, "%d", rows);
  setenv("LINES", text, 1);
  snprintf(text, sizeof text, "%d", columns);
  setenv("COLUMNS", text, 1);
}

bool cn_open(const struct cn_terminal *terminal) {
  composed = make_file();
  FILE *in = open_copy(terminal->input, "r");
  FILE *out = open_copy(composed < 0 ? terminal->output : composed, "w");
  if (!in || !out) {
    if (in) fclose(in);
    if (out) fclose(out);
    forget_file();
    return false;
  }
  char *former = exchange_database(terminal->database);
  export_size(terminal->output);
  SCREEN *screen = newterm(terminal->name, out, in);
  unsetenv("LINES");
  unsetenv("COLUMNS");
  restore_database(terminal->database, former);
  if (!screen) {
    fclose(in);
    fclose(out);
    forget_file();
    return false;
  }
  is_synchronised = terminal->is_synchronised;
  set_modes(terminal->has_colours);
  prepare_restore();
  cn_session_enter();
  deliver(cn_for_ever);
  write_now(begin_modes);
  may_be_cut = true;
  static bool is_registered = false;
  if (!is_registered) atexit(cn_close);
  is_registered = true;
  return true;
}

void cn_close(void) {
  if (!cn_session_is_entered()) return;
  if (!has_second_screen) {
    // What was drawn stays; make room in its last row for what comes after.
    move(getmaxy(stdscr) - 1, 0);
    clrtoeol();
    refresh();
  }
  // What was given up may have ended inside an update, a colour or a character: then all is said at once again.
  bool is_read = !is_cut && !needs_modes && deliver(cn_patience) && write_text(end_modes, cn_patience);
  if (is_read && uses_mouse) is_read = write_text(end_mouse, cn_patience);
  endwin();
  if (!is_read || !deliver(cn_patience)) cn_insist();
  cn_session_leave();
}

void cn_reopen(void) {
  may_be_cut = is_cut = false;
  cn_session_enter();
  write_now(begin_modes);
  if (uses_mouse) write_now(begin_mouse);
  clearok(curscr, TRUE);
}

void cn_use_mouse(bool is_used) {
  uses_mouse = is_used;
  write_now(is_used ? begin_mouse : end_mouse);
}

// MARK: Size

void cn_size(int *rows, int *columns) { getmaxyx(stdscr, *rows, *columns); }

bool cn_window_size(int output, int *rows, int *columns) {
  struct winsize size;
  if (ioctl(output, TIOCGWINSZ, &size) != 0 || size.ws_row == 0 || size.ws_col == 0) return false;
  *rows = size.ws_row;
  *columns = size.ws_col;
  return true;
}

void cn_resize(int rows, int columns) {
  resizeterm(rows, columns);
  clearok(curscr, TRUE);
}

// MARK: Colours

int cn_colours(void) { return has_colors() ? COLORS : 0; }

int cn_pairs(void) { return has_colors() ? COLOR_PAIRS : 0; }

bool cn_define_pair(int pair, int foreground, int background) {
  if (!has_default_colours) {
    if (foreground < 0) foreground = COLOR_WHITE;
    if (background < 0) background = COLOR_BLACK;
  }
  return init_extended_pair(pair, foreground, background) == OK;
}

void cn_forget_pairs(void) { reset_color_pairs(); }

// MARK: Drawing

int cn_width(uint32_t scalar) { return wcwidth((wchar_t)scalar); }

static void set_cell(cchar_t *target, const struct cn_cell *cell) {
  wchar_t text[6] = {0};
  for (int i = 0; i < 5; i++) text[i] = (wchar_t)cell->scalars[i];
  attr_t attributes = (cell->attributes & CN_BOLD ? WA_BOLD : 0)
                      | (cell->attributes & CN_UNDERLINE ? WA_UNDERLINE : 0)
                      | (cell->attributes & CN_REVERSE ? WA_REVERSE : 0);
  int pair = cell->pair;
  // The wide pair number goes through the last argument; the short one can't hold it.
  if (setcchar(target, text, attributes, 0, &pair) != OK) setcchar(target, L"?", attributes, 0, &pair);
}

void cn_put(int row, int column, const struct cn_cell *cells, int count) {
  cchar_t buffer[128];
  uint32_t last = ' ';  // The pixels of a row mostly have one character.
  int width = 1;
  while (count > 0) {
    int part = count < 128 ? count : 128;
    int columns = 0;
    for (int i = 0; i < part; i++) {
      bool is_repeated = i > 0 && memcmp(&cells[i], &cells[i - 1], sizeof cells[i]) == 0;
      if (is_repeated) {
        buffer[i] = buffer[i - 1];
      } else {
        set_cell(&buffer[i], &cells[i]);
      }
      uint32_t scalar = cells[i].scalars[0];
      if (scalar != last) width = scalar >= 0x20 && scalar < 0x7F ? 1 : cn_width(scalar);
      last = scalar;
      columns += width > 0 ? width : 1;
    }
    mvwadd_wchnstr(stdscr, row, column, buffer, part);
    cells += part;
    count -= part;
    column += columns;
  }
}

void cn_forget_row(int row) { wredrawln(stdscr, row, 1); }

void cn_clear(int pair) {
  cchar_t blank;
  if (setcchar(&blank, L" ", WA_NORMAL, 0, &pair) == OK) bkgrndset(&blank);
  erase();
  clearok(curscr, TRUE);
}

// Whether ncurses has composed anything that is still to be written.
static bool has_composed(void) { return composed >= 0 && lseek(composed, 0, SEEK_CUR) > 0; }

static void write_capability(const char *name) {
  char bytes[64];
  int count = append_capability(bytes, 0, (int)sizeof bytes, name);
  write_screen(bytes, count);
}

bool cn_has_cut(void) { return is_cut; }

bool cn_take_cut(void) {
  bool was_cut = is_cut;
  if (was_cut) needs_modes = true;
  is_cut = false;
  return was_cut;
}

// Says again what may have been lost.
static void send_modes(bool cursor) {
  if (!needs_modes) return;
  needs_modes = false;
  write_capability("sgr0");
  write_capability("op");
  write_capability(cursor ? "cnorm" : "civis");
  write_now(begin_modes);
  write_now(uses_mouse ? begin_mouse : end_mouse);
}

void cn_show(int row, int column, bool cursor) {
  curs_set(cursor ? 1 : 0);
  wmove(stdscr, row, column);
  wnoutrefresh(stdscr);
  doupdate();
  send_modes(cursor);
  bool is_marked = is_synchronised && has_composed();
  if (is_marked) write_now(begin_update);
  deliver(cn_until_key);
  if (is_marked) write_now(end_update);
  may_be_cut = true;
}

// MARK: Keys

const char *cn_capability(const char *name) {
  const char *text = tigetstr(name);
  return text == (char *)-1 ? NULL : text;
}
