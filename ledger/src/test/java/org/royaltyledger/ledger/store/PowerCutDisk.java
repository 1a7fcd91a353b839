package org.royaltyledger.ledger.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.h2.store.fs.FileBaseDefault;
import org.h2.store.fs.FilePath;
import org.h2.store.fs.FilePathWrapper;

/**
 * A disk whose power can be cut: of what was written and not forced, a cut keeps any part. It is a
 * file system of H2, {@code power:}, over the real one.
 */
public final class PowerCutDisk extends FilePathWrapper {

  private static final String SCHEME = "power";
  private static final int SECTOR = 512;

  /** Of the one store that a test has open. */
  private static Journal journal = new Journal(true);

  /** Puts in a new disk. */
  static Journal plugIn(boolean forces) {
    journal = new Journal(forces);
    FilePath.register(new PowerCutDisk());
    return journal;
  }

  @Override
  public String getScheme() {
    return SCHEME;
  }

  @Override
  public FileChannel open(String mode) throws IOException {
    FileChannel file = super.open(mode);
    return name.endsWith(".mv.db") ? new Written(file, journal) : file;
  }

  /** What was written at one place, or that the file was cut off there. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Change(long at, byte[] bytes, boolean truncates) {}

  /** What became of the store's file, and how much of it is for certain on the disk. */
  static final class Journal {

    private final boolean forces;
    private final Image durable = new Image();
    private final List<Change> since = new ArrayList<>();

    /**
     * @param forces false is a disk that says it has written what it has not
     */
    private Journal(boolean forces) {
      this.forces = forces;
    }

    private synchronized void add(Change change) {
      since.add(change);
    }

    private synchronized void force() {
      if (forces) {
        since.forEach(durable::apply);
        since.clear();
      }
    }

    /**
     * The file as it may be found when the power is back: all that was forced, and of each later
     * write nothing, all, or some sectors.
     */
    synchronized byte[] cut(Random random) {
      Image found = durable.copy();
      for (Change it : since) {
        switch (random.nextInt(3)) {
          case 0 -> {}
          case 1 -> found.apply(it);
          default -> found.apply(torn(it, random));
        }
      }
      return found.bytes();
    }

    private static Change torn(Change it, Random random) {
      if (it.truncates || it.bytes.length <= SECTOR) {
        return it;
      }
      int sectors = random.nextInt(it.bytes.length / SECTOR);
      return new Change(it.at, Arrays.copyOf(it.bytes, sectors * SECTOR), false);
    }
  }

  /** What a file holds. */
  private static final class Image {

    private byte[] room = new byte[1 << 20];
    private int size;

    void apply(Change it) {
      int at = Math.toIntExact(it.at);
      int end = it.truncates ? at : at + it.bytes.length;
      if (end > room.length) {
        room = Arrays.copyOf(room, 2 * end);
      }
      if (it.truncates && at < size) {
        Arrays.fill(room, at, size, (byte) 0);
      }
      System.arraycopy(it.bytes, 0, room, at, it.bytes.length);
      size = it.truncates ? at : Math.max(size, end);
    }

    Image copy() {
      var copy = new Image();
      copy.room = room.clone();
      copy.size = size;
      return copy;
    }

    byte[] bytes() {
      return Arrays.copyOf(room, size);
    }
  }

  /** Where the file stands that was found after a cut. */
  static Path write(byte[] found, Path folder) {
    try {
      Files.createDirectories(folder);
      return Files.write(folder.resolve("ledger.mv.db"), found);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static final class Written extends FileBaseDefault {

    private final FileChannel file;
    private final Journal journal;

    Written(FileChannel file, Journal journal) {
      this.file = file;
      this.journal = journal;
    }

    @Override
    public long size() throws IOException {
      return file.size();
    }

    @Override
    public synchronized int read(ByteBuffer to, long position) throws IOException {
      return file.read(to, position);
    }

    @Override
    public synchronized int write(ByteBuffer from, long position) throws IOException {
      byte[] bytes = new byte[from.remaining()];
      from.duplicate().get(bytes);
      int written = file.write(from, position);
      journal.add(new Change(position, Arrays.copyOf(bytes, written), false));
      return written;
    }

    @Override
    protected void implTruncate(long size) throws IOException {
      file.truncate(size);
      journal.add(new Change(size, new byte[0], true));
    }

    @Override
    public void force(boolean metaData) throws IOException {
      file.force(metaData);
      journal.force();
    }

    @Override
    protected void implCloseChannel() throws IOException {
      file.close();
    }

    @Override
    public FileLock tryLock(long position, long size, boolean shared) throws IOException {
      return file.tryLock(position, size, shared);
    }
  }
}
