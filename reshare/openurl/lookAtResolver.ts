import { parseJson, previewAnswer } from './classifyJson';
import { readChoices, type Choice } from './page';
import type { HttpAnswer, HttpClient } from '../transport';

/** What a resolver shows of the service behind a library's name, without making a request. */
export interface ShownService {
	/** The answer to the question for a record; its status and text tell what is wrong where `shows` is not `record`. */
	readonly answer: HttpAnswer;
	/** `oldRecord`: as releases before v1.5.1 make it, without the reference. */
	readonly shows: 'record' | 'oldRecord' | 'unknownName' | 'somethingElse';
	/** The pickup locations of the tenant in which the service makes requests; empty where its form shows none. */
	readonly pickupLocations: readonly Choice[];
}

/** A release that does not know the question (before v1.4.0) posts to a path that does not exist instead of making a request. */
const harmless = { ctx_FAIL: '1' };

/**
 * The record that the resolver would make. With a record's id and no need for a pickup location the OpenURL counts as
 * complete in every release, and `svc.ntries` keeps libraries that like forms from showing one, so that the resolver looks
 * nothing up.
 */
const askForRecord = {
	...harmless,
	svc_id: 'reshareRequest',
	rft_id: 'connection-test',
	'rft.identifier_illiad': 'connection-test',
	'svc.noPickupLocation': '1',
	'svc.ntries': '1',
};

/** Without a title and a pickup location every release shows its form, and should one not, it makes nothing of `contextObject`. */
const askForForm = { ...harmless, svc_id: 'contextObject' };

/**
 * Asks a resolver what stands behind a library's address there. Two questions, of which neither makes a request.
 *
 * @param address as `resolverAddress` gives it
 * @throws what the transport throws for the first question
 */
export async function lookAtResolver(http: Pick<HttpClient, 'send'>, address: URL): Promise<ShownService> {
	const answer = await ask(http, address, askForRecord);
	const shows = readRecord(answer);
	if (shows === 'unknownName' || shows === 'somethingElse') return { answer, shows, pickupLocations: [] };
	const form = await ask(http, address, askForForm).catch(() => undefined);
	return { answer, shows, pickupLocations: form?.status === 200 ? readChoices(form.text, 'svc.pickupLocation') : [] };
}

async function ask(http: Pick<HttpClient, 'send'>, address: URL, question: Readonly<Record<string, string>>): Promise<HttpAnswer> {
	const url = new URL(address);
	for (const [name, value] of Object.entries(question)) url.searchParams.set(name, value);
	return await http.send({ method: 'GET', url: url.href, timeoutMs: 30_000, safeToRepeat: true });
}

function readRecord({ status, contentType, text }: HttpAnswer): ShownService['shows'] {
	if (/^unsupported service/i.test(text)) return 'unknownName';
	if (status !== 200) return 'somethingElse';
	if (contentType !== 'application/json') return /<title>\s*Error\b/i.test(text) ? 'oldRecord' : 'somethingElse';
	const record = previewAnswer.safeParse(parseJson(text));
	if (!record.success) return 'somethingElse';
	return Array.isArray(record.data.requestIdentifiers) ? 'record' : 'oldRecord';
}

/**
 * Whether a resolver makes requests in the tenant that has these pickup locations: two tenants have no pickup location in
 * common, neither its code nor its name. `unknown` where one side shows none.
 */
export function sameTenant(own: ReadonlyArray<{ readonly slug: string; readonly name: string }>, shown: readonly Choice[]): 'yes' | 'no' | 'unknown' {
	if (own.length === 0 || shown.length === 0) return 'unknown';
	const slugs = new Set(own.map(({ slug }) => slug));
	if (shown.some(({ code }) => slugs.has(code))) return 'yes';
	const names = new Set(own.map(({ name }) => name.trim().toLowerCase()));
	return shown.some(({ name }) => names.has(name.trim().toLowerCase())) ? 'unknown' : 'no';
}
