package saccade.vector;

/**
 * What a plan knows of what a layer takes.
 *
 * @param fitsFloat true if float32 holds every sum of EXACT (contract, law 6a)
 * @param largestDelta magnitude that no delta of EXACT exceeds
 * @param bytes true if every value of EXACT is 0 to 255
 * @param planes planes of the stack whose gray levels it takes in EXACT, else 0
 */
record Incoming(boolean fitsFloat, int largestDelta, boolean bytes, int planes) {
  /** Of FLOAT32, where nothing is known. */
  static final Incoming ANYTHING = new Incoming(false, Integer.MAX_VALUE, false, 0);
}
