package org.royaltyledger.ledger.intake;

/**
 * A name that may be a person's: it never enters an event, its hash does.
 *
 * @param kind {@code party} or {@code artist}
 * @param id the party's, or that of the asset by the artist
 * @param hash what {@link NameHash} made of kind and name
 */
public record PersonName(String kind, String id, String hash, String name) {}
