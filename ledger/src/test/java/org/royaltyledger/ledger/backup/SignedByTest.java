package org.royaltyledger.ledger.backup;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.royaltyledger.ledger.proof.Checkpoint;
import org.royaltyledger.ledger.proof.NoteSigner;
import org.royaltyledger.ledger.proof.SignedNote;
import org.royaltyledger.ledger.proof.TreeHash;

/** Which keys vouch for a log whose key was changed on the way. */
class SignedByTest {

  private final NoteSigner first = NoteSigner.generated("log");
  private final NoteSigner second = NoteSigner.generated("log");
  private final NoteSigner third = NoteSigner.generated("log");

  private static SignedNote note(long size, NoteSigner... signers) {
    return SignedNote.of(new Checkpoint("log", size, TreeHash.EMPTY).text(), signers);
  }

  /** Named at place 5, changed at 10 with both signatures, and at 15 without the one before. */
  private SignedBy changedTwice() {
    var signed = new SignedBy();
    signed.key(5, first.key().toString());
    signed.key(10, second.key().toString());
    signed.key(15, third.key().toString());
    signed.note(3, note(3, first)); // as a close left it, before the key was made
    signed.note(5, note(5, first));
    signed.note(10, note(10, second, first));
    signed.note(12, note(12, second));
    signed.note(15, note(15, third));
    signed.note(20, note(20, third));
    return signed;
  }

  @Test
  void key_vouches_as_far_as_each_change_was_signed_with_the_one_before() {
    SignedBy signed = changedTwice();
    assertThat(signed.wrong()).isNull();
    assertThat(signed.doubt(third.key())).isNull();
    assertThat(signed.doubt(first.key()))
        .isEqualTo(
            "it vouches for the first 12 events, and the log was signed by others when it had 20");
    signed.note(15, note(15, third, second));
    assertThat(signed.doubt(first.key())).isNull();
    assertThat(signed.doubt(second.key())).isNull();
  }

  @Test
  void key_of_before_is_not_believed_again_by_who_trusts_a_later_one() {
    var signed = new SignedBy();
    signed.key(5, first.key().toString());
    signed.key(10, second.key().toString());
    signed.note(10, note(10, second, first));
    signed.note(20, note(20, first)); // somebody found the old key
    assertThat(signed.wrong()).isNull();
    assertThat(signed.doubt(second.key()))
        .isEqualTo(
            "it vouches for the first 10 events, and the log was signed by others when it had 20");
  }

  @Test
  void checkpoint_of_a_key_that_the_log_does_not_name_is_wrong() {
    var signed = new SignedBy();
    signed.key(5, first.key().toString());
    signed.note(5, note(5, second));
    assertThat(signed.wrong())
        .isEqualTo("the checkpoint at 5 events is not signed by a key that the log names");
    assertThat(signed.doubt(third.key())).isEqualTo("it signed no checkpoint of this log");
  }
}
