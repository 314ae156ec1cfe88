import type { PickupLocation } from '../../../directory';
import { badInputError, ReShareError } from '../../../errors';
import { parseJsonAnswer } from '../../../json';
import type { HttpAnswer, HttpSender } from '../../../transport';
import type { SubmissionBlocker } from '../../port/Submitter';
import { previewAnswerSchema } from './classifyResolverAnswer';
import { readHtmlPage, type ShownChoice } from './readHtmlPage';

export interface ResolverProbe {
	/** Why requests cannot be sent through this resolver. */
	readonly error?: ReShareError;
	/** The reason code, if nothing may be sent through this resolver, whatever it would answer. */
	readonly reason?: SubmissionBlocker['reason'];
	/** Set if the resolver was seen to create requests in the library's own tenant. */
	readonly isOwn?: true | undefined;
}

/**
 * The parameters of a preview as `buildOpenUrl` makes them. The id of a record, here an invented one, makes every release of the
 * resolver treat them as a complete request, so that it looks up no record.
 */
const askForRecord = {
	ctx_FAIL: '1',
	svc_id: 'reshareRequest',
	rft_id: 'connection-test',
	'rft.identifier_illiad': 'connection-test',
	'svc.noPickupLocation': '1',
	'svc.ntries': '1',
};

/**
 * The query of a call for the form. Every release shows the form if title and pickup location are missing; one that did not would still
 * create nothing, because it does not know the service `contextObject`.
 */
const askForForm = { ctx_FAIL: '1', svc_id: 'contextObject' };

/**
 * Probes where a library's address at a resolver leads, with two calls of which neither creates a request. `own` are the pickup locations
 * of the library's own tenant; `timeoutMs` is the limit of each call.
 */
export async function probeResolver(
	http: HttpSender,
	address: URL,
	own: readonly PickupLocation[],
	timeoutMs = 30_000,
): Promise<ResolverProbe> {
	const { host, href } = address;
	const ask = (question: Readonly<Record<string, string>>) =>
		http.send({ method: 'GET', url: `${href}?${new URLSearchParams(question).toString()}`, timeoutMs });
	const answer = await ask(askForRecord);
	const { status } = answer;
	if (/^unsupported service/i.test(answer.text)) {
		const description =
			"Check '⟦openUrlTenant⟧'. It must be written as the resolver writes it, capital and small letters included, and often begins with RESHARE:. Your ReShare provider can tell you.";
		return {
			error: new ReShareError('noModule', `The OpenURL resolver ${host} does not know '${nameIn(address)}'`, { status, description }),
		};
	}
	const record = recordIn(answer);
	if (record === undefined) {
		const description = "Check '⟦openUrlBaseUrl⟧'. It is neither the Okapi URL nor the address where staff sign in.";
		return {
			error: new ReShareError('badAnswer', `${host} does not answer like ReShare's OpenURL resolver (${status})`, { status, description }),
		};
	}
	if (!Array.isArray(record.requestIdentifiers)) {
		const error = badInputError(
			`The OpenURL resolver ${host} is older than version 1.5.1 and drops references and pickup locations`,
			"Leave '⟦openUrlBaseUrl⟧' empty and set '⟦via⟧' to ⟦direct⟧ in ⟦creating⟧, or ask your ReShare provider for a newer resolver.",
		);
		return { reason: 'resolverRefused', error };
	}
	const form = await ask(askForForm).catch((error: unknown) => {
		if (error instanceof ReShareError && error.kind === 'cancelled') throw error;
		return undefined;
	});
	const fields = form?.status === 200 ? readHtmlPage(form.text).fields : [];
	const shown = fields.flatMap(({ name, choices }) => (name === 'svc.pickupLocation' ? choices : []));
	const isOwn = isSameTenant(own, shown);
	return isOwn === false ? { reason: 'otherLibrary', error: otherLibrary(address, own, shown) } : { isOwn };
}

/**
 * Reads the record that a resolver would send. Releases before v1.5.1 leave out the reference; for releases that fail at the call, the
 * record is empty.
 */
function recordIn(answer: HttpAnswer): Readonly<Record<string, unknown>> | undefined {
	if (answer.status !== 200) return undefined;
	if (answer.contentType === 'application/json') return parseJsonAnswer(answer, previewAnswerSchema);
	return /<title>\s*Error\b/i.test(answer.text) ? {} : undefined;
}

const nameIn = ({ pathname }: URL) => pathname.slice(pathname.lastIndexOf('/') + 1);

function otherLibrary(address: URL, own: readonly PickupLocation[], shown: readonly ShownChoice[]) {
	const places = `It offers the pickup locations ${few(shown.map(({ code }) => code))}, and your library has ${few(own.map(({ slug }) => slug))}.`;
	const help = "Check '⟦openUrlTenant⟧': it is another library's, or a name that the resolver does not know and sends to another library.";
	return badInputError(
		`The OpenURL resolver ${address.host} makes the requests of '${nameIn(address)}' in another library's tenant`,
		`${places} ${help}`,
	);
}

/**
 * Whether two tenants are the same, by their pickup locations; undefined if that is not sure. A common code proves it; if they have not
 * even a name in common, they are different ones.
 */
export function isSameTenant(own: readonly PickupLocation[], shown: readonly ShownChoice[]) {
	if (own.length === 0 || shown.length === 0) return undefined;
	const slugs = new Set(own.map(({ slug }) => slug));
	if (shown.some(({ code }) => slugs.has(code))) return true;
	const names = new Set(own.map(({ name }) => name.trim().toLowerCase()));
	return shown.some(({ name }) => names.has(name.trim().toLowerCase())) ? undefined : false;
}

/** Lists a few names in alphabetical order, e.g. `MAIN, LAW and 12 more`. */
function few(names: readonly string[]) {
	const shown = [...names].sort().slice(0, 3).join(', ');
	return names.length > 3 ? `${shown} and ${names.length - 3} more` : shown;
}
