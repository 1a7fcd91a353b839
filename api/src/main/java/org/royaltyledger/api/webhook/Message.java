package org.royaltyledger.api.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.royaltyledger.api.documents.Json;
import tools.jackson.databind.node.ObjectNode;

/**
 * What is sent, as Standard Webhooks has it (https://www.standardwebhooks.com).
 *
 * @param id the same however often it is sent
 */
record Message(String id, String body) {

  /**
   * @param type what it is about
   * @param at when that happened, an instant
   */
  static Message of(String id, String type, String at, ObjectNode data) {
    ObjectNode body = Json.object().put("type", type).put("timestamp", at);
    body.set("data", data);
    return new Message(id, Json.written(body));
  }

  /** A secret as it is shown. */
  static String shown(byte[] secret) {
    return "whsec_" + Base64.getEncoder().encodeToString(secret);
  }

  /** What proves that it was sent by who has the secret, at a time. */
  String signature(byte[] secret, Instant sent) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret, "HmacSHA256"));
      String signed = "%s.%s.%s".formatted(id, sent.getEpochSecond(), body);
      return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(signed.getBytes(UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has HmacSHA256", e);
    }
  }
}
