package org.royaltyledger.api.scenario;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.royaltyledger.api.explain.ExplainsStatements;
import org.royaltyledger.api.openapi.Printed;
import org.royaltyledger.api.setup.KeptStores;
import org.royaltyledger.api.setup.OpenStore;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/**
 * One store, the files that go into it, and the program run on them in this process.
 *
 * <p>What a test leaves unsaid: offering {@code remix} of {@code service} asks for {@code
 * GENERATE}, uses are {@code OnDemandStream} in {@code SE} on 2026-10-03, revenue is in EUR for
 * 2026-10 and {@code SE}, facts hold from 2020-01-01 on.
 */
final class Scenario implements AutoCloseable {
  private final KeptStores stores = new KeptStores();
  static final String OCTOBER = "2026-10";
  static final String NOVEMBER = "2026-11";
  private static final String LONG_AGO = "2020-01-01";
  private static final Set<String> NUMBERS = Set.of("units", "amount");
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Map<String, String> HEADERS =
      Map.ofEntries(
          Map.entry("parties", "partyId,name,kind,country,currency,isni,ipi,dpid"),
          Map.entry("memberships", "partyId,memberOf,from,to"),
          Map.entry("offerings", "offering,service,scope,uncovered,weights,lateUsage,clearance"),
          Map.entry("assets", "assetId,kind,title,artist,isrc,iswc,controller,containsAI"),
          Map.entry("splits", "assetId,territory,partyId,share,from,to"),
          Map.entry("consents", "partyId,assetId,scope,from,to,decision"),
          Map.entry(
              "claims",
              "claim,assetId,territory,partyId,kind,share,against,holds,status,from,to,evidence"),
          Map.entry("policies", "offering,rule,subject,from,to,value,months,status"),
          Map.entry(
              "revenue",
              "period,offering,territory,currency,grossRevenue,netRevenue,subscribers,"
                  + "totalContentCost,performanceRoyalties"),
          Map.entry("rates", "date,from,to,rate,source"),
          Map.entry("exclusions", Exclusion.COLUMNS));

  private final Path input;
  private final Path store;

  /** Rows not yet imported: kind of file, key of the row, row. */
  private final SortedMap<String, Map<String, Row>> rows = new TreeMap<>();

  private final List<String> files = new ArrayList<>();
  private final Set<String> parties = new HashSet<>();
  private final Map<String, Revenue> revenues = new LinkedHashMap<>();
  private final Map<String, Map<String, BigDecimal>> netRevenueOfClosed = new LinkedHashMap<>();
  private final Map<String, JsonNode> closed = new LinkedHashMap<>();
  private final Map<String, JsonNode> statements = new LinkedHashMap<>();
  private int imports;
  private String latest = "";
  private int exit;
  private String out = "";
  private String err = "";
  private JsonNode answer = MissingNode.getInstance();

  Scenario(Path folder) {
    input = folder.resolve("in");
    store = folder.resolve("store");
    try {
      Files.createDirectories(input);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    party("service", "SERVICE");
    offering("remix", "GENERATE", "SUSPEND", "EXACT");
  }

  // ---- facts, one row each

  void party(String id, String kind) {
    parties.add(id);
    csv("parties", id, id, id, kind, "SE", "EUR", "", "", "");
  }

  void party(String id) {
    party(id, "ARTIST");
  }

  /** A party that opted in with everything it controls. */
  void label(String id) {
    party(id, "LABEL");
    consent(id, "*", "OPT_IN");
  }

  void membership(String party, String of, String from, String to) {
    csv("memberships", party + of + from, party, of, from, to);
  }

  void membership(String party, String of) {
    membership(party, of, LONG_AGO, "");
  }

  void offering(String id, String scope, String uncovered, String weights) {
    csv("offerings", id, id, "service", scope, uncovered, weights, "", "");
  }

  /** Usage of {@code remix} that comes after its month was closed counts in its own month. */
  void lateUsageCountsInItsOwnMonth() {
    csv("offerings", "remix", "remix", "service", "GENERATE", "SUSPEND", "EXACT", "OWN_MONTH", "");
  }

  /** A usage of {@code remix} is paid only if its composition and its master are covered. */
  void clearanceIsJoint() {
    csv("offerings", "remix", "remix", "service", "GENERATE", "SUSPEND", "EXACT", "", "JOINT");
  }

  /** A composition all of whose money goes to the party that controls it. */
  void work(String id, String controller) {
    csv("assets", id, id, "WORK", "Title of " + id, "Someone", "", "", controller, "");
    split(id, controller, "100");
  }

  /** An asset without a split. */
  void asset(String id, String controller) {
    csv("assets", id, id, "RECORDING", "Title of " + id, "Someone", "", "", controller, "");
  }

  /** An asset all of whose money goes to one party, declared here if it is new. */
  void asset(String id, String controller, String payee) {
    asset(id, controller);
    if (!parties.contains(payee)) {
      party(payee);
    }
    split(id, payee, "100");
  }

  /** A label that opted in, with an asset of which it keeps all the money; no licence. */
  void holder(String label, String asset) {
    label(label);
    asset(asset, label, label);
  }

  /** A {@link #holder} with the licence {@code L-label}: 60 % of net revenue, pro rata. */
  void licensed(String label, String asset) {
    holder(label, asset);
    licence("L-" + label, label);
  }

  void split(String asset, String party, String share) {
    split(asset, "Worldwide", party, share, LONG_AGO, "");
  }

  void split(String asset, String territory, String party, String share, String from, String to) {
    csv(
        "splits",
        String.join(",", asset, territory, party, from),
        asset,
        territory,
        party,
        share,
        from,
        to);
  }

  Licence licence(String id, String licensor) {
    return add("licences", id, new Licence(id, licensor));
  }

  void consent(String party, String asset, String decision) {
    consent(party, asset, "GENERATE", LONG_AGO, "", decision);
  }

  void consent(String party, String asset, String scope, String from, String to, String decision) {
    csv(
        "consents",
        String.join(",", party, asset, scope, from),
        party,
        asset,
        scope,
        from,
        to,
        decision);
  }

  /** A claim of a share that holds back the whole asset once all exceed 100 percent. */
  void claim(String id, String party, String asset, String share, String status) {
    claim(id, party, asset, "SHARE", share, "", "WHOLE", status);
  }

  void claim(
      String id,
      String party,
      String asset,
      String kind,
      String share,
      String against,
      String holds,
      String status) {
    csv("claims", id, id, asset, "", party, kind, share, against, holds, status, LONG_AGO, "", "");
  }

  /** Of {@code remix}, from long ago on. */
  void policy(String rule, String subject, String value, String months) {
    policy(rule, subject, LONG_AGO, "", value, months, "");
  }

  void policy(
      String rule,
      String subject,
      String from,
      String to,
      String value,
      String months,
      String status) {
    csv(
        "policies",
        String.join(" ", rule, subject, from, value, status),
        "remix",
        rule,
        subject,
        from,
        to,
        value,
        months,
        status);
  }

  Revenue revenue(String net) {
    return revenue(OCTOBER, "SE", "EUR", net);
  }

  Revenue revenue(String period, String territory, String currency, String net) {
    return revenue(period, "remix", territory, currency, net);
  }

  Revenue revenue(String period, String offering, String territory, String currency, String net) {
    var row = new Revenue(period, offering, territory, currency, net);
    return add("revenue", row.key(), row);
  }

  void rate(String date, String from, String to, String rate) {
    csv("rates", date + from + to, date, from, to, rate, "ECB");
  }

  /** Usage that is not to be paid, by conditions that the test adds. */
  Exclusion exclude(String id) {
    return add("exclusions", id + " out", new Exclusion(id, ""));
  }

  /** What an appeal gives back, as a whole. */
  void reinstate(String id) {
    add("exclusions", id + " in", new Exclusion(id, "REINSTATE").of("evidence", "appeal 7"));
  }

  // ---- uses

  Line output(String id) {
    return add("outputs", id, Line.output(id));
  }

  Line usage(String id) {
    return add("usages", id, Line.usage(id));
  }

  /** A usage of one asset alone. */
  Line play(String id, String asset, long quantity) {
    return usage(id).of(asset, "1").times(quantity);
  }

  // ---- files

  /** The store's folder. */
  Path store() {
    return store;
  }

  /** Writes an input file as it is; {@link #importAll} takes it along. */
  Path file(String name, String content) {
    return file(name, content.getBytes(UTF_8));
  }

  Path file(String name, byte[] content) {
    if (!files.contains(name)) {
      files.add(name);
    }
    return write(name, content);
  }

  Path path(String name) {
    return input.resolve(name);
  }

  String read(String name) {
    try {
      return Files.readString(path(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Writes what was added since the last import, and answers with the names of the files. */
  List<String> writeFiles() {
    imports++;
    var names = new ArrayList<>(files);
    rows.forEach(
        (kind, of) -> {
          var lines = of.values().stream().map(Row::text);
          var name = "%s-%02d".formatted(kind, imports);
          switch (kind) {
            case "usages", "outputs" -> {
              name += ".ndjson";
              write(name, lines.collect(Collectors.joining("\n", "", "\n")).getBytes(UTF_8));
            }
            case "licences" -> {
              name += ".json";
              write(name, lines.collect(Collectors.joining(",\n", "[", "]\n")).getBytes(UTF_8));
            }
            default -> {
              name += ".csv";
              var all = Stream.concat(Stream.of(HEADERS.getOrDefault(kind, "")), lines);
              write(name, all.collect(Collectors.joining("\r\n", "", "\r\n")).getBytes(UTF_8));
            }
          }
          names.add(name);
        });
    for (var row : rows.getOrDefault("revenue", Map.of()).values()) {
      if (row instanceof Revenue revenue) {
        revenues.put(revenue.key(), revenue);
      }
    }
    rows.clear();
    files.clear();
    return names;
  }

  // ---- commands

  /** Imports everything written or added since the last import. */
  int importAll() {
    var names = writeFiles();
    return names.isEmpty() ? 0 : importFiles(names.toArray(String[]::new));
  }

  int importFiles(String... names) {
    statements.clear();
    var paths = Stream.of(names).map(name -> path(name).toString());
    return run(Stream.concat(Stream.of("import", "--json"), paths).toArray(String[]::new));
  }

  int close(String period) {
    statements.clear();
    run("close", period, "--json");
    if (exit == 0) {
      latest = period;
      netRevenueOfClosed.put(period, netRevenue(period));
      closed.put(period, answer);
    }
    return exit;
  }

  int dryRun(String period) {
    run("close", period, "--dry-run", "--json");
    if (exit == 0) {
      assertBalanced(answer, netRevenue(period));
    }
    return exit;
  }

  /** Imports everything, which must succeed in full, and closes October. */
  void settle() {
    settle(OCTOBER);
  }

  void settle(String period) {
    imported();
    assertThat(close(period)).as("close %s: %s", period, err).isZero();
  }

  /** Imports everything, which must succeed in full. */
  void imported() {
    assertThat(importAll()).as("import: %s%n%s", err, out).isZero();
  }

  /** The statements of a closed period as JSON. */
  JsonNode statements(String period) {
    return statements.computeIfAbsent(
        period,
        it -> {
          run("statements", it, "--format", "json");
          assertThat(exit).as("statements %s: %s", it, err).isZero();
          return answer;
        });
  }

  int check() {
    return run("check", "--json");
  }

  /** As {@link #check}, and all that follows from the log made again by a second fold. */
  int checkDeep() {
    return run("check", "--deep", "--json");
  }

  int replay() {
    return run("replay", "--json");
  }

  /** Runs any command on this store. */
  int run(String... command) {
    var args = Stream.concat(Stream.of("--data", store.toString()), Stream.of(command));
    var stdout = new ByteArrayOutputStream();
    var stderr = new ByteArrayOutputStream();
    exit =
        stores.run(
            args.toArray(String[]::new),
            new PrintStream(stdout, true, UTF_8),
            new PrintStream(stderr, true, UTF_8));
    out = stdout.toString(UTF_8);
    err = stderr.toString(UTF_8);
    boolean json = List.of(command).contains("--json") || List.of(command).contains("json");
    answer = json && exit != 1 ? parsed(out) : MissingNode.getInstance();
    if (json && exit != 1) {
      Printed.requirePromised(List.of(command), answer);
    }
    return exit;
  }

  /** The store itself, for what no command shows. */
  OpenStore open() {
    return stores.open(store, List.of(), false);
  }

  int exit() {
    return exit;
  }

  String out() {
    return out;
  }

  String err() {
    return err;
  }

  JsonNode answer() {
    return answer;
  }

  // ---- what must have come out

  /** The last command did nothing, and said why to a person. */
  void refused(String... words) {
    assertThat(exit).as("exit code; %s%s", err, out).isEqualTo(1);
    assertThat(err).isNotBlank().doesNotContain("\tat ");
    for (var word : words) {
      assertThat(err).contains(word);
    }
  }

  void refusesToClose(String period, String... words) {
    close(period);
    refused(words);
  }

  /** All statements of the last closed period, each as {@code "ann 60.00 EUR"}. */
  void pays(String... expected) {
    pays(latest, expected);
  }

  void paysIn(String period, String... expected) {
    pays(period, expected);
  }

  private void pays(String period, String[] expected) {
    assertThat(statements(period).values())
        .extracting(it -> text(it, "party") + " " + text(it, "total") + " " + text(it, "currency"))
        .as("statements of %s", period)
        .containsExactlyInAnyOrder(expected);
  }

  /** All states with money in the last closed period, each as {@code "payable 60.00 EUR"}. */
  void holds(String... expected) {
    assertThat(states(lastClose())).containsExactlyInAnyOrder(expected);
  }

  /** All pools of the last closed period, each as {@code "licence part territory 60.00 EUR"}. */
  void pools(String... expected) {
    assertThat(pools(lastClose())).containsExactlyInAnyOrder(expected);
  }

  static List<String> states(JsonNode close) {
    return close.get("states").values().stream()
        .filter(it -> amount(it).signum() != 0)
        .map(it -> text(it, "state") + " " + text(it, "amount") + " " + text(it, "currency"))
        .toList();
  }

  static List<String> pools(JsonNode close) {
    return close.get("pools").values().stream()
        .map(
            it ->
                Stream.of("licence", "part", "territory", "amount", "currency")
                    .map(name -> text(it, name))
                    .collect(Collectors.joining(" ")))
        .toList();
  }

  JsonNode lastClose() {
    return closed.getOrDefault(latest, MissingNode.getInstance());
  }

  /** The lines of a party's statements of the last closed period. */
  List<JsonNode> lines(String party) {
    return statements(latest).values().stream()
        .filter(it -> text(it, "party").equals(party))
        .flatMap(it -> it.get("lines").values().stream())
        .toList();
  }

  /** The only line of a party. */
  JsonNode line(String party) {
    var lines = lines(party);
    assertThat(lines).as("lines of %s", party).hasSize(1);
    return lines.getFirst();
  }

  /** Some fields of each line of a party, joined by blanks; numbers without trailing zeros. */
  List<String> lines(String party, String... fields) {
    return lines(party).stream()
        .map(
            line ->
                Stream.of(fields)
                    .map(it -> NUMBERS.contains(it) ? plain(line, it) : text(line, it))
                    .collect(Collectors.joining(" ")))
        .toList();
  }

  private static String plain(JsonNode line, String field) {
    return new BigDecimal(text(line, field)).stripTrailingZeros().toPlainString();
  }

  /** The sum of the units of a party's lines; exact. */
  BigDecimal units(String party) {
    return lines(party).stream()
        .map(line -> new BigDecimal(text(line, "units")))
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  /** What the last import did with a file: {@code "1 accepted, 0 repeated, 2 rejected"}. */
  String fate(String fileStartsWith) {
    var found =
        answer.values().stream()
            .filter(
                it -> Path.of(text(it, "file")).getFileName().toString().startsWith(fileStartsWith))
            .toList();
    assertThat(found).as("%s in %s", fileStartsWith, out).hasSize(1);
    var file = found.getFirst();
    return "%s accepted, %s repeated, %s rejected"
        .formatted(text(file, "accepted"), text(file, "repeated"), text(file, "rejected"));
  }

  /**
   * No check fails, be it by a second fold, each close balanced, and its statements are what its
   * state payable says.
   */
  void conserved() {
    closed.forEach(
        (period, close) -> {
          assertBalanced(close, netRevenueOfClosed.getOrDefault(period, Map.of()));
          assertThat(byCurrency(statements(period).values().stream(), "total"))
              .as("totals of the statements of %s", period)
              .isEqualTo(
                  byCurrency(
                      close.get("states").values().stream()
                          .filter(it -> text(it, "state").equals("payable")),
                      "amount"));
        });
    closed.forEach(
        (period, close) -> {
          run("conservation", period, "--json");
          assertThat(exit).as("conservation %s: %s%s", period, err, out).isZero();
          assertThat(answer.path("conserved").asBoolean()).as(out).isTrue();
        });
    checkDeep();
    assertThat(exit).as("check: %s%s", err, out).isZero();
    assertThat(answer.path("ok").asBoolean()).as(out).isTrue();
  }

  /**
   * Has every line of all closed months explained, and redoes each.
   *
   * @return how many there are
   */
  int redoesEveryLine() {
    var all =
        new ExplainsStatements(
            command -> {
              var words = new ArrayList<>(command);
              run(words.toArray(String[]::new));
              assertThat(exit).as("%s: %s", words, err).isZero();
              return answer;
            });
    closed.keySet().forEach(it -> all.of(it, _ -> true));
    return all.redone();
  }

  /** Every statement of every closed month, checked by the program for outsiders. */
  private void everyEvidenceHolds() {
    for (String period : closed.keySet()) {
      run("statements", period, "--format", "digest");
      for (String party :
          out().lines().skip(1).map(it -> it.split("\t", -1)[1]).distinct().toList()) {
        Path evidence = store.resolveSibling("evidence").resolve(UUID.randomUUID().toString());
        run(
            "audit",
            "export",
            "--period",
            period,
            "--party",
            party,
            "--out",
            evidence.toString(),
            "--as",
            "auditor");
        assertThat(exit).as("%s of %s: %s", party, period, err).isZero();
        Verifiers.Said said = Verifiers.PYTHON.check(evidence, "keys", ".");
        assertThat(said.exit()).as("%s of %s: %s", party, period, said.out()).isZero();
      }
    }
  }

  @Override
  public void close() {
    try (stores) {
      if (Boolean.getBoolean("explain.everything")) {
        redoesEveryLine();
      }
      if (Boolean.getBoolean("evidence.everything")) {
        everyEvidenceHolds();
      }
      conserved();
    }
  }

  private static void assertBalanced(JsonNode close, Map<String, BigDecimal> netRevenue) {
    assertThat(close.path("conserved").asBoolean()).as("conserved").isTrue();
    assertThat(byCurrency(close.get("states").values().stream(), "amount"))
        .as("the states add up to the net revenue")
        .isEqualTo(netRevenue);
  }

  /** Of a month that is closed now, with what came since of those that are closed already. */
  private Map<String, BigDecimal> netRevenue(String period) {
    var sums = new TreeMap<String, BigDecimal>();
    for (var row : revenues.values()) {
      if (row.period.equals(period) || closed.containsKey(row.period)) {
        sums.merge(row.currency, new BigDecimal(row.net), BigDecimal::add);
      }
    }
    netRevenueOfClosed.forEach(
        (_, booked) ->
            booked.forEach((currency, net) -> sums.merge(currency, net.negate(), BigDecimal::add)));
    return withoutZeros(sums);
  }

  private static Map<String, BigDecimal> byCurrency(Stream<JsonNode> amounts, String field) {
    var sums = new TreeMap<String, BigDecimal>();
    amounts.forEach(
        it -> sums.merge(text(it, "currency"), new BigDecimal(text(it, field)), BigDecimal::add));
    return withoutZeros(sums);
  }

  private static Map<String, BigDecimal> withoutZeros(Map<String, BigDecimal> sums) {
    var rest = new TreeMap<String, BigDecimal>();
    sums.forEach(
        (currency, sum) -> {
          if (sum.signum() != 0) {
            rest.put(currency, sum.stripTrailingZeros());
          }
        });
    return rest;
  }

  private static BigDecimal amount(JsonNode node) {
    return new BigDecimal(text(node, "amount"));
  }

  static String text(JsonNode node, String field) {
    assertThat(node.has(field)).as("field %s in %s", field, node).isTrue();
    return node.get(field).asString();
  }

  static Set<String> texts(JsonNode list, String field) {
    return list.values().stream()
        .map(it -> text(it, field))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private void csv(String kind, String key, String... cells) {
    add(kind, key, () -> String.join(",", cells));
  }

  private <R extends Row> R add(String kind, String key, R row) {
    rows.computeIfAbsent(kind, _ -> new LinkedHashMap<>()).put(key, row);
    return row;
  }

  private Path write(String name, byte[] content) {
    try {
      return Files.write(path(name), content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static JsonNode parsed(String document) {
    try {
      return JSON.readTree(document);
    } catch (JacksonException e) {
      throw new AssertionError("stdout is not one JSON document: " + document, e);
    }
  }
}
