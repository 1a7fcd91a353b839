package org.royaltyledger.ledger.contract;

import org.jspecify.annotations.Nullable;
import org.royaltyledger.ledger.value.Window;

/**
 * What is withheld for a payee's country.
 *
 * @param treatyRate for payees with a proof of residence; null is the same
 * @param source the law or treaty that says so
 */
public record Tax(
    String country, Window window, Percent rate, @Nullable Percent treatyRate, String source) {

  public Percent rate(boolean residenceProven) {
    return residenceProven && treatyRate != null ? treatyRate : rate;
  }

  public ContractEvent.TaxRecorded recorded() {
    return new ContractEvent.TaxRecorded(
        country,
        window.from(),
        window.to(),
        rate.toString(),
        treatyRate == null ? null : treatyRate.toString(),
        source);
  }

  public static Tax from(ContractEvent.TaxRecorded it) {
    return new Tax(
        it.country(),
        new Window(it.from(), it.to()),
        Percent.parse(it.rate()),
        it.treatyRate() == null ? null : Percent.parse(it.treatyRate()),
        it.source());
  }
}
