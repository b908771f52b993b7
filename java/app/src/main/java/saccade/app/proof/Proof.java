package saccade.app.proof;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongConsumer;
import saccade.app.subject.Subject;
import saccade.verify.Verification;

/** Runs every row of a verification, as many at a time as there are cores. */
public final class Proof {
  private final ProofOptions options;
  private final List<ProofReport.Row> rows = new ArrayList<>();
  private final List<ProofReport.Failure> failures = new ArrayList<>();
  private final Set<String> absent = new LinkedHashSet<>();

  /** One verification; {@link #of} is called once. */
  public Proof(ProofOptions options) {
    this.options = options;
  }

  /** Number of rows that {@link #of} owes. */
  public int rows(List<Subject> subjects) {
    return subjects.size()
        * options.backends().size()
        * options.modes().size()
        * Settings.count(options.settings());
  }

  /** Verifies networks; {@code progress} is told the rows that are done. */
  public ProofReport of(List<Subject> subjects, LongConsumer progress) {
    List<ProofTask> tasks = new ArrayList<>();
    int played = options.steps();
    Set<String> frames = new LinkedHashSet<>();
    for (Subject subject : subjects) {
      Preparation preparation = new Preparation(subject, options);
      tasks.addAll(preparation.tasks());
      frames.add(preparation.drive().description());
      played = Math.min(played, preparation.steps());
      if (preparation.refusal() != null) {
        failures.add(
            new ProofReport.Failure(
                preparation.refusal(),
                Reproduce.network(subject, preparation.drive(), options) + " --mode EXACT"));
      }
    }
    runAll(tasks, progress);
    String names = String.join(",", subjects.stream().map(Subject::name).toList());
    boolean complete = rows.size() == rows(subjects);
    return new ProofReport(
        complete && failures.isEmpty(),
        names,
        played,
        String.join("; ", frames),
        absent.isEmpty() ? null : String.join("; ", absent),
        rows,
        failures);
  }

  private void runAll(List<ProofTask> tasks, LongConsumer progress) {
    AtomicInteger done = new AtomicInteger();
    try (ExecutorService pool =
        Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors())) {
      List<Future<ProofTask.Outcome>> outcomes = new ArrayList<>();
      for (ProofTask task : tasks) {
        outcomes.add(
            pool.submit(
                () -> {
                  ProofTask.Outcome outcome = task.run();
                  progress.accept(done.incrementAndGet());
                  return outcome;
                }));
      }
      for (int i = 0; i < tasks.size(); i++) {
        add(tasks.get(i), get(outcomes.get(i)));
      }
    }
  }

  private static ProofTask.Outcome get(Future<ProofTask.Outcome> future) {
    try {
      return future.get();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("the verification was interrupted; start it again", e);
    }
  }

  private void add(ProofTask task, ProofTask.Outcome outcome) {
    if (outcome.row() != null) {
      rows.add(row(task, outcome.row()));
    }
    if (outcome.onnxruntime() != null) {
      absent.add(outcome.onnxruntime());
    }
    String reproduce = Reproduce.row(task, options);
    for (String what : outcome.failures()) {
      failures.add(new ProofReport.Failure(task.mode() + ": " + what, reproduce));
    }
  }

  private static ProofReport.Row row(ProofTask task, Verification.Row row) {
    return new ProofReport.Row(
        task.subject().name(),
        row.backend(),
        row.mode().name(),
        row.thresholds(),
        row.maxAbsErrorVsDense(),
        row.maxAbsErrorVsSent(),
        row.maxAbsErrorVsOnnxRuntime(),
        row.bitEqual(),
        row.countsEqual(),
        row.actionAgreement(),
        row.peer());
  }
}
