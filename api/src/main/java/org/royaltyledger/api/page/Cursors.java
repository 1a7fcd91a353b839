package org.royaltyledger.api.page;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import org.royaltyledger.ledger.access.Caller;
import org.royaltyledger.ledger.store.StoreKey;
import org.royaltyledger.ledger.value.Codes;
import org.royaltyledger.ledger.value.Refused;
import org.springframework.stereotype.Component;

/**
 * Where a list goes on: signed, so that only what was given out is taken, and for one caller and
 * one question. It holds no right: who may see less by then is shown less.
 */
@Component
public final class Cursors {

  /** Too many bits to be tried over a network. */
  private static final int SIGNATURE = 16;

  private static final int LONGEST = 400;

  private final StoreKey key;

  Cursors(StoreKey key) {
    this.key = key;
  }

  /**
   * The cursor of a place in a list.
   *
   * @param question the list and all that chooses what is in it
   * @param place in it, of whatever form
   */
  public String of(String question, String place) {
    byte[] text = place.getBytes(UTF_8);
    byte[] signed = Arrays.copyOf(signature(question, place), SIGNATURE + text.length);
    System.arraycopy(text, 0, signed, SIGNATURE, text.length);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(signed);
  }

  /**
   * The place that a cursor stands for.
   *
   * @throws Refused BAD_INPUT unless it was given to this caller, with this question
   */
  public String place(String question, String cursor) {
    byte[] signed = decoded(cursor);
    if (signed.length > SIGNATURE) {
      String place = new String(signed, SIGNATURE, signed.length - SIGNATURE, UTF_8);
      // Not only its bytes: one place has one cursor.
      if (MessageDigest.isEqual(cursor.getBytes(UTF_8), of(question, place).getBytes(UTF_8))) {
        return place;
      }
    }
    throw new Refused(
        Refused.Code.BAD_INPUT,
        "cursor '%s' was not given to you with this question: ask it as before and take the cursor as it came, or begin again without one"
            .formatted(Codes.shown(cursor)));
  }

  private static byte[] decoded(String cursor) {
    try {
      return cursor.length() > LONGEST ? new byte[0] : Base64.getUrlDecoder().decode(cursor);
    } catch (IllegalArgumentException e) {
      return new byte[0];
    }
  }

  private byte[] signature(String question, String place) {
    String caller = String.valueOf(Caller.now().name());
    // With their lengths: no two of these make the same text.
    String signed =
        "%d %d\n%s\n%s\n%s".formatted(caller.length(), question.length(), caller, question, place);
    return Arrays.copyOf(key.signatureOfCursor(signed.getBytes(UTF_8)), SIGNATURE);
  }
}
