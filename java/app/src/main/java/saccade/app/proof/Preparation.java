package saccade.app.proof;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import saccade.app.play.Drive;
import saccade.app.play.Limits;
import saccade.app.subject.Subject;
import saccade.engine.Backend;
import saccade.engine.FrameSequence;
import saccade.engine.Mode;
import saccade.engine.PlanOptions;
import saccade.engine.scalar.ScalarBackend;
import saccade.exact.Calibration;
import saccade.exact.Quantizer;
import saccade.model.ImageStack;
import saccade.model.Network;
import saccade.model.QuantizedNetwork;
import saccade.model.Thresholds;
import saccade.verify.reference.References;

/** The rows of one network, ready to run: frames, grids and references are made once for all. */
final class Preparation {
  private final ProofOptions options;
  private final Subject subject;
  private final Drive drive;
  private final Calibration calibration;
  private final int largest;
  private final FrameSequence frames;
  private final References float32;
  private @Nullable String refusal;

  Preparation(Subject subject, ProofOptions options) {
    this.options = options;
    this.subject = subject;
    Network network = subject.network();
    drive = options.drives().apply(subject);
    ScalarBackend definition = new ScalarBackend();
    Limits.requireWithin(definition.plan(network, PlanOptions.DEFAULT), drive);
    FrameSequence watched = drive.watched(options.seed());
    calibration = Calibration.watch(definition, network, PlanOptions.DEFAULT, watched);
    largest = subject.network().input() instanceof ImageStack ? largest(watched) : 0;
    frames = drive.verified(options.seed(), options.steps());
    float32 = References.of(network);
  }

  /** The largest byte of images that were watched. */
  private int largest(FrameSequence watched) {
    byte[] frame = new byte[subject.network().input().frameBytes()];
    int most = 0;
    for (int step = 0; step < watched.steps(); step++) {
      watched.frame(step, frame);
      for (byte gray : frame) {
        most = Math.max(most, gray & 0xff);
      }
    }
    return most;
  }

  Drive drive() {
    return drive;
  }

  int steps() {
    return frames.steps();
  }

  /** Why the network has no rows in EXACT; null if it has. */
  @Nullable String refusal() {
    return refusal;
  }

  List<ProofTask> tasks() {
    List<ProofTask> tasks = new ArrayList<>();
    for (Mode mode : options.modes()) {
      References references = references(mode);
      if (references != null) {
        addRows(mode, references, tasks);
      }
    }
    return tasks;
  }

  private void addRows(Mode mode, References references, List<ProofTask> tasks) {
    Backend first = options.backends().get(0);
    for (Backend backend : options.backends()) {
      Backend peer = mode == Mode.FLOAT32 && !backend.equals(first) ? first : null;
      PlanOptions plan = options.plans().of(subject, backend, mode);
      for (Thresholds t : Settings.of(options.settings(), subject, calibration, largest)) {
        tasks.add(
            new ProofTask(subject, drive, backend, peer, plan, t, references, calibration, frames));
      }
    }
  }

  private @Nullable References references(Mode mode) {
    if (mode == Mode.FLOAT32) {
      return float32;
    }
    try {
      QuantizedNetwork grids = Quantizer.quantize(subject.network(), calibration);
      return References.of(grids, float32);
    } catch (IllegalArgumentException e) {
      refusal = "EXACT: no rows: " + e.getMessage();
      return null;
    }
  }
}
