package org.royaltyledger.ledger.licence;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.royaltyledger.ledger.fact.FactEvent;
import org.royaltyledger.ledger.fact.Key;

/** What was written down of licences and consents. */
public sealed interface LicenceEvent extends FactEvent {

  /**
   * @param assets null is all
   * @param modelVersions null is all
   */
  record LicenceRecorded(
      String licenceId,
      String licensor,
      String offering,
      List<String> useTypes,
      List<String> territories,
      @Nullable List<String> assets,
      @Nullable List<String> modelVersions,
      LocalDate from,
      @Nullable LocalDate to,
      String base,
      String withoutListener,
      List<LicencePart> parts,
      @Nullable MinimumGuarantee minimumGuarantee,
      @Nullable String mostFavoured,
      @Nullable String comparable)
      implements LicenceEvent {
    @Override
    public String key() {
      return Key.of("licence", licenceId);
    }
  }

  record MinimumGuarantee(String amount, String currency, @Nullable String allocation) {}

  /**
   * @param terms the term in the contract's JSON, canonical
   * @param guaranteed true or null: what is not is not written down
   */
  record LicencePart(
      String terms, String allocation, @Nullable Boolean guaranteed, @Nullable Fallback fallback) {}

  /**
   * @param below a plain decimal, 0 to 1
   */
  record Fallback(String below, String allocation) {}

  /**
   * @param assetId {@code *} is every asset
   */
  record ConsentRecorded(
      String partyId,
      String assetId,
      String scope,
      LocalDate from,
      @Nullable LocalDate to,
      String decision)
      implements LicenceEvent {
    @Override
    public String key() {
      return Key.of("consent", partyId, assetId, scope, from.toString());
    }
  }
}
