package saccade.bench.cpu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class IsaTierTest {
  private static final List<String> CPUINFO =
      List.of(
          "processor\t: 0",
          "model name\t: Some CPU @ 3.00GHz",
          "flags\t\t: fpu sse4_2 popcnt avx2 fma bmi2",
          "processor\t: 1",
          "model name\t: Some CPU @ 3.00GHz");

  @Test
  void theCpuIsReadFromLinux() {
    CpuInfo cpu = CpuInfo.of(CPUINFO, "amd64", 2);
    assertEquals("Some CPU @ 3.00GHz", cpu.model());
    assertEquals(Set.of("fpu", "sse4_2", "popcnt", "avx2", "fma", "bmi2"), cpu.flags());
    assertEquals("x86-64-v3", cpu.bestIsa());
  }

  @Test
  void twoGenerationsOfOneNameDiffer() {
    List<String> lines =
        List.of("cpu family\t: 25", "model\t\t: 17", "model name\t: Some CPU", "stepping\t: 1");
    CpuInfo cpu = CpuInfo.of(lines, "amd64", 2);
    assertEquals("Some CPU", cpu.model());
    assertEquals("Some CPU (family 25, model 17, stepping 1)", cpu.identity());
  }

  @Test
  void withoutLinuxItIsItsArchitecture() {
    CpuInfo cpu = CpuInfo.of(List.of(), "riscv64", 1);
    assertEquals("riscv64", cpu.model());
    assertEquals("riscv64", cpu.identity());
    assertFalse(IsaTier.V2.isOn(cpu.flags()));
  }

  @Test
  void aTierNeedsThoseBelowIt() {
    assertTrue(IsaTier.V3.isOn(Set.of("sse4_2", "popcnt", "avx2", "fma", "bmi2")));
    assertFalse(IsaTier.V3.isOn(Set.of("avx2", "fma", "bmi2")));
  }

  @Test
  void theVirtualMachinesSettingTellsItsTier() {
    assertEquals(IsaTier.V2, IsaTier.of(0));
    assertEquals(IsaTier.V2, IsaTier.of(1));
    assertEquals(IsaTier.V3, IsaTier.of(2));
    assertEquals(IsaTier.V4, IsaTier.of(3));
    assertEquals("-XX:UseAVX=2", IsaTier.V3.jvmFlag());
  }

  @Test
  void aTierThatTheCpuLacksIsRefusedByNameAndRemedy() {
    Set<String> flags = CpuInfo.of(CPUINFO, "amd64", 2).flags();
    assertEquals(IsaTier.V3, IsaTier.named("x86-64-v3", flags));
    var error =
        assertThrows(IllegalArgumentException.class, () -> IsaTier.named("x86-64-v4", flags));
    assertEquals(
        "--isa 'x86-64-v4' is not a tier of this CPU; give one of x86-64-v2, x86-64-v3",
        error.getMessage());
  }
}
