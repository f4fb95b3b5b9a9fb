// Loops over windows, in vectors of channels, included once for each processor.

static inline void LOOPS(pool_maxima)(const cnn_window *w, const float *input, ptrdiff_t first_row, ptrdiff_t end_row, float *out) {
  ptrdiff_t channels = w->channels, line = w->width * channels;
  out += first_row * w->out_width * channels;
  for (ptrdiff_t u = first_row; u < end_row; u++) {
    reach rows = rows_at(w, u);
    for (ptrdiff_t v = 0; v < w->out_width; v++, out += channels) {
      reach columns = columns_at(w, v);
      const float *corner = input + rows.start * line + columns.start * channels;
      FOR_CHANNELS(channels) {
        lanes winner = ALL(-INFINITY);
        for (ptrdiff_t i = rows.first; i < rows.end; i++) {
          for (ptrdiff_t j = columns.first; j < columns.end; j++) {
            lanes x = LOAD(corner + i * line + j * channels + k);
            winner = LARGER(winner, x);
          }
        }
        STORE_SOME(out + k, winner);
      }
    }
  }
}

static inline void LOOPS(pool_means)(const cnn_window *w, const float *input, ptrdiff_t first_row, ptrdiff_t end_row, float *out) {
  ptrdiff_t channels = w->channels, line = w->width * channels;
  out += first_row * w->out_width * channels;
  for (ptrdiff_t u = first_row; u < end_row; u++) {
    reach rows = rows_at(w, u);
    for (ptrdiff_t v = 0; v < w->out_width; v++, out += channels) {
      reach columns = columns_at(w, v);
      const float *corner = input + rows.start * line + columns.start * channels;
      float count = (float)((rows.end - rows.first) * (columns.end - columns.first));
      FOR_CHANNELS(channels) {
        lanes sum = {};
        for (ptrdiff_t i = rows.first; i < rows.end; i++) {
          lanes part = {};
          for (ptrdiff_t j = columns.first; j < columns.end; j++) {
            part += LOAD(corner + i * line + j * channels + k);
          }
          sum += part;
        }
        STORE_SOME(out + k, sum / count);
      }
    }
  }
}

static inline void LOOPS(global_means)(const float *input, ptrdiff_t rows, ptrdiff_t columns, ptrdiff_t channels, ptrdiff_t first, ptrdiff_t end, float *out) {
  ptrdiff_t own = end - first;
  input += first;
  out += first;
  FOR_CHANNELS(own) {
    lanes sum = {};
    for (ptrdiff_t row = 0; row < rows; row++) {
      lanes part = {};
      for (ptrdiff_t column = 0; column < columns; column++) {
        part += LOAD(input + (row * columns + column) * channels + k);
      }
      sum += part;
    }
    STORE_SOME(out + k, sum / (float)(rows * columns));
  }
}

static inline void LOOPS(global_maxima)(const float *input, ptrdiff_t places, ptrdiff_t channels, ptrdiff_t first, ptrdiff_t end, float *out) {
  ptrdiff_t own = end - first;
  input += first;
  out += first;
  FOR_CHANNELS(own) {
    lanes winner = ALL(-INFINITY);
    for (ptrdiff_t place = 0; place < places; place++) {
      lanes x = LOAD(input + place * channels + k);
      winner = LARGER(winner, x);
    }
    STORE_SOME(out + k, winner);
  }
}

// Each map by itself, in vectors of channels.
static inline void LOOPS(depthwise_by_lanes)(const cnn_window *w, const float *input, const float *weight, const float *bias, ptrdiff_t u, float *result) {
  ptrdiff_t channels = w->channels, line = w->width * channels, step = w->stride_width * channels;
  reach rows = rows_at(w, u);
  FOR_CHANNELS(channels) {
    (void)some;
    lanes start = bias == NULL ? (lanes){} : LOAD(bias + k);
    for (ptrdiff_t v = 0; v < w->out_width;) {
      reach columns = columns_at(w, v);
      if (v + SHARED <= w->out_width && is_whole(w, columns) && is_whole(w, columns_at(w, v + SHARED - 1))) {
        DEPTHWISE_STOPS(SHARED);
        v += SHARED;
      } else {
        DEPTHWISE_STOPS(1);
        v++;
      }
    }
  }
}

// Several maps a channel, or fewer channels than a vector has.
static inline void LOOPS(depthwise_by_number)(const cnn_window *w, const float *input, const float *weight, ptrdiff_t multiplier, const float *bias, ptrdiff_t u, float *out) {
  ptrdiff_t channels = w->channels, maps = channels * multiplier;
  reach rows = rows_at(w, u);
  for (ptrdiff_t v = 0; v < w->out_width; v++, out += maps) {
    reach columns = columns_at(w, v);
    for (ptrdiff_t map = 0; map < maps; map++) out[map] = bias == NULL ? 0 : bias[map];
    for (ptrdiff_t i = rows.first; i < rows.end; i++) {
      for (ptrdiff_t j = columns.first; j < columns.end; j++) {
        const float *place = input + ((rows.start + i * w->dilation_height) * w->width + columns.start
                                      + j * w->dilation_width) * channels;
        const float *factors = weight + (i * w->window_width + j) * maps;
        for (ptrdiff_t k = 0; k < channels; k++) {
          for (ptrdiff_t q = 0; q < multiplier; q++) out[k * multiplier + q] += place[k] * factors[k * multiplier + q];
        }
      }
    }
  }
}
