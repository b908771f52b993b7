package saccade.training.pruning;

/** What is pruned as one. */
public enum Pattern {
  /** Single weights. */
  UNSTRUCTURED(1),
  /**
   * Eight consecutive outputs of one input tap, which a vector kernel can skip: rows 8k to 8k + 7
   * of one column. The last block of a layer whose outputs are no multiple of 8 is shorter. A block
   * counts by the mean magnitude of its weights.
   */
  BLOCK8(8),
  /**
   * The pattern of the A100's sparse tensor cores (section 3.1 of the paper, whose 75 % is a slip
   * for 50 %): of every 4 consecutive columns of a row at most 2 survive; so do at most 2 of a last
   * group that is shorter.
   */
  TWO_OF_FOUR(1);

  private final int height;

  Pattern(int height) {
    this.height = height;
  }

  /** Rows of one block. */
  int height() {
    return height;
  }
}
