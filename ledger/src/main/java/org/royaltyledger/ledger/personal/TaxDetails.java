package org.royaltyledger.ledger.personal;

import java.util.LinkedHashMap;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/**
 * What a party is to the tax office. No message of this class has a value in it.
 *
 * @param taxId the number that the office of {@code taxCountry} knows it by
 * @param vatId the one for value added tax
 * @param taxCountry ISO 3166-1 alpha-2
 */
public record TaxDetails(@Nullable String taxId, @Nullable String vatId, String taxCountry) {

  public TaxDetails {
    if (taxId == null && vatId == null) {
      throw new IllegalArgumentException("neither taxId nor vatId is given: give one of them");
    }
    if (taxId != null) {
      BankDetails.requireNumber("taxId", taxId);
    }
    if (vatId != null) {
      BankDetails.requireNumber("vatId", vatId);
    }
    BankDetails.requireCountry("taxCountry", taxCountry);
  }

  /** As it is hashed and sealed. */
  public String text() {
    SequencedMap<String, String> fields = new LinkedHashMap<>();
    BankDetails.put(fields, "taxId", taxId);
    BankDetails.put(fields, "vatId", vatId);
    fields.put("taxCountry", taxCountry);
    return DetailText.of(fields);
  }
}
