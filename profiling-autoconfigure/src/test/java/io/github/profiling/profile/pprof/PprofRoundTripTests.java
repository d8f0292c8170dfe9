package io.github.profiling.profile.pprof;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.stream.LongStream;

import io.github.profiling.profile.Profile;
import io.github.profiling.profile.ProfileHeader;
import io.github.profiling.profile.ValueType;
import io.github.profiling.profile.pprof.proto.ProfileProto;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Writes and reads arbitrary profiles, with protobuf's own code on the other side.
 */
class PprofRoundTripTests {

	private static final int TRIES = 300;

	@Property(tries = TRIES, edgeCases = EdgeCasesMode.NONE)
	void whatIsWrittenIsReadBack(@ForAll("profiles") Profile profile) throws IOException {
		assertThat(PprofReader.read(PprofWriter.toBytes(profile))).isEqualTo(profile);
	}

	@Property(tries = TRIES, edgeCases = EdgeCasesMode.NONE)
	void whatIsWrittenIsReadByProtobuf(@ForAll("profiles") Profile profile) throws IOException {
		byte[] message = ExampleFiles.gunzip(PprofWriter.toBytes(profile));
		ProfileProto.Profile parsed = ProfileProto.Profile.parseFrom(message);
		assertThat(ProtobufProfile.read(parsed)).isEqualTo(profile);
		// As long as protobuf would have written it: no unknown field, no default value
		assertThat(message).hasSize(parsed.getSerializedSize());
	}

	@Property(tries = TRIES, edgeCases = EdgeCasesMode.NONE)
	void whatIsWrittenIsAsStrictReadersWantIt(@ForAll("profiles") Profile profile) throws IOException {
		ProfileProto.Profile parsed = ProfileProto.Profile.parseFrom(ExampleFiles.gunzip(PprofWriter.toBytes(profile)));
		assertThat(parsed.getStringTable(0)).isEmpty();
		assertThat(parsed.getStringTableList()).doesNotHaveDuplicates();
		assertThat(parsed.getMappingList()).extracting(ProfileProto.Mapping::getId)
			.isEqualTo(sequence(profile.mappings()));
		assertThat(parsed.getLocationList()).extracting(ProfileProto.Location::getId)
			.isEqualTo(sequence(profile.locations()));
		assertThat(parsed.getFunctionList()).extracting(ProfileProto.Function::getId)
			.isEqualTo(sequence(profile.functions()));
	}

	@Property(tries = TRIES, edgeCases = EdgeCasesMode.NONE)
	void whatProtobufAllowsIsRead(@ForAll("profiles") Profile profile, @ForAll long seed) throws IOException {
		byte[] file = new UnrulyEncoder(seed).encode(profile);
		byte[] message = Gzip.isGzip(file) ? ExampleFiles.gunzip(file) : file;
		assertThat(ProtobufProfile.read(ProfileProto.Profile.parseFrom(message))).isEqualTo(profile);
		assertThat(PprofReader.read(file)).isEqualTo(profile);
	}

	@Example
	void whatDoesNotFitTheBuffersIsReadBack() throws IOException {
		Profile profile = ExampleProfile.withFrames(20_000);
		assertThat(PprofReader.read(PprofWriter.toBytes(profile))).isEqualTo(profile);
		assertThat(
				ProtobufProfile.read(ProfileProto.Profile.parseFrom(ExampleFiles.gunzip(PprofWriter.toBytes(profile)))))
			.isEqualTo(profile);
	}

	@Example
	void halfACharacterIsWrittenAsAQuestionMark() throws IOException {
		Profile profile = new Profile(ProfileHeader.EMPTY, List.of(new ValueType("\ud83d", "count")), List.of(),
				List.of(), List.of(), List.of());
		assertThat(PprofReader.read(PprofWriter.toBytes(profile)).sampleTypes())
			.containsExactly(new ValueType("?", "count"));
	}

	@Example
	void theSameProfileGivesTheSameBytes() {
		assertThat(PprofWriter.toBytes(ExampleProfile.create()))
			.isEqualTo(PprofWriter.toBytes(ExampleProfile.create()));
	}

	@Example
	void theStreamIsLeftOpen() throws IOException {
		ClosedMark out = new ClosedMark();
		PprofWriter.write(ExampleProfile.create(), out);
		assertThat(out.closed).isFalse();
		assertThat(PprofReader.read(out.toByteArray())).isEqualTo(ExampleProfile.create());
	}

	// The arbitrary itself mixes in the numbers and texts at the edges.
	@Provide
	Arbitrary<Profile> profiles() {
		return ArbitraryProfiles.profiles();
	}

	private static List<Long> sequence(List<?> table) {
		return LongStream.rangeClosed(1, table.size()).boxed().toList();
	}

	private static final class ClosedMark extends ByteArrayOutputStream {

		private boolean closed;

		@Override
		public void close() {
			this.closed = true;
		}

	}

}
