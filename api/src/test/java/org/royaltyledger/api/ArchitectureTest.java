package org.royaltyledger.api;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.commons.numbers.fraction.BigFraction;
import org.junit.jupiter.api.Test;
import org.royaltyledger.ledger.access.Caller;
import org.royaltyledger.ledger.party.Parties;

/** Who may know whom, and what no room may use (docs/architecture.md). */
class ArchitectureTest {

  private static final String LEDGER = "org.royaltyledger.ledger";
  private static final String PROJECTIONS = "org.royaltyledger.projections";
  private static final String API = "org.royaltyledger.api";

  /** The rooms that hold rules: what is allowed to happen, and what it comes to. */
  private static final String[] RULES =
      rooms(
          "account",
          "payout",
          "settings",
          "royalty",
          "money",
          "value",
          "fact",
          "party",
          "catalogue",
          "licence",
          "revenue",
          "usage",
          "period");

  private static final String[] EXACT =
      rooms("account", "payout", "money", "royalty", "usage", "catalogue", "licence", "revenue");

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .withImportOption(location -> !location.contains("/test-classes/"))
          .importPackages("org.royaltyledger");

  @Test
  void all_three_modules_are_looked_at() {
    for (String module : List.of(LEDGER, PROJECTIONS, API)) {
      assertThat(CLASSES).anyMatch(it -> it.getPackageName().startsWith(module));
    }
    assertThat(CLASSES).noneMatch(it -> it.getSimpleName().endsWith("Test"));
  }

  @Test
  void arrows_go_from_api_to_projections_to_ledger() {
    noClasses()
        .that()
        .resideInAPackage(LEDGER + "..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(PROJECTIONS + "..", API + "..")
        .check(CLASSES);
    noClasses()
        .that()
        .resideInAPackage(PROJECTIONS + "..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage(API + "..")
        .check(CLASSES);
  }

  @Test
  void values_know_no_other_room() {
    noClasses()
        .that()
        .resideInAPackage(LEDGER + ".value..")
        .should()
        .dependOnClassesThat(
            resideInAPackage("org.royaltyledger..").and(not(resideInAPackage(LEDGER + ".value.."))))
        .check(CLASSES);
  }

  @Test
  void rooms_of_the_ledger_do_not_go_in_circles() {
    slices().matching(LEDGER + ".(*)..").should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void rooms_of_the_projections_do_not_go_in_circles() {
    slices().matching(PROJECTIONS + ".(*)..").should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void rooms_of_the_api_do_not_go_in_circles() {
    slices().matching(API + ".(*)..").should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void no_package_goes_in_circles_with_another_be_it_a_room_within_a_room() {
    slices().matching("org.royaltyledger.(**)").should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void deep_check_knows_nothing_of_what_it_checks() {
    noClasses()
        .that()
        .resideInAPackage(PROJECTIONS + ".deep..")
        .should()
        .dependOnClassesThat(
            resideInAnyPackage(
                    "org.royaltyledger..", "org.springframework..", "org.axonframework..")
                .and(not(resideInAPackage(PROJECTIONS + ".deep.."))))
        .check(CLASSES);
  }

  @Test
  void rules_know_no_spring_no_database_and_no_json() {
    noClasses()
        .that()
        .resideInAnyPackage(RULES)
        .should()
        .dependOnClassesThat(
            resideInAnyPackage("org.springframework..", "java.sql..", "javax.sql..", "org.h2.."))
        .check(CLASSES);
    noClasses()
        .that()
        .resideInAnyPackage(RULES)
        .and()
        .doNotHaveFullyQualifiedName(LEDGER + ".licence.TermText")
        .should()
        .dependOnClassesThat(resideInAnyPackage("tools.jackson..", "com.fasterxml.jackson.."))
        .check(CLASSES);
  }

  /** A query for everybody is made where somebody may see all, or where nobody looks. */
  @Test
  void few_rooms_may_ask_about_all_parties() {
    DescribedPredicate<JavaClass> allowed =
        describe(
            "rooms that may",
            it ->
                Set.of(
                            LEDGER + ".access.Sight",
                            LEDGER + ".party.Parties",
                            PROJECTIONS + ".balance.Journal",
                            PROJECTIONS + ".payout.Paying",
                            API + ".work.LocalWork",
                            API + ".work.SealedMonths",
                            API + ".console.Pages")
                        .contains(it.getName())
                    || it.getPackageName().equals(PROJECTIONS + ".audit"));
    noClasses().that(not(allowed)).should().accessField(Parties.class, "ALL").check(CLASSES);
    noClasses()
        .that(
            not(
                describe(
                    "caller and command line",
                    it ->
                        Set.of(LEDGER + ".access.Caller", API + ".cli.Program")
                            .contains(it.getName()))))
        .should()
        .accessField(Caller.class, "OWNER")
        .check(CLASSES);
  }

  @Test
  void axon_stays_at_the_edge() {
    DescribedPredicate<JavaClass> edge =
        describe(
            "the edge",
            it ->
                it.getSimpleName().endsWith("Aggregate")
                    || Stream.of(it.getName(), it.getName().replaceAll("\\$.*", ""))
                        .anyMatch(
                            Set.of(
                                    LEDGER + ".fact.RecordFact",
                                    LEDGER + ".period.PeriodCommand",
                                    LEDGER + ".settings.SettingsCommand",
                                    LEDGER + ".access.AccessCommand",
                                    LEDGER + ".payout.PayoutCommand",
                                    LEDGER + ".webhook.WebhookCommand",
                                    PROJECTIONS + ".setup.ProjectionsConfiguration")
                                ::contains)
                    || it.getPackageName().equals(LEDGER + ".store"));
    noClasses()
        .that(not(edge))
        .should()
        .dependOnClassesThat(resideInAPackage("org.axonframework.."))
        .check(CLASSES);
  }

  /** Of two that are below 0 it takes the wrong one for the greater. */
  @Test
  void fractions_are_compared_by_our_own_rule() {
    noClasses()
        .should()
        .callMethod(BigFraction.class, "compareTo", BigFraction.class)
        .orShould()
        .callMethod(BigFraction.class, "compareTo", Object.class)
        .check(CLASSES);
  }

  @Test
  void nothing_is_left_to_chance() {
    // SecureRandom, which makes keys, is a Random too, and the one that is meant.
    noClasses()
        .should()
        .dependOnClassesThat(
            describe(
                "random numbers that a seed or a clock decides",
                it ->
                    it.getName().equals("java.util.Random")
                        || it.getName().equals("java.util.concurrent.ThreadLocalRandom")))
        .orShould()
        .callMethod(Math.class, "random")
        .check(CLASSES);
  }

  @Test
  void money_and_weights_are_never_binary_fractions() {
    var found = new TreeSet<String>();
    for (JavaClass room : CLASSES.that(resideInAnyPackage(EXACT))) {
      room.getFields().stream()
          .filter(it -> isBinary(it.getRawType()))
          .forEach(it -> found.add(it.getFullName()));
      room.getCodeUnits().stream()
          .filter(it -> isBinary(it.getRawReturnType()) || areBinary(it.getRawParameterTypes()))
          .forEach(it -> found.add(it.getFullName()));
      room.getCodeUnitCallsFromSelf().stream()
          .filter(
              it ->
                  isBinary(it.getTarget().getRawReturnType())
                      || areBinary(it.getTarget().getRawParameterTypes()))
          .filter(it -> !ofMaps(it.getTarget().getFullName()))
          .forEach(it -> found.add(it.getDescription()));
    }
    assertThat(found).isEmpty();
  }

  @Test
  void names_say_what_a_class_is() {
    assertThat(CLASSES)
        .extracting(JavaClass::getSimpleName)
        .noneMatch(it -> it.matches(".*(Manager|Utils?|Impl)"));
  }

  @Test
  void every_package_says_its_purpose_in_a_sentence_and_is_null_marked() {
    // The sentence, then the annotation, then the package.
    Pattern form =
        Pattern.compile(
            "/\\*\\*\\s(?:[^.*]|\\*(?!/)|\\.(?!\\s))+\\.\\s+\\*/\\s@NullMarked\\spackage"
                + " [a-z.0-9]+;\\s.*",
            Pattern.DOTALL);
    Set<Path> folders = new TreeSet<>();
    Sources.java().forEach(it -> folders.add(it.resolveSibling("package-info.java")));
    assertThat(folders)
        .hasSizeGreaterThan(30)
        .allSatisfy(
            it -> {
              // A test beside the classes of a package shares their package-info.
              Path main = Path.of(it.toString().replace("/src/test/", "/src/main/"));
              Path info = Files.exists(it) ? it : main;
              assertThat(info).exists();
              assertThat(Sources.read(info)).matches(form);
            });
  }

  private static String[] rooms(String... names) {
    return Stream.of(names).map(name -> LEDGER + "." + name + "..").toArray(String[]::new);
  }

  private static boolean areBinary(List<JavaClass> types) {
    return types.stream().anyMatch(ArchitectureTest::isBinary);
  }

  private static boolean isBinary(JavaClass type) {
    return Set.of("double", "float", "java.lang.Double", "java.lang.Float")
        .contains(type.getBaseComponentType().getName());
  }

  /** A map's load factor weighs no money. */
  private static boolean ofMaps(String method) {
    return method.contains("HashMap.<init>") || method.contains("HashSet.<init>");
  }
}
