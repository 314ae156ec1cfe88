import type { PickupLocation } from '../../../directory';
import { badInput, ReShareError } from '../../../errors';
import { readJson } from '../../../json';
import { previewAnswer } from './classifyJson';
import { readChoices, type ShownChoice } from './htmlPage';
import type { HttpAnswer, HttpClient } from '../../../transport';
import { named, words } from '../../../words';

/** What a resolver shows of the service behind a library's name. */
export interface ShownService {
	/** The answer to the question for a record. */
	readonly answer: HttpAnswer;
	/** `oldRecord`: without the reference, as releases before v1.5.1 make it. */
	readonly shows: 'record' | 'oldRecord' | 'unknownName' | 'somethingElse';
	/** The pickup locations of the tenant in which the service makes requests; empty where its form shows none. */
	readonly pickupLocations: readonly ShownChoice[];
}

/** As `buildOpenUrl` asks for a preview, and complete in every release, so that the resolver looks nothing up. */
const askForRecord = {
	ctx_FAIL: '1',
	svc_id: 'reshareRequest',
	rft_id: 'connection-test',
	'rft.identifier_illiad': 'connection-test',
	'svc.noPickupLocation': '1',
	'svc.ntries': '1',
};

/** Without a title and a pickup location every release shows its form; should one not, it makes nothing of `contextObject`. */
const askForForm = { ctx_FAIL: '1', svc_id: 'contextObject' };

/**
 * Asks a resolver what stands behind a library's address there, with two questions of which neither makes a request.
 *
 * @param address as `resolverAddress` gives it
 * @param timeoutMs for each question
 * @throws what the transport throws for the first question
 */
export async function lookAtResolver(http: Pick<HttpClient, 'send'>, address: URL, timeoutMs = 30_000): Promise<ShownService> {
	const ask = async (question: Readonly<Record<string, string>>): Promise<HttpAnswer> => {
		const url = new URL(address);
		for (const [name, value] of Object.entries(question)) url.searchParams.set(name, value);
		return await http.send({ method: 'GET', url: url.href, timeoutMs });
	};
	const answer = await ask(askForRecord);
	const shows = readRecord(answer);
	if (shows === 'unknownName' || shows === 'somethingElse') return { answer, shows, pickupLocations: [] };
	const form = await ask(askForForm).catch(() => undefined);
	return { answer, shows, pickupLocations: form?.status === 200 ? readChoices(form.text, 'svc.pickupLocation') : [] };
}

function readRecord({ status, contentType, text }: HttpAnswer): ShownService['shows'] {
	if (/^unsupported service/i.test(text)) return 'unknownName';
	if (status !== 200) return 'somethingElse';
	if (contentType !== 'application/json') return /<title>\s*Error\b/i.test(text) ? 'oldRecord' : 'somethingElse';
	const record = previewAnswer.safeParse(readJson(text));
	if (!record.success) return 'somethingElse';
	return Array.isArray(record.data.requestIdentifiers) ? 'record' : 'oldRecord';
}

/** Whether a resolver makes requests in the tenant that has these pickup locations: two tenants have neither codes nor names in common. */
export function sameTenant(own: readonly PickupLocation[], shown: readonly ShownChoice[]): 'yes' | 'no' | 'unknown' {
	if (own.length === 0 || shown.length === 0) return 'unknown';
	const slugs = new Set(own.map(({ slug }) => slug));
	if (shown.some(({ code }) => slugs.has(code))) return 'yes';
	const names = new Set(own.map(({ name }) => name.trim().toLowerCase()));
	return shown.some(({ name }) => names.has(name.trim().toLowerCase())) ? 'unknown' : 'no';
}

interface ResolverProblem {
	readonly kind: 'unknownName' | 'noResolver' | 'tooOld' | 'otherLibrary';
	readonly error: ReShareError;
}

/**
 * What stands in the way of sending requests through a resolver.
 *
 * @param name the library's name at the resolver
 * @param own the pickup locations of the library's own tenant
 */
export function problemOfResolver(shown: ShownService, host: string, name: string, own: readonly PickupLocation[]): ResolverProblem | undefined {
	const { status } = shown.answer;
	const problem = (kind: ResolverProblem['kind'], error: ReShareError): ResolverProblem => ({ kind, error });
	if (shown.shows === 'unknownName') {
		return problem('unknownName', new ReShareError('noModule', `The OpenURL resolver ${host} does not know '${name}'`, {
			status,
			description:
				`Check ${named('openUrlTenant')}. It must be written as the resolver writes it, capital and small letters included, and often begins with RESHARE:. Your ReShare provider can tell you.`,
		}));
	}
	if (shown.shows === 'somethingElse') {
		return problem('noResolver', new ReShareError('badAnswer', `${host} does not answer like ReShare's OpenURL resolver (${status})`, {
			status,
			description: `Check ${named('openUrlBaseUrl')}. It is neither the Okapi URL nor the address where staff sign in.`,
		}));
	}
	if (shown.shows === 'oldRecord') {
		return problem('tooOld', badInput(`The OpenURL resolver ${host} is older than version 1.5.1 and drops references and pickup locations`, `Leave ${named('openUrlBaseUrl')} empty and set ${named('via')} to ${words.names.direct} in ${words.creating}, or ask your ReShare provider for a newer resolver.`));
	}
	if (sameTenant(own, shown.pickupLocations) === 'no') {
		return problem('otherLibrary', badInput(`The OpenURL resolver ${host} makes the requests of '${name}' in another library's tenant`, `It offers the pickup locations ${few(shown.pickupLocations.map(({ code }) => code))}, and your library has ${few(own.map(({ slug }) => slug))}. ` +
				`Check ${named('openUrlTenant')}: it is another library's, or a name that the resolver does not know and sends to another library.`));
	}
	return undefined;
}

/** The first ones by the alphabet, e.g. `MAIN, LAW and 12 more`. */
function few(names: readonly string[]): string {
	const shown = [...names].sort().slice(0, 3).join(', ');
	return names.length > 3 ? `${shown} and ${names.length - 3} more` : shown;
}
