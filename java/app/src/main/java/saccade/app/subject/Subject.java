package saccade.app.subject;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import saccade.builtin.Builtin;
import saccade.engine.Mode;
import saccade.model.Input;
import saccade.model.Network;
import saccade.model.Thresholds;

/**
 * A network that a command works on.
 *
 * @param network the network, built once; its name is that of the built-in network or of the file
 * @param thresholds its own thresholds; null if it brings none, and then T = 0
 * @param builtin the built-in network that it is, else null
 * @param argument what names it on the command line
 * @param notes what is to be known of it, one sentence each
 * @param file the user's file; null if it came from none
 */
public record Subject(
    Network network,
    @Nullable Thresholds thresholds,
    @Nullable Builtin builtin,
    String argument,
    List<String> notes,
    @Nullable Path file) {
  /** A network that came from no file. */
  public Subject(
      Network network,
      @Nullable Thresholds thresholds,
      @Nullable Builtin builtin,
      String argument,
      List<String> notes) {
    this(network, thresholds, builtin, argument, notes, null);
  }

  public Subject {
    notes = List.copyOf(notes);
  }

  /** A built-in network. */
  public static Subject of(Builtin builtin) {
    return new Subject(
        builtin.network(),
        builtin.thresholds(),
        builtin,
        "--builtin " + builtin.name(),
        List.of("The weights are seeded, not trained."));
  }

  /** The same network, but its tensor holds something else. */
  public Subject observing(Input input, String note) {
    Network other = new Network(network.name(), input, network.normaliser(), network.layers());
    List<String> more = new ArrayList<>(notes);
    more.add(note);
    return new Subject(other, thresholds, builtin, argument, more, file);
  }

  /** Name in reports. */
  public String name() {
    return network.name();
  }

  /** The arithmetic unless told: a user's weights are left as they are. */
  public Mode defaultMode() {
    return builtin == null ? Mode.FLOAT32 : Mode.EXACT;
  }

  /** Its own thresholds, else T = 0: nothing is approximated unless asked. */
  public Thresholds ownThresholds() {
    return thresholds == null ? Thresholds.zero(network) : thresholds;
  }
}
