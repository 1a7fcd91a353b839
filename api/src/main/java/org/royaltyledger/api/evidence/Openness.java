package org.royaltyledger.api.evidence;

import java.util.List;
import org.royaltyledger.ledger.catalogue.CatalogueEvent;
import org.royaltyledger.ledger.contract.ContractEvent;
import org.royaltyledger.ledger.licence.LicenceEvent;
import org.royaltyledger.ledger.party.PartyEvent;
import org.royaltyledger.ledger.period.PeriodEvent;
import org.royaltyledger.ledger.policy.PolicyEvent;
import org.royaltyledger.ledger.revenue.RevenueEvent;
import org.royaltyledger.ledger.settings.SettingsEvent;

/** Which events a party may read: those that say nothing of another party. */
final class Openness {

  private Openness() {}

  /** What is not known here stays closed. */
  static boolean isOpen(Object event, String party) {
    return switch (event) {
      case RevenueEvent _, PolicyEvent _ -> true;
      case CatalogueEvent.OfferingRecorded _, ContractEvent.TaxRecorded _ -> true;
      case PeriodEvent.PeriodClosed _, PeriodEvent.CutOffTaken _ -> true;
      case PartyEvent.PartyRecorded it -> it.partyId().equals(party);
      case PartyEvent.MembershipRecorded it ->
          it.partyId().equals(party) || it.memberOf().equals(party);
      case LicenceEvent.LicenceRecorded it -> it.licensor().equals(party);
      case LicenceEvent.ConsentRecorded it -> it.partyId().equals(party);
      case ContractEvent.ContractRecorded it ->
          List.of(party).equals(it.parties()) && it.directions().isEmpty();
      case ContractEvent.PayeeRecorded it -> it.partyId().equals(party);
      case ContractEvent.MinimumRecorded it ->
          it.partyId().equals(party) || it.partyId().equals("*");
      case SettingsEvent.Exported it -> party.equals(it.party());
      default -> false;
    };
  }
}
