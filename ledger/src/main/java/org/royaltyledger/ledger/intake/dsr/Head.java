package org.royaltyledger.ledger.intake.dsr;

/**
 * The row HEAD: whose report this is, and of what.
 *
 * @param usageStart as written
 */
record Head(
    Profile profile,
    String version,
    String messageId,
    String created,
    String fileNumber,
    String numberOfFiles,
    String usageStart,
    String senderId,
    String senderName,
    String service,
    String recipientId,
    String recipientName) {

  /** The cells that every HEAD has, whatever it leaves out at its end. */
  private static final int LEAST_CELLS = 12;

  /**
   * @throws IllegalArgumentException why nothing of the file can be taken
   */
  static Head of(Cells row) {
    if (row.count() < LEAST_CELLS) {
      throw new IllegalArgumentException(
          "HEAD has %d cells where it needs at least %d: ask the sender for a whole report"
              .formatted(row.count(), LEAST_CELLS));
    }
    var head =
        new Head(
            Profile.of(row.text(2)),
            row.text(1),
            row.text(4),
            row.text(5),
            row.text(6),
            row.text(7),
            row.text(8),
            row.text(10),
            row.text(11),
            row.text(12),
            row.text(13),
            row.text(14));
    if (head.messageId.isEmpty() || head.sender().isEmpty()) {
      throw new IllegalArgumentException(
          "HEAD lacks %s, without which no row has an id: ask the sender for it"
              .formatted(head.messageId.isEmpty() ? "MessageId" : "SenderPartyId and SenderName"));
    }
    return head;
  }

  /** Who answers for the ids of the rows. */
  String sender() {
    return senderId.isEmpty() ? senderName : senderId;
  }

  boolean isOnlyFile() {
    return numberOfFiles.equals("1");
  }
}
