package org.royaltyledger.ledger.store;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.royaltyledger.ledger.access.AccessEvent;
import org.royaltyledger.ledger.catalogue.CatalogueEvent;
import org.royaltyledger.ledger.contract.ContractEvent;
import org.royaltyledger.ledger.fact.FactEvent;
import org.royaltyledger.ledger.licence.LicenceEvent;
import org.royaltyledger.ledger.party.PartyEvent;
import org.royaltyledger.ledger.payout.PayoutEvent;
import org.royaltyledger.ledger.period.PeriodEvent;
import org.royaltyledger.ledger.personal.PersonalEvent;
import org.royaltyledger.ledger.policy.PolicyEvent;
import org.royaltyledger.ledger.revenue.RevenueEvent;
import org.royaltyledger.ledger.royalty.RunEvent;
import org.royaltyledger.ledger.settings.SettingsEvent;
import org.royaltyledger.ledger.settlement.SettlementEvent;
import org.royaltyledger.ledger.usage.ExclusionEvent;
import org.royaltyledger.ledger.usage.OutputEvent;
import org.royaltyledger.ledger.usage.UsageEvent;
import org.royaltyledger.ledger.value.Refused;
import org.royaltyledger.ledger.webhook.WebhookEvent;

/**
 * The names and revisions under which events are stored, for ever: never rename or reuse one.
 *
 * <p>A class may be renamed freely; a changed field is a new revision, with a step in {@link
 * Upcasts}.
 */
public final class EventNames {

  /**
   * @param stored the name in the log
   * @param revision of the payload's fields, as they are written
   */
  public record EventName(String stored, String revision, Class<?> type) {}

  /** The name of usage blocks, which readers ask for by itself. */
  public static final String USAGE_BLOCK = "usage-block-recorded";

  /** The name of parts of a result. */
  public static final String RUN_BLOCK = "run-block-recorded";

  /** The name of parts of a settlement. */
  static final String SETTLEMENT = "settlement-recorded";

  /** The name of closes. */
  public static final String PERIOD_CLOSED = "period-closed";

  /** The name of cut-offs. */
  public static final String CUT_OFF = "cut-off-taken";

  /** The name of licences. */
  static final String LICENCE = "licence-recorded";

  /** The name of offerings. */
  static final String OFFERING = "offering-recorded";

  /** The name of revenue rows. */
  public static final String REVENUE = "revenue-recorded";

  private static final String SETTINGS_CHANGED = "settings-changed";

  /** The name of changes of the key of checkpoints. */
  static final String SIGNING_KEY_CHANGED = "signing-key-changed";

  /** The name of what was handed out. */
  static final String EXPORTED = "exported";

  /** The names of changes of settings. */
  static final List<String> SETTINGS = List.of(SETTINGS_CHANGED, SIGNING_KEY_CHANGED);

  /** The name of what begins a payout run. */
  public static final String PAYOUT_COLLECTED = "payout-collected";

  /** Every event there is. */
  public static final List<EventName> ALL =
      List.of(
          new EventName("party-recorded", "1", PartyEvent.PartyRecorded.class),
          new EventName("membership-recorded", "1", PartyEvent.MembershipRecorded.class),
          new EventName(OFFERING, "3", CatalogueEvent.OfferingRecorded.class),
          new EventName("asset-recorded", "1", CatalogueEvent.AssetRecorded.class),
          new EventName("splits-recorded", "1", CatalogueEvent.SplitsRecorded.class),
          new EventName("claim-recorded", "1", CatalogueEvent.ClaimRecorded.class),
          new EventName("policy-recorded", "1", PolicyEvent.PolicyRecorded.class),
          new EventName(LICENCE, "2", LicenceEvent.LicenceRecorded.class),
          new EventName("consent-recorded", "1", LicenceEvent.ConsentRecorded.class),
          new EventName(REVENUE, "1", RevenueEvent.RevenueRecorded.class),
          new EventName("rate-recorded", "1", RevenueEvent.RateRecorded.class),
          new EventName("contract-recorded", "1", ContractEvent.ContractRecorded.class),
          new EventName("advance-recorded", "1", ContractEvent.AdvanceRecorded.class),
          new EventName("payee-recorded", "1", ContractEvent.PayeeRecorded.class),
          new EventName("minimum-recorded", "1", ContractEvent.MinimumRecorded.class),
          new EventName("tax-recorded", "1", ContractEvent.TaxRecorded.class),
          new EventName("bank-details-recorded", "1", PersonalEvent.BankDetailsRecorded.class),
          new EventName("tax-details-recorded", "1", PersonalEvent.TaxDetailsRecorded.class),
          new EventName("personal-data-erased", "1", PersonalEvent.PersonalDataErased.class),
          new EventName("output-recorded", "1", OutputEvent.OutputRecorded.class),
          new EventName("exclusion-recorded", "1", ExclusionEvent.ExclusionRecorded.class),
          new EventName(USAGE_BLOCK, "1", UsageEvent.UsageBlockRecorded.class),
          new EventName("usage-conflicts-found", "1", UsageEvent.UsageConflictsFound.class),
          new EventName(CUT_OFF, "2", PeriodEvent.CutOffTaken.class),
          new EventName(RUN_BLOCK, "4", RunEvent.RunBlockRecorded.class),
          new EventName(SETTLEMENT, "1", SettlementEvent.SettlementRecorded.class),
          new EventName("run-voided", "1", PeriodEvent.RunVoided.class),
          new EventName("month-drafted", "1", PeriodEvent.MonthDrafted.class),
          new EventName("month-approved", "1", PeriodEvent.MonthApproved.class),
          new EventName(PERIOD_CLOSED, "5", PeriodEvent.PeriodClosed.class),
          new EventName(SETTINGS_CHANGED, "1", SettingsEvent.SettingsChanged.class),
          new EventName(SIGNING_KEY_CHANGED, "1", SettingsEvent.SigningKeyChanged.class),
          new EventName(EXPORTED, "1", SettingsEvent.Exported.class),
          new EventName("access-granted", "1", AccessEvent.AccessGranted.class),
          new EventName("access-withdrawn", "1", AccessEvent.AccessWithdrawn.class),
          new EventName("credential-issued", "1", AccessEvent.CredentialIssued.class),
          new EventName("webhook-registered", "1", WebhookEvent.WebhookRegistered.class),
          new EventName("webhook-removed", "1", WebhookEvent.WebhookRemoved.class),
          new EventName(PAYOUT_COLLECTED, "1", PayoutEvent.PayoutCollected.class),
          new EventName("payout-approved", "1", PayoutEvent.PayoutApproved.class),
          new EventName("payout-sent", "1", PayoutEvent.PayoutSent.class),
          new EventName("payout-cancelled", "1", PayoutEvent.PayoutCancelled.class),
          new EventName("payout-settled", "1", PayoutEvent.PayoutSettled.class),
          new EventName("payout-failed", "1", PayoutEvent.PayoutFailed.class),
          new EventName("payout-returned", "1", PayoutEvent.PayoutReturned.class));

  /** The names of all facts. */
  public static final List<String> FACTS = namesOf(FactEvent.class);

  /** The names of what happens to months. */
  public static final List<String> PERIODS = namesOf(PeriodEvent.class);

  /** The names of what happens to payout runs. */
  static final List<String> PAYOUTS = namesOf(PayoutEvent.class);

  /** The names of what happens to access. */
  static final List<String> ACCESS = namesOf(AccessEvent.class);

  /** The names of what happens to webhooks. */
  static final List<String> WEBHOOKS = namesOf(WebhookEvent.class);

  /** The names of what webhooks tell of. */
  static final List<String> NEWS =
      Stream.concat(Stream.of(PERIOD_CLOSED), PAYOUTS.stream()).toList();

  private static final Map<String, EventName> BY_NAME =
      ALL.stream().collect(Collectors.toMap(EventName::stored, Function.identity()));
  private static final Map<Class<?>, EventName> BY_TYPE =
      ALL.stream().collect(Collectors.toMap(EventName::type, Function.identity()));

  private EventNames() {}

  /**
   * @throws Refused NEWER_STORE if no such name is known: it is never skipped
   */
  public static EventName named(String stored) {
    EventName name = BY_NAME.get(stored);
    if (name == null) {
      throw new Refused(
          Refused.Code.NEWER_STORE,
          "the log holds an event '%s' that this version does not know: use the version that wrote it"
              .formatted(stored));
    }
    return name;
  }

  /**
   * @throws IllegalStateException if the class has no name yet
   */
  public static EventName of(Class<?> type) {
    EventName name = BY_TYPE.get(type);
    if (name == null) {
      throw new IllegalStateException(
          "event %s has no stored name: give it one in EventNames".formatted(type.getName()));
    }
    return name;
  }

  static boolean isEvent(Class<?> type) {
    return BY_TYPE.containsKey(type);
  }

  private static List<String> namesOf(Class<?> family) {
    return ALL.stream()
        .filter(name -> family.isAssignableFrom(name.type()))
        .map(EventName::stored)
        .toList();
  }
}
