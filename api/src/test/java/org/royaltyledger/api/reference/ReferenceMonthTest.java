package org.royaltyledger.api.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** The reference itself gets the field's worked examples right, and small cases done by hand. */
class ReferenceMonthTest {
  private static final String ALL_NET = "{\"percentOf\":[\"netRevenue\",\"100\"]}";

  @TempDir private Path folder;
  private final ReferenceMonth reference = new ReferenceMonth();
  private int imports;

  // ---- worked examples of the field guide

  @ParameterizedTest(name = "{0}")
  @CsvSource({"PRO_RATA, 0.04, 11.96, 12/301", "USER_CENTRIC, 6.00, 6.00, 6/1"})
  void example_1_pro_rata_against_user_centric(
      String model, String ofJ, String ofOthers, String exact) {
    catalogue("J", "others");
    wholly("J", "others");
    licence(ALL_NET, model, "");
    revenue("2026-10", "EUR", "12.00", "", "", "");
    Documents month =
        imported(
            usage("1", "joey", 10, "J", "2026-10-01"),
            usage("2", "ben", 3000, "others", "2026-10-31"));

    assertThat(totals(month)).containsExactly("p-J " + ofJ, "p-others " + ofOthers);
    assertThat(month.statements().path(0).path("lines").path(0).path("exact").asString())
        .isEqualTo(exact);
  }

  @ParameterizedTest(name = "performance {0}")
  @CsvSource({"600000.00, 910000.00", "1200000.00, 450000.00"})
  void example_2_greater_of_with_a_floor_per_subscriber(String performance, String pool) {
    catalogue("a");
    wholly("a");
    licence(
        """
        {"greaterOf":[{"minus":[{"greaterOf":[{"percentOf":["netRevenue","15.1"]},
        {"percentOf":["totalContentCost","26.2"]}]},{"amountOf":"performanceRoyalties"}]},
        {"perSubscriber":["0.50","USD"]}]}\
        """,
        "PRO_RATA",
        "");
    revenue("2026-10", "USD", "10000000.00", "900000", "5000000.00", performance);

    assertThat(pools(imported(usage("1", "l", 1, "a", "2026-10-02")))).containsExactly(pool);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({"33.34, 8.34, 8.34, 8.33, 8.33", "13.34, 3.34, 3.34, 3.33, 3.33"})
  void example_5_rounding_closes(String net, String a, String b, String c, String d) {
    catalogue("w", "x", "y", "z");
    split("w", "p-w,25", "p-x,25", "p-y,25", "p-z,25");
    licence(ALL_NET, "PRO_RATA", "");
    revenue("2026-10", "EUR", net, "", "", "");

    assertThat(totals(imported(usage("1", "l", 7, "w", "2026-10-02"))))
        .containsExactly("p-w " + a, "p-x " + b, "p-y " + c, "p-z " + d);
  }

  @Test
  void example_7_fixed_fee_equally_over_three_works() {
    catalogue("w1", "w2", "w3");
    wholly("w1", "w2", "w3");
    licence("{\"flat\":[\"10000\",\"SEK\"]}", "EQUAL", "");
    revenue("2026-10", "SEK", "0.00", "", "", "");
    Documents month =
        imported(
            usage("1", "l", 1, "w3", "2026-10-02"),
            usage("2", "l", 50, "w2", "2026-10-02"),
            usage("3", "l", 9, "w1", "2026-10-02"));

    assertThat(totals(month)).containsExactly("p-w1 3333.34", "p-w2 3333.33", "p-w3 3333.33");
    assertThat(states(month)).containsExactly("payable 10000.00", "retained -10000.00");
  }

  // ---- done by hand

  @Test
  void shapley_index_counts_what_a_listener_used_and_not_how_often() {
    catalogue("a", "b");
    wholly("a", "b");
    licence(ALL_NET, "SHAPLEY_INDEX", "");
    revenue("2026-10", "EUR", "8.00", "", "", "");
    Documents month =
        imported(
            usage("1", "l-1", 99, "a", "2026-10-02"),
            usage("2", "l-1", 1, "b", "2026-10-02"),
            usage("3", "l-2", 1, "b", "2026-10-02"));

    assertThat(totals(month)).containsExactly("p-a 2.00", "p-b 6.00");
  }

  @Test
  void uncovered_units_wait_in_their_states() {
    catalogue("a", "b");
    wholly("a", "b");
    write("consents.csv", "partyId,assetId,scope,from,to,decision\nc,a,PLAY,2026-01-01,,OPT_IN\n");
    licence("{\"percentOf\":[\"netRevenue\",\"60\"]}", "PRO_RATA", "");
    revenue("2026-10", "EUR", "10.00", "", "", "");
    Documents month =
        imported(
            usage("1", "l", 1, "a", "2026-10-02"), // covered: 10.00 × 1/3 × 60 % = 2.00
            usage("2", "l", 1, "b", "2026-10-02"), // without consent: 10.00 × 2/3 = 6.67 wait
            usage("3", "l", 1, "lost", "2026-10-02"));

    assertThat(states(month))
        .containsExactly("payable 2.00", "no-consent 3.34", "unmatched 3.33", "retained 1.33");
  }

  @Test
  void leftover_cent_goes_to_the_lower_utf_8_bytes_and_no_split_comes_last() {
    catalogue("ｚ", "𠀀", "w");
    split("w", "UNCLAIMED,34", "p-𠀀,33", "p-ｚ,33");
    licence(ALL_NET, "PRO_RATA", "");
    revenue("2026-10", "EUR", "0.50", "", "", "");

    // Exactly 17, 16.5 and 16.5 cents: the cent is the lower id's, though UTF-16 orders otherwise.
    Documents month = imported(usage("1", "l", 1, "w", "2026-10-02"));
    assertThat(totals(month)).containsExactly("p-ｚ 0.17", "p-𠀀 0.16");
    assertThat(states(month)).containsExactly("payable 0.33", "no-split 0.17");
  }

  @Test
  void usage_of_a_closed_month_counts_in_the_open_one_under_the_split_of_its_day() {
    catalogue("a", "b");
    write(
        "splits.csv",
        """
        assetId,territory,partyId,share,from,to
        a,Worldwide,p-a,100,2026-01-01,2026-11-01
        a,Worldwide,p-b,100,2026-11-01,
        """);
    licence(ALL_NET, "PRO_RATA", "");
    revenue("2026-10", "EUR", "1.00", "", "", "");
    imported(usage("1", "l", 1, "a", "2026-10-02"));
    next();
    revenue("2026-11", "EUR", "3.00", "", "", "");
    write(
        "usages.ndjson",
        usage("1", "l", 1, "a", "2026-10-02") // a repeat
            + usage("2", "l", 2, "a", "2026-10-31")
            + usage("3", "l", 1, "a", "2026-11-01"));
    reference.importFolder(here());
    Documents november = reference.close("2026-11");

    assertThat(totals(november)).containsExactly("p-a 2.00", "p-b 1.00");
    assertThat(november.statements().path(0).path("lines").path(0).path("usedIn").asString())
        .isEqualTo("2026-10");
  }

  @Test
  void normalised_weights_give_the_leftover_to_the_earlier_contribution() {
    catalogue("a", "b", "c");
    wholly("a", "b", "c");
    write("offerings.csv", "offering,service,scope,weights\no,s,PLAY,NORMALISE\n");
    licence(ALL_NET, "PRO_RATA", "");
    revenue("2026-10", "EUR", "1.00", "", "", "");
    Documents month =
        imported(
            """
            {"usageId":"1","usedAt":"2026-10-01T01:00:00+02:00","useType":"OnDemandStream","offering":"o","territory":"SE","contributions":[{"asset":"c","weight":1}]}
            {"usageId":"2","usedAt":"2026-10-31T23:59:59-02:00","useType":"OnDemandStream","offering":"o","territory":"SE","contributions":[{"asset":"c","weight":1}]}
            {"usageId":"3","usedAt":"2026-10-03T00:00:00Z","useType":"OnDemandStream","offering":"o","territory":"SE","contributions":[{"asset":"b","weight":0.7},{"asset":"a","weight":0.7},{"asset":"c","weight":0.7}]}
            """);

    // Usage 1 is of September in UTC and counts here late; usage 2 is of November and does not.
    assertThat(lines(month, "units"))
        .containsExactly("0.333333333333", "0.333333333334", "1", "0.333333333333");
  }

  @Test
  void each_refusal_has_its_kind_and_records_nothing() {
    catalogue("a");
    wholly("a");
    licence("{\"percentOf\":[\"grossRevenue\",\"1\"]}", "PRO_RATA", "");
    revenue("2026-10", "EUR", "1.00", "", "", "");
    write("usages.ndjson", usage("1", "", 1, "a", "2026-10-02"));
    assertThat(refusal("2026-10")).isEqualTo(Refusal.Kind.UNREPORTED_FIGURE);

    next();
    licence("{\"flat\":[\"1\",\"JPY\"]}", "PRO_RATA", "");
    assertThat(refusal("2026-10")).isEqualTo(Refusal.Kind.MISSING_RATE);

    next();
    licence("{\"steps\":[{\"from\":\"2026-10-02\",\"term\":" + ALL_NET + "}]}", "EQUAL", "");
    assertThat(refusal("2026-10")).isEqualTo(Refusal.Kind.BEFORE_FIRST_STEP);

    next();
    licence(ALL_NET, "USER_CENTRIC", "");
    assertThat(refusal("2026-10")).isEqualTo(Refusal.Kind.MISSING_LISTENER);

    next();
    revenue("2026-09", "EUR", "1.00", "", "", "");
    licence(ALL_NET, "USER_CENTRIC", "\"withoutListener\":\"OWN\",");
    assertThat(refusal("2026-10")).isEqualTo(Refusal.Kind.EARLIER_MONTH_OPEN);

    reference.close("2026-09");
    assertThat(totals(reference.close("2026-10"))).containsExactly("p-a 1.00");
    assertThat(catchThrowableOfType(Refusal.class, () -> reference.close("2026-10")).kind())
        .isEqualTo(Refusal.Kind.ALREADY_CLOSED);
  }

  // ---- given

  /** Assets, each with a party of its own; all controlled by c, who consents; one offering o. */
  private void catalogue(String... assets) {
    StringBuilder parties = new StringBuilder("partyId,name,kind\nc,C,LABEL\n");
    StringBuilder rows = new StringBuilder("assetId,kind,controller\n");
    for (String asset : assets) {
      parties.append("p-%s,P,ARTIST\n".formatted(asset));
      rows.append("%s,WORK,c\n".formatted(asset));
    }
    write("parties.csv", parties.toString());
    write("assets.csv", rows.toString());
    write("offerings.csv", "offering,service,scope\no,s,PLAY\n");
    write("consents.csv", "partyId,assetId,scope,from,decision\nc,*,PLAY,2026-01-01,OPT_IN\n");
  }

  private void wholly(String... assets) {
    StringBuilder rows = new StringBuilder("assetId,territory,partyId,share,from\n");
    for (String asset : assets) {
      rows.append("%s,Worldwide,p-%s,100,2026-01-01\n".formatted(asset, asset));
    }
    write("splits.csv", rows.toString());
  }

  private void split(String asset, String... partyAndShare) {
    StringBuilder rows = new StringBuilder("assetId,territory,partyId,share,from\n");
    for (String it : partyAndShare) {
      rows.append("%s,Worldwide,%s,2026-01-01\n".formatted(asset, it));
    }
    write("splits.csv", rows.toString());
  }

  private void licence(String terms, String allocation, String more) {
    write(
        "licences.json",
        """
        [{"licenceId":"L","licensor":"c","offering":"o","useTypes":["OnDemandStream"],
        "territories":["SE"],"assets":"*","modelVersions":"*","from":"2026-01-01",%s
        "base":"SHARE","parts":[{"terms":%s,"allocation":"%s"}]}]\
        """
            .formatted(more, terms, allocation));
  }

  private void revenue(
      String period, String currency, String net, String subscribers, String tcc, String pr) {
    write(
        "revenue.csv",
        """
        period,offering,territory,currency,netRevenue,subscribers,totalContentCost,performanceRoyalties
        %s,o,SE,%s,%s,%s,%s,%s
        """
            .formatted(period, currency, net, subscribers, tcc, pr));
  }

  private static String usage(String id, String listener, int quantity, String asset, String day) {
    return """
    {"usageId":"%s","usedAt":"%sT12:00:00Z","useType":"OnDemandStream","offering":"o","territory":"SE",%s"quantity":%d,"contributions":[{"asset":"%s","weight":1}]}
    """
        .formatted(
            id,
            day,
            listener.isEmpty() ? "" : "\"listener\":\"%s\",".formatted(listener),
            quantity,
            asset);
  }

  private Documents imported(String... usages) {
    write("usages.ndjson", String.join("", usages));
    reference.importFolder(here());
    return reference.close("2026-10");
  }

  private Refusal.Kind refusal(String period) {
    reference.importFolder(here());
    return catchThrowableOfType(Refusal.class, () -> reference.close(period)).kind();
  }

  private void next() {
    imports++;
  }

  private Path here() {
    return folder.resolve("import-" + imports);
  }

  private void write(String name, String text) {
    try {
      Files.createDirectories(here());
      Files.writeString(here().resolve(name), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  // ---- then

  private static List<String> totals(Documents month) {
    List<String> totals = new ArrayList<>();
    for (JsonNode it : month.statements()) {
      totals.add(it.path("party").asString() + " " + it.path("total").asString());
    }
    return totals;
  }

  private static List<String> lines(Documents month, String field) {
    List<String> values = new ArrayList<>();
    for (JsonNode statement : month.statements()) {
      statement.path("lines").forEach(line -> values.add(line.path(field).asString()));
    }
    return values;
  }

  private static List<String> pools(Documents month) {
    List<String> pools = new ArrayList<>();
    month.close().path("pools").forEach(it -> pools.add(it.path("amount").asString()));
    return pools;
  }

  private static List<String> states(Documents month) {
    List<String> states = new ArrayList<>();
    for (JsonNode it : month.close().path("states")) {
      if (it.path("amount").asString().matches(".*[1-9].*")) {
        states.add(it.path("state").asString() + " " + it.path("amount").asString());
      }
    }
    return states;
  }
}
