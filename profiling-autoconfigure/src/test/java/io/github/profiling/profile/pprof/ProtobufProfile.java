package io.github.profiling.profile.pprof;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.github.profiling.profile.Function;
import io.github.profiling.profile.Label;
import io.github.profiling.profile.Line;
import io.github.profiling.profile.Location;
import io.github.profiling.profile.Mapping;
import io.github.profiling.profile.Profile;
import io.github.profiling.profile.ProfileHeader;
import io.github.profiling.profile.Sample;
import io.github.profiling.profile.ValueType;
import io.github.profiling.profile.pprof.proto.ProfileProto;

/**
 * A second reader of pprof files, for tests: protobuf's own parser and a plain
 * translation by ids, which share no code with {@link PprofReader}.
 */
final class ProtobufProfile {

	private final ProfileProto.Profile message;

	private ProtobufProfile(ProfileProto.Profile message) {
		this.message = message;
	}

	static Profile read(ProfileProto.Profile message) {
		return new ProtobufProfile(message).read();
	}

	private Profile read() {
		Map<Long, Integer> mappingIndexes = new HashMap<>();
		List<Mapping> mappings = new ArrayList<>();
		for (ProfileProto.Mapping mapping : this.message.getMappingList()) {
			mappingIndexes.put(mapping.getId(), mappings.size());
			mappings.add(new Mapping(mapping.getMemoryStart(), mapping.getMemoryLimit(), mapping.getFileOffset(),
					string(mapping.getFilename()), string(mapping.getBuildId()), mapping.getHasFunctions(),
					mapping.getHasFilenames(), mapping.getHasLineNumbers(), mapping.getHasInlineFrames()));
		}
		Map<Long, Integer> functionIndexes = new HashMap<>();
		List<Function> functions = new ArrayList<>();
		for (ProfileProto.Function function : this.message.getFunctionList()) {
			functionIndexes.put(function.getId(), functions.size());
			functions.add(new Function(string(function.getName()), string(function.getSystemName()),
					string(function.getFilename()), function.getStartLine()));
		}
		Map<Long, Integer> locationIndexes = new HashMap<>();
		List<Location> locations = new ArrayList<>();
		for (ProfileProto.Location location : this.message.getLocationList()) {
			locationIndexes.put(location.getId(), locations.size());
			List<Line> lines = location.getLineList()
				.stream()
				.map((line) -> new Line(functionIndexes.get(line.getFunctionId()), line.getLine(), line.getColumn()))
				.toList();
			locations.add(new Location(mappingIndexes.getOrDefault(location.getMappingId(), Location.NO_MAPPING),
					location.getAddress(), lines, location.getIsFolded()));
		}
		List<Sample> samples = this.message.getSampleList()
			.stream()
			.map((sample) -> new Sample(
					sample.getLocationIdList().stream().mapToInt((id) -> locationIndexes.get(id)).toArray(),
					sample.getLabelList().stream().map(this::label).toList(),
					sample.getValueList().stream().mapToLong(Long::longValue).toArray()))
			.toList();
		return new Profile(header(), this.message.getSampleTypeList().stream().map(this::valueType).toList(), mappings,
				functions, locations, samples);
	}

	private ProfileHeader header() {
		return new ProfileHeader(this.message.getTimeNanos(), this.message.getDurationNanos(),
				this.message.hasPeriodType() ? valueType(this.message.getPeriodType()) : null, this.message.getPeriod(),
				this.message.getCommentList().stream().map(this::string).toList(),
				string(this.message.getDefaultSampleType()), string(this.message.getDropFrames()),
				string(this.message.getKeepFrames()), string(this.message.getDocUrl()));
	}

	private Label label(ProfileProto.Label label) {
		return new Label(string(label.getKey()), string(label.getStr()), label.getNum(), string(label.getNumUnit()));
	}

	private ValueType valueType(ProfileProto.ValueType type) {
		return new ValueType(string(type.getType()), string(type.getUnit()));
	}

	private String string(long index) {
		return this.message.getStringTable(Math.toIntExact(index));
	}

}
