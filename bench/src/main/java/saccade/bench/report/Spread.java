package saccade.bench.report;

/**
 * The smallest and the largest value of a figure over the processes that measured it.
 *
 * @param min smallest
 * @param max largest
 */
public record Spread(double min, double max) {}
