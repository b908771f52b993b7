package saccade.bench.runner;

/** Has one share of the measuring done, in a process of its own unless a test plays one. */
public interface Launcher {
  /**
   * Measures one workload under one condition.
   *
   * @param workload its name
   * @param condition number of the condition in the settings
   * @param millis how long it may take, building included; it takes longer where it must
   * @throws ForkException if the process failed
   */
  ForkResult launch(String workload, int condition, long millis);
}
