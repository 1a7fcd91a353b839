package org.royaltyledger.ledger.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CheckpointTest {

  // The example of Go's golang.org/x/mod/sumdb/note, which defined the format.
  private static final String GO_KEY =
      "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";
  private static final String GO_SECRET =
      "PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz";
  private static final String GO_NOTE =
      """
      If you think cryptography is the answer to your problem,
      then you don't know what your problem is.

      \u2014 PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=
      """;

  private static final NoteSigner SIGNER = NoteSigner.generated("ledger.example");

  @Test
  void note_that_gos_package_signed_is_read_and_signed_alike() {
    SignedNote note = SignedNote.parse(GO_NOTE);

    assertThat(note.isSignedBy(NoteKey.parse(GO_KEY))).isTrue();
    assertThat(note).hasToString(GO_NOTE);
    NoteSigner same = NoteSigner.parse(GO_SECRET + "\n" + GO_KEY + "\n");
    assertThat(SignedNote.of(note.text(), same)).hasToString(GO_NOTE);
    assertThat(same.written()).isEqualTo(GO_SECRET + "\n" + GO_KEY + "\n");
  }

  @Test
  void checkpoint_is_three_lines() {
    var checkpoint = new Checkpoint("ledger.example/log", 3, TreeHash.EMPTY);

    assertThat(checkpoint.text())
        .isEqualTo("ledger.example/log\n3\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n");
    assertThat(Checkpoint.parse(checkpoint.text())).isEqualTo(checkpoint);
    assertThat(Checkpoint.parse(checkpoint.text() + "a line of a later version\n"))
        .isEqualTo(checkpoint);
  }

  @Test
  void signature_is_of_one_text_and_one_key() {
    String text = new Checkpoint("ledger.example/log", 3, TreeHash.EMPTY).text();
    SignedNote note = SignedNote.parse(SignedNote.of(text, SIGNER).toString());

    assertThat(note.isSignedBy(SIGNER.key())).isTrue();
    assertThat(note.isSignedBy(NoteSigner.generated("ledger.example").key()))
        .as("another key of the same name")
        .isFalse();
    assertThat(new SignedNote(text.replace("3", "4"), note.signatures()).isSignedBy(SIGNER.key()))
        .as("another size")
        .isFalse();
  }

  @Test
  void note_may_have_signatures_of_keys_that_a_reader_does_not_know() {
    NoteSigner next = NoteSigner.generated("ledger.example/2027");
    SignedNote note = SignedNote.of("text\n", SIGNER, next);

    assertThat(note.isSignedBy(SIGNER.key())).isTrue();
    assertThat(note.isSignedBy(next.key())).isTrue();
  }

  @Test
  void signing_key_is_read_as_it_was_written_and_says_no_secret() {
    NoteSigner again = NoteSigner.parse(SIGNER.written());

    assertThat(again.key()).isEqualTo(SIGNER.key());
    assertThat(SignedNote.of("text\n", again)).isEqualTo(SignedNote.of("text\n", SIGNER));
    assertThat(SIGNER.toString()).doesNotContain(SIGNER.written().lines().toList().getFirst());
    String other = NoteSigner.generated("ledger.example").key().toString();
    assertThatThrownBy(() -> NoteSigner.parse(GO_SECRET + "\n" + other))
        .hasMessageContaining("do not belong together");
    assertThatThrownBy(() -> NoteSigner.parse(GO_SECRET.replace("AYEK", "AYEL") + "\n" + GO_KEY))
        .hasMessage("the seed of the signing key 'PeterNeumann' is another key's");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "text\n",
        "text\n\n",
        "text\n\n\u2014 name\n",
        "text\n\n\u2014 name x y\n",
        "text\n\n- name eA==\n",
        "text\n\n\u2014 name eA==",
        "te\u0007xt\n\n\u2014 name eA==\n",
        "\n\n\u2014  eA==\n"
      })
  void what_is_no_note_is_refused(String text) {
    assertThatThrownBy(() -> SignedNote.parse(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "a\n1\n", "a\n01\nAAAA\n", "a\n-1\nAAAA\n", "a\n1\nAAAA\n", "\n1\nAA\n"})
  void what_is_no_checkpoint_is_refused(String text) {
    assertThatThrownBy(() -> Checkpoint.parse(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void key_that_was_not_copied_whole_is_refused() {
    for (String text :
        List.of(
            GO_KEY.replace("PeterNeumann", "Peter"),
            GO_KEY.replace("c74f20a3", "c74f20a4"),
            GO_KEY.substring(0, GO_KEY.length() - 4),
            "PeterNeumann",
            "Peter Neumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW")) {
      assertThatThrownBy(() -> NoteKey.parse(text))
          .as(text)
          .isInstanceOf(IllegalArgumentException.class);
    }
  }
}
