// What CursesTerminal needs of ncurses, as plain functions; see CNcurses.h.

#define _GNU_SOURCE
#define NCURSES_WIDECHAR 1

#include "CNcurses.h"

#include <curses.h>
#include <errno.h>
#include <langinfo.h>
#include <locale.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <term.h>
#include <unistd.h>
#include <wchar.h>

#undef columns  // term.h's name for a capability, a macro

const uint32_t cn_key_up = KEY_UP, cn_key_down = KEY_DOWN, cn_key_left = KEY_LEFT, cn_key_right = KEY_RIGHT,
               cn_key_enter = KEY_ENTER, cn_key_backspace = KEY_BACKSPACE, cn_key_back_tab = KEY_BTAB,
               cn_key_page_up = KEY_PPAGE, cn_key_page_down = KEY_NPAGE, cn_key_home = KEY_HOME,
               cn_key_end = KEY_END, cn_key_delete = KEY_DC, cn_key_resize = KEY_RESIZE;

// Codes of our own, far above those that ncurses gives to the keys of terminals.
const uint32_t cn_key_paste_begin = 0x7E00, cn_key_paste_end = 0x7E01, cn_key_mouse = 0x7E02;

static int output_descriptor = -1;
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
    const char *address = found == OK ? tigetstr("cup") : NULL;
    status = address && address != (char *)-1 ? CN_FIT : CN_LINES_ONLY;
  }
  if (found == OK) del_curterm(cur_term);
  restore_database(database, former);
  return status;
}

// MARK: Opening

// Adds a capability's string to the bytes that give the terminal back, without its `$<…>` delays.
static int append_capability(char *bytes, int count, int limit, const char *name) {
  const char *text = tigetstr(name);
  if (!text || text == (char *)-1) return count;
  for (; *text && count < limit; text++) {
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
  const char *second = tigetstr("rmcup");
  has_second_screen = second && second != (char *)-1;
  if (!has_second_screen) {
    bytes[count++] = '\r';
    bytes[count++] = '\n';
  }
  cn_session_set_restore(bytes, count);
}

// Keys as most terminals send them, for when TERM says less than the truth: vt100, or xterm within tmux.
static void define_common_keys(void) {
  static const struct {
    const char *bytes;
    int key;
  } keys[] = {
      {"\033[A", KEY_UP},     {"\033[B", KEY_DOWN},   {"\033[C", KEY_RIGHT},  {"\033[D", KEY_LEFT},
      {"\033OA", KEY_UP},     {"\033OB", KEY_DOWN},   {"\033OC", KEY_RIGHT},  {"\033OD", KEY_LEFT},
      {"\033[H", KEY_HOME},   {"\033OH", KEY_HOME},   {"\033[1~", KEY_HOME},  {"\033[7~", KEY_HOME},
      {"\033[F", KEY_END},    {"\033OF", KEY_END},    {"\033[4~", KEY_END},   {"\033[8~", KEY_END},
      {"\033[5~", KEY_PPAGE}, {"\033[6~", KEY_NPAGE}, {"\033[3~", KEY_DC},    {"\033[Z", KEY_BTAB},
  };
  for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
    // What the terminal database names itself stays as it is.
    int known = key_defined(keys[i].bytes);
    if (known <= 0 || known > KEY_MAX) define_key(keys[i].bytes, keys[i].key);
  }
}

static void define_marks(void) {
  define_key("\033[200~", (int)cn_key_paste_begin);
  define_key("\033[201~", (int)cn_key_paste_end);
  define_key("\033[<", (int)cn_key_mouse);
}

static void set_modes(int escape_delay, bool colours) {
  cbreak();
  noecho();
  nonl();
  keypad(stdscr, TRUE);
  define_common_keys();
  define_marks();
  nodelay(stdscr, TRUE);
  intrflush(stdscr, FALSE);
  typeahead(-1);  // Else a key that waits leaves the screen half drawn.
  set_escdelay(escape_delay);
  if (colours && has_colors()) {
    start_color();
    has_default_colours = use_default_colors() == OK;
  }
}

static void write_bytes(const char *bytes, size_t count) {
  while (count > 0) {
    ssize_t written = write(output_descriptor, bytes, count);
    if (written < 0 && errno == EINTR) continue;
    if (written < 0 && errno == EAGAIN) {
      // Whoever shares the terminal has made it not wait.
      struct pollfd watched = {.fd = output_descriptor, .events = POLLOUT};
      poll(&watched, 1, -1);
      continue;
    }
    if (written <= 0) return;
    bytes += written;
    count -= (size_t)written;
  }
}

static void write_now(const char *text) { write_bytes(text, strlen(text)); }

bool cn_open(const struct cn_terminal *terminal) {
  // Exported, these would freeze the size for ever.
  unsetenv("LINES");
  unsetenv("COLUMNS");
  FILE *in = fdopen(dup(terminal->input), "r");
  FILE *out = fdopen(dup(terminal->output), "w");
  if (!in || !out) return false;
  char *former = exchange_database(terminal->database);
  SCREEN *screen = newterm(terminal->name, out, in);
  restore_database(terminal->database, former);
  if (!screen) {
    fclose(in);
    fclose(out);
    return false;
  }
  output_descriptor = terminal->output;
  is_synchronised = terminal->is_synchronised;
  set_modes(terminal->escape_delay, terminal->has_colours);
  prepare_restore();
  cn_session_enter();
  write_now(begin_modes);
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
  write_now(end_modes);
  if (uses_mouse) write_now(end_mouse);
  endwin();
  cn_session_leave();
}

void cn_reopen(void) {
  cn_session_enter();
  reset_prog_mode();
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

void cn_resize(int rows, int columns, bool draws) {
  resizeterm(rows, columns);
  if (draws) {
    clearok(curscr, TRUE);
  } else {
    untouchwin(stdscr);  // Else the next key that is read blanks the screen.
  }
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
  while (count > 0) {
    int part = count < 128 ? count : 128;
    int columns = 0;
    for (int i = 0; i < part; i++) {
      set_cell(&buffer[i], &cells[i]);
      int width = cn_width(cells[i].scalars[0]);
      columns += width > 0 ? width : 1;
    }
    mvwadd_wchnstr(stdscr, row, column, buffer, part);
    cells += part;
    count -= part;
    column += columns;
  }
}

void cn_clear(int pair) {
  cchar_t blank;
  if (setcchar(&blank, L" ", WA_NORMAL, 0, &pair) == OK) bkgrndset(&blank);
  erase();
  clearok(curscr, TRUE);
}

bool cn_speaks_ecma48(void) {
  const char *address = tigetstr("cup"), *ground = tigetstr("setab");
  return has_second_screen && address && address != (char *)-1 && strcmp(address, "\033[%i%p1%d;%p2%dH") == 0
         && ground && ground != (char *)-1 && strstr(ground, "48;");
}

void cn_send(const uint8_t *bytes, int count, bool cursor) {
  curs_set(cursor ? 1 : 0);
  if (count == 0) return;
  if (is_synchronised) write_now(begin_update);
  write_bytes((const char *)bytes, (size_t)count);
  if (is_synchronised) write_now(end_update);
}

void cn_show(int row, int column, bool cursor) {
  curs_set(cursor ? 1 : 0);
  wmove(stdscr, row, column);
  wnoutrefresh(stdscr);
  if (is_synchronised) write_now(begin_update);
  doupdate();
  if (is_synchronised) write_now(end_update);
}

// MARK: Keys

int cn_key(uint32_t *code) {
  wint_t key = 0;
  int found = wget_wch(stdscr, &key);
  *code = (uint32_t)key;
  return found == KEY_CODE_YES ? CN_FUNCTION : found == OK ? CN_CHARACTER : CN_NO_KEY;
}
