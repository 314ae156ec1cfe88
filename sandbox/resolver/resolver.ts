import type { SandboxAnswer } from '../sharedTypes';
import { parseRawQuery, readContextObject, type ContextObject, type OpenUrlQueryValue } from './contextObject';
import { buildFormValues, renderRequestForm, type FormLists } from './requestForm';
import {
	readDefaultCopyrightType,
	isPatronAtLimit,
	listCopyrightTypes,
	listCurrencies,
	listPickupLocations,
	listServiceLevels,
} from './okapiLists';
import { GatewayAnswerError, OkapiSession, type ResolverCustomer } from './OkapiSession';
import { renderAlreadySentPage, renderErrorPage, isCopyRow, renderLimitPage, renderSentPage, renderStartPage } from './answerPages';
import { buildPatronRequest } from './buildPatronRequest';
import { resolverTraits, type ResolverVersionTraits, type ResolverVersion } from './versions';

interface ResolverOptions {
	readonly version: ResolverVersion;
	readonly okapiUrl: string;
	readonly fetch?: typeof fetch;
	readonly services: readonly ResolverCustomer[];
}

interface ResolverRequest {
	readonly method: string;
	/** The raw path and query below the mount point, e.g. `/RESHARE:US-EAST?svc_id=json`. */
	readonly url: string;
	readonly headers: Readonly<Record<string, string | string[] | undefined>>;
	/** The body. It is ignored, because only the query counts. */
	readonly body?: string;
}

export interface Resolver {
	/** Handles a call. Every method creates a request, even HEAD. */
	handle(request: ResolverRequest): Promise<SandboxAnswer>;
}

const customerName = 'Practice Consortium';
const maxHeadBytes = 16 * 1024;
const html = 'text/html; charset=utf-8';
const plain = 'text/plain; charset=utf-8';
const jsonType = 'application/json; charset=utf-8';

function jsonAnswer(value: unknown): SandboxAnswer {
	return { status: 200, contentType: jsonType, body: JSON.stringify(value) };
}

export function createResolver(options: ResolverOptions): Resolver {
	return new OpenUrlResolver(options);
}

class OpenUrlResolver implements Resolver {
	private readonly traits: ResolverVersionTraits;
	private readonly sessions: ReadonlyMap<string, OkapiSession>;

	constructor(options: ResolverOptions) {
		this.traits = resolverTraits[options.version];
		this.sessions = new Map(options.services.map((service) => [service.name, new OkapiSession(options.okapiUrl, service, options.fetch)]));
	}

	async handle(request: ResolverRequest): Promise<SandboxAnswer> {
		const headBytes = Object.entries(request.headers).reduce((sum, [name, value]) => sum + name.length + String(value ?? '').length + 4, 0);
		if (headBytes + request.url.length > maxHeadBytes) return { status: 431, body: '' };
		try {
			return await this.resolve(request);
		} catch (error) {
			if (error instanceof GatewayAnswerError) return { status: error.status, contentType: plain, body: error.message };
			return { status: 500, contentType: plain, body: 'Internal Server Error' };
		}
	}

	private async resolve(request: ResolverRequest): Promise<SandboxAnswer> {
		const [path = '', ...rest] = request.url.split('?');
		const rawQuery = rest.join('?');
		if (path.startsWith('/static/') || path === '/favicon.ico') return { status: 404, contentType: plain, body: 'Not Found' };
		if (path === '/' && rawQuery === '') return { status: 200, contentType: html, body: renderStartPage(customerName) };

		const query = parseRawQuery(rawQuery);
		const context = readContextObject(query, this.traits);
		const { admindata, metadata } = context;
		const organisation: OpenUrlQueryValue = metadata.res?.org || path.replace(/^\//, '');
		const session = this.sessions.get(String(organisation)) ?? this.sessions.get('');
		if (!session) {
			return { status: this.traits.unknownServiceStatus, contentType: plain, body: `unsupported service '${String(organisation)}'` };
		}

		await session.start();
		const logout = metadata.svc?.logout;
		if (logout) session.forceToken(logout === '1' ? undefined : 'bad token');

		const patronId = admindata.req?.id;
		if (this.traits.checksLimit && patronId && (await isPatronAtLimit(session, String(patronId)))) {
			return { status: 200, contentType: html, body: renderLimitPage(customerName) };
		}

		const noPickup = Boolean(metadata.svc?.noPickupLocation);
		const pickupIsSettled =
			noPickup || Boolean(metadata.svc?.pickupLocation) || (this.traits.copyNeedsNoPickup && admindata.svc?.id === 'copy');
		const insistsOnForm =
			(this.traits.alwaysShowForm && session.service.alwaysShowForm === true && !context.query['svc.ntries']) ||
			(this.traits.knowsConfirm && query.confirm !== undefined);
		if (!this.traits.isComplete(context) || !pickupIsSettled || insistsOnForm) return await this.formAnswer(context, session, noPickup);
		if (admindata.svc?.id === 'contextObject') return jsonAnswer({ admindata, metadata });

		const patronRequest = buildPatronRequest(context, this.traits);
		// If res.org is repeated, it is an array, in which `includes` looks for an element that is a colon alone.
		patronRequest.requestingInstitutionSymbol = organisation.includes(':') ? organisation : `RESHARE:${String(organisation)}`;
		if (admindata.svc?.id === 'reshareRequest') return jsonAnswer(patronRequest);
		if (this.traits.knowsSubmitted && query.submitted) return { status: 200, contentType: html, body: renderAlreadySentPage(customerName) };
		return await this.post(context, patronRequest, session, noPickup);
	}

	private async formAnswer(context: ContextObject, session: OkapiSession, noPickupLocation: boolean): Promise<SandboxAnswer> {
		const isShort = this.traits.isComplete(context) && !(this.traits.formLists === 'all' && context.metadata.svc?.longForm);
		const formContext = { query: context.query, isShort, customerName, traits: this.traits };
		const lists = await this.readFormLists(session, noPickupLocation);
		return { status: 200, contentType: html, body: renderRequestForm(buildFormValues(formContext), lists, formContext) };
	}

	private async readFormLists(session: OkapiSession, noPickupLocation: boolean): Promise<FormLists> {
		if (this.traits.formLists === 'pickupLocations') {
			const places = noPickupLocation ? [] : await listPickupLocations(session, this.traits);
			return { pickupLocations: places, serviceLevels: [], currencies: [], copyrightTypes: [], defaultCopyrightType: undefined };
		}
		const [serviceLevels, currencies, copyrightTypes, pickupLocations, copyrightDefault] = await Promise.all([
			listServiceLevels(session),
			listCurrencies(session),
			noPickupLocation ? undefined : listCopyrightTypes(session),
			noPickupLocation ? undefined : listPickupLocations(session, this.traits),
			noPickupLocation ? undefined : readDefaultCopyrightType(session),
		]);
		return {
			pickupLocations: pickupLocations ?? [],
			serviceLevels: serviceLevels ?? [],
			currencies: currencies ?? [],
			copyrightTypes: copyrightTypes ?? [],
			defaultCopyrightType: copyrightDefault,
		};
	}

	private async post(
		context: ContextObject,
		request: Record<string, unknown>,
		session: OkapiSession,
		noPickup: boolean,
	): Promise<SandboxAnswer> {
		const { admindata, metadata } = context;
		const response = await session.call('POST', admindata.ctx?.FAIL ? '/not-there' : '/rs/patronrequests', request);
		const message = await response.text();
		if (admindata.svc?.id === 'json') {
			return jsonAnswer({ status: response.status, message, contextObject: { admindata, metadata }, reshareRequest: request });
		}
		let row: Record<string, unknown> = {};
		let text: string | undefined;
		try {
			row = (JSON.parse(message) ?? {}) as Record<string, unknown>;
		} catch {
			text = message;
		}
		const details = await this.postedPage(row, request, session, noPickup);
		if (text !== undefined && !this.traits.since16 && !noPickup) throw new TypeError('v1.5.0 takes every answer for JSON');
		const body = response.ok
			? renderSentPage(details)
			: renderErrorPage(response.status, { status: String(response.status), json: row, text });
		return { status: 200, contentType: 'text/html', body };
	}

	private async postedPage(row: Record<string, unknown>, request: Record<string, unknown>, session: OkapiSession, noPickup: boolean) {
		let pickupLocationName: string | undefined;
		if (!noPickup) {
			const places = await listPickupLocations(session, this.traits);
			const code = this.traits.sinceSlugs ? row.pickupLocationSlug : row.pickupLocationCode;
			pickupLocationName = places.find((place) => place.code === code)?.name;
		}
		let copyrightTypeName: string | undefined;
		if (this.traits.copyFields && isCopyRow(row)) {
			const types = await listCopyrightTypes(session);
			const asked = request.copyrightType as { value?: unknown } | undefined;
			copyrightTypeName = types?.find((type) => type.code === asked?.value)?.name;
		}
		return { customerName, traits: this.traits, row, pickupLocationName, copyrightTypeName };
	}
}
