package org.royaltyledger.ledger.contract;

import org.jspecify.annotations.Nullable;
import org.royaltyledger.ledger.value.PartyId;

/**
 * What a party earned something for.
 *
 * @param asset null if a contribution named the party itself, or no line says
 * @param useType null if no line says
 */
public record Earned(
    PartyId party,
    String offering,
    String licence,
    @Nullable String asset,
    @Nullable String useType) {}
