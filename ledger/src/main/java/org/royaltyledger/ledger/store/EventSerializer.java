package org.royaltyledger.ledger.store;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;
import org.axonframework.serialization.Converter;
import org.axonframework.serialization.SerializedObject;
import org.axonframework.serialization.SerializedType;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.SimpleSerializedObject;
import org.axonframework.serialization.SimpleSerializedType;
import org.axonframework.serialization.jackson3.Jackson3Serializer;
import org.jspecify.annotations.Nullable;
import org.royaltyledger.ledger.royalty.RunEvent;
import org.royaltyledger.ledger.store.block.RunBlockCodec;
import org.royaltyledger.ledger.store.block.UsageBlockCodec;
import org.royaltyledger.ledger.usage.UsageEvent;
import org.royaltyledger.ledger.value.Acting;
import org.royaltyledger.ledger.value.Refused;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Events to stored bytes and back: blocks as Avro with zstd, all others as JSON with sorted keys.
 *
 * <p>Everything else Axon stores with it (metadata) goes to Axon's own Jackson serializer.
 */
public final class EventSerializer implements Serializer {

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
          .disable(MapperFeature.SORT_CREATOR_PROPERTIES_FIRST) // or records keep their own order
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .changeDefaultPropertyInclusion(
              inclusion -> inclusion.withValueInclusion(JsonInclude.Include.NON_NULL))
          .build();

  /** How the payload of one type is written. */
  private interface Codec {
    byte[] write(Object payload);

    Object read(byte[] bytes);
  }

  private static final Map<Class<?>, Codec> CODECS =
      Map.of(
          UsageEvent.UsageBlockRecorded.class,
          new Codec() {
            @Override
            public byte[] write(Object payload) {
              return UsageBlockCodec.encode((UsageEvent.UsageBlockRecorded) payload);
            }

            @Override
            public Object read(byte[] bytes) {
              return UsageBlockCodec.decode(bytes);
            }
          },
          RunEvent.RunBlockRecorded.class,
          new Codec() {
            @Override
            public byte[] write(Object payload) {
              return RunBlockCodec.write((RunEvent.RunBlockRecorded) payload);
            }

            @Override
            public Object read(byte[] bytes) {
              return RunBlockCodec.read(bytes);
            }
          });

  private final Jackson3Serializer others = Jackson3Serializer.builder().build();

  /** The bytes an event is stored as. */
  public static byte[] write(Object event) {
    Codec codec = CODECS.get(event.getClass());
    return codec == null ? JSON.writeValueAsBytes(event) : codec.write(event);
  }

  /** What is stored beside an event: who did it, why, and from where. */
  static byte[] metaData(Acting acting) {
    return JSON.writeValueAsBytes(acting);
  }

  /**
   * The event that was stored.
   *
   * @throws Refused NEWER_STORE if its name or revision is unknown, STORE_UNREADABLE if its bytes
   *     are damaged
   */
  public static Object read(String name, @Nullable String revision, byte[] bytes) {
    EventNames.EventName known = EventNames.named(name);
    List<Upcasts.Step> steps = Upcasts.steps(known, revision);
    Codec codec = CODECS.get(known.type());
    if (codec != null) {
      return codec.read(bytes);
    }
    try {
      if (steps.isEmpty()) {
        return JSON.readValue(bytes, known.type());
      }
      ObjectNode fields = JSON.readValue(bytes, ObjectNode.class);
      steps.forEach(step -> step.change().accept(fields));
      return JSON.treeToValue(fields, known.type());
    } catch (JacksonException e) {
      throw new Refused(
          Refused.Code.STORE_UNREADABLE,
          "an event '%s' in the log cannot be read (%s): restore the store from a backup"
              .formatted(name, e.getOriginalMessage()));
    }
  }

  @Override
  public <T> SerializedObject<T> serialize(@Nullable Object object, Class<T> expected) {
    if (object == null || !EventNames.isEvent(object.getClass())) {
      return others.serialize(object, expected);
    }
    T bytes = getConverter().convert(write(object), byte[].class, expected);
    return new SimpleSerializedObject<>(bytes, expected, typeForClass(object.getClass()));
  }

  @Override
  public <T> boolean canSerializeTo(Class<T> expected) {
    return expected == byte[].class;
  }

  @Override
  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // Axon's signature
  public <S, T> T deserialize(SerializedObject<S> serialized) {
    SerializedType type = serialized.getType();
    if (isOther(type)) {
      return others.deserialize(serialized);
    }
    byte[] bytes = getConverter().convert(serialized, byte[].class).getData();
    return (T) read(type.getName(), type.getRevision(), bytes);
  }

  @Override
  public Class<?> classForType(SerializedType type) {
    return isOther(type) ? others.classForType(type) : EventNames.named(type.getName()).type();
  }

  @Override
  @SuppressWarnings("rawtypes") // Axon's signature
  public SerializedType typeForClass(@Nullable Class type) {
    if (type == null || !EventNames.isEvent(type)) {
      return others.typeForClass(type);
    }
    EventNames.EventName name = EventNames.of(type);
    return new SimpleSerializedType(name.stored(), name.revision());
  }

  @Override
  public Converter getConverter() {
    return others.getConverter();
  }

  /** Class names and empty payloads are Axon's; our names have no dots. */
  private static boolean isOther(SerializedType type) {
    return type.getName().contains(".")
        || type.getName().equals(SerializedType.emptyType().getName());
  }
}
