package org.royaltyledger.api.evidence;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.royaltyledger.ledger.value.Sha256;

/** What is unpacked here was packed by somebody else. */
class EvidenceFolderTest {

  @TempDir private Path temporary;

  private static InputStream zip(String name, String content, String sums) {
    var bytes = new ByteArrayOutputStream();
    try (var zip = new ZipOutputStream(bytes)) {
      zip.putNextEntry(new ZipEntry(name));
      zip.write(content.getBytes(UTF_8));
      zip.putNextEntry(new ZipEntry("SHA256SUMS"));
      zip.write(sums.getBytes(UTF_8));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    return new ByteArrayInputStream(bytes.toByteArray());
  }

  private static String sum(String name, String content) {
    return Sha256.hex(content.getBytes(UTF_8)) + "  " + name + "\n";
  }

  private void unpack(String name, String sums) throws IOException {
    try (EvidenceFolder folder = EvidenceFolder.begin(temporary.resolve("out"))) {
      folder.unpack(zip(name, "x", sums));
      folder.finish();
    }
  }

  @Test
  void files_are_unpacked_as_they_are_with_their_sums() throws IOException {
    unpack("statements/a.json", sum("statements/a.json", "x"));

    assertThat(temporary.resolve("out/statements/a.json")).hasContent("x");
    assertThat(temporary.resolve("out/SHA256SUMS")).hasContent(sum("statements/a.json", "x"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../x",
        "/tmp/x",
        "a/../../x",
        "a/../x",
        "..\\x",
        "a/./x",
        "..",
        ".",
        "a//../../x",
        "x/"
      })
  void file_that_would_not_be_in_the_folder_is_refused_and_nothing_is_there(String name)
      throws IOException {
    assertThatThrownBy(() -> unpack(name, sum(name, "x")))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("a file is called");

    try (Stream<Path> left = Files.walk(temporary)) {
      assertThat(left).containsExactly(temporary);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "0000  a\n"})
  void folder_whose_sums_are_of_other_files_is_refused(String sums) {
    assertThatThrownBy(() -> unpack("a", sums))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("its sums are of other files");
    assertThat(temporary).isEmptyDirectory();
  }
}
