import { badInputError, ReShareError, rethrowUnlessOfKind } from '../../errors';
import { normalizeBaseUrl } from '../../okapi/account';
import { statusError, type HttpAnswer } from '../../transport';
import { hostOf } from '../../transport/errorOfFailedCall';
import { marcRecordsIn } from '../marc/MarcRecord';
import { elementsIn, readXml } from '../readXml';
import type { RateLimitedClient } from '../../transport/RateLimitedClient';

export interface ReservoirAddress {
	/** The address of the Okapi in front of Reservoir, or of a Reservoir that runs without an Okapi. */
	readonly url: string;
	/** The tenant in that Okapi; empty where there is none. */
	readonly tenant: string;
}

/**
 * The address of Reservoir's OAI-PMH, which needs no login (indexdata/reservoir README.md). mod-rs reads a record from this very address.
 */
function oaiAddress({ url, tenant }: ReservoirAddress) {
	const base = normalizeBaseUrl(url.trim().split('?')[0] ?? '', 'reservoirUrl');
	if (/\/reservoir\/oai$/u.test(base)) return base;
	const name = tenant.trim().toLowerCase();
	if (name === '') return `${base}/reservoir/oai`;
	if (!/^[_a-z][_a-z0-9]*$/u.test(name)) {
		throw badInputError(
			"'⟦reservoirTenant⟧' has characters that no tenant has",
			'It is a short name such as consortium_reservoir, of lowercase letters, digits and underscores.',
		);
	}
	return `${base}/_/invoke/tenant/${name}/reservoir/oai`;
}

export class ReservoirClient {
	/** The host as error messages show it. */
	readonly host;
	readonly #address;
	/** Why the Reservoir is not asked again in this run. */
	#failure: ReShareError | undefined;
	/** How many calls in a row have failed. */
	#failed = 0;

	constructor(
		private readonly client: RateLimitedClient,
		address: ReservoirAddress,
	) {
		this.#address = oaiAddress(address);
		this.host = hostOf(this.#address);
	}

	/** Reads a cluster as it is now. The result is `gone` for a cluster that was dissolved into others, or never existed. */
	async record(id: string) {
		if (this.#failure !== undefined) throw this.#failure;
		try {
			const answer = await this.client.get(`${this.#address}?verb=GetRecord&identifier=${id}`);
			const record = recordIn(answer, this.host, id);
			this.#failed = 0;
			return record;
		} catch (error) {
			rethrowUnlessOfKind(error);
			this.#failed += 1;
			// Reservoir may fail to produce a single record and yet answer for all others.
			const isOfOne = error.kind === 'server' || error.kind === 'badAnswer';
			if (!isOfOne || this.#failed > 1) this.#failure = error;
			throw error;
		}
	}
}

function recordIn(answer: HttpAnswer, host: string, id: string) {
	if (answer.status !== 200) throw reservoirError(answer, host);
	if (answer.contentType === 'text/html' || /^[\uFEFF\s]*[^<\uFEFF\s]/u.test(answer.text)) {
		throw new ReShareError('badAnswer', `${host} sent ${answer.contentType} instead of a record of the Reservoir`, {
			status: answer.status,
			description: "Check '⟦reservoirUrl⟧' in the ⟦settings⟧. A sign-in page may stand between ⟦program⟧ and the Reservoir.",
		});
	}
	const document = readXml(answer.text, host);
	if (document.name !== 'OAI-PMH')
		throw new ReShareError(
			'badAnswer',
			`${host} sent something else than a record of the Reservoir`,
			"Check '⟦reservoirUrl⟧' in the ⟦settings⟧.",
		);
	// A cache between client and server may have mixed up two answers.
	const [identifier] = elementsIn(document, 'identifier');
	if (identifier !== undefined && !identifier.text.trim().toLowerCase().endsWith(id.toLowerCase())) {
		throw new ReShareError(
			'badAnswer',
			`${host} sent another record than the one asked for`,
			'Tell whoever runs the Reservoir; a cache may stand before it.',
		);
	}
	const [problem] = elementsIn(document, 'error').map(({ attributes }) => attributes.code ?? '');
	if (problem === 'idDoesNotExist' || elementsIn(document, 'header').some(({ attributes }) => attributes.status === 'deleted'))
		return 'gone';
	if (problem !== undefined)
		throw new ReShareError(
			'refused',
			`${host} refused to give the record (${/^\w{1,40}$/u.test(problem) ? problem : 'unknown'})`,
			'Please report it with this text.',
		);
	const [record] = marcRecordsIn(document);
	if (record !== undefined) return record;
	throw new ReShareError(
		'badAnswer',
		`${host} answered without a record`,
		'Try again. If it happens often, ask whoever runs the Reservoir.',
	);
}

function reservoirError(answer: HttpAnswer, host: string) {
	const { status } = answer;
	if (status === 400 && /X-Okapi-Tenant/iu.test(answer.text)) {
		return new ReShareError('noModule', `The Reservoir at ${host} has several tenants, and none was named`, {
			status,
			description: "Fill in '⟦reservoirTenant⟧' in the ⟦settings⟧.",
		});
	}
	const closed = [
		`${host} does not let ⟦program⟧ read the Reservoir (${status})`,
		'A Reservoir gives its records without a login. Ask whoever runs it to let ⟦program⟧ through.',
		{ kind: 'refused' },
	] as const;
	return statusError(
		answer,
		host,
		{
			notFound: [
				`${host} has no Reservoir for this tenant`,
				"Check '⟦reservoirUrl⟧' and '⟦reservoirTenant⟧' in the ⟦settings⟧.",
				{ kind: 'noModule' },
			],
			unauthorized: closed,
			permission: closed,
			server: [`The Reservoir at ${host} could not answer (${status})`, 'Try again later. If it goes on, tell whoever runs it.'],
			refused: [`${host} refused to give the record (${status})`, 'Please report it with this text.'],
		},
		status === 400 ? 'notFound' : undefined,
	);
}
