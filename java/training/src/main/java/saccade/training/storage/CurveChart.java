package saccade.training.storage;

import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** A learning curve as a picture in SVG: mean return over frames. */
final class CurveChart {
  private static final int WIDTH = 960;
  private static final int HEIGHT = 500;
  private static final int LEFT = 84;
  private static final int RIGHT = 820;
  private static final int TOP = 84;
  private static final int BOTTOM = 430;
  private static final int X_TICKS = 8;
  private static final int Y_TICKS = 7;

  /** More would not be seen. */
  private static final int MAX_POINTS = 1500;

  /** Lines closer than this would write over each other. */
  private static final int LABEL_GAP = 18;

  private static final String INK = "#1f2933";
  private static final String SOFT = "#616e7c";
  private static final String BLUE = "#0072b2";
  private static final String GREEN = "#009e73";
  private static final String ORANGE = "#b35900";

  private final CurveLabels labels;
  private final List<CurvePoint> points;
  private final Ticks across;
  private final Ticks up;
  private final StringBuilder out = new StringBuilder();

  CurveChart(CurveLabels labels, List<CurvePoint> all) {
    this.labels = labels;
    points = thinned(all.stream().filter(p -> Double.isFinite(p.meanReturn())).toList());
    double frames = all.isEmpty() ? 1 : all.get(all.size() - 1).frames();
    across = Ticks.around(0, Math.max(1, frames), X_TICKS);
    double[] heights =
        DoubleStream.concat(
                points.stream().mapToDouble(CurvePoint::meanReturn),
                DoubleStream.concat(labels.random().stream(), labels.threshold().stream()))
            .filter(Double::isFinite)
            .toArray();
    double least = DoubleStream.of(heights).min().orElse(0);
    double most = DoubleStream.of(heights).max().orElse(1);
    up = Ticks.around(Math.min(0, least), most, Y_TICKS);
  }

  private static List<CurvePoint> thinned(List<CurvePoint> all) {
    int every = (all.size() + MAX_POINTS - 1) / MAX_POINTS;
    int last = all.size() - 1;
    return IntStream.rangeClosed(0, last)
        .filter(i -> (last - i) % every == 0)
        .mapToObj(all::get)
        .toList();
  }

  String svg() {
    line(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" width=\"%d\""
            + " height=\"%d\" font-family=\"Helvetica, Arial, sans-serif\" font-size=\"13\">",
        WIDTH, HEIGHT, WIDTH, HEIGHT);
    line("<title>%s</title>", escaped(labels.title()));
    line("<rect width=\"%d\" height=\"%d\" fill=\"white\"/>", WIDTH, HEIGHT);
    line(
        "<text x=\"%d\" y=\"36\" font-size=\"20\" font-weight=\"600\" fill=\"%s\">%s</text>",
        LEFT, INK, escaped(labels.title()));
    text(LEFT, 60, "start", SOFT, labels.subtitle());
    verticalAxis();
    horizontalAxis();
    level(labels.random(), "random", ORANGE, "2 4");
    level(labels.threshold(), "threshold", GREEN, "8 4");
    curve();
    line("</svg>");
    return out.toString();
  }

  private void verticalAxis() {
    for (double value : up.values()) {
      line(
          "<path d=\"M%d %.1f H%d\" stroke=\"%s\"/>",
          LEFT, y(value), RIGHT, value == 0 ? "#9aa5b1" : "#e4e7eb");
      text(LEFT - 10, y(value) + 4.5, "end", SOFT, Ticks.plain(value));
    }
    line(
        "<text transform=\"translate(28 %d) rotate(-90)\" text-anchor=\"middle\""
            + " fill=\"%s\">%s</text>",
        (TOP + BOTTOM) / 2, INK, "mean return of the last 100 episodes");
  }

  private void horizontalAxis() {
    line("<path d=\"M%d %d H%d\" stroke=\"%s\"/>", LEFT, BOTTOM, RIGHT, INK);
    for (double value : across.values()) {
      line("<path d=\"M%.1f %d v5\" stroke=\"%s\"/>", x(value), BOTTOM, INK);
      text(x(value), BOTTOM + 21, "middle", SOFT, Ticks.counted(value));
    }
    text((LEFT + RIGHT) / 2.0, BOTTOM + 48, "middle", INK, "frames");
  }

  private void level(OptionalDouble value, String name, String colour, String dashes) {
    if (value.isEmpty() || !Double.isFinite(value.getAsDouble())) {
      return;
    }
    double y = y(value.getAsDouble());
    line(
        "<path d=\"M%d %.1f H%d\" stroke=\"%s\" stroke-width=\"1.5\" stroke-dasharray=\"%s\"/>",
        LEFT, y, RIGHT, colour, dashes);
    text(RIGHT + 10, y + 4.5, "start", colour, name + " " + rounded(value.getAsDouble()));
  }

  private void curve() {
    if (points.isEmpty()) {
      text((LEFT + RIGHT) / 2.0, (TOP + BOTTOM) / 2.0, "middle", SOFT, "no episode is over yet");
      return;
    }
    String path =
        points.stream()
            .map(p -> String.format(Locale.ROOT, "%.1f,%.1f", x(p), y(p.meanReturn())))
            .collect(Collectors.joining(" "));
    CurvePoint last = points.get(points.size() - 1);
    line(
        "<polygon points=\"%.1f,%.1f %s %.1f,%.1f\" fill=\"%s\" fill-opacity=\"0.09\"/>",
        x(points.get(0)), y(0), path, x(last), y(0), BLUE);
    line(
        "<polyline points=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"2.2\""
            + " stroke-linejoin=\"round\" stroke-linecap=\"round\"/>",
        path, BLUE);
    double x = x(last);
    double y = y(last.meanReturn());
    line("<circle cx=\"%.1f\" cy=\"%.1f\" r=\"4.5\" fill=\"%s\"/>", x, y, BLUE);
    line(
        "<text x=\"%.1f\" y=\"%.1f\" font-weight=\"600\" fill=\"%s\">%s</text>",
        x + 10, clear(y) + 4.5, BLUE, rounded(last.meanReturn()));
  }

  /** A height for the last value where no line's name stands. */
  private double clear(double y) {
    double free = y;
    for (OptionalDouble level : List.of(labels.random(), labels.threshold())) {
      if (level.isPresent() && Math.abs(y(level.getAsDouble()) - free) < LABEL_GAP) {
        free = y(level.getAsDouble()) - LABEL_GAP;
      }
    }
    return free;
  }

  private double x(CurvePoint point) {
    return x((double) point.frames());
  }

  private double x(double frames) {
    return LEFT + (RIGHT - LEFT) * (frames - across.low()) / (across.high() - across.low());
  }

  private double y(double value) {
    return BOTTOM - (BOTTOM - TOP) * (value - up.low()) / (up.high() - up.low());
  }

  private static String rounded(double value) {
    return String.format(Locale.ROOT, Math.abs(value) < 100 ? "%.2f" : "%.0f", value);
  }

  private void text(double x, double y, String anchor, String colour, String words) {
    line(
        "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\" fill=\"%s\">%s</text>",
        x, y, anchor, colour, escaped(words));
  }

  /** XML has no control characters, not even escaped ones. */
  private static String escaped(String words) {
    return words
        .replaceAll("[\\p{Cntrl}\\p{Cs}\\uFFFE\\uFFFF]", " ")
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;");
  }

  private void line(String format, Object... values) {
    out.append(String.format(Locale.ROOT, format, values)).append('\n');
  }
}
