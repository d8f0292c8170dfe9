package io.github.profiling.profile.pprof;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Consumer;
import java.util.stream.Stream;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedOutputStream;
import io.github.profiling.profile.Profile;
import io.github.profiling.profile.pprof.proto.ProfileProto;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What is no profile is refused, with words for the person who handed it in.
 */
class PprofReaderRejectionTests {

	@Test
	void theValidProfileOfTheseTestsIsRead() throws IOException {
		assertThat(PprofReader.read(valid().build().toByteArray()).samples()).hasSize(1);
	}

	@Test
	void nothingIsRefused() {
		assertRefused(new byte[0], "the profile is empty");
	}

	@Test
	void nothingInGzipIsRefused() throws IOException {
		assertRefused(ExampleFiles.gzip(new byte[0]), "the profile is empty");
	}

	@Test
	void anErrorPageIsRefused() {
		assertRefused("<html><body>Please log in</body></html>".getBytes(StandardCharsets.UTF_8),
				"not a pprof profile: wire type 4 where 0 belongs");
	}

	@Test
	void aMessageOfAnotherKindIsRefused() throws IOException {
		assertRefused(wire((out) -> out.writeString(100, "hello")), "not a pprof profile: nothing in it is known");
	}

	@Test
	void aHeaderAloneIsRefused() throws IOException {
		assertRefused(wire((out) -> out.writeInt64(12, 100)), "not a pprof profile: nothing in it is known");
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("contradictions")
	void aContradictionIsRefused(String message, Consumer<ProfileProto.Profile.Builder> change) {
		ProfileProto.Profile.Builder profile = valid();
		change.accept(profile);
		assertRefused(profile.build().toByteArray(), message);
	}

	static Stream<Arguments> contradictions() {
		return Stream.of(
				contradiction("a sample has 1 values, but there are 2 sample types",
						(profile) -> profile.addSampleType(ProfileProto.ValueType.newBuilder())),
				contradiction("a sample has 2 values, but there are 1 sample types",
						(profile) -> profile.getSampleBuilder(0).addValue(2)),
				contradiction("the profile has samples but no sample types",
						ProfileProto.Profile.Builder::clearSampleType),
				contradiction("unknown location id 18446744073709551615",
						(profile) -> profile.getSampleBuilder(0).addLocationId(-1)),
				contradiction("unknown location id 0", (profile) -> profile.getSampleBuilder(0).addLocationId(0)),
				contradiction("unknown function id 77",
						(profile) -> profile.getLocationBuilder(0).getLineBuilder(0).setFunctionId(77)),
				contradiction("unknown function id 0",
						(profile) -> profile.getLocationBuilder(0).getLineBuilder(0).clearFunctionId()),
				contradiction("a mapping has the reserved id 0", (profile) -> profile.getMappingBuilder(0).clearId()),
				contradiction("a function has the reserved id 0", (profile) -> profile.getFunctionBuilder(0).clearId()),
				contradiction("a location has the reserved id 0", (profile) -> profile.getLocationBuilder(0).clearId()),
				contradiction("several mappings have the id 3", (profile) -> profile.addMapping(profile.getMapping(0))),
				contradiction("several functions have the id 4",
						(profile) -> profile.addFunction(profile.getFunction(0))),
				contradiction("several locations have the id 5",
						(profile) -> profile.addLocation(profile.getLocation(0))),
				contradiction("unknown string 9, the profile has 2 strings",
						(profile) -> profile.getFunctionBuilder(0).setName(9)),
				contradiction("unknown string -1, the profile has 2 strings", (profile) -> profile.addComment(-1)),
				contradiction("unknown string 4294967297, the profile has 2 strings",
						(profile) -> profile.setDocUrl((1L << 32) + 1)),
				contradiction("unknown string 2, the profile has 2 strings",
						(profile) -> profile.getSampleBuilder(0).getLabelBuilder(0).setNumUnit(2)),
				contradiction("not a pprof profile: the first string must be empty",
						(profile) -> profile.setStringTable(0, "first")));
	}

	@Test
	void aMappingThatIsMissingIsNone() throws IOException {
		Profile profile = PprofReader.read(valid().clearMapping().build().toByteArray());
		assertThat(profile.locations().get(0).mapping()).isEqualTo(-1);
	}

	@Test
	void twoConcatenatedProfilesAreRefused() {
		byte[] file = PprofWriter.toBytes(ExampleProfile.create());
		assertRefused(ExampleFiles.concatenate(file, file), "the file holds several concatenated profiles");
	}

	@Test
	void twoConcatenatedRawProfilesAreRefused() {
		byte[] file = ExampleFiles.gunzip(PprofWriter.toBytes(ExampleProfile.create()));
		assertRefused(ExampleFiles.concatenate(file, file), "the file holds several concatenated profiles");
	}

	@Test
	void twoConcatenatedProfilesWithoutTimeAreRefused() {
		byte[] file = valid().build().toByteArray();
		assertRefused(ExampleFiles.concatenate(file, file), "several mappings have the id 3");
	}

	@Test
	void aStringThatIsNotUtf8IsRefused() throws IOException {
		assertRefused(wire((out) -> out.writeBytes(6, ByteString.copyFrom(new byte[] { (byte) 0xff }))),
				"not a pprof profile: a string is not valid UTF-8");
	}

	@Test
	void aLengthBeyondTheEndIsRefused() throws IOException {
		for (long length : new long[] { 1, 0x7fff_ffffL, 0x8000_0000L, 0xffff_ffffL, Long.MAX_VALUE, -1 }) {
			for (int field : new int[] { 1, 2, 3, 4, 5, 6, 11, 13, 100 }) {
				assertRefused(wire((out) -> {
					out.writeTag(field, 2);
					out.writeUInt64NoTag(length);
				}), "the profile is truncated, or not a pprof profile");
			}
		}
	}

	@Test
	void aNestedLengthBeyondItsMessageIsRefused() throws IOException {
		byte[] label = wire((out) -> {
			out.writeTag(3, 2);
			out.writeUInt64NoTag(5);
		});
		assertRefused(valid().clearSample().build().toByteString().concat(sample(label)).toByteArray(),
				"the profile is truncated, or not a pprof profile");
	}

	@Test
	void aPackedNumberThatLeavesItsFieldIsRefused() throws IOException {
		byte[] values = wire((out) -> {
			out.writeByteArray(2, new byte[] { (byte) 0x80 });
			out.writeUInt64(16, 1);
		});
		assertRefused(valid().clearSample().build().toByteString().concat(sample(values)).toByteArray(),
				"the profile is truncated, or not a pprof profile");
	}

	@Test
	void aNumberOfElevenBytesIsRefused() {
		byte[] bytes = new byte[12];
		Arrays.fill(bytes, (byte) 0xff);
		bytes[0] = 12 << 3;
		assertRefused(bytes, "not a pprof profile: a number has more than ten bytes");
	}

	@Test
	void aFieldNumberThatDoesNotExistIsRefused() throws IOException {
		assertRefused(wire((out) -> out.writeUInt64NoTag(0)), "not a pprof profile: field number 0 does not exist");
		assertRefused(wire((out) -> out.writeUInt64NoTag(1L << 32)),
				"not a pprof profile: field number 536870912 does not exist");
	}

	@Test
	void aGroupIsRefused() throws IOException {
		assertRefused(wire((out) -> out.writeTag(16, 3)), "not a pprof profile: unknown wire type 3");
	}

	@Test
	void aNumberWhereAMessageBelongsIsRefused() throws IOException {
		assertRefused(wire((out) -> out.writeUInt64(2, 1)), "not a pprof profile: wire type 0 where 2 belongs");
		assertRefused(wire((out) -> out.writeFixed64(12, 1)), "not a pprof profile: wire type 1 where 0 belongs");
		assertRefused(wire((out) -> out.writeFixed32(13, 1)), "not a pprof profile: wire type 5 where 2 belongs");
	}

	@Test
	void messagesInMessagesAreNotFollowed() throws IOException {
		ByteString nested = ByteString.EMPTY;
		for (int depth = 0; depth < 5_000; depth++) {
			ByteString inner = nested;
			nested = ByteString.copyFrom(wire((out) -> out.writeBytes(100, inner)));
		}
		byte[] file = valid().build().toByteString().concat(nested).toByteArray();
		assertThat(PprofReader.read(file)).isEqualTo(PprofReader.read(valid().build().toByteArray()));
	}

	private static ByteString sample(byte[] content) throws IOException {
		return ByteString.copyFrom(wire((out) -> out.writeByteArray(2, content)));
	}

	private static ProfileProto.Profile.Builder valid() {
		ProfileProto.Profile.Builder profile = ProfileProto.Profile.newBuilder();
		profile.addStringTable("").addStringTable("cpu");
		profile.addSampleTypeBuilder().setType(1);
		profile.addMappingBuilder().setId(3);
		profile.addFunctionBuilder().setId(4).setName(1);
		profile.addLocationBuilder().setId(5).setMappingId(3).addLineBuilder().setFunctionId(4);
		profile.addSampleBuilder().addLocationId(5).addValue(1).addLabelBuilder().setKey(1).setNum(1);
		return profile;
	}

	private static Arguments contradiction(String message, Consumer<ProfileProto.Profile.Builder> change) {
		return Arguments.of(message, change);
	}

	private static void assertRefused(byte[] file, String message) {
		assertThatExceptionOfType(InvalidProfileException.class).isThrownBy(() -> PprofReader.read(file))
			.withMessage(message);
	}

	private static byte[] wire(WireContent content) throws IOException {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		CodedOutputStream out = CodedOutputStream.newInstance(bytes);
		content.writeTo(out);
		out.flush();
		return bytes.toByteArray();
	}

	@FunctionalInterface
	private interface WireContent {

		void writeTo(CodedOutputStream out) throws IOException;

	}

}
