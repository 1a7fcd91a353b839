package org.royaltyledger.ledger.intake;

import org.jspecify.annotations.Nullable;
import org.royaltyledger.ledger.personal.PersonalKind;

/**
 * What tells of a person: it never enters an event, its hash does.
 *
 * @param id the party's, or that of the asset by the artist
 * @param hash what the fact holds; null if it holds none
 * @param text for the vault; null if it is not to be kept
 */
public record Personal(
    PersonalKind kind, String id, @Nullable String hash, @Nullable String text) {}
