package org.royaltyledger.ledger.intake.dsr;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The examples of docs/formats.md come out as it says. */
class DsrExamplesTest {

  private static final Pattern FENCE =
      Pattern.compile("(?ms)^```(?:tsv|text) (dsr|usages)=([^\\n]+)\\n(.*?)^```$");

  private record Fence(String what, String file, String text) {}

  @TempDir private Path folder;

  @Test
  void each_report_of_the_formats_becomes_the_usages_below_it() throws IOException {
    List<Fence> fences =
        FENCE
            .matcher(Files.readString(Path.of("../docs/formats.md")))
            .results()
            .map(it -> new Fence(it.group(1), it.group(2), it.group(3)))
            .toList();
    assertThat(fences).hasSize(6);
    for (int i = 0; i < fences.size(); i += 2) {
      Fence report = fences.get(i);
      Fence usages = fences.get(i + 1);
      assertThat(List.of(report.what, usages.what)).containsExactly("dsr", "usages");
      assertThat(usages.file).isEqualTo(report.file);
      Reading it = Reading.of(folder, report.file, report.text.getBytes(StandardCharsets.UTF_8));
      assertThat(it.failure).isNull();
      assertThat(it.warned()).isEmpty();
      assertThat(it.rejected()).isEmpty();
      assertThat(it.usages.stream().map(DsrExamplesTest::shown).collect(Collectors.joining()))
          .isEqualTo(usages.text);
    }
  }

  private static String shown(Reading.Used it) {
    return "line %d: %d x %s of %s in %s on %s, sought by ISRC %s, ISWC %s, DspResourceId %s\nusageId %s\n"
        .formatted(
            it.line(),
            it.quantity(),
            it.useType(),
            it.offering(),
            it.territory(),
            it.usedAt().toString().replace("T00:00:00Z", ""),
            codes(it.asset().isrcs()),
            codes(it.asset().iswcs()),
            it.asset().resourceId(),
            it.usageId());
  }

  private static String codes(List<String> codes) {
    return codes.isEmpty() ? "-" : String.join("|", codes);
  }
}
