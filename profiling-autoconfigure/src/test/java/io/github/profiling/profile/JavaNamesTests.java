package io.github.profiling.profile;

import java.lang.reflect.Proxy;
import java.time.Duration;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

class JavaNamesTests {

	@ParameterizedTest
	@CsvSource({ "com/example/Order, com.example.Order", "com.example.Order, com.example.Order", "Order, Order",
			"Lcom/example/Order;, com.example.Order", "Lcom.example.Order;, com.example.Order", "B, B", "L, L",
			"[B, byte[]", "[C, char[]", "[D, double[]", "[F, float[]", "[I, int[]", "[J, long[]", "[S, short[]",
			"[Z, boolean[]", "[[[I, int[][][]", "[Ljava/lang/String;, java.lang.String[]",
			"[[Ljava.lang.String;, java.lang.String[][]", "[[Lcom.example.Order;, com.example.Order[][]",
			"[LOrder;, Order[]", "com/example/Order$Line, com.example.Order$Line" })
	void allFormsOfANameBecomeTheSourceForm(String raw, String expected) {
		assertThat(JavaNames.className(raw)).isEqualTo(expected);
	}

	@ParameterizedTest
	@ValueSource(strings = { "com.example.Foo$$Lambda/0x00007f33cc148208",
			"com.example.Foo$$Lambda$14/0x00007f33cc148208", "com.example.Foo$$Lambda$14/1482345",
			"com.example.Foo$$Lambda$14", "com.example.Foo$$Lambda$88+0x00007faaa4007a08/360062456",
			"com/example/Foo$$Lambda+0x00007f33cc148208", "com/example/Foo$$Lambda.0x00007f33cc148208",
			"com/example/Foo$$Lambda$7+0x80000002d", "com/example/Foo$$Lambda$214/0x0000000800c8d440",
			"Lcom/example/Foo$$Lambda+0x7F33CC148208;", "app//com.example.Foo$$Lambda/0x00007f33cc148208" })
	void lambdasLoseTheirNumberAndAddress(String raw) {
		assertThat(JavaNames.className(raw)).isEqualTo("com.example.Foo$$Lambda");
	}

	@Test
	void arraysOfHiddenClassesLoseTheAddress() {
		assertThat(JavaNames.className("[[Lcom.example.Foo$$Lambda/0x00007f33cc148208;"))
			.isEqualTo("com.example.Foo$$Lambda[][]");
		assertThat(JavaNames.className("[Lcom/example/Foo$$Lambda+0x00007f33cc148208;"))
			.isEqualTo("com.example.Foo$$Lambda[]");
	}

	@ParameterizedTest
	@CsvSource({ "$Proxy12, $Proxy", "jdk.proxy2.$Proxy57, jdk.proxy.$Proxy", "jdk/proxy13/$Proxy57, jdk.proxy.$Proxy",
			"com.sun.proxy.$Proxy7, com.sun.proxy.$Proxy", "com.example.$Proxy7, com.example.$Proxy",
			"[Ljdk.proxy2.$Proxy57;, jdk.proxy.$Proxy[]",
			"jdk.internal.reflect.GeneratedMethodAccessor12, jdk.internal.reflect.GeneratedMethodAccessor",
			"jdk/internal/reflect/GeneratedConstructorAccessor3, jdk.internal.reflect.GeneratedConstructorAccessor",
			"jdk.internal.reflect.GeneratedSerializationConstructorAccessor1, jdk.internal.reflect.GeneratedSerializationConstructorAccessor",
			"java.lang.invoke.LambdaForm$MH/0x00007f33cc148208, java.lang.invoke.LambdaForm$MH",
			"java/lang/invoke/LambdaForm$DMH+0x00007f33cc148208, java.lang.invoke.LambdaForm$DMH" })
	void whatTheJdkGeneratesLosesItsNumber(String raw, String expected) {
		assertThat(JavaNames.className(raw)).isEqualTo(expected);
	}

	@ParameterizedTest
	@CsvSource({ "Foo$$FastClassBySpringCGLIB$$abc123, Foo$$FastClassBySpringCGLIB",
			"com/example/Foo$$EnhancerBySpringCGLIB$$abc, com.example.Foo$$EnhancerBySpringCGLIB",
			"Foo$$EnhancerBySpringCGLIB$$1a2b_2, Foo$$EnhancerBySpringCGLIB",
			"Foo$$EnhancerByCGLIB$$abc, Foo$$EnhancerByCGLIB",
			"Foo$$EnhancerBySpringCGLIB$$ab$$FastClassBySpringCGLIB$$cd, Foo$$EnhancerBySpringCGLIB$$FastClassBySpringCGLIB",
			"Foo$HibernateProxy$x8Fh2, Foo$HibernateProxy", "Foo$ByteBuddy$x8Fh2, Foo$ByteBuddy",
			"Foo$HibernateProxy$x8Fh2$auxiliary$Ab3, Foo$HibernateProxy$auxiliary",
			"Foo$MockitoMock$1820391, Foo$MockitoMock" })
	void whatLibrariesGenerateLosesItsHash(String raw, String expected) {
		assertThat(JavaNames.className(raw)).isEqualTo(expected);
	}

	@ParameterizedTest
	@ValueSource(strings = { "Foo$$SpringCGLIB$$0", "Foo$$SpringCGLIB$$FastClass$$1", "com.example.Foo$1",
			"com.example.Foo$Bar$12", "com.example.Proxy2", "com.example.My$Proxy2", "com.example.Facade", "a.b.c.Dead",
			"com.example.Cafe0x12", "org.example.jdk.proxy2.Foo", "jdk.proxy2.Foo",
			"net.bytebuddy.ByteBuddy$EnumerationImplementation", "com.example.GeneratedMethodAccessor", "byte[]",
			"com.example.Order[][]", "com.example.MyKt$main$2", "com.example.With Space$a b$1",
			"com.example.LambdaTest", "java.lang.invoke.LambdaForm$Name", "" })
	void namesThatAreEqualInEveryRunStay(String name) {
		assertThat(JavaNames.className(name)).isEqualTo(name);
	}

	@ParameterizedTest
	@CsvSource({ "app//com.example.Foo, com.example.Foo", "app//Foo, Foo",
			"java.base/java.lang.String, java.lang.String", "java.base@17.0.15/java.lang.String, java.lang.String",
			"app/mymodule/com.example.Foo, com.example.Foo", "platform/java.sql@17/java.sql.Date, java.sql.Date",
			"java.base/java/lang/String, java.lang.String", "java.base@17/java/lang/String, java.lang.String",
			"app//com/example/Foo, com.example.Foo", "jdk.proxy2/jdk.proxy2.$Proxy5, jdk.proxy.$Proxy",
			"java.base@25/java.lang.invoke.LambdaForm$MH/0x00007f33cc148208, java.lang.invoke.LambdaForm$MH" })
	void classLoaderAndModuleAreDropped(String raw, String expected) {
		assertThat(JavaNames.className(raw)).isEqualTo(expected);
	}

	@Test
	void realHiddenAndProxyClassesOfThisJvmMerge() {
		Runnable lambda = () -> {
		};
		Object proxy = Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] { Runnable.class },
				(self, method, arguments) -> null);
		assertThat(JavaNames.className(lambda.getClass().getName())).isEqualTo(getClass().getName() + "$$Lambda");
		assertThat(JavaNames.className(proxy.getClass().getName())).isEqualTo("jdk.proxy.$Proxy");
		assertThat(JavaNames.className(long[][].class.getName())).isEqualTo("long[][]");
		assertThat(JavaNames.className(String.class.descriptorString())).isEqualTo("java.lang.String");
	}

	@Property(tries = 200)
	void allFormsOfAClassAgreeAndANormalisedNameStays(
			@ForAll @AlphaChars @StringLength(min = 1, max = 5) String packageName,
			@ForAll @AlphaChars @StringLength(min = 1, max = 8) String simpleName, @ForAll("endings") String ending) {
		String dotted = packageName + ".x." + simpleName + ending;
		String slashed = packageName + "/x/" + simpleName + ending;
		String name = JavaNames.className(dotted);
		assertThat(JavaNames.className(slashed)).isEqualTo(name);
		assertThat(JavaNames.className("[L" + slashed + ';')).isEqualTo(name + "[]");
		assertThat(JavaNames.className("app//" + dotted)).isEqualTo(name);
		assertThat(JavaNames.className(name)).isEqualTo(name);
	}

	@Provide
	Arbitrary<String> endings() {
		return Arbitraries.of("", "$1", "$$Lambda$14/0x00007f33cc148208", "$$Lambda+0x00007f33cc148208", "$Proxy5",
				"$$EnhancerBySpringCGLIB$$1a2b3c", "$HibernateProxy$x8Fh2", "$$SpringCGLIB$$0");
	}

	@ParameterizedTest
	@ValueSource(strings = { "$$", "[", "/", "CGLIB$$", "$$ByCGLIB$$a", "$ByteBuddy$", "0x", "$$Lambda$1", "." })
	void hostileNamesCostNoMoreThanTheirLength(String part) {
		String name = part.repeat(65535 / part.length());
		assertTimeout(Duration.ofSeconds(2), () -> JavaNames.className(name));
	}

	@Test
	void theSourcePathIsThePackageAndTheFile() {
		assertThat(JavaNames.sourcePath("com.example.Order$Line", "Order.java")).isEqualTo("com/example/Order.java");
		assertThat(JavaNames.sourcePath("Order", "Order.java")).isEqualTo("Order.java");
		assertThat(JavaNames.sourcePath("com.example.Order", null)).isEmpty();
	}

}
