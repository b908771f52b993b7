package saccade.vector;

/**
 * What a plan knows of what a layer takes.
 *
 * @param fitsFloat true if float32 holds every sum of EXACT (contract, law 6a)
 * @param largestDelta magnitude that no delta of EXACT exceeds
 * @param planes planes of the stack whose gray levels it takes in EXACT, else 0
 */
record Incoming(boolean fitsFloat, int largestDelta, int planes) {
  /** Of FLOAT32, where nothing is known. */
  static final Incoming ANYTHING = new Incoming(false, Integer.MAX_VALUE, 0);
}
