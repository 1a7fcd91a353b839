package org.royaltyledger.ledger.royalty;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.royaltyledger.ledger.catalogue.Offering;
import org.royaltyledger.ledger.value.Territory;

/** How, where and when something was used: all that coverage depends on besides the target. */
record Use(
    Offering offering,
    String useType,
    Territory territory,
    @Nullable String modelVersion,
    LocalDate day) {}
