package saccade.bench.cpu;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/**
 * What the operating system says of the CPU.
 *
 * @param model name of the CPU, or of its architecture where nothing better is known
 * @param version its family, model and stepping as numbers; empty where they are not known
 * @param flags what it can do, in Linux' words; empty elsewhere
 * @param cores cores that this process may use
 */
public record CpuInfo(String model, String version, Set<String> flags, int cores) {
  private static final Path SOURCE = Path.of("/proc/cpuinfo");

  public CpuInfo {
    flags = Set.copyOf(flags);
  }

  /** Of this machine. */
  public static CpuInfo here() {
    List<String> lines;
    try {
      lines = Files.exists(SOURCE) ? Files.readAllLines(SOURCE) : List.of();
    } catch (IOException e) {
      lines = List.of(); // a locked-down system: the architecture is what is left
    }
    return of(lines, System.getProperty("os.arch"), Runtime.getRuntime().availableProcessors());
  }

  /** From the lines of Linux' {@code /proc/cpuinfo}. */
  static CpuInfo of(List<String> lines, String architecture, int cores) {
    String flags = value(lines, "flags", "");
    return new CpuInfo(
        value(lines, "model name", architecture),
        version(lines),
        Set.of(flags.strip().split("\\s+")),
        cores);
  }

  /** The tab behind "model" keeps "model name" out. */
  private static String version(List<String> lines) {
    String family = value(lines, "cpu family", "");
    return family.isEmpty()
        ? ""
        : "family %s, model %s, stepping %s"
            .formatted(family, value(lines, "model\t", "?"), value(lines, "stepping", "?"));
  }

  /** Name and version: a virtual machine may call any generation of a CPU by one name. */
  public String identity() {
    return version.isEmpty() ? model : model + " (" + version + ")";
  }

  private static String value(List<String> lines, String key, String otherwise) {
    return lines.stream()
        .filter(line -> line.startsWith(key) && line.contains(":"))
        .map(line -> line.substring(line.indexOf(':') + 1).strip())
        .findFirst()
        .orElse(otherwise);
  }

  /** The tier that this virtual machine compiles for; the architecture where there are no tiers. */
  public String isaOfThisVm() {
    if (!IsaTier.V2.isOn(flags)) {
      return System.getProperty("os.arch");
    }
    HotSpotDiagnosticMXBean vm = ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
    return IsaTier.of(Integer.parseInt(vm.getVMOption("UseAVX").getValue())).text();
  }

  /** The best tier of the CPU, which native libraries choose; the architecture without tiers. */
  public String bestIsa() {
    String best = System.getProperty("os.arch");
    for (IsaTier tier : IsaTier.values()) {
      best = tier.isOn(flags) ? tier.text() : best;
    }
    return best;
  }
}
