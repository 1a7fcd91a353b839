package org.royaltyledger.projections.deep;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Very many entries of four numbers, to be asked for in their order: some megabytes of them in
 * memory, the others in sorted files of a temporary folder.
 */
final class Sorted implements AutoCloseable {

  private static final int IN_MEMORY = 1 << 18;
  private static final int BUFFER = 1 << 16;

  private static final Comparator<long[]> ORDER = Arrays::compare;

  private final int inMemory;
  private final List<long[]> entries = new ArrayList<>();
  private final List<Path> files = new ArrayList<>();
  private @Nullable Path folder;

  Sorted() {
    this(IN_MEMORY);
  }

  Sorted(int inMemory) {
    this.inMemory = inMemory;
  }

  /** Takes each entry in turn. */
  interface Each {
    void take(long[] entry);
  }

  void add(long one, long two, long three, long four) throws IOException {
    if (entries.size() == inMemory) {
      write();
    }
    entries.add(new long[] {one, two, three, four});
  }

  private void write() throws IOException {
    if (folder == null) {
      folder = Files.createTempDirectory("royalty-ledger-deep-");
    }
    Path file = folder.resolve("run-" + files.size());
    files.add(file);
    entries.sort(ORDER);
    try (var out =
        new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file), BUFFER))) {
      for (long[] entry : entries) {
        for (long part : entry) {
          out.writeLong(part);
        }
      }
    }
    entries.clear();
  }

  /** A sorted file, at one of its entries. */
  private static final class Run implements AutoCloseable {
    private final DataInputStream in;
    private long[] entry = new long[0];

    Run(Path file) throws IOException {
      in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file), BUFFER));
    }

    boolean next() throws IOException {
      try {
        entry = new long[] {in.readLong(), in.readLong(), in.readLong(), in.readLong()};
        return true;
      } catch (EOFException e) {
        return false;
      }
    }

    @Override
    public void close() throws IOException {
      in.close();
    }
  }

  /** All entries, the least first; equal ones as often as they were added. */
  void each(Each each) throws IOException {
    if (files.isEmpty()) {
      entries.sort(ORDER);
      entries.forEach(each::take);
      return;
    }
    write();
    var opened = new ArrayList<Run>();
    try {
      var runs = new PriorityQueue<Run>((one, other) -> ORDER.compare(one.entry, other.entry));
      for (Path file : files) {
        var run = new Run(file);
        opened.add(run);
        if (run.next()) {
          runs.add(run);
        }
      }
      for (Run run = runs.poll(); run != null; run = runs.poll()) {
        each.take(run.entry);
        if (run.next()) {
          runs.add(run);
        }
      }
    } finally {
      for (Run run : opened) {
        run.close();
      }
    }
  }

  @Override
  public void close() throws IOException {
    if (folder != null) {
      try (Stream<Path> all = Files.list(folder)) {
        for (Path file : all.toList()) {
          Files.delete(file);
        }
      }
      Files.delete(folder);
    }
  }
}
