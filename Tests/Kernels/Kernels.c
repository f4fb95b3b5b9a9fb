// Runs all kernels on random shapes, with borders and without, on each instruction set that the processor has, alone and
// in teams, for the sanitizers: buffers end where their numbers end. Sums, poolings and steps are compared too: in Double
// to the bit with plain loops on one thread, in Float with those to 1e-4 of the largest. Whether they are the
// definitions' is for the tests in Swift.

#include "CKernels.h"

#include <math.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static uint64_t state = 1;

static int any(int least, int most) {
  state = state * 6364136223846793005u + 1442695040888963407u;
  return least + (int)((state >> 33) % (uint64_t)(most - least + 1));
}

static float *room(ptrdiff_t count) {
  float *numbers = malloc((size_t)count * sizeof(float));
  if (numbers == NULL) exit(2);
  return numbers;
}

static float *random_numbers(ptrdiff_t count, ptrdiff_t slack) {
  float *numbers = room(count + slack);
  for (ptrdiff_t k = 0; k < count + slack; k++) numbers[k] = (float)any(-1000, 1000) / 500;
  return numbers;
}

static void expect(bool holds, const char *what) {
  if (holds) return;
  fprintf(stderr, "%s differs on instruction set %d\n", what, (int)cnn_processor_used());
  exit(1);
}

static bool are_same(const float *one, const float *other, ptrdiff_t count) {
  return memcmp(one, other, (size_t)count * sizeof(float)) == 0;
}

static bool are_near(const float *one, const float *other, ptrdiff_t count) {
  double largest = 0, difference = 0;
  for (ptrdiff_t k = 0; k < count; k++) {
    largest = fmax(largest, fabs((double)other[k]));
    difference = fmax(difference, fabs((double)one[k] - (double)other[k]));
  }
  return difference <= 1e-4 * largest;
}

/// What one round works on, with the results of plain loops on one thread.
typedef struct {
  cnn_window window;
  ptrdiff_t groups, filters, multiplier, in_count, out_places;
  float *input, *weight, *bias, *channel_weight, *channel_bias;
  float *convolved, *depthwise, *maxima, *means, *product;
} work;

static work make_work(void) {
  work w = {.groups = any(1, 3), .multiplier = any(1, 2)};
  cnn_window *v = &w.window;
  *v = (cnn_window){.height = any(1, 14), .width = any(1, 14), .channels = w.groups * any(1, 60), .window_height = any(1, 3),
                    .window_width = any(1, 3), .stride_height = any(1, 3), .stride_width = any(1, 3),
                    .dilation_height = any(1, 2), .dilation_width = any(1, 2), .before_height = any(0, 1),
                    .before_width = any(0, 1)};
  ptrdiff_t below = any(0, 1), right = any(0, 1);
  // No window lies in the border alone.
  if (v->window_height == 1) v->before_height = below = 0;
  if (v->window_width == 1) v->before_width = right = 0;
  ptrdiff_t down = (v->window_height - 1) * v->dilation_height + 1, across = (v->window_width - 1) * v->dilation_width + 1;
  if (v->height < down) v->height = down;
  if (v->width < across) v->width = across;
  v->out_height = (v->before_height + v->height + below - down) / v->stride_height + 1;
  v->out_width = (v->before_width + v->width + right - across) / v->stride_width + 1;
  w.filters = w.groups * any(1, 70);
  w.in_count = v->height * v->width * v->channels;
  w.out_places = v->out_height * v->out_width;
  ptrdiff_t places = v->window_height * v->window_width;
  w.input = random_numbers(w.in_count, 0);
  w.weight = random_numbers(places * v->channels / w.groups * w.filters, 0);
  w.bias = random_numbers(w.filters, CNN_SLACK);
  w.channel_weight = random_numbers(places * v->channels * w.multiplier, 0);
  w.channel_bias = random_numbers(v->channels * w.multiplier, 0);
  w.convolved = room(w.out_places * w.filters);
  w.depthwise = room(w.out_places * v->channels * w.multiplier);
  w.maxima = room(w.out_places * v->channels);
  w.means = room(w.out_places * v->channels);
  w.product = room(w.filters);
  return w;
}

static void free_work(work *w) {
  float *all[] = {w->input, w->weight, w->bias, w->channel_weight, w->channel_bias,
                  w->convolved, w->depthwise, w->maxima, w->means, w->product};
  for (size_t k = 0; k < sizeof all / sizeof *all; k++) free(all[k]);
}

static void run_sums(cnn_team *team, const work *w, bool is_first) {
  ptrdiff_t count = w->out_places * w->filters, depth = w->window.channels / w->groups;
  float *out = is_first ? w->convolved : room(count);
  bool is_done = cnn_convolve_exactly(team, &w->window, w->input, w->weight, w->groups, w->filters, w->bias, out);
  expect(is_done && (is_first || are_same(out, w->convolved, count)), "a convolution in Double");
  if (!is_first) free(out);
  count = w->out_places * w->window.channels * w->multiplier;
  out = is_first ? w->depthwise : room(count);
  cnn_convolve_depthwise_exactly(team, &w->window, w->input, w->channel_weight, w->multiplier, w->channel_bias, out);
  expect(is_first || are_same(out, w->depthwise, count), "a depthwise convolution in Double");
  if (!is_first) free(out);
  out = is_first ? w->product : room(w->filters);
  cnn_multiply_exactly(team, w->input, 1, depth, w->weight, w->filters, NULL, out);
  expect(is_first || are_same(out, w->product, w->filters), "a product in Double");
  if (!is_first) free(out);
  float *rows = room(w->groups * w->filters);
  cnn_multiply_exactly(team, w->input, w->groups, depth, w->weight, w->filters, w->bias, rows);
  free(rows);
}

static void run_maps(cnn_team *team, const work *w, bool is_first) {
  ptrdiff_t count = w->out_places * w->window.channels;
  float *out = room(count);
  cnn_pool_exactly(team, &w->window, CNN_MAXIMA, w->input, is_first ? w->maxima : out);
  expect(is_first || are_same(out, w->maxima, count), "maxima");
  cnn_pool_exactly(team, &w->window, CNN_MEANS, w->input, is_first ? w->means : out);
  expect(is_first || are_same(out, w->means, count), "means in Double");
  const float *inputs[] = {w->maxima, w->means};
  ptrdiff_t periods[] = {count, count};
  ptrdiff_t middle = cnn_pool_parts(&w->window) / 2;
  cnn_pool(&w->window, CNN_MAXIMA, w->input, 0, middle, out);
  cnn_pool(&w->window, CNN_MAXIMA, w->input, middle, cnn_pool_parts(&w->window), out);
  expect(are_same(out, w->maxima, count), "maxima of some parts");
  cnn_merge_exactly(team, CNN_ADD, inputs, periods, 2, count, 2, out);
  float *bent = room(count), *stepped = room(count);
  cnn_bend(CNN_RELU, out, count, 0, 0, bent);
  cnn_bend_exactly(team, CNN_LEAKY, out, count, 0.5f, 0, bent);
  cnn_bend_exactly(team, CNN_WITHIN, out, count, -1, 1, bent);
  double operand = 3;
  ptrdiff_t start = 0;
  cnn_step steps[] = {{CNN_SUBTRACT, &operand, NULL, true}, {CNN_DIVIDE, &operand, &start, true}};
  cnn_take_steps_exactly(team, bent, count, count, steps, 2, stepped);
  for (ptrdiff_t k = 0; k < count; k++) {
    double mean = ((double)w->maxima[k] + (double)w->means[k]) / 2;
    float expected = fminf(fmaxf((float)mean, -1), 1);
    expect(stepped[k] == (float)(((double)expected - 3) / 3), "steps in Double");
  }
  free(out), free(bent), free(stepped);
}

/// A copy with the room behind it that the kernels in Float need.
static float *with_slack(const float *numbers, ptrdiff_t count) {
  float *copy = room(count + CNN_SLACK);
  memset(copy, 0, (size_t)(count + CNN_SLACK) * sizeof(float));
  memcpy(copy, numbers, (size_t)count * sizeof(float));
  return copy;
}

static void run_convolution_in_float(const work *w) {
  ptrdiff_t count = w->out_places * w->filters, depth = w->window.channels / w->groups;
  ptrdiff_t rows = w->window.window_height * w->window.window_width * depth;
  ptrdiff_t *offsets = malloc((size_t)rows * sizeof(ptrdiff_t));
  if (offsets == NULL) exit(2);
  cnn_window read = w->window;
  read.height = (read.out_height - 1) * read.stride_height + (read.window_height - 1) * read.dilation_height + 1;
  ptrdiff_t across = (read.out_width - 1) * read.stride_width + (read.window_width - 1) * read.dilation_width + 1;
  ptrdiff_t least = read.before_width + read.width;
  read.width = across > least ? across : least;
  float *input = room(read.height * read.width * read.channels);
  cnn_copy_padded(&w->window, w->input, -read.before_height, read.height, read.width, input);
  cnn_fill_offsets(&read, depth, offsets);
  cnn_filters filters = {w->weight, NULL, w->bias, w->groups, w->filters, offsets};
  float *laid = room(cnn_laid_count(&read, &filters)), *scratch = room(CNN_PANEL), *out = room(count);
  cnn_lay_filters(&read, &filters, laid);
  for (int is_laid = 0; is_laid < 2; is_laid++) {
    filters.laid = is_laid ? laid : NULL;
    ptrdiff_t blocks = (w->filters / w->groups + 15) / 16, middle = w->out_places / 2;
    cnn_convolve(&read, &filters, input, 0, blocks, 0, middle, scratch, out);
    cnn_convolve(&read, &filters, input, 0, blocks / 2, middle, w->out_places, scratch, out);
    cnn_convolve(&read, &filters, input, blocks / 2, blocks, middle, w->out_places, scratch, out);
    expect(are_near(out, w->convolved, count), "a convolution in Float");
  }
  cnn_multiply_row(w->input, depth, w->weight, w->filters, NULL, 0, w->filters, out);
  expect(are_near(out, w->product, w->filters), "a product in Float");
  free(input), free(offsets), free(laid), free(scratch), free(out);
}

static void run_maps_in_float(const work *w) {
  const cnn_window *v = &w->window;
  ptrdiff_t channels = v->channels, maps = channels * w->multiplier;
  float *input = with_slack(w->input, w->in_count), *out = room(w->out_places * maps + CNN_SLACK);
  float *weight = with_slack(w->channel_weight, v->window_height * v->window_width * maps);
  float *bias = with_slack(w->channel_bias, maps);
  cnn_depthwise(v, input, weight, w->multiplier, bias, 0, v->out_height, out);
  expect(are_near(out, w->depthwise, w->out_places * maps), "a depthwise convolution in Float");
  float *other = room(w->in_count + CNN_SLACK);
  cnn_sigmoid(input, w->in_count, other);
  cnn_silu(input, w->in_count, other);
  cnn_scale(other, w->in_count, 2, other);
  cnn_scale_channels(input, v->height * v->width, channels, bias, bias, bias, other);
  for (int operation = CNN_ADD; operation <= CNN_MINIMUM; operation++) {
    cnn_merge((cnn_operation)operation, input, w->input, w->in_count, other);
  }
  expect(cnn_are_finite(input, w->in_count) != 0, "whether numbers are finite");
  free(input), free(out), free(weight), free(bias), free(other);
}

static void *borrow_often(void *context) {
  for (int turn = 0; turn < 200; turn++) {
    cnn_team *team = cnn_team_borrow();
    run_maps(team, context, false);
    if (team != NULL) cnn_team_return();
  }
  return NULL;
}

static void run_all(const work *w, cnn_team *team) {
  for (int processor = CNN_PLAIN; processor <= CNN_AVX512; processor++) {
    cnn_limit_processor((cnn_processor)processor);
    if ((int)cnn_processor_used() != processor) continue;
    run_sums(NULL, w, processor == CNN_PLAIN);
    run_maps(NULL, w, processor == CNN_PLAIN);
    run_sums(team, w, false);
    run_maps(team, w, false);
    run_convolution_in_float(w);
    run_maps_in_float(w);
  }
  cnn_limit_processor(CNN_AVX512);
}

int main(int count, char **arguments) {
  int rounds = count > 1 ? atoi(arguments[1]) : 100;
  cnn_team *team = cnn_team_create(3);
  for (int round = 0; round < rounds; round++) {
    work w = make_work();
    run_all(&w, team);
    if (round == 0) {
      pthread_t threads[3];
      for (int k = 0; k < 3; k++) if (pthread_create(threads + k, NULL, borrow_often, &w) != 0) exit(2);
      for (int k = 0; k < 3; k++) pthread_join(threads[k], NULL);
    }
    free_work(&w);
  }
  if (team != NULL) cnn_team_destroy(team);
  printf("%d rounds\n", rounds);
}
