import { listPickupLocations } from '../../directory';
import { badInputError, runWithFailureMarkedUnsent, ReShareError, undefinedIfFailed } from '../../errors';
import { once } from '../../memoize';
import type { OkapiClient } from '../../okapi';
import { chooseBackEndActionName, type RequestAction } from '../model/actions';
import type { SubmitterOptions } from '../port/Submitter';
import { transitionsOf, type PatronRequest, type RequestHead, type RequestWithRaw, type Side } from '../model/request';
import type { ActionAnswer, RequestBackend } from '../port/RequestBackend';
import type { RequestQuery } from '../port/RequestQuery';
import type { ResolverAccess } from './resolver/ResolverMonitor';
import {
	modRsAllowedActions,
	modRsSupportedActions,
	needsBarcodes,
	needsShelfLocation,
	modRsActionsByKind,
	modRsActionParams,
} from './actions';
import { filterByTime, filterEqualsAny, unfilterableReason, filterBySide } from './filterSyntax';
import { listModRsRequests } from './listRequests';
import { ModRsClient } from './ModRsClient';
import { findByNumberReferenceOrBarcode } from './findByNumberReferenceOrBarcode';
import { listChangedHeads } from './listPages';
import { replaceModRsPersonalData } from './replaceModRsPersonalData';
import { modRsStates } from './statesAndSentences';
import { createModRsSubmitter, createResolverSubmitter } from './submitters';

/** The most references in one list call. Each may have a row or two, and the answer has one page of 100 rows. */
const mostTogether = 50;
/** The most characters of a filter, since the gateway accepts a first line of 8,192 bytes. */
const longestFilter = 6000;
/**
 * One reference has one request, or a few after failures. If there are more rows than this, the server has not searched for the reference
 * at all.
 */
const mostRowsBeside = 20;

export class ModRsBackend extends ModRsClient implements RequestBackend {
	/**
	 * Finds out whether the tenant surely has no symbol of its own. Settings that may not be read, and those without any value, prove
	 * nothing.
	 */
	readonly #lacksDefaultSymbol = once(async () => {
		const settings = await this.settings().catch(() => new Map<string, string>());
		return settings.size > 0 && (settings.get('default_request_symbol') ?? '').trim() === '';
	});

	constructor(
		okapi: OkapiClient,
		readonly resolver?: ResolverAccess,
	) {
		super(okapi);
	}

	rawEntries({ raw }: RequestWithRaw) {
		const list = (name: string): unknown[] => (Array.isArray(raw[name]) ? raw[name] : []);
		return { history: list('audit'), rota: list('rota'), messages: list('notifications') };
	}

	find(query: RequestQuery) {
		return listModRsRequests(this, query);
	}

	findByNumberReferenceOrBarcode(word: string, side: Side) {
		return findByNumberReferenceOrBarcode(this, word, side);
	}

	getChanged({ id }: RequestHead, signal?: AbortSignal) {
		return this.getWithRaw(id, signal);
	}

	changedSince(side: Side, from: number | undefined, signal?: AbortSignal) {
		return listChangedHeads(this, side, from, signal);
	}

	newest(side: Side, most: number, { until, signal }: Parameters<RequestBackend['newest']>[2] = {}) {
		return this.listHeads({
			filters: [filterBySide(side), ...(until === undefined ? [] : [filterByTime('lastUpdated', '<=', until)])],
			sort: ['lastUpdated;desc', 'id;asc'],
			perPage: most,
			signal,
		});
	}

	countChanged(side: Side, from: number, until: number) {
		return this.count([filterBySide(side), filterByTime('lastUpdated', '>=', from), filterByTime('lastUpdated', '<=', until)]);
	}

	referencesPerCall(references: readonly string[]) {
		let length = 0;
		let count = 0;
		for (const reference of references) {
			length += encodeURIComponent(`||requestIdentifiers.identifier==${reference}`).length;
			if (count > 0 && (count >= mostTogether || length > longestFilter)) break;
			count++;
		}
		return count;
	}

	async withReferences(references: readonly string[]) {
		const filters = [filterBySide('borrowing'), filterEqualsAny('requestIdentifiers.identifier', references, 'Reference')];
		const listed = await this.list({ filters, sort: ['dateCreated;asc', 'id;asc'] });
		const rows = listed.map(({ request }) => request).filter(({ side }) => side === 'borrowing');
		if (rows.length < references.length + mostRowsBeside) return rows;
		throw new ReShareError(
			'badAnswer',
			'ReShare does not look for references: it answered with requests at large',
			"This ReShare seems to be older than references (2022). Switch off '⟦lookUpReference⟧' to send without protection against double requests.",
		);
	}

	async patronLimit() {
		const setting = (await this.settings()).get('max_requests');
		const most = Number(setting);
		return { most: Number.isInteger(most) && most > 0 ? most : undefined, isZero: /^0+$/.test(setting?.trim() ?? '') };
	}

	pickupLocations() {
		return listPickupLocations(this.okapi);
	}

	submitter({ via = this.resolver === undefined ? 'direct' : 'resolver', requestingSymbol }: SubmitterOptions) {
		if (via === 'direct') return createModRsSubmitter(this, requestingSymbol, this.#lacksDefaultSymbol);
		if (this.resolver !== undefined) return createResolverSubmitter(this.resolver, requestingSymbol);
		throw badInputError(
			"The ⟦settings⟧ has no '⟦openUrlBaseUrl⟧'",
			"Fill in the two OpenURL fields of the ⟦settings⟧, or set '⟦via⟧' to ⟦direct⟧.",
		);
	}

	readonly scope = this.okapi.scope;
	readonly tenant = this.okapi.account.tenant;
	readonly states = modRsStates;
	readonly ownActions = modRsActionsByKind;

	actions() {
		return modRsSupportedActions;
	}

	async allowed(request: PatronRequest) {
		return modRsAllowedActions(request, await this.validActions(request.id));
	}

	async lacks(request: PatronRequest, action: RequestAction, names: readonly string[]) {
		const code = chooseBackEndActionName(modRsActionsByKind, action.kind, names);
		if (needsBarcodes(code) && action.kind === 'markShipped' && (action.barcodes ?? []).length === 0)
			return { sentence: "Give the barcode of each item that is sent, in '⟦barcodes⟧'." };
		if (action.kind === 'sendConditions' && (action.condition ?? '') === '')
			return { sentence: "ReShare sends a cost only along with a condition. Choose one in '⟦condition⟧', such as Other." };
		return needsShelfLocation(request, code) ? (await this.#placeOf(action)).lack : undefined;
	}

	async act(request: PatronRequest, action: RequestAction, names?: readonly string[]): Promise<ActionAnswer> {
		const code = chooseBackEndActionName(modRsActionsByKind, action.kind, names);
		const { place, raw } = await runWithFailureMarkedUnsent(async () => ({
			place: needsShelfLocation(request, code) ? (await this.#placeOf(action)).place : undefined,
			raw: action.kind === 'requestAgain' ? (await this.getWithRaw(request.id))?.raw : undefined,
		}));
		const answer = await this.performAction(request.id, code, modRsActionParams(action, request.side, place, raw));
		if (action.kind === 'willSupply' && code === 'slnpRespondYes')
			return {
				...answer,
				done: "Your library's own system has the item.",
				remark: (action.note ?? '') === '' ? undefined : 'Your note was not sent.',
			};
		if (action.kind !== 'markShipped') return answer;
		const { barcodes = [] } = action;
		if (needsBarcodes(code)) {
			// mod-rs gives no reason if it could check out none of the items.
			const unnamed = `it names no reason; most likely your library's own system did not check out ${barcodes.join(', ')}`;
			return answer.accepted ? answer : { ...answer, message: answer.message ?? unnamed };
		}
		const unused = barcodes.filter((barcode) => request.barcodes?.includes(barcode) !== true);
		if (unused.length === 0) return answer;
		return {
			...answer,
			remark: `The items had been checked out before; the barcode ${unused.join(', ')} is not among them and was not used.`,
		};
	}

	shortfall(action: RequestAction, names: readonly string[], now: PatronRequest | undefined) {
		const code = chooseBackEndActionName(modRsActionsByKind, action.kind, names);
		const isShipping = action.kind === 'markShipped' && needsBarcodes(code);
		if (!isShipping && code !== 'slnpRespondYes') return undefined;
		if (now === undefined) return 'ReShare took it, and what came of it could not be read. Look at the request in ReShare.';
		return isShipping ? notShipped(action.barcodes ?? [], now) : notPromised(now);
	}

	/**
	 * Finds the location to send: the given one, or the only one. Otherwise a person must choose, because mod-rs would create a new
	 * location for a mistyped one.
	 */
	async #placeOf(action: RequestAction) {
		const given = ('place' in action && action.place?.trim()) || undefined;
		const places = (await undefinedIfFailed(this.choices('lendingPlaces'), 'permission')) ?? [];
		if (places.length === 0 && given !== undefined) return { place: given };
		const byCode = places.filter(({ value }) => value === given);
		const byName = places.filter(({ label }) => given === undefined || label === given);
		const [place, other] = byCode.length > 0 ? byCode : byName;
		if (place !== undefined && other === undefined) return { place: place.value };
		const labels = places.map(({ label }) => label);
		const known = places.length === 0 ? '' : ` Your library has: ${labels.join(', ')}.`;
		let sentence = `Choose the lending location, in '⟦place⟧'.${known}`;
		if (given !== undefined)
			sentence =
				other === undefined
					? `'${given}' is not a place that your library lends from. Choose another one in '⟦place⟧'.${known}`
					: `Several places that your library lends from are called '${given}'. Choose one from the list in '⟦place⟧', or give its code.`;
		// The code tells which location is meant if several have the same name.
		const isAmbiguous = (label: string) => labels.indexOf(label) !== labels.lastIndexOf(label);
		return { lack: { sentence, places: places.map(({ label, value }) => (isAmbiguous(label) ? value : label)) } };
	}

	readonly withInventedPatron = replaceModRsPersonalData;
	readonly referenceFault = unfilterableReason;
}

/**
 * Says which items were not sent. If the library's own system checks out at least one item, mod-rs drops the others and answers as if all
 * had been sent (openlibraryenvironment/mod-rs AbstractResponderSupplierCheckInToReshare.groovy).
 */
function notShipped(barcodes: readonly string[], now: PatronRequest) {
	const missing = barcodes.filter((barcode) => now.barcodes?.includes(barcode) !== true);
	if (missing.length === 0) return undefined;
	return `Only a part was done. Your library's own system did not check out ${missing.join(', ')}: ReShare has taken that from the request, and the borrower does not expect it. Its history there tells more.`;
}

/**
 * Returns a sentence if mod-rs refused the request although staff chose Will Supply; otherwise undefined. In the state models of SLNP,
 * mod-rs refuses if the library's own system does not have the item, and the status may be the same as after a promise
 * (openlibraryenvironment/mod-rs ActionSLNPResponderSlnpRespondYesService.groovy).
 */
function notPromised(now: PatronRequest) {
	const told = transitionsOf(now.history).at(-1)?.text;
	return told?.startsWith('Cannot Supply') === true
		? "ReShare did not find the item in your library's own system, and told the borrower that it will not come."
		: undefined;
}
