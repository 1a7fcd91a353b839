package org.royaltyledger.ledger.intake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.royaltyledger.ledger.fact.FactBook;
import org.royaltyledger.ledger.intake.ndjson.UsagesNdjson;
import org.royaltyledger.ledger.intake.source.LineReader;
import org.royaltyledger.ledger.intake.source.SourceBroken;

class DraftBlockTest {

  @TempDir Path folder;

  @Test
  void lines_that_are_rejected_fill_a_draft_by_what_is_kept_of_them() throws Exception {
    int count = 5_000;
    List<DraftBlock> drafts = drafts(("x".repeat(3_000) + "\n").repeat(count));

    assertThat(drafts).hasSizeGreaterThan(2);
    assertThat(drafts).allMatch(it -> it.bytes() < DraftBlock.MANY_BYTES + 10_000);
    assertThat(drafts.stream().flatMap(it -> it.rejects().stream()).map(Reject::line))
        .containsExactlyElementsOf(LongStream.rangeClosed(1, count).boxed().toList());
  }

  @Test
  void a_draft_keeps_of_the_longest_lines_no_more_than_is_written() throws Exception {
    String longest = "x".repeat(LineReader.LONGEST);
    List<DraftBlock> drafts = drafts((longest + "\n").repeat(20));

    assertThat(drafts).hasSize(1);
    assertThat(drafts.getFirst().rejects()).hasSize(20);
    assertThat(drafts.getFirst().bytes()).isLessThan(20 * 5_000);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"x", "\u00f8", "\u20ac", "\ud834\udd1e", "x\ud834\udd1e", "\u00f8\u20acx"})
  void a_line_is_cut_where_its_characters_end(String characters) throws Exception {
    for (int beyond = -2; beyond <= 2; beyond++) {
      String line = characters.repeat(Quoted.LONGEST_LINE / characters.length() + beyond);

      assertThat(drafts(line).getFirst().rejects())
          .extracting(Reject::text)
          .containsExactly(Quoted.cut(line, Quoted.LONGEST_LINE));
    }
    String line = characters.repeat(50_000);
    assertThat(drafts(line).getFirst().rejects())
        .extracting(Reject::text)
        .containsExactly(Quoted.cut(line, Quoted.LONGEST_LINE));
  }

  private List<DraftBlock> drafts(String content) throws IOException, SourceBroken {
    var drafts = new ArrayList<DraftBlock>();
    try (LineReader lines = LineReader.open(file(content))) {
      var reader = new UsagesNdjson(new FactBook());
      boolean more = true;
      while (more) {
        var draft = new DraftBlock();
        more = reader.read(lines, draft);
        drafts.add(draft);
      }
    }
    return drafts;
  }

  private Path file(String content) throws IOException {
    return Files.write(folder.resolve("usages.ndjson"), content.getBytes(UTF_8));
  }
}
