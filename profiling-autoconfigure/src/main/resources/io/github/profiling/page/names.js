/**
 * The names of functions: as pprof shows them, short, their package, and what sort of code
 * they are.
 */

/** google/pprof, internal/symbolizer: a name of C++ loses parameters and template arguments. */
export function displayName(found) {
	const system = found.systemName;
	if (found.name !== "" && found.name !== system) {
		return found.name;
	}
	return looksLikeCpp(system) ? without(without(system, "(", ")"), "<", ">") : system;
}

function looksLikeCpp(name) {
	return !name.includes(".<") && !name.includes("]).") && /::|[<>[\]]/.test(name);
}

function without(name, open, close) {
	let kept = "";
	let depth = 0;
	let from = 0;
	for (let i = 0; i < name.length; i++) {
		if (name[i] === open) {
			if (depth++ === 0) {
				kept += name.slice(from, i);
				from = i;
			}
		}
		else if (name[i] === close) {
			if (depth === 0) {
				break;
			}
			if (--depth === 0) {
				from = i + 1;
			}
		}
	}
	return kept + name.slice(from);
}

const JAVA_METHOD = /^(?:[\w$-]+\.)+[\w$<>-]+$/;

// As a name that nobody calls: the class of an allocated object, at the leaf of a stack.
const JAVA_CLASS = /^(?:[a-z][\w$]*\.)*[A-Z][\w$]*(?:\[\])*$|^(?:byte|char|short|int|long|float|double|boolean)\[\]+$/;

const JDK = /^(?:java|javax|jdk|sun|com\.sun)\./;

// Code that other people wrote and that most Java servers run: shown paler, can be hidden.
const FRAMEWORK = new RegExp("^(?:org\\.(?:springframework|apache|hibernate|eclipse\\.jetty|aspectj|slf4j|jboss|postgresql|h2|mariadb|thymeleaf|yaml|flywaydb|quartz|glassfish)"
	+ "|io\\.(?:netty|undertow|micrometer|projectreactor|opentelemetry|r2dbc|lettuce|grpc|vertx|reactivex)|reactor|ch\\.qos\\.logback|jakarta"
	+ "|com\\.(?:fasterxml|zaxxer|mysql|mongodb|rabbitmq|microsoft|google|github\\.benmanes)|tools\\.jackson|net\\.bytebuddy|kotlin|kotlinx|scala"
	+ "|groovy|liquibase|freemarker|one\\.profiler|io\\.github\\.profiling\\.(?!sample))\\.");

// What compilers of C append, names of the JVM's own interface, its stubs and adapters.
const NATIVE = /\.(?:isra|part|constprop|cold|llvm)\b|^[A-Z][A-Za-z0-9]*_\w*$|^[^./(]*\/?[^./(]* (?:adapters?|stubs?|chunk)\b/;

/** What sort of code it is: app, framework, jdk, class or native. */
export function sortOf(name, file) {
	if (/\.(?:c|cc|cpp|cxx|h|hpp|s|S)$/.test(file) || NATIVE.test(name)) {
		return "native";
	}
	if (JDK.test(name)) {
		return JAVA_CLASS.test(name) ? "class" : "jdk";
	}
	if (FRAMEWORK.test(name)) {
		return "framework";
	}
	if (JAVA_CLASS.test(name)) {
		return "class";
	}
	// Go's packages have slashes, and its own runtime none.
	if (file.endsWith(".go") || JAVA_METHOD.test(name) || name.includes("/")) {
		return /^(?:runtime|internal|syscall|sync|net|os|fmt|io|bufio|reflect|encoding)[./]/.test(name) && file.endsWith(".go")
			? "jdk" : "app";
	}
	return "native";
}

export const SORTS = {
	app: "Your code", framework: "Frameworks", jdk: "JDK, runtime", class: "Allocated class", native: "Native, kernel"
};

/** The package, up to three parts of it, which decides the colour. */
export function packageOf(name) {
	const path = name.replace(/\(.*$/, "");
	if (path.includes("::")) {
		return path.slice(0, path.indexOf("::"));
	}
	const slash = path.lastIndexOf("/");
	if (slash >= 0) {
		return path.slice(0, slash) + "/" + path.slice(slash + 1).split(".")[0];
	}
	const parts = path.split(".");
	const type = parts.findIndex((part) => /^[A-Z]/.test(part));
	const end = (type > 0) ? type : parts.length - 1;
	return parts.slice(0, Math.min(3, Math.max(1, end))).join(".");
}

/** Class and method without the package (google/pprof, internal/graph, ShortenFunctionName). */
export function shortName(name) {
	const java = /^(?:[a-z]\w*\.)*([A-Z][\w$]*\.(?:<init>|<clinit>|[a-z_][\w$-]*))(?:\(|$)/.exec(name);
	if (java) {
		return java[1];
	}
	const go = /^(?:[\w\-.]+\/)+([^.]+\..+)/.exec(name);
	if (go) {
		return go[1];
	}
	const type = /^(?:[a-z][\w$]*\.)+([A-Z][\w$]*(?:\[\])*)$/.exec(name);
	return type ? type[1] : name;
}

/** A number from 0 to 359 for a text, always the same (FNV-1a). */
export function hue(text) {
	let hash = 0x811c9dc5;
	for (let i = 0; i < text.length; i++) {
		hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
	}
	return ((hash ^ (hash >>> 15)) >>> 0) % 360;
}

/** The order of Go's strings, which is that of code points. */
export function compareNames(left, right) {
	if (left === right) {
		return 0;
	}
	const length = Math.min(left.length, right.length);
	for (let i = 0; i < length; i++) {
		const l = left.charCodeAt(i);
		const r = right.charCodeAt(i);
		if (l !== r) {
			const differ = isSurrogate(l) !== isSurrogate(r);
			return differ ? (isSurrogate(l) ? 1 : -1) : l - r;
		}
	}
	return left.length - right.length;
}

function isSurrogate(unit) {
	return unit >= 0xd800 && unit <= 0xdfff;
}
