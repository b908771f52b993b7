package saccade.engine;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.jspecify.annotations.Nullable;
import saccade.model.Activation;
import saccade.model.ActivationGrid;
import saccade.model.ActivationTable;
import saccade.model.ElementRanges;
import saccade.model.FloatStack;
import saccade.model.InputGrids;
import saccade.model.Network;
import saccade.model.Normaliser;
import saccade.model.PlacedLayer;
import saccade.model.QuantizedLayer;
import saccade.model.QuantizedNetwork;
import saccade.model.Requantiser;
import saccade.model.Shape;
import saccade.model.SparseRows;
import saccade.model.Window;

/**
 * SHA-256 over everything that a step of a network depends on, names left out: little-endian
 * numbers in the order of the data flow. Computed when it is first asked for.
 */
public final class NetworkDigest {
  /** Bytes of a digest. */
  public static final int BYTES = 32;

  private static final int CHUNK = 1 << 13;

  private final Network network;
  private final @Nullable QuantizedNetwork grids;
  private byte @Nullable [] value;

  NetworkDigest(Network network, @Nullable QuantizedNetwork grids) {
    this.network = network;
    this.grids = grids;
  }

  /** Of a network as it was given, before a mode folds or quantises anything. */
  public static NetworkDigest of(Network network) {
    return new NetworkDigest(network, null);
  }

  /** The 32 bytes; a copy. */
  public synchronized byte[] bytes() {
    if (value == null) {
      value = new Sum().of(network, grids);
    }
    return value.clone();
  }

  private static final class Sum {
    private final MessageDigest sha = sha256();
    private final ByteBuffer chunk = ByteBuffer.allocate(CHUNK).order(ByteOrder.LITTLE_ENDIAN);

    private static MessageDigest sha256() {
      try {
        return MessageDigest.getInstance("SHA-256");
      } catch (NoSuchAlgorithmException e) {
        throw new IllegalStateException("this Java has no SHA-256; use a complete one", e);
      }
    }

    private void put(int number) {
      if (chunk.remaining() < Integer.BYTES) {
        flush();
      }
      chunk.putInt(number);
    }

    private void put(float number) {
      put(Float.floatToRawIntBits(number));
    }

    private void flush() {
      sha.update(chunk.array(), 0, chunk.position());
      chunk.clear();
    }

    byte[] of(Network network, @Nullable QuantizedNetwork grids) {
      sha.update((grids == null ? "FLOAT32" : "EXACT").getBytes(StandardCharsets.US_ASCII));
      put(network.input() instanceof FloatStack ? 1 : 0);
      put(network.input().planes());
      put(network.input().frameSize());
      put(network.shape(0));
      if (grids == null && network.input() instanceof FloatStack stack && stack.ranges() != null) {
        put(stack.ranges()); // they decide what is a glitch
      }
      if (network.normaliser() != null) {
        put(network.normaliser());
      }
      if (grids != null) {
        put(grids.inputGrids(), network.shape(0).size(), network.input().frameSize());
      }
      for (int k = 1; k <= network.depth(); k++) {
        PlacedLayer placed = network.weighted().get(k - 1);
        put(placed);
        if (grids == null) {
          putWeights(placed);
        } else {
          put(grids.layer(k));
        }
      }
      flush();
      return sha.digest();
    }

    private void put(Shape shape) {
      put(shape.channels());
      put(shape.height());
      put(shape.width());
    }

    private void put(ElementRanges ranges) {
      for (int i = 0; i < ranges.size(); i++) {
        put(ranges.low(i));
        put(ranges.high(i));
      }
    }

    private void put(Normaliser normaliser) {
      for (int i = 0; i < normaliser.size(); i++) {
        put(normaliser.mean(i));
        put(normaliser.low(i));
        put(normaliser.high(i));
      }
    }

    private void put(InputGrids grids, int elements, int frame) {
      for (int i = 0; i < grids.size(); i++) {
        put(grids.grid(i));
        put(grids.inverse(i));
      }
      for (int i = 0; i < elements && grids.hasTables(); i++) {
        ActivationGrid grid = grids.grid(i % frame);
        for (int q = grid.lo(); q <= grid.hi(); q++) {
          put(grids.propagated(i, i % frame, q));
        }
      }
    }

    private void put(ActivationGrid grid) {
      put(grid.scale());
      put(grid.lo());
      put(grid.hi());
    }

    @SuppressWarnings("EnumOrdinal") // kinds keep their numbers: digests are stored
    private void put(PlacedLayer placed) {
      Window window = placed.window();
      put(placed.output());
      put(placed.layer().groups());
      put(window.kernelHeight());
      put(window.kernelWidth());
      put(window.strideY());
      put(window.strideX());
      put(window.dilation().y());
      put(window.dilation().x());
      put(window.padding().top());
      put(window.padding().left());
      Activation f = placed.layer().activation();
      put(f.kind().ordinal());
      put(f.a());
      put(f.b());
    }

    private void put(SparseRows pattern) {
      for (int r = 0; r <= pattern.rows(); r++) {
        put(pattern.start(r));
      }
      for (int k = 0; k < pattern.entries(); k++) {
        put(pattern.column(k));
      }
    }

    private void putWeights(PlacedLayer placed) {
      put(placed.layer().weights().pattern());
      for (int k = 0; k < placed.layer().weights().pattern().entries(); k++) {
        put(placed.layer().weights().value(k));
      }
      for (int r = 0; r < placed.layer().bias().size(); r++) {
        put(placed.layer().bias().at(r));
      }
    }

    private void put(QuantizedLayer layer) {
      put(layer.weights().pattern());
      for (int k = 0; k < layer.weights().pattern().entries(); k++) {
        put(layer.weights().value(k));
      }
      Requantiser requantiser = layer.requantiser();
      for (int r = 0; r < requantiser.channels(); r++) {
        put(layer.bias(r));
        put(requantiser.multiplier(r));
        put(requantiser.negative(r));
      }
      ActivationTable table = requantiser.table();
      for (int at = ActivationTable.LO; table != null && at <= ActivationTable.HI; at++) {
        put(table.holdsResults() ? Float.floatToRawIntBits(table.result(at)) : table.point(at));
      }
      if (layer.grid() != null) {
        put(layer.grid());
      }
    }
  }
}
