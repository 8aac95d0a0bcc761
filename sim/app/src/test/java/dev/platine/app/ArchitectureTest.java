package dev.platine.app;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.GeneralCodingRules;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ConcurrentMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The house's rules about who may know whom: docs/decisions/0001. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ArchitectureTest {
    private static final String GENERATED = "dev.platine.core.protocol.proto..";
    private static final String CORE = "dev.platine.core..";
    private static final String HAL = "dev.platine.hal..";
    private static final String MCU = "dev.platine.mcu..";
    private static final String SIM = "dev.platine.sim..";
    private static final String BOARDS = "dev.platine.boards..";
    private static final String APP = "dev.platine.app..";

    private JavaClasses platine;

    @BeforeAll
    void load() {
        platine = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("dev.platine");
    }

    @Test
    void shouldSeeEveryModule() {
        assertThat(platine.stream().map(JavaClass::getPackageName).distinct())
                .anyMatch(name -> name.startsWith("dev.platine.core"))
                .anyMatch(name -> name.startsWith("dev.platine.hal"))
                .anyMatch(name -> name.startsWith("dev.platine.mcu"))
                .anyMatch(name -> name.startsWith("dev.platine.sim"))
                .anyMatch(name -> name.startsWith("dev.platine.boards"))
                .anyMatch(name -> name.startsWith("dev.platine.app"));
    }

    @Test
    void shouldDependOneWay() {
        noClasses()
                .that()
                .resideInAPackage(CORE)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(HAL, MCU, SIM, BOARDS, APP)
                .check(platine);
        noClasses()
                .that()
                .resideInAPackage(MCU)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(HAL, SIM, BOARDS, APP)
                .check(platine);
        noClasses()
                .that()
                .resideInAPackage(HAL)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(MCU, SIM, BOARDS, APP)
                .check(platine);
        noClasses()
                .that()
                .resideInAPackage(SIM)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(BOARDS, APP)
                .check(platine);
        noClasses()
                .that()
                .resideInAPackage(BOARDS)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(APP)
                .check(platine);
    }

    @Test
    void shouldLiveInKnownPackages() {
        classes().should().resideInAnyPackage(CORE, HAL, MCU, SIM, BOARDS, APP).check(platine);
    }

    @Test
    void shouldKeepInputAndOutputOutOfCore() {
        noClasses()
                .that(resideInAPackage(CORE).and(not(resideInAPackage(GENERATED))))
                .should()
                .dependOnClassesThat(
                        resideInAnyPackage("java.net..", "java.nio.channels..", "java.nio.file..", "java.io..")
                                .and(not(isOneOf("java.io.Serializable", "java.io.IOException"))))
                .check(platine);
    }

    @Test
    void shouldKeepNettyOutOfTheHostSide() {
        noClasses()
                .that()
                .resideInAnyPackage(CORE, HAL)
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.netty..")
                .check(platine);
    }

    @Test
    void shouldKeepTheLoggingBackEndOutOfLibraries() {
        noClasses()
                .that()
                .resideOutsideOfPackage(APP)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.slf4j.spi..", "ch.qos.logback..", "picocli..")
                .check(platine);
    }

    @Test
    void shouldNotPrintFromLibraries() {
        noClasses()
                .that(not(resideInAnyPackage(APP, GENERATED)))
                .should(GeneralCodingRules.ACCESS_STANDARD_STREAMS)
                .check(platine);
        noClasses()
                .that(not(resideInAnyPackage(APP, GENERATED)))
                .should()
                .callMethod(Throwable.class, "printStackTrace")
                .check(platine);
    }

    @Test
    void shouldHaveNoStaticMutableState() {
        fields().that(areOursAndStatic()).should().beFinal().check(platine);
        for (Class<?> mutable : List.of(
                java.util.concurrent.atomic.AtomicInteger.class,
                java.util.concurrent.atomic.AtomicLong.class,
                java.util.concurrent.atomic.AtomicBoolean.class,
                java.util.concurrent.atomic.AtomicReference.class,
                ConcurrentMap.class,
                ThreadLocal.class)) {
            noFields()
                    .that(areOursAndStatic())
                    .should()
                    .haveRawType(JavaClass.Predicates.assignableTo(mutable))
                    .check(platine);
        }
    }

    @Test
    void shouldNotSleepInTests() throws IOException {
        Path root = Path.of("").toAbsolutePath();
        while (!Files.exists(root.resolve("mvnw"))) {
            root = root.getParent();
        }
        String call = "Thread" + ".sleep";
        for (String module : List.of("core", "hal", "sim")) {
            try (Stream<Path> files = Files.walk(root.resolve(module))) {
                assertThat(files.filter(ArchitectureTest::isTestSource))
                        .allSatisfy(file -> assertThat(Files.readString(file))
                                .as(file.toString())
                                .doesNotContain(call));
            }
        }
    }

    private static boolean isTestSource(Path file) {
        return file.toString().contains("/src/test/java/") && file.toString().endsWith(".java");
    }

    private static DescribedPredicate<JavaField> areOursAndStatic() {
        return DescribedPredicate.describe(
                "are static and not made by a compiler",
                field -> field.getModifiers().contains(JavaModifier.STATIC)
                        && !field.getModifiers().contains(JavaModifier.SYNTHETIC)
                        && !field.getName().startsWith("$")
                        && !resideInAPackage(GENERATED).test(field.getOwner()));
    }

    private static DescribedPredicate<JavaClass> isOneOf(String... names) {
        return DescribedPredicate.describe(
                "is one of " + String.join(", ", names), type -> List.of(names).contains(type.getName()));
    }
}
