package saccade.bench.tuning;

import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import saccade.bench.cpu.CpuInfo;
import saccade.engine.Backend;
import saccade.engine.NetworkDigest;
import saccade.model.Network;

/**
 * Everything that a tuning holds for, and nothing else.
 *
 * @param saccade version of Saccade
 * @param backend name of the backend
 * @param vectorBits bits of its vectors
 * @param cpu name and version of the CPU
 * @param digest of the network as it was given, before grids: SHA-256 in hexadecimal
 */
record Maker(String saccade, String backend, int vectorBits, String cpu, String digest) {
  /** This build on this machine. */
  static Maker here(Backend backend, Network network) {
    return new Maker(
        Version.TEXT,
        backend.name(),
        backend.vectorBits(),
        CpuInfo.here().identity(),
        HexFormat.of().formatHex(NetworkDigest.of(network).bytes()));
  }

  static Maker of(Tuning tuning) {
    return new Maker(
        tuning.saccade(), tuning.backend(), tuning.vectorBits(), tuning.cpu(), tuning.digest());
  }

  /** What was different where another was made, in a few words; null if nothing was. */
  @Nullable String differs(Maker other) {
    if (!saccade.equals(other.saccade)) {
      return "it was made by Saccade %s, and this is %s".formatted(other.saccade, saccade);
    }
    if (!digest.equals(other.digest)) {
      return "it was made for another model";
    }
    if (!backend.equals(other.backend)) {
      return "it was made for backend %s, and this is %s".formatted(other.backend, backend);
    }
    if (!cpu.equals(other.cpu)) {
      return "it was made on CPU '%s', and this is '%s'".formatted(other.cpu, cpu);
    }
    if (vectorBits != other.vectorBits) {
      return "it was made for vectors of %d bits, and these have %d"
          .formatted(other.vectorBits, vectorBits);
    }
    return null;
  }
}
