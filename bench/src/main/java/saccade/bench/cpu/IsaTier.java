package saccade.bench.cpu;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Tiers of x86-64 instruction sets, and how a Java virtual machine is held to one. */
public enum IsaTier {
  /** 128 bits: SSE4.2. */
  V2("x86-64-v2", 0, Set.of("sse4_2", "popcnt")),
  /** 256 bits: AVX2 and fused multiply-add. */
  V3("x86-64-v3", 2, Set.of("avx2", "fma", "bmi2")),
  /** 512 bits: AVX-512. */
  V4("x86-64-v4", 3, Set.of("avx512f", "avx512bw", "avx512cd", "avx512dq", "avx512vl"));

  private final String text;
  private final int avx;
  private final Set<String> flags;

  IsaTier(String text, int avx, Set<String> flags) {
    this.text = text;
    this.avx = avx;
    this.flags = flags;
  }

  /** Name in flags and reports. */
  public String text() {
    return text;
  }

  /** The flag that holds a virtual machine to this tier. */
  public String jvmFlag() {
    return "-XX:UseAVX=" + avx;
  }

  /** Whether a CPU has this tier and those below it. */
  public boolean isOn(Set<String> cpuFlags) {
    return Arrays.stream(values())
        .filter(tier -> tier.compareTo(this) <= 0)
        .allMatch(tier -> cpuFlags.containsAll(tier.flags));
  }

  /**
   * The tier of a virtual machine.
   *
   * @param useAvx its setting UseAVX
   */
  public static IsaTier of(int useAvx) {
    return useAvx >= V4.avx ? V4 : useAvx >= V3.avx ? V3 : V2;
  }

  /**
   * The tier of that name.
   *
   * @param cpuFlags what the CPU can do
   * @throws IllegalArgumentException if there is none, or the CPU has not got it
   */
  public static IsaTier named(String name, Set<String> cpuFlags) {
    List<IsaTier> here = Arrays.stream(values()).filter(tier -> tier.isOn(cpuFlags)).toList();
    return here.stream()
        .filter(tier -> tier.text.equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "--isa '"
                        + name
                        + "' is not a tier of this CPU; "
                        + (here.isEmpty()
                            ? "it has none of " + all() + ", so leave --isa out"
                            : "give one of " + names(here))));
  }

  private static String all() {
    return names(List.of(values()));
  }

  private static String names(List<IsaTier> tiers) {
    return tiers.stream().map(IsaTier::text).collect(Collectors.joining(", "));
  }
}
