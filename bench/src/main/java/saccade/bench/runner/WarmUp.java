package saccade.bench.runner;

import java.lang.management.CompilationMXBean;
import java.lang.management.ManagementFactory;

/** Says when the just-in-time compiler has gone quiet. */
final class WarmUp {
  private static final int QUIET_ROUNDS = 4;
  private static final long QUIET_MILLIS = 2;

  private final CompilationMXBean compiler = ManagementFactory.getCompilationMXBean();
  private long compiled = compiler.getTotalCompilationTime();
  private int quiet;

  /** After a round in which everybody played; true if it has compiled nothing for some rounds. */
  boolean isOver() {
    long now = compiler.getTotalCompilationTime();
    quiet = now - compiled < QUIET_MILLIS ? quiet + 1 : 0;
    compiled = now;
    return quiet >= QUIET_ROUNDS;
  }
}
