package org.royaltyledger.ledger.store;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.commons.numbers.fraction.BigFraction;
import org.jspecify.annotations.Nullable;
import org.royaltyledger.ledger.access.AccessEvent;
import org.royaltyledger.ledger.catalogue.CatalogueEvent;
import org.royaltyledger.ledger.contract.ContractEvent;
import org.royaltyledger.ledger.licence.LicenceEvent;
import org.royaltyledger.ledger.party.PartyEvent;
import org.royaltyledger.ledger.payout.PayoutEvent;
import org.royaltyledger.ledger.period.PeriodEvent;
import org.royaltyledger.ledger.personal.PersonalEvent;
import org.royaltyledger.ledger.policy.PolicyEvent;
import org.royaltyledger.ledger.revenue.ExchangeRate;
import org.royaltyledger.ledger.revenue.RevenueEvent;
import org.royaltyledger.ledger.royalty.RunBlock;
import org.royaltyledger.ledger.royalty.RunEvent;
import org.royaltyledger.ledger.royalty.RunResult;
import org.royaltyledger.ledger.royalty.State;
import org.royaltyledger.ledger.settings.SettingsEvent;
import org.royaltyledger.ledger.settlement.SettlementEvent;
import org.royaltyledger.ledger.usage.Attribution;
import org.royaltyledger.ledger.usage.ExclusionEvent;
import org.royaltyledger.ledger.usage.OutputEvent;
import org.royaltyledger.ledger.usage.UsageBlock;
import org.royaltyledger.ledger.usage.UsageEvent;
import org.royaltyledger.ledger.value.AssetId;
import org.royaltyledger.ledger.value.ContainsAi;
import org.royaltyledger.ledger.value.Currencies;
import org.royaltyledger.ledger.value.LicenceId;
import org.royaltyledger.ledger.value.OfferingId;
import org.royaltyledger.ledger.value.PartyId;
import org.royaltyledger.ledger.value.Period;
import org.royaltyledger.ledger.value.Territory;
import org.royaltyledger.ledger.webhook.WebhookEvent;

/** One event of each kind, as its frozen sample in {@code src/test/resources/events} says it. */
final class SampleEvents {

  private static final LocalDate FROM = LocalDate.of(2026, 1, 31);
  private static final LocalDate TO = LocalDate.of(2027, 2, 28);

  static final List<Object> ALL =
      List.of(
          new PartyEvent.PartyRecorded(
              "label-aurora", "ab12", "LABEL", "SE", "SEK", "0000000121032683", null, "PADPIDA1"),
          new PartyEvent.MembershipRecorded("label-aurora", "merlin", FROM, null),
          new CatalogueEvent.OfferingRecorded(
              "remix", "svc", "REMIX", "SUSPEND", "NORMALISE", "OWN_MONTH", "JOINT"),
          new CatalogueEvent.AssetRecorded(
              "A/1",
              "RECORDING",
              "Señal “漢字” 🎵",
              null,
              "USRC17607839",
              null,
              "label-aurora",
              "All"),
          new CatalogueEvent.SplitsRecorded(
              "A/1",
              "Worldwide",
              List.of(
                  new CatalogueEvent.SplitShare("ann", "33.3333", FROM, TO),
                  new CatalogueEvent.SplitShare("UNCLAIMED", "66.6667", FROM, null))),
          new CatalogueEvent.ClaimRecorded(
              "claim-1",
              "A/1",
              "Worldwide",
              "ben",
              "SHARE",
              "12.5",
              "ann",
              "SHARE",
              "OPEN",
              FROM,
              null,
              "case 17"),
          new PolicyEvent.PolicyRecorded(
              "remix", "MIN_STREAMS", "", FROM, TO, "1000", 12, "IN_FORCE"),
          licence(
              "EQUAL_LICENSED",
              true,
              new LicenceEvent.Fallback("0.60", "EQUAL_LICENSED"),
              new LicenceEvent.MinimumGuarantee("10000.5", "EUR", "PRO_RATA"),
              "majors"),
          new LicenceEvent.ConsentRecorded("ann", "*", "VOICE", FROM, null, "OPT_OUT"),
          new RevenueEvent.RevenueRecorded(
              "2026-10", "remix", "SE", "EUR", "200.00", "100.50", null, "0.00", "7.25"),
          new RevenueEvent.RateRecorded(FROM, "USD", "EUR", "0.912345", "ECB"),
          new ContractEvent.ContractRecorded(
              "deal-1",
              List.of("ann", "ben"),
              "OFF_THE_TOP",
              new ContractEvent.Scope(
                  List.of("remix"), List.of("L-1"), List.of("A/1"), List.of("Remix")),
              new ContractEvent.Scope(null, null, null, null),
              FROM,
              TO,
              List.of(
                  new ContractEvent.Fee("distribution", "15.5", "label-aurora"),
                  new ContractEvent.Fee("administration", "1", null)),
              "group-1",
              "RECOUPED_BALANCES",
              "20",
              List.of(new ContractEvent.Release(3, "40"), new ContractEvent.Release(6, "60")),
              List.of(new ContractEvent.Direction("cleo", "10")),
              List.of("deal-2")),
          new ContractEvent.AdvanceRecorded(
              "adv-1",
              List.of("deal-1", "deal-2"),
              "FIRST_OUT",
              FROM,
              "EUR",
              "25000.00",
              "label-aurora",
              "letter 3"),
          new ContractEvent.PayeeRecorded("ann", FROM, TO, "SEK", "certificate 12"),
          new ContractEvent.MinimumRecorded("*", "EUR", FROM, null, "50.00"),
          new ContractEvent.TaxRecorded("SE", FROM, TO, "30", "5.5", "treaty of 1999"),
          new PersonalEvent.BankDetailsRecorded("mia 漢字", "ab12"),
          new PersonalEvent.TaxDetailsRecorded("mia", null),
          new PersonalEvent.PersonalDataErased("artist", "XXAAA/%1"),
          new OutputEvent.OutputRecorded(
              "out-1",
              List.of(
                  new OutputEvent.OutputContribution("A/1", null, "voice", 999_999_999_999L),
                  new OutputEvent.OutputContribution(null, "ann", "producer", 1)),
              "acme",
              "influence",
              null,
              "0.93",
              "Partly"),
          new ExclusionEvent.ExclusionRecorded(
              "case-1",
              "IMPERSONATION",
              "case 2026/17",
              "EXCLUDE",
              "u-1",
              "A/1",
              "out-1",
              "l-42",
              "remix",
              "SE",
              "svc",
              FROM,
              TO),
          new UsageEvent.UsageBlockRecorded(saltKey(), usages()),
          new UsageEvent.UsageConflictsFound(
              List.of(new UsageEvent.Conflict("u-1", 17, 8191, "usages.ndjson line 3", "cd34"))),
          new SettlementEvent.SettlementRecorded(
              "run-1",
              3,
              "2026-10",
              1,
              List.of(
                  new SettlementEvent.MoveMade(
                      "fee",
                      "2026-10",
                      "EUR",
                      "ann",
                      "deal-1",
                      "distribution",
                      "15.5",
                      "100.00",
                      List.of(
                          new SettlementEvent.PostingMade("party", "ann", "deal-1", "15.50"),
                          new SettlementEvent.PostingMade("fee", "deal-1", "", "-15.50"))),
                  new SettlementEvent.MoveMade(
                      "advanced",
                      "2026-10",
                      "EUR",
                      null,
                      "",
                      "adv-1",
                      null,
                      null,
                      List.of(
                          new SettlementEvent.PostingMade("unrecouped", "adv-1", "", "1.00"),
                          new SettlementEvent.PostingMade("advanced", "adv-1", "", "-1.00")))),
              List.of(
                  new SettlementEvent.CarriedForward(
                      "ann", "EUR", "84.50", "below-minimum", "SEK", "1000.00"),
                  new SettlementEvent.CarriedForward(
                      "ben", "EUR", "-1.00", "nothing-due", "EUR", null)),
              List.of(new SettlementEvent.Owed("ann", "deal-1", "EUR", "-15.50")),
              List.of(new SettlementEvent.Advanced("adv-1", "EUR", "1.00")),
              List.of(new SettlementEvent.Recouped("adv-1", "deal-1", "ann", "0.50")),
              List.of(
                  new SettlementEvent.Reserved("deal-1", "ann", "EUR", "2026-09", "4.00", "2.00")),
              List.of(new SettlementEvent.Held("deal-2", "ben", "EUR", "7.00")),
              List.of(
                  new SettlementEvent.Charged(
                      "fee",
                      "deal-1",
                      "ann",
                      "distribution",
                      "EUR",
                      "label-aurora",
                      "15.5",
                      "100.00",
                      "15.50")),
              List.of(new SettlementEvent.Payable("ann", "EUR", "12.00"))),
          new PeriodEvent.CutOffTaken("2026-10", "run-1", 3),
          new RunEvent.RunBlockRecorded("run-1", 3, new RunBlock(withBreakage(heldBack(result())))),
          new PeriodEvent.RunVoided("2026-10", "run-0", "NO_RATE"),
          new PeriodEvent.PeriodClosed(
              "2026-10",
              "run-1",
              18,
              "2026-09",
              9,
              List.of("2026-08"),
              List.of("ef56", "78"),
              "finance-1",
              "as agreed",
              new PeriodEvent.Sealed(2, "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=", 2)),
          new PeriodEvent.MonthDrafted("2026-10", "run-1", 18, "ef56", "finance-1", "first try"),
          new PeriodEvent.MonthApproved("2026-10", "run-1", "finance-2", null),
          new SettingsEvent.SettingsChanged("four-eyes", "on", "auditor", "audit of 2026"),
          new SettingsEvent.SigningKeyChanged(
              "royalty-ledger/0123456789abcdef+530d903f+AQ1kbFI6TkHSiJjcnCmBxAX5HKKa5+KfaFcszS8+TF9D",
              "auditor",
              "the old one was lent"),
          new SettingsEvent.Exported(
              "evidence", "2026-10", "ann", false, "auditor", "as ann asked"),
          new AccessEvent.AccessGranted(
              "label-north",
              "token",
              List.of("partner"),
              List.of("ann", "ben"),
              "2027-01-31T00:00:00Z",
              "admin",
              "contract 12"),
          new AccessEvent.AccessWithdrawn("label-north", "admin", "contract 12 ended"),
          new AccessEvent.CredentialIssued("finance-1", "one-time-password", "admin", null),
          new WebhookEvent.WebhookRegistered(
              "wh_0f1e2d3c4b5a69788796a5b4c3d2e1f0",
              "https://hooks.example.org/royalty",
              List.of("payout.changed", "statements.issued"),
              "label-north",
              "label-north",
              "for the new portal"),
          new WebhookEvent.WebhookRemoved(
              "wh_0f1e2d3c4b5a69788796a5b4c3d2e1f0", "admin", "the portal is gone"),
          new PayoutEvent.PayoutCollected(17, "2026-11", items(), "finance-1", "November"),
          new PayoutEvent.PayoutApproved(17, items(), "finance-2", null),
          new PayoutEvent.PayoutSent(17, items(), "bank-clerk", null),
          new PayoutEvent.PayoutCancelled(17, "2026-11", items(), "finance-1", "wrong month"),
          new PayoutEvent.PayoutSettled(17, "2026-11", items(), "statement 4", "bank-clerk", null),
          new PayoutEvent.PayoutFailed(
              17, "2026-12", items(), null, "bank-clerk", "account closed"),
          new PayoutEvent.PayoutReturned(
              17, "2026-12", items(), "R-9", "bank-clerk", "account closed"));

  /** As today's program reads the frozen samples of older revisions. */
  static final Map<String, Object> OLDER = older();

  private static Map<String, Object> older() {
    var older = new HashMap<String, Object>();
    older.putAll(
        Map.of(
            "cut-off-taken-1.json",
            new PeriodEvent.CutOffTaken("2026-10", "run-1", 1),
            "offering-recorded-1.json",
            new CatalogueEvent.OfferingRecorded(
                "remix", "svc", "REMIX", "SUSPEND", "NORMALISE", "OPEN_MONTH", "SEPARATE"),
            "offering-recorded-2.json",
            new CatalogueEvent.OfferingRecorded(
                "remix", "svc", "REMIX", "SUSPEND", "NORMALISE", "OWN_MONTH", "SEPARATE"),
            "period-closed-1.json",
            new PeriodEvent.PeriodClosed(
                "2026-10",
                "run-1",
                18,
                "2026-09",
                9,
                List.of(),
                List.of("ef56", "78"),
                "unnamed",
                null,
                null),
            "period-closed-2.json",
            new PeriodEvent.PeriodClosed(
                "2026-10",
                "run-1",
                18,
                "2026-09",
                9,
                List.of("2026-08"),
                List.of("ef56", "78"),
                "unnamed",
                null,
                null),
            "period-closed-3.json",
            new PeriodEvent.PeriodClosed(
                "2026-10",
                "run-1",
                18,
                "2026-09",
                9,
                List.of("2026-08"),
                List.of("ef56", "78"),
                "finance-1",
                "as agreed",
                null),
            "run-block-recorded-1.hex",
            new RunEvent.RunBlockRecorded("run-1", 3, new RunBlock(withoutRates(result()))),
            "run-block-recorded-2.hex",
            new RunEvent.RunBlockRecorded("run-1", 3, new RunBlock(result())),
            "run-block-recorded-3.hex",
            new RunEvent.RunBlockRecorded("run-1", 3, new RunBlock(heldBack(result()))),
            "licence-recorded-1.json",
            licence("USER_CENTRIC", null, null, null, null)));
    older.put(
        "period-closed-4.json",
        new PeriodEvent.PeriodClosed(
            "2026-10",
            "run-1",
            18,
            "2026-09",
            9,
            List.of("2026-08"),
            List.of("ef56", "78"),
            "finance-1",
            "as agreed",
            new PeriodEvent.Sealed(2, "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=", 1)));
    return Map.copyOf(older);
  }

  private SampleEvents() {}

  private static List<PayoutEvent.Item> items() {
    return List.of(
        new PayoutEvent.Item("label-aurora", "EUR", "172.80"),
        new PayoutEvent.Item("mia 漢字", "JPY", "115"));
  }

  private static RunResult withoutRates(RunResult it) {
    return new RunResult(
        it.period(), it.rows(), it.pools(), it.lines(), it.waiting(), it.notices(), null);
  }

  private static LicenceEvent.LicenceRecorded licence(
      String allocation,
      @Nullable Boolean guaranteed,
      LicenceEvent.@Nullable Fallback fallback,
      LicenceEvent.@Nullable MinimumGuarantee minimum,
      @Nullable String group) {
    return new LicenceEvent.LicenceRecorded(
        "L-1",
        "label-aurora",
        "remix",
        List.of("OnDemandStream", "Remix"),
        List.of("SE", "Worldwide"),
        List.of("A/1"),
        null,
        FROM,
        TO,
        "SHARE",
        "OWN",
        List.of(
            new LicenceEvent.LicencePart(
                "{\"percentOf\":[\"netRevenue\",\"60\"]}", allocation, guaranteed, fallback)),
        minimum,
        group,
        group);
  }

  /** With what is nobody's work's. */
  private static RunResult withBreakage(RunResult it) {
    RunResult.Pool pool = it.pools().getFirst();
    return new RunResult(
        it.period(),
        it.rows(),
        List.of(
            new RunResult.Pool(
                pool.licence(),
                pool.part(),
                pool.offering(),
                pool.territory(),
                pool.currency(),
                pool.amount(),
                pool.parties(),
                pool.held(),
                pool.noSplit(),
                new BigDecimal("0.03"),
                new RunResult.Raised(
                    new LicenceId("L-2"), LocalDate.of(2026, 9, 1), new BigDecimal("40.00")))),
        it.lines(),
        it.waiting(),
        it.notices(),
        it.rates());
  }

  /** With what a claim holds back. */
  private static RunResult heldBack(RunResult it) {
    RunResult.Pool pool = it.pools().getFirst();
    RunResult.Line line = it.lines().getFirst();
    var held = new TreeMap<PartyId, BigDecimal>();
    held.put(new PartyId("ann"), new BigDecimal("0.07"));
    return new RunResult(
        it.period(),
        it.rows(),
        List.of(
            new RunResult.Pool(
                pool.licence(),
                pool.part(),
                pool.offering(),
                pool.territory(),
                pool.currency(),
                pool.amount(),
                pool.parties(),
                held,
                pool.noSplit())),
        List.of(
            line,
            new RunResult.Line(
                line.party(),
                line.currency(),
                line.offering(),
                line.territory(),
                line.territoryOfUse(),
                line.useType(),
                line.asset(),
                line.licence(),
                line.part(),
                line.usedIn(),
                line.units(),
                line.share(),
                true,
                line.exact())),
        it.waiting(),
        it.notices(),
        it.rates());
  }

  private static byte[] saltKey() {
    byte[] key = new byte[32];
    for (int i = 0; i < key.length; i++) {
      key[i] = (byte) (i * 7);
    }
    return key;
  }

  private static UsageBlock usages() {
    return new UsageBlock.Builder()
        .usage(
            "u-1",
            1_791_028_800,
            123_000_000,
            "OnDemandStream",
            "remix",
            "SE",
            "l-42",
            3,
            "remix-2",
            ContainsAi.PARTLY,
            null,
            new Attribution("acme", "influence", "3", "0.93"))
        .contribution(false, "A/1", "voice", 500_000_000_000L, 500_000_000_000L)
        .contribution(true, "ann", "producer", 500_000_000_000L, 500_000_000_000L)
        .usage(
            "u-2 漢字",
            1_791_028_801,
            0,
            "Remix",
            "remix",
            "DE",
            null,
            1_000_000_000_000L,
            null,
            null,
            "out-1",
            Attribution.NONE)
        .repeat(new UsageBlock.Address(5, 77))
        .build();
  }

  private static RunResult result() {
    var remix = new OfferingId("remix");
    var sweden = new Territory("SE");
    var euro = Currencies.of("EUR");
    var ann = new PartyId("ann");
    var licence = new LicenceId("L-1");
    var parties = new TreeMap<PartyId, BigDecimal>();
    parties.put(ann, new BigDecimal("40.01"));
    parties.put(new PartyId("ben"), new BigDecimal("0.00"));
    return new RunResult(
        Period.parse("2026-10"),
        List.of(
            new RunResult.Row(
                remix,
                sweden,
                euro,
                new BigDecimal("100.50"),
                new BigDecimal("10.25"),
                new BigDecimal("0.25"),
                new BigDecimal("2.45"),
                new BigDecimal("-3.10"))),
        List.of(
            new RunResult.Pool(
                licence,
                1,
                remix,
                sweden,
                euro,
                new BigDecimal("41.01"),
                parties,
                BigDecimal.ONE.setScale(2))),
        List.of(
            new RunResult.Line(
                ann,
                euro,
                remix,
                sweden,
                Territory.WORLDWIDE,
                "OnDemandStream",
                new AssetId("A/1"),
                licence,
                1,
                Period.parse("2026-09"),
                new BigDecimal("1.5"),
                new BigDecimal("33.3333"),
                BigFraction.of(120_031, 3_000)),
            new RunResult.Line(
                null,
                euro,
                remix,
                sweden,
                sweden,
                "Remix",
                null,
                licence,
                1,
                Period.parse("2026-10"),
                new BigDecimal("2"),
                new BigDecimal("100"),
                BigFraction.ONE)),
        List.of(
            new RunResult.Waiting(
                remix,
                sweden,
                euro,
                State.UNLICENSED,
                new BigDecimal("0.25"),
                new BigDecimal("2.45"),
                List.of(
                    new RunResult.Detail(
                        RunResult.Kind.PARTY, "cleo", new BigDecimal("0.25"), 2)))),
        List.of(
            new RunResult.WithoutRevenue(
                remix, new Territory("JP"), Period.parse("2026-08"), 4, new BigDecimal("12")),
            new RunResult.RetainedBelowZero(remix, sweden, euro, new BigDecimal("-3.10"))),
        List.of(
            new ExchangeRate(TO, Currencies.of("USD"), euro, new BigDecimal("0.912345"), "ECB"),
            new ExchangeRate(
                FROM, Currencies.of("USD"), Currencies.of("JPY"), BigDecimal.TEN, "")));
  }
}
