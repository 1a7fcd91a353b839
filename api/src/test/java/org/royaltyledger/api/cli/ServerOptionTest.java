package org.royaltyledger.api.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.royaltyledger.api.access.Issuer;
import org.royaltyledger.api.console.ServedStore;
import org.royaltyledger.api.example.ExampleMonth;
import org.royaltyledger.api.remote.RemoteWork;
import org.royaltyledger.api.remote.ServerUrl;
import org.royaltyledger.api.setup.KeptStores;
import org.royaltyledger.api.status.Underway;
import org.royaltyledger.ledger.vault.VaultKey;

/** A command that is sent to a server prints, writes and ends as it does on a store of its own. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init")
class ServerOptionTest {

  private static final String MONTH = ExampleMonth.PERIOD;

  private final KeptStores stores = new KeptStores();
  private Path folder;
  private Path files;
  private ServedStore served;

  /** How a command ended, what it printed, and the files it left. */
  private record Ran(int exit, String out, String err, SortedMap<String, String> files) {}

  @BeforeAll
  void serve(@TempDir Path temporary) throws IOException {
    folder = temporary;
    files = folder.resolve("files");
    ExampleMonth.write(files, new ExampleMonth.Settings(5, 400, true, false));
    for (String store : List.of("here", "there")) { // where a key was made is said by who made it
      Path own = Files.createDirectories(folder.resolve(store));
      Files.writeString(own.resolve("vault-key"), VaultKey.generated().written());
    }
    // Signed only when asked, as here: a slow run is not to have more checkpoints there.
    served = new ServedStore(folder.resolve("there"), "--royalty-ledger.checkpoint-seconds=0");
  }

  @AfterAll
  void stop() {
    served.close();
    stores.close();
  }

  private Ran run(String... words) {
    var out = new ByteArrayOutputStream();
    var err = new ByteArrayOutputStream();
    int exit =
        stores.run(words, new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8));
    // What a server checks need not be said of it.
    String said =
        err.toString(UTF_8).replaceAll("notice: '[^']*' is written down as it was .*\n", "");
    return new Ran(exit, out.toString(UTF_8), said, new TreeMap<>());
  }

  private Ran at(String server, String... words) {
    return run(
        server.equals(served.url())
            ? served.sent(words)
            : Stream.concat(Stream.of("--server", server), Stream.of(words))
                .toArray(String[]::new));
  }

  /** The command here and there, with the files that it leaves. */
  private Ran same(int exit, String... words) {
    Ran here = takingFiles(here(words));
    Ran there = takingFiles(at(served.url(), words));
    assertThat(there).as(String.join(" ", words)).isEqualTo(here);
    assertThat(here.exit()).as(here.err()).isEqualTo(exit);
    return here;
  }

  /** Reads what a command wrote, and deletes it for the next. */
  private Ran takingFiles(Ran ran) {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path it : all.sorted(Comparator.reverseOrder()).toList()) {
        String name = folder.relativize(it).toString();
        if (name.startsWith("written") || name.startsWith("files/rejected-")) {
          if (Files.isRegularFile(it)) {
            boolean proof = name.endsWith(".proof.json"); // of one log, and no other
            ran.files().put(name, proof ? "a proof" : Arrays.toString(Files.readAllBytes(it)));
          }
          Files.delete(it);
        }
      }
      return ran;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String[] importing(String... options) {
    try (Stream<Path> input = Files.list(files)) {
      return Stream.concat(
              Stream.concat(Stream.of("import"), Stream.of(options)),
              input.map(Path::toString).sorted(Comparator.reverseOrder()))
          .toArray(String[]::new);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void every_command_prints_and_writes_the_same_here_and_there() throws IOException {
    String written = folder.resolve("written").toString();
    assertThat(same(2, importing()).files()).isNotEmpty();
    String usages = files.resolve("usages.ndjson.gz").toString();
    same(0, "import", "--json", files.resolve("rates.csv").toString());
    assertThat(same(2, "import", "--json", "--rejects", written, usages).files()).isNotEmpty();
    Path cut = files.resolve("usages-cut.ndjson.gz");
    byte[] whole = Files.readAllBytes(files.resolve("usages.ndjson.gz"));
    Files.write(cut, Arrays.copyOf(whole, whole.length / 2));
    same(2, "import", cut.toString());
    byte[] damaged = whole.clone();
    damaged[damaged.length - 6] ^= 1;
    Files.write(cut, damaged);
    same(1, "import", cut.toString());
    Files.delete(cut);
    same(1, "import", files.resolve("missing.csv").toString());
    same(1, "import", files.resolve("parties.csv").toString(), folder.toString());
    Path header = Files.writeString(files.resolve("revenue-x.csv"), "period,offerin\n");
    same(1, "import", header.toString());
    Files.writeString(
        header, "period,offering,territory,currency,netRevenue\n2026-10,x,SE,EUR,1\n");
    same(2, "import", header.toString(), files.resolve("parties.csv").toString());
    Files.delete(header);

    assertThat(same(0, "exclusions", "--json").out().strip()).isEqualTo("[]");
    Path exclusions =
        Files.writeString(
            folder.resolve("exclusions.csv"),
            "exclusion,reason,evidence,from,to\nx-1,SPAM,case 1,2026-10-05,2026-10-07\n");
    same(0, "import", exclusions.toString());
    assertThat(same(0, "exclusions").out()).contains("from=2026-10-05 to=2026-10-07");
    same(0, "exclusions", "--json");
    assertThat(same(0, "exclusions", MONTH).err()).contains("are left out");
    same(0, "exclusions", MONTH, "--json");
    same(1, "exclusions", "2026-1");
    same(1, "exclusions", "2027-05");

    same(1, "statements", MONTH);
    same(1, "close", "2027-05");
    same(1, "close", "2026-1");
    same(0, "close", MONTH, "--dry-run");
    same(0, "close", MONTH, "--dry-run", "--json");
    here("checkpoint"); // whose key is made, and said, where it is made
    at(served.url(), "checkpoint");
    draftsAreTheSame();
    assertThat(same(0, "close", MONTH, "--as", "finance-1").out()).contains("payable");
    same(1, "close", MONTH);
    same(0, "exclusions", MONTH);

    String summary = same(0, "statements", MONTH).out();
    for (String format : List.of("table", "csv", "tsv", "json")) {
      assertThat(same(0, "statements", MONTH, "--format", format).out()).isNotEmpty();
      assertThat(same(0, "statements", MONTH, "--format", format, "--out", written).files())
          .isNotEmpty();
    }
    List<String> parties =
        summary.lines().skip(1).map(it -> it.split("\t", 2)[0]).distinct().toList();
    assertThat(parties).hasSizeGreaterThan(2);
    for (String party : parties.subList(0, 3)) {
      same(0, "statements", MONTH, "--party", party);
      same(0, "statements", MONTH, "--party", party, "--format", "csv");
    }
    for (String party : partiesWithoutMoney(parties)) {
      same(0, "statements", MONTH, "--party", party);
    }
    same(1, "statements", MONTH, "--party", "nobody");
    same(1, "statements", MONTH, "--format", "pdf");
    same(1, "statements", "2026-11");
    explanations(parties.getFirst());
    accountsAndJournal(parties.getFirst());
    payoutsAndSettings();
    handedOut(parties.getFirst());
    same(0, "check");
    same(0, "check", "--json");
    String handedOut = folder.resolve("handed-out").toString();
    assertThat(here("statements", MONTH, "--format", "json", "--out", handedOut).exit()).isZero();
    same(0, "check", "--deep", "--json", "--statements", handedOut);
    same(1, "check", "--deep", "--as-of", "3");
    String replayed = withoutRate(here("replay", "--json"));
    assertThat(replayed).contains("\"identical\":true").contains("\"digest\":");
    assertThat(withoutRate(at(served.url(), "replay", "--json"))).isEqualTo(replayed);
    assertThat(withoutRate(at(served.url(), "replay", "--swap", "--json"))).isEqualTo(replayed);
  }

  /** How fast it was depends on more than where. */
  private static String withoutRate(Ran replayed) {
    assertThat(replayed.exit()).as(replayed.err() + replayed.out()).isZero();
    return replayed.out().replaceAll("\"usagesPerSecond\":[0-9]+", "");
  }

  /** But for the run's id and its place in the log, which differ from store to store. */
  private void draftsAreTheSame() {
    same(1, "approve", MONTH);
    same(1, "draft", MONTH, "--show");
    String[] draft = {"draft", MONTH, "--as", "finance-1", "--why", "first try", "--json"};
    Ran drafted = here(draft);
    Ran there = at(served.url(), draft);
    assertThat(withoutRun(there)).isEqualTo(withoutRun(drafted));
    assertThat(drafted.out()).contains("\"who\":\"finance-1\",\"why\":\"first try\"");
    assertThat(at(served.url(), "draft", MONTH, "--show", "--json").out()).isEqualTo(there.out());
    String[] other = {"approve", MONTH, "--run", "another"};
    assertThat(at(served.url(), other).exit()).isEqualTo(here(other).exit()).isEqualTo(1);
    String[] approve = {"approve", MONTH, "--as", "finance-2", "--json"};
    Ran approved = here(approve);
    assertThat(withoutRun(at(served.url(), approve))).isEqualTo(withoutRun(approved));
    assertThat(approved.out()).contains("\"approved\":{\"who\":\"finance-2\",\"why\":null}");
  }

  private Ran here(String... words) {
    return run(
        Stream.concat(Stream.of("--data", folder.resolve("here").toString()), Stream.of(words))
            .toArray(String[]::new));
  }

  private static String withoutRun(Ran ran) {
    return ran.out().replaceAll("\"(run|cutOff)\":[^,]+,", "") + ran.err();
  }

  private void payoutsAndSettings() {
    same(1, "payouts", "show", "payout-1");
    assertThat(same(0, "payouts", "--json").out().strip()).isEqualTo("[]");
    assertThat(same(0, "payouts", "collect", "--as", "finance-1", "--why", "October").out())
        .contains("in-payment");
    same(1, "payouts", "collect");
    same(1, "payouts", "collect", "--currency", "SEK");
    same(0, "payouts", "approve", "payout-1", "--as", "tester");
    same(1, "payouts", "approve", "payout-1");
    same(0, "payouts", "send", "payout-1", "--as", "tester");
    String items = same(0, "payouts", "show", "payout-1").out();
    String party = items.lines().skip(1).map(it -> it.split("\t", 2)[0]).findFirst().orElseThrow();
    same(
        0, "payouts", "fail", "payout-1", "--party", party, "--reference", "F 1", "--as", "tester");
    same(1, "payouts", "fail", "payout-1");
    same(0, "payouts", "settle", "payout-1", "--as", "tester");
    same(0, "payouts", "collect", "--party", party, "--as", "tester");
    same(0, "payouts", "cancel", "payout-2", "--as", "finance-1");
    assertThat(same(0, "payouts").out()).contains("payout-2\tcancelled");
    assertThat(same(0, "journal", "2026-11").out()).contains("\tcollected\t");
    same(0, "settings");
    same(1, "settings", "four-eyes", "maybe");
    assertThat(same(0, "settings", "four-eyes", "on", "--as", "auditor", "--json").out())
        .contains("\"on\"");
    assertThat(here("payouts", "collect").err()).contains("--as NAME");
    same(0, "settings", "four-eyes", "off", "--as", "auditor");
    proofs();
  }

  /** Two stores have the same facts and other times, so other checkpoints. */
  private void proofs() {
    for (String[] command :
        new String[][] {
          {"checkpoint"},
          {"checkpoint", "list"},
          {"checkpoint", "key"},
          {"checkpoint", "rotate", "--as", "auditor", "--why", "a test"},
          {"proof", "event", "3"},
          {"proof", "event", "3", "--json"},
          {"log", "--limit", "20"},
          {"log", "--from", "3", "--json"}
        }) {
      Ran here = here(command);
      Ran there = at(served.url(), command);
      assertThat(there.exit()).as(there.err()).isZero().isEqualTo(here.exit());
      assertThat(there.out().lines()).hasSameSizeAs(here.out().lines().toList());
    }
    String sizes = at(served.url(), "checkpoint", "list").out();
    List<String> signed = sizes.lines().skip(1).map(it -> it.split("\t", 2)[0]).toList();
    assertThat(at(served.url(), "proof", "consistency", signed.getFirst(), signed.getLast()).out())
        .contains("\"path\"");
    same(1, "log", "--limit", "0");
    same(1, "log", "--from", "0");
    same(0, "log", "--from", "99999");
    same(1, "proof", "event", "99999");
    same(1, "proof", "event", "1", "--size", "1");
    same(1, "proof", "usage", "nothing of the kind");
    same(1, "proof", "consistency", "1", "2");
  }

  /** But for places in the log, when that was written, and what is signed of it. */
  private void handedOut(String party) {
    String[] evidence = {
      "audit", "export", "--period", MONTH, "--party", party, "--out", written("evidence")
    };
    for (String more : List.of("--open", "--json")) {
      String[] command = Stream.concat(Stream.of(evidence), Stream.of(more)).toArray(String[]::new);
      Ran here = takingFiles(here(command));
      Ran there = takingFiles(at(served.url(), command));
      assertThat(there.exit()).as(there.err()).isZero().isEqualTo(here.exit());
      assertThat(withoutSize(there)).isEqualTo(withoutSize(here));
      assertThat(there.files().keySet()).isEqualTo(here.files().keySet()).hasSizeGreaterThan(15);
      for (String it : List.of("verify.py", "README.md")) {
        String file = "written-evidence/" + it;
        assertThat(there.files().get(file)).isEqualTo(here.files().get(file)).isNotNull();
      }
    }
    same(1, "audit", "export", "--period", MONTH, "--party", "nobody", "--out", written("x"));
    same(1, "audit", "export", "--period", "2026-11", "--party", party, "--out", written("x"));
    same(1, "audit", "export", "--period", MONTH, "--party", party, "--out", files.toString());
    same(1, "audit", "burn", "--period", MONTH, "--party", party, "--out", written("x"));

    for (String more : List.of("--json", "--without-names")) {
      String[] command = {"backup", written("ledger.backup"), more, "--as", "tester"};
      Ran here = takingFiles(here(command));
      Ran there = takingFiles(at(served.url(), command));
      assertThat(there.exit()).as(there.err()).isZero().isEqualTo(here.exit());
      assertThat(there.err()).isEqualTo(here.err()).contains("keep a copy of");
      assertThat(withoutDigits(there)).isEqualTo(withoutDigits(here));
      assertThat(there.files().keySet())
          .isEqualTo(here.files().keySet())
          .containsExactly("written-ledger.backup");
    }
    same(1, "backup", files.resolve("parties.csv").toString());
    same(0, "details", party);
    assertThat(same(0, "details", party, "--json").out()).contains("\"field\":\"name\"");
    same(1, "details", "nobody");
    same(0, "details", party, "--open", "--as", "tester", "--why", "a call");
    same(1, "details", party, "--open", "--as", "tester");
  }

  private String written(String name) {
    return folder.resolve("written-" + name).toString();
  }

  private static String withoutSize(Ran ran) {
    return ran.out().replaceAll("\\t\\d+\\R", "\n").replaceAll("\"size\":\\d+", "") + ran.err();
  }

  /** Roots and keys are of one log, and no other. */
  private static String withoutDigits(Ran ran) {
    return ran.out()
        .replaceAll("\"(origin|root)\":\"[^\"]*\"", "")
        .replaceAll("\"keys\":\\[[^]]*]", "")
        .replaceAll("\\t[^\\t]*=\\R", "")
        .replaceAll("\\d+", "");
  }

  /** But for places in the log, and when that was written. */
  private void explanations(String party) {
    assertThat(same(0, "explain", MONTH, "--party", party, "--json").out()).contains("\"line\":1");
    String[] line = {"explain", MONTH, "--party", party, "--line", "1"};
    for (String form : List.of("--json", "--verbose")) {
      String[] steps = Stream.concat(Stream.of(line), Stream.of(form)).toArray(String[]::new);
      assertThat(withoutPlaces(at(served.url(), steps))).isEqualTo(withoutPlaces(here(steps)));
      String[] usages =
          Stream.concat(Stream.of(steps), Stream.of("--usages")).toArray(String[]::new);
      assertThat(withoutPlaces(at(served.url(), usages))).isEqualTo(withoutPlaces(here(usages)));
    }
    same(1, "explain", MONTH, "--party", party, "--line", "1000");
    same(1, "explain", MONTH, "--party", "nobody");
    same(1, "explain", MONTH, "--party", party, "--usages", "--limit", "0");
  }

  private static String withoutPlaces(Ran ran) {
    assertThat(ran.exit()).as(ran.err()).isZero();
    return ran.out()
            .replaceAll("(place \"?|place\":|knownUpTo\":)\\d+", "$1")
            .replaceAll("\\d{4}-\\d\\d-\\d\\dT[0-9:.]+Z", "")
            .replaceAll("\\t\\d+\\t\\d+(?=\\R|$)", "")
        + ran.err();
  }

  private void accountsAndJournal(String party) {
    for (String[] command : new String[][] {{"accounts"}, {"journal", MONTH}}) {
      assertThat(same(0, command).out()).contains("receivable").contains(party);
      String[] json = {command.length == 1 ? "--json" : "--format=json", "--party", party};
      String[] ofParty = Stream.of(command, json).flatMap(Stream::of).toArray(String[]::new);
      assertThat(same(0, ofParty).out()).contains("\"contract\":\"").contains(party);
    }
    same(0, "conservation", MONTH);
    assertThat(same(0, "conservation", MONTH, "--json").out()).contains("\"conserved\":true");
    same(1, "conservation", "2026-11");
    same(0, "journal", MONTH, "--format", "csv");
    same(1, "journal", MONTH, "--format", "pdf");
    same(1, "journal", "2026-11");
    same(1, "journal", MONTH, "--party", "nobody");
    same(1, "accounts", "--party", "nobody");
  }

  /** Of lines that are none, so that nothing comes into the ledger of the other tests. */
  @Test
  void progress_of_a_file_is_told(@TempDir Path other) throws IOException {
    Path usages = Files.writeString(other.resolve("usages-x.ndjson"), "{}\n{}\n{}\n");
    var told = new ArrayList<String>();
    try (RemoteWork server =
        RemoteWork.at(ServerUrl.parse(served.url() + "/"), Issuer.OF_TESTS.everything("tester"))) {
      server.importFiles(
          List.of(usages),
          null,
          (file, bytes, size, lines) ->
              told.add("%s: %d of %d, %d lines".formatted(file, bytes, size, lines)));
    }
    assertThat(told.getLast()).isEqualTo("usages-x.ndjson: 9 of 9, 3 lines");
    assertThat(other.resolve("rejected-usages-x.ndjson")).isNotEmptyFile();
  }

  @Test
  void progress_of_a_close_or_check_is_asked_for_while_it_is_under_way() throws IOException {
    String status =
        served
            .get(Underway.class)
            .doing(
                "check",
                usages -> {
                  usages.accept(7);
                  return served.get("/api/v1/status").body();
                });
    assertThat(served.get("/api/v1/status").body()).contains("\"underway\":[]");
    var asked = new CountDownLatch(2);
    var told = new ArrayList<Long>();
    try (var other =
            new Other(
                it -> {
                  if (it.getRequestURI().getPath().endsWith("/status")) {
                    asked.countDown();
                    Other.answer(it, status);
                  } else {
                    await(asked);
                    Other.answer(it, "{\"ok\":true,\"checks\":[]}");
                  }
                });
        RemoteWork server = RemoteWork.at(ServerUrl.parse(other.url()), null)) {
      assertThat(server.check(told::add)).isEmpty();
    }
    assertThat(told).contains(7L);
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(60, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void rejected_lines_of_an_earlier_import_do_not_stay() throws IOException {
    Path parties = folder.resolve("parties-earlier.csv");
    Path rejected = folder.resolve("rejected-parties-earlier.csv");
    Files.writeString(parties, "partyId,name,kind\n");
    Files.writeString(rejected, "of an earlier import");
    assertThat(at(served.url(), "import", parties.toString()).exit()).isZero();
    assertThat(rejected).doesNotExist();
  }

  private List<String> partiesWithoutMoney(List<String> others) throws IOException {
    return Files.readAllLines(files.resolve("parties.csv")).stream()
        .skip(1)
        .map(it -> it.split(",", 2)[0])
        .filter(it -> !others.contains(it))
        .limit(5)
        .toList();
  }

  private static void refused(Ran ran, String... words) {
    assertThat(ran.exit()).as(ran.err()).isEqualTo(1);
    assertThat(ran.out()).isEmpty();
    assertThat(ran.err()).contains(words);
  }

  @Test
  void server_that_is_not_there_is_told_of_with_a_way_out() throws IOException {
    int port;
    try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    Ran ran = at("http://127.0.0.1:" + port, "check");
    refused(ran, "no server answers at http://127.0.0.1:" + port, "serve", "--server");
    assertThat(ran.err()).hasLineCount(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://me:secret@127.0.0.1:8080",
        "http://secret@127.0.0.1",
        "//x:secret@host",
        "secret@host:80 x"
      })
  void user_and_password_are_refused_and_not_shown(String url) {
    Ran ran = at(url, "check");
    refused(ran, "user or password");
    assertThat(ran.err()).doesNotContain("secret");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ftp://127.0.0.1",
        "127.0.0.1:8080",
        "http:///x",
        "http://127.0.0.1/x",
        "http://127.0.0.1?x",
        "file:/etc/passwd",
        "http://a b",
        ""
      })
  void what_is_no_url_of_a_server_is_refused(String url) {
    refused(at(url, "check"), "is not the URL of a server", "http://127.0.0.1:8080");
  }

  @Test
  void store_of_its_own_and_a_server_exclude_each_other() {
    refused(run("--data", "x", "--server", served.url(), "check"), "leave '--data' out");
    refused(
        run("--server", served.url(), "check", "--spring.datasource.url=jdbc:h2:mem:x"),
        "leave '--spring.datasource.url");
    for (String command : List.of("restore b", "serve", "demo", "bench", "erase x")) {
      refused(at(served.url(), command.split(" ", -1)), "leave --server out");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "hello",
        "{}",
        "{\"program\":\"other\",\"version\":\"0.1.0\"}",
        "[1]",
        "",
        "{\"program\":\"royalty-ledger\",\"version\":\"99.0.0\"}"
      })
  void what_answers_otherwise_is_sent_nothing(String status) throws IOException {
    try (var other = new Other(it -> Other.answer(it, status))) {
      refused(at(other.url(), importing()), other.url(), "nothing was sent");
      assertThat(other.asked).containsExactly("GET /api/v1/status");
    }
  }

  @Test
  void answer_that_breaks_off_is_told_of_as_perhaps_done() throws IOException {
    String same = served.get("/api/v1/status").body();
    try (var other =
        new Other(
            it -> {
              if (it.getRequestURI().getPath().endsWith("/status")) {
                Other.answer(it, same);
              } else {
                it.close();
              }
            })) {
      refused(at(other.url(), "close", MONTH), "POST /api/v1/periods/2026-10/close", "may be done");
      refused(at(other.url(), "statements", MONTH), "GET /api/v1/periods");
    }
    try (var other =
        new Other(
            it ->
                Other.answer(
                    it, it.getRequestURI().getPath().endsWith("/status") ? same : "[{\"x\":"))) {
      refused(at(other.url(), "check"), "gave no answer that can be read");
      refused(at(other.url(), "statements", MONTH, "--format", "csv"), "gave no answer");
      refused(at(other.url(), importing()), "gave no answer");
    }
  }

  /** Some other server. */
  private static final class Other implements AutoCloseable {
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpServer server;
    private final List<String> asked = new CopyOnWriteArrayList<>();

    /** What it does with a request. */
    interface Handler {
      void handle(HttpExchange exchange) throws IOException;
    }

    Other(Handler handler) throws IOException {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      server.createContext(
          "/",
          it -> {
            asked.add(it.getRequestMethod() + " " + it.getRequestURI());
            handler.handle(it);
          });
      server.setExecutor(threads);
      server.start();
    }

    static void answer(HttpExchange exchange, String text) throws IOException {
      byte[] bytes = text.getBytes(UTF_8);
      exchange.sendResponseHeaders(200, bytes.length == 0 ? -1 : bytes.length);
      exchange.getResponseBody().write(bytes);
      exchange.close();
    }

    String url() {
      return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    @Override
    public void close() {
      server.stop(0);
      threads.shutdownNow();
    }
  }
}
