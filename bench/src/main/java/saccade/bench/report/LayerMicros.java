package saccade.bench.report;

/**
 * Where the time of a moving step goes in one weighted layer, in microseconds.
 *
 * @param diff comparing what it receives
 * @param accumulate multiplying and adding
 * @param emit testing neurons and sending events
 */
public record LayerMicros(double diff, double accumulate, double emit) {}
