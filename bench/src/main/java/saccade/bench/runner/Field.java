package saccade.bench.runner;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import saccade.bench.workload.Workload;
import saccade.engine.Arm;
import saccade.engine.Backend;
import saccade.engine.Mode;
import saccade.engine.Plan;
import saccade.engine.PlanOptions;
import saccade.engine.scalar.ScalarBackend;
import saccade.model.Network;
import saccade.model.Thresholds;
import saccade.onnx.OnnxRunner;
import saccade.onnx.OnnxRunners;
import saccade.onnx.OnnxWriter;

/** Everybody who takes part in one workload under one condition. */
final class Field {
  /** One of ours: its plan is compiled. */
  record Entrant(Label label, Plan plan, Arm arm, String device) {}

  /** A model of the rival. */
  record RivalModel(Label label, byte[] file, Mode mode) {}

  private final Workload workload;
  private final Condition condition;
  private final Selection selection;
  private final List<Entrant> ours = new ArrayList<>();
  private final List<RivalModel> rivals = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();

  Field(Workload workload, Condition condition, Selection selection) {
    this.workload = workload;
    this.condition = condition;
    this.selection = selection;
    notes.addAll(selection.notes());
    for (Backend backend : selection.backends()) {
      for (Mode mode : modes()) {
        selection.armsOf(backend, condition).forEach(arm -> enter(backend, mode, arm));
      }
    }
    if (selection.rival()) {
      enterRivals();
    }
    if (selection.modes().contains(Mode.EXACT) && workload.grids() == null) {
      notes.add(workload.name() + ": no rows in EXACT, for it cannot be put on integer grids.");
    }
    if (modes().isEmpty() || (ours.isEmpty() && rivals.isEmpty())) {
      throw new IllegalArgumentException(
          "nothing is left to measure on " + workload.name() + ": " + String.join(" ", notes));
    }
  }

  /** The arithmetics that the workload has. */
  List<Mode> modes() {
    return selection.modes().stream()
        .filter(mode -> mode == Mode.FLOAT32 || workload.grids() != null)
        .toList();
  }

  private void enter(Backend backend, Mode mode, Arm arm) {
    String text = Selection.text(arm);
    Optional<Backend> saving = backend.withArm(arm);
    if (saving.isEmpty()) {
      notes.add(backend.name() + " has no arm '" + text + "'.");
      return;
    }
    Label label = new Label(backend.name(), mode.name(), text, 1);
    Plan plan = plan(saving.get(), mode, arm);
    ours.add(new Entrant(label, plan, arm, backend.device()));
    if (selection.threads() > 1 && condition.agents() > 1) { // a step of one agent has one thread
      Label more = new Label(backend.name(), mode.name(), text, selection.threads());
      ours.add(new Entrant(more, plan, arm, backend.device()));
    }
  }

  /** A plan of the workload. */
  private Plan plan(Backend backend, Mode mode, Arm arm) {
    PlanOptions options = selection.options(workload.options(), backend, mode, arm);
    return mode == Mode.FLOAT32
        ? backend.plan(workload.network(), options)
        : backend.plan(Objects.requireNonNull(workload.grids()), options);
  }

  private void enterRivals() {
    Network network = workload.network();
    Thresholds none = Thresholds.zero(network);
    enterRival(Mode.FLOAT32, OnnxWriter.float32(network, none));
    if (workload.grids() != null && modes().contains(Mode.EXACT)) {
      try {
        enterRival(Mode.EXACT, OnnxWriter.int8(workload.grids(), none));
      } catch (IllegalArgumentException e) {
        notes.add(workload.name() + ": ONNX Runtime has no int8 row: " + e.getMessage() + ".");
      }
    }
  }

  private void enterRival(Mode mode, byte[] file) {
    String text = mode == Mode.EXACT ? Label.INT8 : mode.name();
    String dense = Selection.text(Arm.DENSE);
    rivals.add(new RivalModel(new Label(Label.RIVAL, text, dense, 1), file, mode));
    if (selection.threads() > 1) {
      Label more = new Label(Label.RIVAL, text, dense, selection.threads());
      rivals.add(new RivalModel(more, file, mode));
    }
  }

  List<Entrant> ours() {
    return ours;
  }

  List<RivalModel> rivals() {
    return rivals;
  }

  Workload workload() {
    return workload;
  }

  Condition condition() {
    return condition;
  }

  /** What is to be known, one sentence each. */
  List<String> notes() {
    return notes;
  }

  /** Thresholds of an arithmetic under the condition. */
  Thresholds thresholds(Mode mode) {
    return condition.zero() ? Thresholds.zero(workload.network()) : workload.thresholds(mode);
  }

  /** Where each agent is. */
  Agents agents() {
    return new Agents(workload.trace(), condition.agents());
  }

  Contestant open(Entrant entrant) {
    return open(entrant, thresholds(entrant.plan().mode()));
  }

  Contestant open(Entrant entrant, Thresholds thresholds) {
    return condition.agents() == 1
        ? new SessionContestant(entrant.label(), entrant.plan(), thresholds, workload.trace())
        : new BatchContestant(entrant.label(), entrant.plan(), thresholds, agents());
  }

  Contestant open(RivalModel model) {
    OnnxRunner runner = OnnxRunners.first().orElseThrow();
    return new RivalContestant(
        model.label(), runner.open(model.file(), model.label().threads()), workload, agents());
  }

  /** The definition, which says what is right and which steps move. */
  Entrant definition(Mode mode) {
    Backend scalar = new ScalarBackend();
    Label label = new Label(scalar.name(), mode.name(), Selection.text(Arm.BOTH), 1);
    return new Entrant(label, plan(scalar, mode, Arm.BOTH), Arm.BOTH, scalar.device());
  }

  /** Whose input events say which steps move, in an arithmetic; null if none of ours does. */
  @Nullable Label mover(Mode mode) {
    return ours.stream()
        .filter(entrant -> entrant.arm().isDelta() && entrant.plan().mode() == mode)
        .map(Entrant::label)
        .findFirst()
        .orElse(null);
  }
}
