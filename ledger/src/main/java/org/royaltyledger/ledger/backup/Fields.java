package org.royaltyledger.ledger.backup;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.royaltyledger.ledger.proof.LogEntry;
import org.royaltyledger.ledger.store.KeptBeside;

/** The fields of a record one after the other, as docs/formats.md#backups writes them down. */
final class Fields {

  private static final byte ABSENT = 0;
  private static final byte THERE = 1;

  private final ByteBuffer bytes;

  private Fields(ByteBuffer bytes) {
    this.bytes = bytes;
  }

  static Fields of(byte[] content) {
    return new Fields(ByteBuffer.wrap(content));
  }

  /** Grows as it is written to. */
  static final class Writer {

    private ByteBuffer to = ByteBuffer.allocate(4096);

    Writer int64(long value) {
      room(Long.BYTES).putLong(value);
      return this;
    }

    Writer bytes(byte[] value) {
      room(Integer.BYTES + value.length).putInt(value.length).put(value);
      return this;
    }

    Writer text(String value) {
      return bytes(value.getBytes(UTF_8));
    }

    Writer optional(@Nullable String value) {
      room(1).put(value == null ? ABSENT : THERE);
      return value == null ? this : text(value);
    }

    Writer cell(KeptBeside.Kind kind, @Nullable Object value) {
      room(1).put(value == null ? ABSENT : THERE);
      if (value == null) {
        return this;
      }
      return switch (kind) {
        case NUMBER -> int64((Long) value);
        case TEXT -> text((String) value);
        case BYTES -> bytes((byte[]) value);
      };
    }

    private ByteBuffer room(int length) {
      if (to.remaining() < length) {
        int needed = Math.addExact(to.position(), length);
        var larger = ByteBuffer.allocate(Math.max(needed, to.capacity() * 2));
        to = larger.put(to.flip());
      }
      return to;
    }

    byte[] done() {
      byte[] content = new byte[to.position()];
      to.flip().get(content);
      return content;
    }
  }

  long int64() {
    return bytes.getLong();
  }

  byte[] bytes() {
    int length = bytes.getInt();
    if (length < 0 || length > bytes.remaining()) {
      throw new BufferUnderflowException();
    }
    byte[] value = new byte[length];
    bytes.get(value);
    return value;
  }

  String text() {
    try {
      return UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes())).toString();
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException("a text that is not UTF-8", e);
    }
  }

  @Nullable String optional() {
    return isThere() ? text() : null;
  }

  private boolean isThere() {
    byte said = bytes.get();
    if (said != ABSENT && said != THERE) {
      throw new IllegalArgumentException("neither there nor absent");
    }
    return said == THERE;
  }

  List<@Nullable Object> cells(KeptBeside.Table table) {
    var cells = new ArrayList<@Nullable Object>();
    for (KeptBeside.Column column : table.columns()) {
      cells.add(
          isThere()
              ? switch (column.kind()) {
                case NUMBER -> int64();
                case TEXT -> text();
                case BYTES -> bytes();
              }
              : null);
    }
    return cells;
  }

  /** Nothing may follow that nobody reads. */
  void end() {
    if (bytes.hasRemaining()) {
      throw new IllegalArgumentException("%d bytes too many".formatted(bytes.remaining()));
    }
  }

  /** An event, up to its leaf. */
  LogEntry readEvent(byte @Nullable [] salt) {
    return new LogEntry(
        int64(),
        text(),
        text(),
        int64(),
        optional(),
        text(),
        text(),
        optional(),
        bytes(),
        bytes(),
        null,
        salt);
  }

  /** An event with its leaf, after its salt if it has one. */
  static byte[] event(LogEntry it) {
    Writer fields = new Writer();
    if (it.salt() != null) {
      fields.bytes(it.salt());
    }
    return fields
        .int64(it.place())
        .text(it.eventIdentifier())
        .text(it.aggregateIdentifier())
        .int64(it.sequenceNumber())
        .optional(it.aggregateType())
        .text(it.timeStamp())
        .text(it.name())
        .optional(it.revision())
        .bytes(it.payload())
        .bytes(it.metaData())
        .bytes(it.leaf().bytes())
        .done();
  }
}
