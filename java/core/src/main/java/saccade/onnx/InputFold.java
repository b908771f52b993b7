package saccade.onnx;

import java.util.Arrays;
import saccade.model.Shape;
import saccade.model.Window;

/**
 * What the elementwise steps in front of a weighted layer do to its columns: each column of W is
 * multiplied by a scale, and W times the rest goes into the bias.
 *
 * @param scale one value for all columns, or one per column of a dense layer or channel of a
 *     convolution
 * @param rest what is added to z * scale, in the same form; 0 everywhere in front of padding
 */
record InputFold(double[] scale, double[] rest) {
  /**
   * The fold of a layer.
   *
   * @throws NodeRefusal if a convolution cannot take it: a rest in front of padding, or different
   *     scales within a channel
   */
  static InputFold of(Draft draft, Ledger ledger) {
    Chain input = draft.place().input();
    Affine affine = input.affine();
    double[] rest = input.draft() == null ? restOfObservation(affine) : affine.offset();
    Window window = draft.place().window();
    boolean conv = window != null;
    ledger.spend(affine.size());
    InputFold fold =
        new InputFold(
            columns(affine.scale(), input, conv, ledger), columns(rest, input, conv, ledger));
    if (window != null && window.isPadded() && !fold.isFree()) {
      throw new NodeRefusal(
          "a shift stands in front of its padding and cannot go into the bias; shift before the"
              + " clip, or pad nothing");
    }
    return fold;
  }

  /** The offset of an observation is the normaliser's mean, except where nothing can carry it. */
  private static double[] restOfObservation(Affine affine) {
    return affine.clamp() != null
        ? affine.offset()
        : Affine.map(affine.scale(), affine.offset(), (s, t) -> s == 0 ? t : 0);
  }

  private static double[] columns(double[] values, Chain input, boolean conv, Ledger ledger) {
    if (values.length == 1) {
      return values;
    }
    Shape shape = input.shape();
    int plane = shape.height() * shape.width();
    int perChannel = values.length == shape.channels() && input.draft() != null ? 1 : plane;
    if (conv) {
      double[] channels = new double[shape.channels()];
      for (int i = 0; i < values.length; i++) {
        int channel = i / perChannel;
        if (i % perChannel != 0 && values[i] != channels[channel]) {
          throw new NodeRefusal(
              "the elements of channel " + channel + " in front of it have different scales");
        }
        channels[channel] = values[i];
      }
      return channels;
    }
    if (perChannel == plane) {
      return values;
    }
    ledger.spend(shape.size());
    double[] columns = new double[shape.size()];
    Arrays.setAll(columns, i -> values[i / plane]);
    return columns;
  }

  /** True if nothing goes into the bias. */
  boolean isFree() {
    return Arrays.stream(rest).allMatch(r -> r == 0);
  }
}
