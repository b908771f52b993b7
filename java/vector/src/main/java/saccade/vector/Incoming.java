package saccade.vector;

/**
 * What a plan knows of what a layer takes.
 *
 * @param fitsFloat true if float32 holds every sum of EXACT (contract, law 6a)
 * @param largestDelta magnitude that no delta of EXACT exceeds
 * @param pixels true if it takes the gray levels of a stack in EXACT
 */
record Incoming(boolean fitsFloat, int largestDelta, boolean pixels) {
  /** Of FLOAT32, where nothing is known. */
  static final Incoming ANYTHING = new Incoming(false, Integer.MAX_VALUE, false);
}
