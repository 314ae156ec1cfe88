import { ReShareError } from '../../errors';
import { normalizeBaseUrl } from '../../okapi/account';
import { hostOf } from '../../transport/failures';
import type { MarcRecord } from '../marc/MarcRecord';
import type { PoliteHost } from '../PoliteHost';
import { readOai } from './oai';
import { named, words } from '../../words';

export interface ReservoirAddress {
	/** Address of the Okapi before Reservoir, or of Reservoir where it runs without one. */
	readonly url: string;
	/** Tenant in that Okapi; empty where there is none. */
	readonly tenant: string;
}

/**
 * Address of Reservoir's OAI-PMH, which needs no login: the very one that mod-rs reads a record from.
 *
 * @throws ReShareError `badInput`
 */
export function oaiAddress({ url, tenant }: ReservoirAddress): string {
	const base = normalizeBaseUrl(url.trim().replace(/\?.*$/u, ''), 'reservoirUrl');
	if (/\/reservoir\/oai$/u.test(base)) return base;
	const name = tenant.trim().toLowerCase();
	if (name === '') return `${base}/reservoir/oai`;
	if (!/^[_a-z][_a-z0-9]*$/u.test(name)) {
		throw new ReShareError('badInput', `${named('reservoirTenant')} has signs that no tenant has`, { description: 'It is a short name such as consortium_reservoir, of small letters, digits and underscores.' });
	}
	return `${base}/_/invoke/tenant/${name}/reservoir/oai`;
}

/** The clusters of one Reservoir, by id. */
export class Reservoir {
	readonly #host: PoliteHost;
	readonly #address: string;
	/** Why it could not be asked; then it is not asked again in this run. */
	#failure: ReShareError | undefined;

	constructor(host: PoliteHost, address: ReservoirAddress) {
		this.#host = host;
		this.#address = oaiAddress(address);
	}

	/**
	 * A record as it is now; `gone` for one that has been dissolved into others, or never was.
	 *
	 * @throws ReShareError when it could not be asked
	 */
	async record(id: string): Promise<MarcRecord | 'gone'> {
		if (this.#failure !== undefined) throw this.#failure;
		try {
			const record = readOai(await this.#get(`verb=GetRecord&identifier=${id}`));
			if (record !== undefined) return record;
			throw new ReShareError('badAnswer', `${hostOf(this.#address)} answered without a record`, { description: 'Try again. If it happens often, ask whoever runs the Reservoir.' });
		} catch (error) {
			if (error instanceof ReShareError) this.#failure = error;
			throw error;
		}
	}

	async #get(query: string): Promise<string> {
		const answer = await this.#host.get(`${this.#address}?${query}`);
		if (answer.status === 200) return answer.text;
		const host = hostOf(this.#address);
		if (answer.status === 404 || answer.status === 400) {
			throw new ReShareError('noModule', `${host} has no Reservoir for this tenant`, { status: answer.status, description: `Check ${named('reservoirUrl')} and ${named('reservoirTenant')} in the ${words.settings}.` });
		}
		throw new ReShareError(answer.status === 429 ? 'rateLimited' : 'server', `The Reservoir at ${host} could not answer (${answer.status})`, { status: answer.status, description: 'Try again later. If it goes on, tell whoever runs it.' });
	}
}
