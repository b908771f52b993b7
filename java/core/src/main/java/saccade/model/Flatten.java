package saccade.model;

/**
 * Turns an image into a vector, in the model's order (channel, row, column). No arithmetic.
 *
 * @param name name in reports
 */
public record Flatten(String name) implements Layer {}
