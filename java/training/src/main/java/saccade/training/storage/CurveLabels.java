package saccade.training.storage;

import java.util.OptionalDouble;

/**
 * Words and lines around a drawn learning curve.
 *
 * @param title what learned what
 * @param subtitle settings worth knowing
 * @param random mean return of random actions, drawn as a line
 * @param threshold mean return to reach, drawn as a line
 */
public record CurveLabels(
    String title, String subtitle, OptionalDouble random, OptionalDouble threshold) {}
