package org.royaltyledger.api.scenario;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Base64;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.royaltyledger.ledger.proof.NoteSigner;
import org.royaltyledger.ledger.proof.SignedNote;
import org.royaltyledger.ledger.value.Sha256;

/** What an operator could sign who has a key that is trusted, and no log that the ledger wrote. */
class ForgedProofTest {

  private static final byte[] SALT = new byte[32];

  @TempDir private Path auditor;

  private final NoteSigner own = NoteSigner.generated("log-a");
  private final NoteSigner other = NoteSigner.generated("log-b");

  @ParameterizedTest
  @EnumSource
  void key_vouches_for_the_log_of_its_name_alone(Verifiers with) throws IOException {
    with.require();
    keys();
    String text = "log-a\n1\n%s\n".formatted(base64(SALT));

    Files.writeString(auditor.resolve("own"), SignedNote.of(text, own).toString());
    Files.writeString(auditor.resolve("crossed"), SignedNote.of(text, other).toString());

    assertThat(with.check(auditor, "keys", "own").out()).startsWith("ok\town\tcheckpoint of log-a");
    assertThat(with.check(auditor, "keys", "crossed").out())
        .startsWith("WRONG\tcrossed\t")
        .contains("signed by none of your keys of log 'log-a'");
  }

  @ParameterizedTest
  @EnumSource
  void usage_stands_in_a_block_and_says_how_many_contributions_it_has(Verifiers with)
      throws IOException {
    with.require();
    keys();
    proof("true", "usage-block-recorded", 1, 0);
    proof("named", "settings-changed", 1, 0);
    proof("counted", "usage-block-recorded", 1, 1);
    proof("flag", "usage-block-recorded", 2, 0);

    assertThat(with.check(auditor, "keys", "true").out()).startsWith("ok\ttrue\tusage 1 of the 1");
    assertThat(with.check(auditor, "keys", "named").out())
        .startsWith("WRONG\tnamed\tthe event at place 1 holds no usages");
    assertThat(with.check(auditor, "keys", "counted").out())
        .startsWith("WRONG\tcounted\tthe usage has another number of contributions");
    assertThat(with.check(auditor, "keys", "flag").out())
        .contains("2 says neither that something is there nor that it is not");
  }

  @ParameterizedTest
  @EnumSource
  void name_that_turns_the_direction_of_writing_is_written_out(Verifiers with) throws IOException {
    with.require();
    keys();
    String text = "log-a\u202e\n1\n%s\n".formatted(base64(SALT));
    Files.writeString(auditor.resolve("turns"), SignedNote.of(text, own).toString());

    assertThat(with.check(auditor, "keys", "turns").out())
        .startsWith("WRONG\tturns")
        .contains("log-a\\u202e")
        .doesNotContain("\u202e");
  }

  private void keys() throws IOException {
    Files.writeString(auditor.resolve("keys"), "%s\n%s\n".formatted(own.key(), other.key()));
  }

  private interface Writing {
    void to(DataOutputStream out) throws IOException;
  }

  /** A log of one event, which holds one usage. */
  private void proof(String file, String event, int flag, int contributions) throws IOException {
    byte[] header =
        written(
            out -> {
              out.writeByte(1);
              text(out, "u1");
              out.writeLong(0);
              out.writeInt(0);
              text(out, "OnDemandStream");
              text(out, "remix");
              text(out, "SE");
              out.writeByte(0);
              out.writeLong(1);
              out.write(new byte[7]);
              out.writeInt(contributions);
            });
    byte[] part = hash(written(out -> salted(out, header)));
    byte[] root = hash(written(out -> row(out, part)));
    byte[] entry =
        written(
            out -> {
              out.writeByte(2);
              out.writeLong(1);
              text(out, "2026-11-01T00:00:00.000Z");
              text(out, event);
              out.writeByte(0);
              out.write(new byte[96]);
              out.writeByte(flag);
              out.writeInt(1);
              out.write(root);
            });
    byte[] tree = hash(written(out -> leaf(out, entry)));
    String checkpoint =
        SignedNote.of("log-a\n1\n%s\n".formatted(base64(tree)), own)
            .toString()
            .replace("\n", "\\n");
    Files.writeString(
        auditor.resolve(file),
        "{\"parts\":[\"%s\"],\"opened\":[{\"part\":0,\"salt\":\"%s\",\"bytes\":\"%s\"}],\"pathInBlock\":[],\"row\":0,\"entry\":\"%s\",\"index\":0,\"path\":[],\"checkpoint\":\"%s\"}"
            .formatted(base64(part), base64(SALT), base64(header), base64(entry), checkpoint));
  }

  private static void salted(DataOutputStream out, byte[] header) throws IOException {
    out.writeByte(0);
    out.write(SALT);
    out.write(header);
  }

  private static void row(DataOutputStream out, byte[] part) throws IOException {
    out.writeByte(2);
    out.write(part);
  }

  private static void leaf(DataOutputStream out, byte[] entry) throws IOException {
    out.writeByte(0);
    out.write(entry);
  }

  private static void text(DataOutputStream out, String text) throws IOException {
    out.writeInt(text.getBytes(UTF_8).length);
    out.write(text.getBytes(UTF_8));
  }

  private static byte[] written(Writing writing) throws IOException {
    var bytes = new ByteArrayOutputStream();
    writing.to(new DataOutputStream(bytes));
    return bytes.toByteArray();
  }

  private static byte[] hash(byte[] of) {
    MessageDigest sha = Sha256.digest();
    return sha.digest(of);
  }

  private static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }
}
