/**
 * Talks to the endpoint this page came from. Cookies and Basic go along by themselves; a
 * bearer token is kept in this tab only, and sent to nobody else.
 */
const TOKEN = "pprof-token";

/** The endpoint's own address. This file is two folders below it, whatever the base path. */
export const ENDPOINT = endpoint();

function endpoint() {
	const url = new URL("../..", import.meta.url);
	// fetch refuses addresses with a password in them.
	url.username = "";
	url.password = "";
	return url.href.replace(/\/$/, "");
}

export class HttpError extends Error {

	constructor(status, message) {
		super(message);
		this.status = status;
	}

}

export function token() {
	return sessionStorage.getItem(TOKEN) ?? "";
}

export function setToken(token) {
	if (token === "") {
		sessionStorage.removeItem(TOKEN);
	}
	else {
		sessionStorage.setItem(TOKEN, token.replace(/^bearer\s+/i, ""));
	}
}

/** Sends a request to a path below the endpoint. Whatever is not a success is an HttpError that says why. */
export async function send(method, path, { signal, accept = "*/*" } = {}) {
	const headers = { Accept: accept };
	if (token() !== "") {
		headers.Authorization = `Bearer ${token()}`;
	}
	// Where the application gives scripts its token against forged requests.
	const [, forgery] = /(?:^|; )XSRF-TOKEN=([^;]+)/.exec(document.cookie) ?? [];
	if (method !== "GET" && forgery) {
		headers["X-XSRF-TOKEN"] = decodeURIComponent(forgery);
	}
	let response;
	try {
		response = await fetch(ENDPOINT + path, { method, headers, signal, credentials: "same-origin", cache: "no-store" });
	}
	catch (ex) {
		if (ex.name === "AbortError") {
			throw ex;
		}
		throw new HttpError(0, "The application does not answer. Is it still running?");
	}
	if (response.redirected && !response.url.startsWith(ENDPOINT)) {
		throw new HttpError(401, "401: you are not signed in any more. Reload the page to sign in.");
	}
	if (!response.ok) {
		throw new HttpError(response.status, await reason(response, method));
	}
	return response;
}

export const get = (path, options) => send("GET", path, options);

async function reason(response, method) {
	switch (response.status) {
		case 401: return (token() === "")
			? "401: the application does not know who you are. Sign in and reload the page, or give a bearer token below."
			: "401: the application does not accept the bearer token. It may have expired.";
		case 405: return "405: this page may only read. management.endpoint.pprof.access=unrestricted allows more.";
		case 403: return (method !== "GET") ? "403: you are not allowed to change anything here, or the application wants a token "
			+ "against forged requests (CSRF) that this page does not have."
			: "403: you are signed in, but not allowed to do that. Ask for the right to use the endpoint pprof.";
	}
	const isText = (response.headers.get("Content-Type") ?? "").startsWith("text/plain");
	const line = isText ? (await response.text()).trim() : "";
	const again = response.headers.get("Retry-After");
	return `${response.status}: ${line || response.statusText || "no reason given"}`
		+ (again ? ` (try again in ${again} s)` : "");
}

export async function json(path) {
	return (await get(path, { accept: "application/json" })).json();
}

/** The name that the server gives a file. */
export function fileName(response, fallback) {
	return /filename="([^"]+)"/.exec(response.headers.get("Content-Disposition") ?? "")?.[1] ?? fallback;
}
