package org.royaltyledger.ledger.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StreamLinesTest {

  @ParameterizedTest(name = "{0} bytes at a time")
  @ValueSource(ints = {1, 2, 3, 100})
  void lines_are_cut_where_they_end_and_where_they_are_too_long(int chunk) throws IOException {
    assertThat(lines("\uFEFFab\r\n\ncde\rf\nabcdefgh\nx", 5, chunk))
        .containsExactly("1 ab", "2 ", "3 cde\rf", "4 abcdef", "5 x");
    assertThat(lines("abcde\r\nabcdef\r\n", 5, chunk)).containsExactly("1 abcde", "2 abcdef");
    assertThat(lines("", 5, chunk)).isEmpty();
    assertThat(lines("\uFEFF", 5, chunk)).isEmpty();
    assertThat(lines("a", 5, chunk)).containsExactly("1 a");
  }

  private static List<String> lines(String text, int longest, int chunk) throws IOException {
    var bytes = new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    var slow =
        new InputStream() {
          @Override
          public int read() {
            return bytes.read();
          }

          @Override
          public int read(byte[] target, int from, int count) {
            return bytes.read(target, from, Math.min(count, chunk));
          }
        };
    var lines = new StreamLines(slow, longest);
    var found = new ArrayList<String>();
    for (byte[] line = lines.next(); line != null; line = lines.next()) {
      found.add(lines.number() + " " + new String(line, StandardCharsets.UTF_8));
    }
    return found;
  }
}
