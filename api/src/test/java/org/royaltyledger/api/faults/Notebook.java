package org.royaltyledger.api.faults;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What was sent and what was acknowledged, written down outside of the program: {@code sent.log}
 * before a request, {@code acked.log} after its reply, each on the disk before it goes on.
 *
 * <p>What is in the first alone is neither in nor lost: the same sent again must settle it.
 */
final class Notebook implements AutoCloseable {

  private final Path sentFile;
  private final Path ackedFile;
  private final FileChannel sent;
  private final FileChannel acked;

  private Notebook(Path sentFile, Path ackedFile) throws IOException {
    this.sentFile = sentFile;
    this.ackedFile = ackedFile;
    this.sent = FileChannel.open(sentFile, CREATE, APPEND);
    this.acked = FileChannel.open(ackedFile, CREATE, APPEND);
  }

  /** A new one, or what one in that folder holds already. */
  static Notebook in(Path folder) {
    try {
      Files.createDirectories(folder);
      return new Notebook(folder.resolve("sent.log"), folder.resolve("acked.log"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** To be called before a request. */
  void sends(Collection<SentUsage> usages) {
    write(sent, usages);
  }

  /** To be called after its reply. */
  void acknowledged(Collection<SentUsage> usages) {
    write(acked, usages);
  }

  /** Digests by usage id. */
  Map<String, String> sent() {
    return read(sentFile);
  }

  Map<String, String> acked() {
    return read(ackedFile);
  }

  @Override
  public void close() {
    try {
      sent.close();
      acked.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static synchronized void write(FileChannel to, Collection<SentUsage> usages) {
    String lines =
        usages.stream().map(it -> it.id() + " " + it.digest() + "\n").collect(Collectors.joining());
    try {
      ByteBuffer bytes = ByteBuffer.wrap(lines.getBytes(UTF_8));
      while (bytes.hasRemaining()) {
        to.write(bytes);
      }
      to.force(true);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Map<String, String> read(Path file) {
    try {
      List<String> lines = Files.readAllLines(file, UTF_8);
      var digests = new TreeMap<String, String>();
      for (String line : lines) {
        int blank = line.indexOf(' ');
        digests.put(line.substring(0, blank), line.substring(blank + 1));
      }
      return digests;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
