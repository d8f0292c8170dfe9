package io.github.profiling;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import org.jspecify.annotations.NullMarked;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

/**
 * Holds the table of packages in {@code docs/architecture.md}.
 */
@AnalyzeClasses(packages = "io.github.profiling", importOptions = DoNotIncludeTests.class)
class ArchitectureTests {

	private static final String BASE = "io.github.profiling.";

	@ArchTest
	static final ArchRule profileKnowsTheJdk = classes().that()
		.resideInAPackage(BASE + "profile")
		.should()
		.onlyDependOnClassesThat()
		.resideInAnyPackage("java..", "org.jspecify..", BASE + "profile");

	@ArchTest
	static final ArchRule pprofKnowsProfile = classes().that()
		.resideInAPackage(BASE + "profile.pprof")
		.should()
		.onlyDependOnClassesThat()
		.resideInAnyPackage("java..", "org.jspecify..", BASE + "profile", BASE + "profile.pprof");

	@ArchTest
	static final ArchRule reportsKnowProfile = classes().that()
		.resideInAPackage(BASE + "report..")
		.should()
		.onlyDependOnClassesThat()
		.resideInAnyPackage("java..", "org.jspecify..", BASE + "profile", BASE + "report..");

	@ArchTest
	static final ArchRule recordingKnowsProfileAndEngines = classes().that()
		.resideInAPackage(BASE + "recording..")
		.should()
		.onlyDependOnClassesThat()
		.resideInAnyPackage("java..", "jdk.jfr..", "org.jspecify..", "one.profiler..", "one.jfr..", BASE + "profile",
				BASE + "recording..");

	@ArchTest
	static final ArchRule onlyTheEngineKnowsAsyncProfiler = noClasses().that()
		.resideOutsideOfPackage(BASE + "recording.asyncprofiler")
		.should()
		.dependOnClassesThat()
		.resideInAPackage("one.profiler..");

	@ArchTest
	static final ArchRule snapshotsKnowProfileAndJmx = classes().that()
		.resideInAPackage(BASE + "snapshot..")
		.should()
		.onlyDependOnClassesThat()
		.resideInAnyPackage("java..", "javax.management..", "com.sun.management..", "org.jspecify..", BASE + "profile",
				BASE + "snapshot..");

	@ArchTest
	static final ArchRule storeKnowsProfiles = classes().that()
		.resideInAPackage(BASE + "capture.store")
		.should()
		.onlyDependOnClassesThat()
		.resideInAnyPackage("java..", "org.jspecify..", BASE + "profile", BASE + "profile.pprof",
				BASE + "capture.store");

	@ArchTest
	static final ArchRule capturesKnowWhatIsBelow = classes().that()
		.resideInAPackage(BASE + "capture..")
		.should()
		.onlyDependOnClassesThat()
		.resideInAnyPackage("java..", "org.jspecify..", BASE + "profile..", BASE + "recording..", BASE + "snapshot..",
				BASE + "capture..");

	@ArchTest
	static final ArchRule codeKnowsCapturesAndWhatIsBelow = classes().that()
		.resideInAPackage(BASE + "api")
		.should()
		.onlyDependOnClassesThat()
		.resideInAnyPackage("java..", "org.jspecify..", BASE + "profile..", BASE + "recording..", BASE + "capture..",
				BASE + "api");

	@ArchTest
	static final ArchRule noSpringBelowTheEndpoint = noClasses().that()
		.resideOutsideOfPackages(BASE + "endpoint..", BASE + "autoconfigure..")
		.should()
		.dependOnClassesThat()
		.resideInAPackage("org.springframework..");

	@ArchTest
	static final ArchRule nobodyKnowsTheAutoConfiguration = noClasses().that()
		.resideOutsideOfPackage(BASE + "autoconfigure..")
		.should()
		.dependOnClassesThat()
		.resideInAPackage(BASE + "autoconfigure..");

	@ArchTest
	static final ArchRule noCircles = slices().matching(BASE + "(**)").should().beFreeOfCycles();

	@ArchTest
	static final ArchRule packagesAreNullMarked = classes().that()
		.haveSimpleName("package-info")
		.should()
		.beAnnotatedWith(NullMarked.class);

	@ArchTest
	static final ArchRule rolesAreNamedInTheWordsOfTheField = noClasses().should()
		.haveSimpleNameEndingWith("Util")
		.orShould()
		.haveSimpleNameEndingWith("Utils")
		.orShould()
		.haveSimpleNameEndingWith("Helper")
		.orShould()
		.haveSimpleNameEndingWith("Manager")
		.orShould()
		.haveSimpleNameEndingWith("Impl");

}
