package saccade.onnx;

/**
 * How many values may still be computed while a file is folded. A few bytes of hostile file can
 * name large shapes or use one tensor a thousand times; what they cost stays in proportion to the
 * file.
 */
final class Ledger {
  private static final long ALLOWANCE = 1 << 23;
  private static final int PER_BYTE = 4;

  private final long limit;
  private long spent;

  Ledger(long fileBytes) {
    limit = ALLOWANCE + PER_BYTE * fileBytes;
  }

  /** Notes that {@code values} numbers are computed and kept. */
  void spend(long values) {
    spent += values;
    if (spent > limit) {
      throw new OnnxFormatException(
          "the model unfolds to more than "
              + limit
              + " numbers, far more than its file holds; give one without repeated tensors");
    }
  }
}
