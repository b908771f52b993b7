package saccade.training.storage;

import java.io.DataInput;
import java.io.IOException;

/**
 * Reads one section of a checkpoint.
 *
 * @param <T> what it says
 */
@FunctionalInterface
public interface SectionReader<T> {
  /**
   * Reads the whole section, to its last byte.
   *
   * @throws IOException if the section ends early or says something impossible
   */
  T readFrom(DataInput in) throws IOException;
}
