package saccade.training.storage;

import java.io.DataOutput;
import java.io.IOException;

/** Writes one section of a checkpoint. */
@FunctionalInterface
public interface SectionWriter {
  /**
   * Writes the whole section; the output is buffered.
   *
   * @throws IOException if {@code out} does
   */
  void writeTo(DataOutput out) throws IOException;
}
