package org.royaltyledger.ledger.intake.source;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.royaltyledger.ledger.value.Refused;

class LineReaderTest {

  @TempDir Path folder;

  static LongStream seeds() {
    return LongStream.range(0, 30);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"one\ntwo\n", "one\ntwo", "one\r\ntwo\r\n", "one\r\ntwo", "\uFEFFone\ntwo"})
  void lines_end_with_lf_or_crlf_and_the_last_perhaps_with_nothing(String text) throws Exception {
    Path file = file("a.txt", text.getBytes(UTF_8));

    assertThat(read(file)).containsExactly("1 one", "2 two");
  }

  @Test
  void blank_lines_are_passed_over_and_keep_their_numbers() throws Exception {
    Path file = file("a.txt", "\none\n \t\r\n\ntwo\n\n \n".getBytes(UTF_8));

    assertThat(read(file)).containsExactly("2 one", "5 two");
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void whatever_the_lines_and_however_they_are_packed_each_comes_once(long seed) throws Exception {
    SplittableRandom random = new SplittableRandom(seed);
    List<String> lines = new ArrayList<>();
    StringBuilder text = new StringBuilder();
    for (int i = 1 + random.nextInt(2_000); i > 0; i--) {
      String line = "x".repeat(1 + random.nextInt(random.nextInt(50) == 0 ? 300_000 : 40)) + "ø漢";
      lines.add(line);
      text.append(line).append(random.nextBoolean() ? "\n" : "\r\n");
      if (text.length() > 2_000_000) {
        break;
      }
    }
    byte[] bytes = text.toString().getBytes(UTF_8);
    int middle = random.nextInt(bytes.length);
    byte[] packed =
        joined(
            gzip(Arrays.copyOf(bytes, middle)),
            gzip(Arrays.copyOfRange(bytes, middle, bytes.length)));

    List<String> plain = read(file("a.txt", bytes));
    List<String> unpacked = read(file("a.txt.gz", packed));

    assertThat(plain.stream().map(it -> it.substring(it.indexOf(' ') + 1))).isEqualTo(lines);
    assertThat(unpacked).isEqualTo(plain);
  }

  @Test
  void a_line_of_a_mebibyte_is_read_and_a_longer_one_is_rejected_with_its_length()
      throws Exception {
    String longest = "x".repeat(LineReader.LONGEST);
    Path file = file("a.txt", ("a\n" + longest + "\r\n" + longest + "y\nb\n").getBytes(UTF_8));

    List<String> lines = read(file);

    assertThat(lines)
        .containsExactly(
            "1 a",
            "2 " + longest,
            "3 ! line has 1048577 bytes, more than 1048576: write one row on each line",
            "4 b");
  }

  @Test
  void a_line_of_100_megabytes_is_passed_over_in_little_memory() throws Exception {
    Path file = folder.resolve("bomb.ndjson.gz");
    byte[] much = new byte[1 << 20];
    Arrays.fill(much, (byte) ' ');
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
      out.write("a\n".getBytes(UTF_8));
      for (int i = 0; i < 100; i++) {
        out.write(much);
      }
      out.write("\r\nb".getBytes(UTF_8));
    }

    try (LineReader lines = LineReader.open(file)) {
      assertThat(lines.next()).isTrue();
      assertThat(lines.next()).isTrue();
      assertThat(lines.problem()).startsWith("line has 104857600 bytes");
      assertThat(lines.buffer().length).isLessThanOrEqualTo(8 << 20);
      assertThat(lines.next()).isTrue();
      assertThat(text(lines)).isEqualTo("3 b");
      assertThat(lines.next()).isFalse();
    }
  }

  @Test
  void a_line_that_is_not_utf_8_is_rejected_and_the_next_is_read() throws Exception {
    Path file = file("a.txt", "ok\nMot\u00F6rhead\nø\n".getBytes(ISO_8859_1));

    assertThat(read(file))
        .containsExactly(
            "1 ok",
            "2 ! byte 4 is not UTF-8: save the file as UTF-8 and import it again",
            "3 ! byte 1 is not UTF-8: save the file as UTF-8 and import it again");
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void utf_8_is_what_the_jdk_takes_for_utf_8(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int[] telling = {
      0, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC0, 0xC1, 0xC2, 0xDF, 0xE0, 0xED, 0xEF, 0xF0,
      0xF4, 0xF5, 0xFF
    };
    for (int round = 0; round < 2_000; round++) {
      byte[] bytes = new byte[random.nextInt(6)];
      for (int i = 0; i < bytes.length; i++) {
        bytes[i] = (byte) telling[random.nextInt(telling.length)];
      }

      assertThat(Utf8.isValid(bytes, 0, bytes.length)).isEqualTo(jdkTakes(bytes));
    }
  }

  @Test
  void a_gzip_file_cut_short_gives_its_whole_lines_and_then_breaks() throws Exception {
    StringBuilder text = new StringBuilder();
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < 5_000; i++) {
      text.append("line ").append(random.nextLong()).append('\n');
    }
    byte[] whole = gzip(text.toString().getBytes(UTF_8));
    List<String> lines = text.toString().lines().toList();
    for (int cut : new int[] {10, 11, 500, whole.length / 2, whole.length - 8, whole.length - 1}) {
      List<String> got = new ArrayList<>();

      SourceBroken broken =
          catchThrowableOfType(
              SourceBroken.class, () -> readInto(got, file("a.gz", Arrays.copyOf(whole, cut))));

      assertThat(broken)
          .hasMessageStartingWith("a.gz breaks off after line " + got.size())
          .hasMessageContaining("is cut short")
          .extracting(SourceBroken::linesBefore)
          .isEqualTo((long) got.size());
      assertThat(got.stream().map(it -> it.substring(it.indexOf(' ') + 1)))
          .isEqualTo(lines.subList(0, got.size()));
    }
  }

  @Test
  void a_damaged_gzip_file_never_ends_as_if_it_were_whole() throws Exception {
    byte[] first = gzip("one\ntwo\n".getBytes(UTF_8));
    byte[] whole = joined(first, gzip("three\nfour\n".getBytes(UTF_8)));
    int[] harmless = {4, 5, 6, 7, 8, 9}; // time and system stand there
    for (int at = 0; at < whole.length; at++) {
      int inMember = at < first.length ? at : at - first.length;
      if (Arrays.stream(harmless).anyMatch(it -> it == inMember)) {
        continue;
      }
      byte[] damaged = whole.clone();
      damaged[at] ^= 0x55;
      Path file = file("a.gz", damaged);

      assertThatThrownBy(() -> read(file)).isInstanceOfAny(SourceBroken.class, Refused.class);
    }
  }

  @Test
  void zeros_after_gzip_are_padding() throws Exception {
    Path file = file("a.gz", joined(gzip("one\n".getBytes(UTF_8)), new byte[70_000]));

    assertThat(read(file)).containsExactly("1 one");
  }

  @Test
  void a_file_that_cannot_be_opened_is_refused_with_a_way_out() throws Exception {
    assertRefused(folder.resolve("none.csv"), "is not there: check the name and the folder");
    assertRefused(folder, "is a directory: name the files in it");
    assertRefused(file("empty.csv", new byte[0]), "is empty: get it again, or leave it out");
    assertRefused(file("empty.gz", new byte[0]), "is empty: get it again, or leave it out");
    assertRefused(file("none.gz", gzip(new byte[0])), "is empty: get it again, or leave it out");
    assertRefused(file("plain.gz", "one\n".getBytes(UTF_8)), "drop .gz from its name");
    assertRefused(file("packed.txt", gzip("one\n".getBytes(UTF_8))), "let its name end with .gz");
  }

  @Test
  void an_empty_file_may_be_a_file_without_rows() throws Exception {
    try (LineReader lines = LineReader.openPerhapsEmpty(file("empty.ndjson", new byte[0]))) {
      assertThat(lines.next()).isFalse();
    }
  }

  @Test
  void progress_is_told_in_bytes_of_the_file() throws Exception {
    byte[] packed = gzip("one\ntwo\n".repeat(1_000).getBytes(UTF_8));

    try (LineReader lines = LineReader.open(file("a.gz", packed))) {
      while (lines.next()) {
        assertThat(lines.bytesRead()).isBetween(1L, lines.size());
      }
      assertThat(lines.bytesRead()).isEqualTo(packed.length).isEqualTo(lines.size());
    }
  }

  private void assertRefused(Path path, String why) {
    assertThatThrownBy(() -> LineReader.open(path).close())
        .isInstanceOfSatisfying(
            Refused.class, it -> assertThat(it.code()).isEqualTo(Refused.Code.FILE_UNREADABLE))
        .hasMessageStartingWith("File " + path)
        .hasMessageContaining(why);
  }

  private Path file(String name, byte[] bytes) throws IOException {
    return Files.write(folder.resolve(name), bytes);
  }

  private static List<String> read(Path file) throws Exception {
    List<String> lines = new ArrayList<>();
    readInto(lines, file);
    return lines;
  }

  private static void readInto(List<String> to, Path file) throws Exception {
    try (LineReader lines = LineReader.open(file)) {
      while (lines.next()) {
        to.add(text(lines));
      }
      assertThat(lines.next()).isFalse();
    }
  }

  private static String text(LineReader lines) {
    return lines.number()
        + (lines.problem() == null
            ? " " + new String(lines.buffer(), lines.offset(), lines.length(), UTF_8)
            : " ! " + lines.problem());
  }

  private static boolean jdkTakes(byte[] bytes) {
    try {
      var _ =
          UTF_8
              .newDecoder()
              .onMalformedInput(CodingErrorAction.REPORT)
              .decode(ByteBuffer.wrap(bytes));
      return true;
    } catch (CharacterCodingException e) {
      return false;
    }
  }

  private static byte[] gzip(byte[] bytes) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(packed)) {
      out.write(bytes);
    }
    return packed.toByteArray();
  }

  private static byte[] joined(byte[] a, byte[] b) {
    byte[] both = Arrays.copyOf(a, a.length + b.length);
    System.arraycopy(b, 0, both, a.length, b.length);
    return both;
  }
}
