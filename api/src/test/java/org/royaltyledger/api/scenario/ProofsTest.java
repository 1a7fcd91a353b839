package org.royaltyledger.api.scenario;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.royaltyledger.api.scenario.Scenario.OCTOBER;
import static org.royaltyledger.api.scenario.Scenario.text;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the program proves, checked by programs that have no line of its code. */
class ProofsTest extends RunsTheProgram {

  private static final String[] FILES = {
    "checkpoint",
    "event.tlog-proof",
    "event.json",
    "usage.json",
    "ann.json",
    "consistency.json",
    "statement.json"
  };

  private static final JsonMapper JSON = JsonMapper.builder().build();

  @TempDir private Path auditor;

  /** A closed month in which ann and ben stand in one usage, and all files of an auditor. */
  private void month() throws IOException {
    ledger.licensed("ann", "A1");
    ledger.licensed("ben", "B1");
    ledger.revenue("150.00");
    ledger.usage("u1").of("A1", "0.625").of("B1", "0.375").times(7);
    ledger.play("u2", "B1", 1);
    ledger.settle(OCTOBER);
    keep("checkpoint", "checkpoint");
    String close = sizes()[0];
    String now = sizes()[1];
    keep("event.tlog-proof", "proof", "event", "3");
    keep("event.json", "proof", "event", "3", "--json", "--size", now);
    keep("usage.json", "proof", "usage", "u1");
    keep("ann.json", "proof", "usage", "u1", "--contribution", "0");
    keep("statement.json", "proof", "statement", OCTOBER, "ann");
    keep("consistency.json", "proof", "consistency", close, now);
    ledger.run("checkpoint", "key");
    Files.writeString(
        auditor.resolve("keys"),
        ledger.out().lines().skip(1).toList().getLast().split("\t", -1)[1]);
  }

  private void keep(String file, String... command) throws IOException {
    ledger.run(command);
    assertThat(ledger.exit()).as(ledger.err()).isZero();
    Files.writeString(auditor.resolve(file), ledger.out());
  }

  /** Of the close, and of now. */
  private String[] sizes() {
    ledger.run("checkpoint", "list");
    return ledger.out().lines().skip(1).map(it -> it.split("\t", -1)[0]).toArray(String[]::new);
  }

  private Verifiers.Said check(Verifiers with, String... files) {
    String[] words = new String[files.length + 1];
    words[0] = "keys";
    System.arraycopy(files, 0, words, 1, files.length);
    return with.check(auditor, words);
  }

  @ParameterizedTest
  @EnumSource
  void what_is_proven_holds_for_programs_of_others(Verifiers with) throws IOException {
    with.require();
    month();

    Verifiers.Said said = check(with, FILES);

    assertThat(said.exit()).as(said.out()).isZero();
    assertThat(said.out().lines()).hasSize(FILES.length).allMatch(it -> it.startsWith("ok\t"));
    if (with == Verifiers.PYTHON) {
      assertThat(said.out())
          .contains("usage u1: 7 times OnDemandStream of remix in SE at 2026-10-03T12:00:00Z")
          .contains("contribution 0: asset A1 as voice, weight 0.625")
          .contains("contribution 1: asset B1 as voice, weight 0.375");
    }
  }

  @ParameterizedTest
  @EnumSource
  void what_was_changed_does_not_hold(Verifiers with) throws IOException {
    with.require();
    month();
    JsonNode usage = json(Files.readString(auditor.resolve("usage.json")));
    JsonNode header = usage.get("opened").get(0);
    JsonNode voice = usage.get("opened").get(1);
    byte[] more = Base64.getDecoder().decode(text(voice, "bytes"));
    more[more.length - 1]++; // a weight
    changed("weight.json", "usage.json", text(voice, "bytes"), base64(more));
    byte[] other = Base64.getDecoder().decode(text(header, "bytes"));
    other[6]++; // a letter of the id
    changed("id.json", "usage.json", text(header, "bytes"), base64(other));
    changed("row.json", "usage.json", "\"row\":0", "\"row\":1");
    changed("index.json", "event.json", "\"index\":2", "\"index\":3");
    changed("entry.json", "event.json", "\"entry\":\"Ag", "\"entry\":\"AA");
    byte[] salt = Base64.getDecoder().decode(text(voice, "salt"));
    byte[] bytes = Base64.getDecoder().decode(text(voice, "bytes"));
    changed( // the hash of both together is the same
        "salt.json",
        "usage.json",
        "\"salt\":\"%s\",\"bytes\":\"%s\"".formatted(base64(salt), base64(bytes)),
        "\"salt\":\"%s\",\"bytes\":\"%s\""
            .formatted(base64(Arrays.copyOf(salt, 31)), base64(joined(salt[31], bytes))));
    JsonNode event = json(Files.readString(auditor.resolve("event.json")));
    String identity =
        new String(Base64.getDecoder().decode(text(event, "identity")), ISO_8859_1)
            .replace("party/", "patty/");
    changed(
        "identity.json",
        "event.json",
        text(event, "identity"),
        base64(identity.getBytes(ISO_8859_1)));
    byte[] place = Base64.getDecoder().decode(text(usage, "entry"));
    place[30]++;
    changed("stream.json", "usage.json", text(usage, "entry"), base64(place));
    String size = Files.readString(auditor.resolve("checkpoint")).split("\n", -1)[1];
    changed("size", "checkpoint", "\n" + size + "\n", "\n" + (Long.parseLong(size) + 1) + "\n");
    String path =
        json(Files.readString(auditor.resolve("consistency.json")))
            .get("path")
            .get(0)
            .stringValue();
    changed("history.json", "consistency.json", path, base64(new byte[32]));
    JsonNode statement = json(Files.readString(auditor.resolve("statement.json")));
    changed("digest.json", "statement.json", "\"digest\":\"1:", "\"digest\":\"1:0");
    changed("whose.json", "statement.json", "\"party\":\"ann\"", "\"party\":\"ben\"");
    byte[] close = Base64.getDecoder().decode(text(statement, "payload"));
    changed(
        "seal.json",
        "statement.json",
        text(statement, "payload"),
        base64(new String(close, UTF_8).replace("\"count\":2", "\"count\":1").getBytes(UTF_8)));
    String[] files = {
      "digest.json",
      "whose.json",
      "seal.json",
      "weight.json",
      "id.json",
      "row.json",
      "index.json",
      "entry.json",
      "salt.json",
      "identity.json",
      "stream.json",
      "size",
      "history.json"
    };

    Verifiers.Said said = check(with, files);

    assertThat(said.exit()).as(said.out()).isNotZero();
    assertThat(
            said.out()
                .lines()
                .filter(it -> it.startsWith("WRONG\t") || it.startsWith("UNREADABLE\t")))
        .as(said.out())
        .hasSize(files.length);
  }

  private static byte[] joined(byte first, byte[] rest) {
    return ByteBuffer.allocate(1 + rest.length).put(first).put(rest).array();
  }

  private void changed(String to, String from, String what, String with) throws IOException {
    String content = Files.readString(auditor.resolve(from));
    assertThat(content).contains(what);
    Files.writeString(auditor.resolve(to), content.replace(what, with));
  }

  private static JsonNode json(String text) {
    return JSON.readTree(text);
  }

  private static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }

  @Test
  void proof_of_one_contribution_shows_nothing_of_another_label() throws IOException {
    month();

    JsonNode proof = json(Files.readString(auditor.resolve("ann.json")));

    assertThat(proof.get("opened")).hasSize(2);
    for (JsonNode it : proof.get("opened")) {
      String said = new String(Base64.getDecoder().decode(text(it, "bytes")), UTF_8);
      assertThat(said).doesNotContain("B1");
    }
    assertThat(proof.get("parts")).hasSize(3);
  }

  /** Whoever gets the close in the clear could try what another earned, as long as it takes. */
  @Test
  void close_that_a_party_gets_has_no_plain_hash_of_what_others_earned() throws IOException {
    month();
    JsonNode close =
        json(
            new String(
                Base64.getDecoder()
                    .decode(
                        text(json(Files.readString(auditor.resolve("statement.json"))), "payload")),
                UTF_8));
    assertThat(close.get("blocks"))
        .hasSizeGreaterThan(1)
        .allMatch(it -> it.stringValue().matches("2:[0-9a-f]{64}"));
  }

  @ParameterizedTest
  @EnumSource
  void statement_file_has_beside_it_what_proves_it(Verifiers with) throws IOException {
    with.require();
    month();

    keep("names", "statements", OCTOBER, "--format", "csv", "--out", auditor.toString());

    assertThat(ledger.out().lines()).hasSize(2);
    String file = "statement-2026-10-ann-EUR";
    Verifiers.Said said = check(with, file + ".proof.json");
    assertThat(said.exit()).as(said.out()).isZero();
    keep("digests", "statements", OCTOBER, "--format", "digest", "--party", "ann");
    assertThat(said.out())
        .contains("statement 1 of 1 of ann for 2026-10 in EUR: digest ")
        .contains(ledger.out().lines().toList().getLast().split("\t", -1)[4]);
    JsonNode proof = json(Files.readString(auditor.resolve(file + ".proof.json")));
    assertThat(text(proof, "checkpoint").split("\n", -1)[1]).isEqualTo(sizes()[0]);
  }

  @Test
  void digest_of_each_statement_is_made_again_by_a_program_of_others() throws IOException {
    Verifiers.PYTHON.require();
    month();
    keep("statements.json", "statements", OCTOBER, "--format", "json");
    keep("digests", "statements", OCTOBER, "--format", "digest");

    Verifiers.Said said = Verifiers.PYTHON.run("digest.py", auditor, "statements.json");

    assertThat(said.out()).isEqualTo(Files.readString(auditor.resolve("digests")));
    assertThat(said.out().lines()).hasSize(3);
  }

  @Test
  void close_signs_the_log_as_it_left_it() throws IOException {
    month();
    ledger.run("proof", "event", sizes()[0]);
    assertThat(ledger.out()).contains("c2sp.org/tlog-proof@v1");

    ledger.run("proof", "event", sizes()[0], "--json");

    assertThat(text(ledger.answer(), "name")).isEqualTo("period-closed");
    assertThat(text(ledger.answer(), "checkpoint").split("\n", -1)[1]).isEqualTo(sizes()[0]);
  }

  @Test
  void what_cannot_be_proven_is_refused_with_a_way_out() throws IOException {
    month();
    ledger.run("proof", "usage", "nobody");
    ledger.refused("usage 'nobody' is not in the ledger");
    ledger.run("proof", "usage", "u1", "--contribution", "2");
    ledger.refused("has 2 contributions, counted from 0, and none of number 2");
    ledger.run("proof", "event", "999");
    ledger.refused("no event at place 999");
    ledger.run("proof", "event", "1", "--size", "2");
    ledger.refused("not signed at 2 events: see when it was with: checkpoint list");
    ledger.run("proof", "event", sizes()[1], "--size", sizes()[0]);
    ledger.refused("does not cover place");
    ledger.run("proof", "consistency", sizes()[1], sizes()[0]);
    ledger.refused("give the smaller size first");
    ledger.run("proof", "consistency", "1");
    ledger.refused("needs two sizes");
    ledger.run("proof", "nothing", "1");
    ledger.refused("not of 'nothing'");
    ledger.run("proof", "statement", OCTOBER);
    ledger.refused("needs a period and a party");
    ledger.run("proof", "statement", "2026-11", "ann");
    ledger.refused("period 2026-11 has no statements");
    ledger.run("proof", "statement", OCTOBER, "nobody");
    ledger.refused("party 'nobody' is not known");
    ledger.run("proof", "statement", OCTOBER, "ann", "--currency", "JPY");
    ledger.refused("ann has no statement of 2026-10 in JPY");
    ledger.run("checkpoint", "burn");
    ledger.refused("nothing of the name 'burn'");
  }

  @Test
  void key_is_changed_by_somebody_who_says_why() throws IOException {
    month();
    ledger.run("checkpoint", "rotate", "--as", "auditor", "--why", "the old one was lent");
    assertThat(ledger.exit()).as(ledger.err()).isZero();
    assertThat(ledger.err()).contains("a signing key was made in");
    assertThat(ledger.out().lines().filter(it -> it.startsWith("\u2014 "))).hasSize(2);
    keep("checkpoint", "checkpoint");

    ledger.run("checkpoint", "key");

    assertThat(ledger.out().lines().skip(1)).hasSize(2);
    assertThat(ledger.out()).contains("auditor\tthe old one was lent");
    ledger.run("check");
    assertThat(ledger.exit()).as(ledger.out()).isZero();
  }
}
