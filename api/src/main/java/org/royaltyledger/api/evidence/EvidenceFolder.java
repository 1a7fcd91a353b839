package org.royaltyledger.api.evidence;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.royaltyledger.ledger.value.Codes;
import org.royaltyledger.ledger.value.Refused;
import org.royaltyledger.ledger.value.Sha256;

/** A folder that is there as a whole or not at all, with the SHA-256 of each of its files. */
public final class EvidenceFolder implements AutoCloseable {

  private static final String SUMS = "SHA256SUMS";

  private final Path folder;
  private final Path part;
  private final SortedMap<String, String> sums = new TreeMap<>();
  private boolean finished;

  private EvidenceFolder(Path folder, Path part) {
    this.folder = folder;
    this.part = part;
  }

  /**
   * @throws Refused BAD_INPUT if something is there already
   */
  public static EvidenceFolder begin(Path folder) throws IOException {
    Path whole = folder.toAbsolutePath().normalize();
    if (Files.exists(whole) && !isEmpty(whole)) {
      throw new Refused(
          Refused.Code.BAD_INPUT,
          "'%s' is there already: name a new folder with --out DIR".formatted(folder));
    }
    Path parent = whole.getParent();
    if (parent == null) {
      throw new Refused(
          Refused.Code.BAD_INPUT, "'%s' is no folder for evidence: name another".formatted(folder));
    }
    try {
      Files.createDirectories(parent);
      return new EvidenceFolder(
          whole, Files.createTempDirectory(parent, whole.getFileName() + ".part"));
    } catch (FileSystemException e) {
      var refused =
          new Refused(
              Refused.Code.BAD_INPUT,
              "no folder '%s' can be made (%s): name another with --out DIR"
                  .formatted(folder, e.getMessage()));
      refused.initCause(e); // a full disk has another way out
      throw refused;
    }
  }

  private static boolean isEmpty(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return false;
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.findAny().isEmpty();
    }
  }

  /**
   * Begins a file, which is finished by closing it.
   *
   * @param name under the folder, with /
   */
  Writer file(String name) throws IOException {
    Path file = part.resolve(name);
    Files.createDirectories(file.getParent());
    MessageDigest sha = Sha256.digest();
    var out = new DigestOutputStream(Files.newOutputStream(file), sha);
    return new BufferedWriter(new OutputStreamWriter(out, UTF_8)) {
      @Override
      public void close() throws IOException {
        super.close();
        sums.putIfAbsent(name, HexFormat.of().formatHex(sha.digest()));
      }
    };
  }

  /**
   * Takes in all files of a folder that was made elsewhere.
   *
   * @throws IOException if there is one that would not be in this folder, or twice, or the sums are
   *     of other files
   */
  public void unpack(InputStream packed) throws IOException {
    var zip = new ZipInputStream(packed);
    String given = "";
    for (ZipEntry it = zip.getNextEntry(); it != null; it = zip.getNextEntry()) {
      if (it.getName().equals(SUMS)) {
        given = new String(zip.readAllBytes(), UTF_8);
      } else {
        Path file = inside(it.getName());
        Files.createDirectories(file.getParent());
        MessageDigest sha = Sha256.digest();
        try (var out =
            new DigestOutputStream(
                Files.newOutputStream(file, StandardOpenOption.CREATE_NEW), sha)) {
          zip.transferTo(out);
        }
        sums.put(it.getName(), HexFormat.of().formatHex(sha.digest()));
      }
    }
    if (!sums().equals(given)) {
      throw new IOException("its sums are of other files");
    }
  }

  /** Who names a file must not choose a place outside. */
  private Path inside(String name) throws IOException {
    try {
      Path file = part.resolve(name);
      if (!name.isEmpty()
          && !name.contains("\\")
          && !name.endsWith("/")
          && file.startsWith(part)
          && file.equals(file.normalize())) {
        return file;
      }
    } catch (InvalidPathException e) {
      // answered below
    }
    throw new IOException("a file is called '%s'".formatted(Codes.shown(name)));
  }

  private String sums() {
    var lines = new StringBuilder();
    sums.forEach((name, sum) -> lines.append(sum).append("  ").append(name).append('\n'));
    return lines.toString();
  }

  /** Writes a file as it is. */
  void file(String name, String content) throws IOException {
    try (Writer writer = file(name)) {
      writer.write(content);
    }
  }

  /** Has the folder be there, with what {@code sha256sum --check} asks for. */
  public void finish() throws IOException {
    Files.writeString(part.resolve(SUMS), sums());
    Files.deleteIfExists(folder);
    Files.move(part, folder);
    finished = true;
  }

  /** Takes away what was not finished. */
  @Override
  public void close() {
    if (finished) {
      return;
    }
    try (Stream<Path> files = Files.walk(part)) {
      for (Path it : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(it);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
