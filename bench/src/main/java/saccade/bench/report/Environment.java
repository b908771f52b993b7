package saccade.bench.report;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a benchmark ran.
 *
 * @param cpu name of the CPU
 * @param isa tier that rows without a tier of their own ran on
 * @param cores cores that the process may use
 * @param jdk version and vendor of the Java virtual machine
 * @param flags flags of the processes that measured, without paths
 * @param commit what the code was built from; null outside a checkout
 * @param date day and time in UTC
 */
public record Environment(
    String cpu,
    String isa,
    int cores,
    String jdk,
    List<String> flags,
    @Nullable String commit,
    String date) {
  public Environment {
    flags = List.copyOf(flags);
  }
}
