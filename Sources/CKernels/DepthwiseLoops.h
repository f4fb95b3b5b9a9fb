// The sums of a row of a depthwise convolution, included once for each processor.

// Each map by itself, in vectors of channels.
static inline void LOOPS(depthwise_by_lanes)(const cnn_window *w, const float *input, const float *weight,
                                             const float *bias, ptrdiff_t u, float *result) {
  ptrdiff_t channels = w->channels, line = w->width * channels, step = w->stride_width * channels;
  reach rows = rows_at(w, u);
  FOR_CHANNELS(channels) {
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
static inline void LOOPS(depthwise_by_number)(const cnn_window *w, const float *input, const float *weight,
                                              ptrdiff_t multiplier, const float *bias, ptrdiff_t u, float *out) {
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
