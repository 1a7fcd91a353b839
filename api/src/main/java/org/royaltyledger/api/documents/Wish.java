package org.royaltyledger.api.documents;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.royaltyledger.ledger.intake.Quoted;
import org.royaltyledger.ledger.intake.json.StrictJson;
import org.royaltyledger.ledger.value.Refused;
import org.royaltyledger.ledger.value.Signature;
import tools.jackson.databind.JsonNode;

/**
 * The content of a request that changes something: an object of a few fields, or nothing. What is
 * misspelt is refused, so that nothing is done for ever because of a word that was not read.
 */
public final class Wish {

  /** The most bytes of it. */
  public static final int LONGEST = 1 << 20;

  private static final int DEEP = 3;

  private final JsonNode fields;
  private final List<String> known;

  private Wish(JsonNode fields, List<String> known) {
    this.fields = fields;
    this.known = known;
  }

  /**
   * @param query what stands behind a question mark, which is nothing
   * @param known the fields there are
   * @throws Refused BAD_INPUT if it is anything else
   */
  public static Wish of(byte[] content, @Nullable String query, String... known) {
    if (query != null) {
      throw new Refused(
          Refused.Code.BAD_INPUT,
          "this address takes nothing behind a question mark, and here is '?%s': send a wish as the content; nothing was done"
              .formatted(Quoted.shown(query)));
    }
    String text = new String(content, StandardCharsets.UTF_8);
    List<String> names = List.of(known);
    if (text.isBlank()) {
      return new Wish(Json.object(), names);
    }
    try {
      JsonNode fields = StrictJson.only(text, DEEP);
      if (content.length <= LONGEST
          && fields.isObject()
          && names.containsAll(fields.propertyNames())) {
        return new Wish(fields, names);
      }
    } catch (IllegalArgumentException e) {
      // answered below
    }
    throw odd(names);
  }

  private static Refused odd(List<String> known) {
    return new Refused(
        Refused.Code.BAD_INPUT,
        "the content is one JSON object, or nothing, and its fields are of %s, each as the document of the API says: nothing was done"
            .formatted(known));
  }

  /** A field that is true or false, false without. */
  public boolean flag(String name) {
    JsonNode field = fields.path(name);
    if (field.isMissingNode() || field.isBoolean()) {
      return field.asBoolean(false);
    }
    throw odd(known);
  }

  /** A text, null without. */
  public @Nullable String text(String name) {
    JsonNode field = fields.path(name);
    if (field.isMissingNode() || field.isNull()) {
      return null;
    }
    if (field.isString()) {
      return field.stringValue();
    }
    throw odd(known);
  }

  /**
   * A text that has to be there.
   *
   * @throws Refused BAD_INPUT if it is not
   */
  public String required(String name) {
    @Nullable String text = text(name);
    if (text == null) {
      throw odd(known);
    }
    return text;
  }

  /** A list of texts, empty without. */
  public SortedSet<String> texts(String name) {
    var texts = new TreeSet<String>();
    JsonNode field = fields.path(name);
    if (!field.isMissingNode() && !field.isArray()) {
      throw odd(known);
    }
    for (JsonNode it : field) {
      if (!it.isString()) {
        throw odd(known);
      }
      texts.add(it.stringValue());
    }
    return texts;
  }

  /** Who wishes it, and why. */
  public Signature by() {
    return Words.signature(text("as"), text("why"));
  }
}
