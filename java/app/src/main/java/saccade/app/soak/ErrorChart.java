package saccade.app.soak;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import saccade.app.text.Shortened;

/**
 * The error curve of FLOAT32 as a picture, in SVG: one line per layer over the steps, errors on a
 * logarithmic axis. A hundred lines of text need no charting library, whose fonts and windows a
 * server may not have.
 */
final class ErrorChart {
  private static final int WIDTH = 960;
  private static final int HEIGHT = 480;
  private static final int LEFT = 90;
  private static final int RIGHT = 650;
  private static final int TOP = 70;
  private static final int BOTTOM = 420;
  private static final int X_TICKS = 5;
  private static final int LEGEND_STEP = 22;
  private static final int NAME_WIDTH = 28;
  private static final double FLOOR = 1e-12;

  /** Told apart by people who see few colours, too (Okabe and Ito). */
  private static final List<String> COLOURS =
      List.of("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#000000");

  private static final List<String> DASHES = List.of("none", "7 4", "2 3", "9 3 2 3");

  private final SoakReport report;
  private final SoakReport.Float32 floats;
  private final StringBuilder out = new StringBuilder();
  private final int lowDecade;
  private final int highDecade;

  private ErrorChart(SoakReport report, SoakReport.Float32 floats) {
    this.report = report;
    this.floats = floats;
    double least = Double.POSITIVE_INFINITY;
    double most = FLOOR;
    for (SoakReport.Point point : floats.curve()) {
      for (double error : point.errors()) {
        least = error > 0 ? Math.min(least, error) : least;
        most = Math.max(most, error);
      }
    }
    highDecade = (int) Math.ceil(Math.log10(most));
    int below = (int) Math.floor(Math.log10(Math.min(least, most)));
    lowDecade = Math.min(below, highDecade - 1);
  }

  static String svg(SoakReport report, SoakReport.Float32 floats) {
    return new ErrorChart(report, floats).draw();
  }

  private String draw() {
    line(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" width=\"%d\""
            + " height=\"%d\" font-family=\"sans-serif\" font-size=\"13\">",
        WIDTH, HEIGHT, WIDTH, HEIGHT);
    line("<rect width=\"%d\" height=\"%d\" fill=\"white\"/>", WIDTH, HEIGHT);
    text(LEFT, 28, "start", 17, report.model() + ": rounding that FLOAT32 accumulates");
    text(LEFT, 50, "start", 13, subtitle());
    verticalAxis();
    horizontalAxis();
    for (int k = 0; k < floats.layers().size(); k++) {
      curve(k);
    }
    line("</svg>");
    return out.toString();
  }

  private String subtitle() {
    String refresh =
        report.refreshInterval() == 0
            ? "no refresh"
            : String.format(Locale.ROOT, "refresh every %,d steps", report.refreshInterval());
    return "backend " + report.backend() + ", on " + report.env() + ", " + refresh;
  }

  private void verticalAxis() {
    int every = Math.max(1, (highDecade - lowDecade) / 8);
    for (int decade = lowDecade; decade <= highDecade; decade += every) {
      double y = y(Math.pow(10, decade));
      line(
          "<line x1=\"%d\" y1=\"%.1f\" x2=\"%d\" y2=\"%.1f\" stroke=\"#dddddd\"/>",
          LEFT, y, RIGHT, y);
      text(LEFT - 8, y + 4, "end", 13, "1e" + decade);
    }
    line(
        "<text transform=\"translate(24 %d) rotate(-90)\" text-anchor=\"middle\">%s</text>",
        (TOP + BOTTOM) / 2, "max |O - (b + sum of w * sent)|, units of O");
  }

  private void horizontalAxis() {
    line("<path d=\"M%d %d V%d H%d\" fill=\"none\" stroke=\"black\"/>", LEFT, TOP, BOTTOM, RIGHT);
    for (int tick = 0; tick <= X_TICKS; tick++) {
      long step = report.steps() * tick / X_TICKS;
      double x = x(step);
      line(
          "<line x1=\"%.1f\" y1=\"%d\" x2=\"%.1f\" y2=\"%d\" stroke=\"black\"/>",
          x, BOTTOM, x, BOTTOM + 5);
      text(x, BOTTOM + 20, "middle", 13, String.format(Locale.ROOT, "%,d", step));
    }
    text((LEFT + RIGHT) / 2.0, BOTTOM + 44, "middle", 13, "steps without a reset");
  }

  private void curve(int layer) {
    String style =
        "stroke=\"%s\" stroke-width=\"1.6\" stroke-dasharray=\"%s\""
            .formatted(
                COLOURS.get(layer % COLOURS.size()),
                DASHES.get(layer / COLOURS.size() % DASHES.size()));
    String points =
        floats.curve().stream()
            .map(
                p -> String.format(Locale.ROOT, "%.1f,%.1f", x(p.step()), y(p.errors().get(layer))))
            .collect(Collectors.joining(" "));
    line("<polyline points=\"%s\" fill=\"none\" %s/>", points, style);
    int at = TOP + 10 + layer * Math.min(LEGEND_STEP, (BOTTOM - TOP) / floats.layers().size());
    line(
        "<line x1=\"%d\" y1=\"%d\" x2=\"%d\" y2=\"%d\" %s/>",
        RIGHT + 20, at, RIGHT + 44, at, style);
    text(RIGHT + 52, at + 4, "start", 13, Shortened.text(floats.layers().get(layer), NAME_WIDTH));
  }

  private double x(long step) {
    return LEFT + (double) (RIGHT - LEFT) * step / Math.max(1, report.steps());
  }

  /** An error of 0 has no logarithm and lies on the axis. */
  private double y(double error) {
    double decade = Math.max(lowDecade, Math.log10(Math.max(error, Double.MIN_NORMAL)));
    return BOTTOM - (BOTTOM - TOP) * (decade - lowDecade) / (highDecade - lowDecade);
  }

  private void text(double x, double y, String anchor, int size, String words) {
    line(
        "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\" font-size=\"%d\">%s</text>",
        x, y, anchor, size, escaped(words));
  }

  private static String escaped(String words) {
    return words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }

  private void line(String format, Object... values) {
    out.append(String.format(Locale.ROOT, format, values)).append('\n');
  }
}
