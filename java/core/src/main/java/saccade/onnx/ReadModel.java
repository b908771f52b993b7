package saccade.onnx;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import saccade.model.Network;
import saccade.model.Thresholds;

/**
 * What an ONNX file became.
 *
 * @param network the network
 * @param thresholds thresholds of the file's metadata; null if it has none, and then T = 0
 * @param notes one sentence for each thing that the network leaves out or that was guessed
 * @param metadata metadata_props of the file, those of other programs included
 */
public record ReadModel(
    Network network,
    @Nullable Thresholds thresholds,
    List<String> notes,
    Map<String, String> metadata) {
  public ReadModel {
    notes = List.copyOf(notes);
    metadata = Map.copyOf(metadata);
  }
}
