package saccade.bench.runner;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import saccade.bench.workload.Workload;
import saccade.engine.FrameStack;
import saccade.engine.Observations;
import saccade.model.Input;
import saccade.onnx.OnnxModel;

/**
 * The dense rival. Its whole observation lies in its buffer before the clock starts, so neither the
 * stack of frames nor their conversion to float32 is held against it. Several agents run one after
 * the other, each behind a copy of its observation, which is timed.
 */
final class RivalContestant implements Contestant {
  private final Label label;
  private final Agents agents;
  private final Input input;
  private final OnnxModel model;
  private final FrameStack[] stacks;
  private final FloatBuffer[] observations;
  private final byte[] frame;
  private final float[] firstY;

  RivalContestant(Label label, OnnxModel model, Workload workload, Agents agents) {
    this.label = label;
    this.agents = agents;
    this.model = model;
    input = workload.network().input();
    stacks = new FrameStack[agents.number()];
    observations = new FloatBuffer[agents.number()];
    for (int agent = 0; agent < stacks.length; agent++) {
      stacks[agent] = new FrameStack(input, workload.options());
      observations[agent] = stacks.length == 1 ? model.input() : buffer(model.inputSize());
    }
    frame = new byte[input.frameBytes()];
    firstY = new float[model.outputSize()];
  }

  private static FloatBuffer buffer(int values) {
    return ByteBuffer.allocateDirect(values * Float.BYTES)
        .order(ByteOrder.nativeOrder())
        .asFloatBuffer();
  }

  @Override
  public Label label() {
    return label;
  }

  @Override
  public void prepare(int position) {
    for (int agent = 0; agent < stacks.length; agent++) {
      if (agents.begins(agent, position)) {
        stacks[agent].reset();
      }
      agents.trace().frame(agents.step(agent, position), frame);
      stacks[agent].push(frame);
      float[] values = Observations.values(input, stacks[agent].observation());
      observations[agent].put(0, values);
    }
  }

  @Override
  public void run() {
    if (stacks.length == 1) {
      model.run();
      return;
    }
    for (int agent = 0; agent < stacks.length; agent++) {
      model.input().put(0, observations[agent], 0, model.inputSize());
      model.run();
      if (agent == 0) {
        model.output().get(0, firstY);
      }
    }
  }

  @Override
  public void output(float[] y) {
    if (stacks.length == 1) {
      model.output().get(0, y);
    } else {
      System.arraycopy(firstY, 0, y, 0, y.length);
    }
  }

  @Override
  public boolean leavesThreadsBusy() {
    return label.threads() > 1;
  }

  @Override
  public void close() {
    model.close();
  }
}
