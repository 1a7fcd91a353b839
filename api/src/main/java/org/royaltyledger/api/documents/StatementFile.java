package org.royaltyledger.api.documents;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.royaltyledger.projections.statement.Statement;

/** What files of statements are called. */
public final class StatementFile {

  /** How the file ends that proves a statement. */
  public static final String PROOF = ".proof.json";

  private static final int LONGEST_NAME = 180;

  private StatementFile() {}

  /** Without its ending; names the party as a URL would, in what a file's name may hold. */
  public static String name(Statement statement) {
    return "statement-%s-%s-%s"
        .formatted(statement.period(), written(statement.party()), statement.currency());
  }

  /** A party's id as the name of a file may have it. */
  public static String written(String id) {
    String party = URLEncoder.encode(id, StandardCharsets.UTF_8);
    if (party.length() > LONGEST_NAME) {
      UUID rest = UUID.nameUUIDFromBytes(party.getBytes(StandardCharsets.UTF_8));
      party = party.substring(0, LONGEST_NAME) + "~" + rest;
    }
    return party;
  }
}
