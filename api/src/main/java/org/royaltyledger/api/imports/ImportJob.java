package org.royaltyledger.api.imports;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.royaltyledger.api.documents.Json;
import org.royaltyledger.api.problem.Problem;
import org.royaltyledger.ledger.intake.Warning;
import org.royaltyledger.ledger.intake.batch.FileKind;
import org.royaltyledger.ledger.intake.batch.ImportedFile;
import org.royaltyledger.ledger.intake.batch.Progress;
import org.royaltyledger.ledger.value.Acting;
import org.royaltyledger.ledger.value.Signature;
import org.springframework.web.util.UriUtils;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The import of the files of one request, from waiting to its end. */
final class ImportJob implements Progress {

  /** The states in their order; the last two are ends. */
  enum State {
    WAITING,
    RUNNING,
    DONE,
    FAILED
  }

  private final String id;
  private final Path folder;
  private final List<Part> parts;
  private final Signature by;
  private final Acting sender = Acting.now();
  private State state = State.WAITING;
  private int current;
  private List<ImportedFile> imported = List.of();
  private @Nullable Problem problem;

  /** One file, and how much of it has been read. */
  private static final class Part {
    private final Path path;
    private final String name;
    private final FileKind kind;
    private final long size;
    private long bytes;
    private long lines;

    Part(Path path) {
      this.path = path;
      name = String.valueOf(path.getFileName());
      kind = FileKind.of(path);
      try {
        size = Files.size(path);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /**
   * @param folder what is deleted when nobody asks any more
   * @param files in the order of reading
   * @param by who sends them, in the thread of the request
   */
  ImportJob(String id, Path folder, List<Path> files, Signature by) {
    this.id = id;
    this.folder = folder;
    this.by = by;
    this.parts = files.stream().map(Part::new).toList();
  }

  String id() {
    return id;
  }

  Path folder() {
    return folder;
  }

  Signature by() {
    return by;
  }

  /** Who sent the request, whichever thread imports. */
  Acting sender() {
    return sender;
  }

  List<Path> files() {
    return parts.stream().map(it -> it.path).toList();
  }

  synchronized boolean isEnded() {
    return state.compareTo(State.DONE) >= 0;
  }

  synchronized void begin() {
    state = State.RUNNING;
  }

  synchronized void done(List<ImportedFile> files) {
    imported = List.copyOf(files);
    for (int i = 0; i < imported.size(); i++) {
      Part part = parts.get(i);
      part.bytes = part.size;
      part.lines = Math.max(part.lines, imported.get(i).report().read());
    }
    end(State.DONE);
  }

  synchronized void failed(Problem why) {
    problem = why;
    end(State.FAILED);
  }

  private void end(State how) {
    state = how;
    notifyAll();
  }

  /** Waits until it is at its end, or the time is over. */
  synchronized void awaitEnd(long seconds) throws InterruptedException {
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
    for (long left = until - System.nanoTime();
        left > 0 && !isEnded();
        left = until - System.nanoTime()) {
      TimeUnit.NANOSECONDS.timedWait(this, left);
    }
  }

  @Override
  public synchronized void at(String file, long bytes, long size, long lines) {
    // Facts are told of once, at their end, as 1 of 1.
    for (int i = current; i < parts.size(); i++) {
      Part part = parts.get(i);
      if (part.name.equals(file)) {
        part.bytes = bytes == size ? part.size : Math.min(bytes, part.size);
        part.lines = lines;
        current = i;
        return;
      }
    }
  }

  /**
   * Where the rejected lines of a file are.
   *
   * @param place among the files, of which several may have one name; null is the first
   */
  synchronized Optional<Path> rejected(String file, @Nullable Integer place) {
    for (int i = 0; i < imported.size(); i++) {
      if (parts.get(i).name.equals(file) && (place == null || place == i)) {
        return Optional.ofNullable(imported.get(i).rejects());
      }
    }
    return Optional.empty();
  }

  /** As {@code GET /api/v1/imports/{id}} answers. */
  synchronized ObjectNode document() {
    ObjectNode document =
        Json.object().put("id", id).put("state", state.name().toLowerCase(Locale.ROOT));
    ArrayNode files = document.putArray("files");
    for (int i = 0; i < parts.size(); i++) {
      Part part = parts.get(i);
      ObjectNode file =
          files
              .addObject()
              .put("file", part.name)
              .put("kind", part.kind.written())
              .put("size", part.size)
              .put("bytes", part.bytes)
              .put("lines", part.lines);
      if (state == State.DONE) {
        describe(i, file);
      }
    }
    if (state == State.DONE) {
      document.set("report", Json.imported(imported));
    }
    if (problem != null) {
      document.set("problem", problem.document());
    }
    return document;
  }

  private void describe(int place, ObjectNode file) {
    ImportedFile it = imported.get(place);
    ArrayNode warnings = file.putArray("warnings");
    for (Warning warning : it.warnings()) {
      warnings.addObject().put("line", warning.line()).put("text", warning.text());
    }
    if (it.rejects() != null) {
      file.put("rejectedLines", address() + "/rejected/" + encoded(place));
    }
  }

  /** Its address on this server. */
  String address() {
    return "/api/v1/imports/" + id;
  }

  private String encoded(int place) {
    String name = parts.get(place).name;
    String address = UriUtils.encode(name, StandardCharsets.UTF_8);
    var names = new ArrayList<String>();
    parts.subList(0, place).forEach(it -> names.add(it.name));
    return names.contains(name) ? address + "?place=" + place : address;
  }
}
