package org.royaltyledger.ledger.intake;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.function.Consumer;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.royaltyledger.ledger.value.OwnerOnly;
import org.royaltyledger.ledger.value.Refused;

/**
 * The file {@code rejected-FILE}: one line for each rejected line of FILE, UTF-8, of three columns
 * separated by tabs: its line number, the reason, and the line as it came.
 *
 * <p>It has no header and no quoting, and each line has these three columns: a tab, line break or
 * control character in the reason or the line is written out as {@code \t}, {@code \n} or by its
 * code point, and a line beyond 2,000 characters is cut. It is gzip where FILE ends in {@code .gz}.
 * It appears when it is closed, in place of that of an earlier import; with nothing rejected there
 * is none.
 */
public final class Rejects implements Consumer<Reject>, AutoCloseable {

  /** What the names of files with rejected lines begin with. */
  public static final String PREFIX = "rejected-";

  private final Path target;
  private final Path part;
  private @Nullable Writer out;

  private Rejects(Path target) {
    this.target = target;
    this.part = target.resolveSibling(target.getFileName() + ".part");
  }

  /**
   * @param folder where to write; null is beside the input
   */
  public static Rejects of(Path input, @Nullable Path folder) {
    return new Rejects(target(input, folder));
  }

  /** Where the rejected lines of an input are written. */
  public static Path target(Path input, @Nullable Path folder) {
    String name = PREFIX + input.getFileName();
    return folder == null ? input.resolveSibling(name) : folder.resolve(name);
  }

  /**
   * Found out before anything is imported, not when the first line is rejected.
   *
   * @throws Refused FILE_UNREADABLE if no file can be written there
   */
  public static void requireWritable(Path target) {
    Path folder = target.toAbsolutePath().getParent();
    while (folder != null && !Files.exists(folder)) {
      folder = folder.getParent();
    }
    if (Files.isDirectory(target)
        || folder == null
        || !Files.isDirectory(folder)
        || !Files.isWritable(folder)) {
      throw new Refused(
          Refused.Code.FILE_UNREADABLE,
          "rejected lines could not be written to '%s': nothing was imported, name a folder for them with --rejects DIR"
              .formatted(target));
    }
  }

  /**
   * Puts rejected lines in place that were written elsewhere.
   *
   * @param content of a whole file as this class writes it; null if nothing was rejected, which
   *     takes an older one away
   * @throws Refused FILE_UNREADABLE if the file cannot be written
   */
  public static void place(Path target, @Nullable InputStream content) {
    var rejects = new Rejects(target);
    try {
      if (content == null) {
        Files.deleteIfExists(target);
        return;
      }
      try (OutputStream out = rejects.openBytes()) {
        content.transferTo(out);
      }
      Files.move(rejects.part, target, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw rejects.unwritable(e);
    }
  }

  /** Where the rejected lines stand once this is closed, if there are any. */
  public Path target() {
    return target;
  }

  /**
   * @throws Refused FILE_UNREADABLE if the file cannot be written
   */
  @Override
  public void accept(Reject reject) {
    try {
      if (out == null) {
        out = open();
      }
      out.write(Long.toString(reject.line()));
      out.write('\t');
      out.write(Quoted.oneLine(reject.reason()));
      out.write('\t');
      out.write(Quoted.oneLine(reject.text()));
      out.write('\n');
    } catch (IOException e) {
      throw unwritable(e);
    }
  }

  /** Puts the file in place, or takes an older one away if nothing was rejected. */
  @Override
  public void close() {
    try {
      if (out == null) {
        Files.deleteIfExists(target);
      } else {
        out.close();
        Files.move(part, target, StandardCopyOption.REPLACE_EXISTING);
      }
    } catch (IOException e) {
      throw unwritable(e);
    }
  }

  private Writer open() throws IOException {
    OutputStream bytes = openBytes();
    boolean packed = target.getFileName().toString().endsWith(".gz");
    return new BufferedWriter(
        new OutputStreamWriter(
            packed ? new GZIPOutputStream(bytes) : bytes, StandardCharsets.UTF_8));
  }

  private OutputStream openBytes() throws IOException {
    Path folder = target.toAbsolutePath().getParent();
    if (folder != null) {
      Files.createDirectories(folder);
    }
    Files.deleteIfExists(part);
    // Its lines may tell of persons.
    return Channels.newOutputStream(
        Files.newByteChannel(
            part,
            Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
            OwnerOnly.at(part)));
  }

  private Refused unwritable(IOException e) {
    var refused =
        new Refused(
            Refused.Code.FILE_UNREADABLE,
            "rejected lines cannot be written to '%s' (%s): name a folder for them with --rejects DIR"
                .formatted(target, e.getClass().getSimpleName()));
    refused.initCause(e);
    return refused;
  }
}
