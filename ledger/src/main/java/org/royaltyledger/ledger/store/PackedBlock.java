package org.royaltyledger.ledger.store;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.UUID;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.messaging.MetaData;
import org.axonframework.serialization.SerializedObject;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.SimpleSerializedObject;
import org.royaltyledger.ledger.proof.BlockTree;
import org.royaltyledger.ledger.proof.Contents;
import org.royaltyledger.ledger.store.block.UsageBlockCodec;
import org.royaltyledger.ledger.usage.UsageBlock;
import org.royaltyledger.ledger.usage.UsageEvent;

/**
 * A block with all that is made of it for the log: its id, its stored bytes, and what its leaf says
 * of it. It takes longer than to append it, and can be done before it is its turn.
 */
final class PackedBlock {

  private static final SecureRandom RANDOM = new SecureRandom();

  private final UsageEvent.UsageBlockRecorded event;
  private final String stream;
  private final byte[] stored;
  private final Contents contents;

  private PackedBlock(
      UsageEvent.UsageBlockRecorded event, String stream, byte[] stored, Contents contents) {
    this.event = event;
    this.stream = stream;
    this.stored = stored;
    this.contents = contents;
  }

  static PackedBlock of(StoreKey key, UsageBlock block) {
    byte[] content = UsageBlockCodec.contentBytes(block);
    byte[] saltKey = new byte[UsageBlockCodec.SALT_KEY];
    RANDOM.nextBytes(saltKey);
    return new PackedBlock(
        new UsageEvent.UsageBlockRecorded(saltKey, block),
        "usages/" + key.blockId(content),
        UsageBlockCodec.encode(saltKey, content),
        BlockTree.of(saltKey, block).contents());
  }

  UsageBlock block() {
    return event.block();
  }

  /** Whether it has to be halved before it can be stored. */
  boolean isTooLong() {
    return stored.length > UsageBlockCodec.LONGEST && block().size() > 1;
  }

  DomainEventMessage<?> message() {
    return new Message(this);
  }

  /** What the leaf of a message says of usages, where they were packed for it. */
  static Contents contents(Message message) {
    return message.packed.contents;
  }

  /**
   * The identifier follows from the content, so that the log refuses a second copy.
   *
   * @param stream of the event
   */
  static String identifier(String stream) {
    return UUID.nameUUIDFromBytes(stream.getBytes(StandardCharsets.UTF_8)).toString();
  }

  /** The block's event, which is not packed again. */
  static final class Message extends GenericDomainEventMessage<UsageEvent.UsageBlockRecorded> {

    private static final long serialVersionUID = 1L;

    @SuppressWarnings("serial") // never sent anywhere
    private final PackedBlock packed;

    Message(PackedBlock packed) {
      super(
          "Usages",
          packed.stream,
          0,
          packed.event,
          MetaData.emptyInstance(),
          identifier(packed.stream),
          Instant.now());
      this.packed = packed;
    }

    @Override
    @SuppressWarnings("unchecked")
    public <T> SerializedObject<T> serializePayload(Serializer serializer, Class<T> expected) {
      return expected == byte[].class
          ? new SimpleSerializedObject<>(
              (T) packed.stored, expected, serializer.typeForClass(packed.event.getClass()))
          : super.serializePayload(serializer, expected);
    }
  }
}
