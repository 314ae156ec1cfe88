import { setTimeout as pause } from 'node:timers/promises';
import type { PickupLocation } from '../directory';
import { ReShareError } from '../errors';
import { Listing } from '../Listing';
import type { RequestAction } from './model/actions';
import { restoreSaved, type RestoredRequest } from './act/restoreAfterMove';
import { performAction, previewAction, type ActionResult } from './act/performAction';
import { Follower, type Following } from './changes/Follower';
import type { ChangeItem } from './changes/changeItem';
import type { PollState } from './changes/place';
import { maskFor, type PatronDetails } from './model/masking';
import type { WantedEvent } from './changes/eventOfChange';
import type { Criteria } from './changes/criteria';
import { createRequest } from './create/createRequest';
import { startCreating, type CreateDeps } from './create/run';
import { previewRequest, type PreviewResult } from './create/previewRequest';
import type { ReferenceKey } from './create/reference';
import { allChecks, type CheckSwitches, type CreateOptions, type CreateResult } from './create/optionsAndResult';
import type { Wish } from '../wish';
import { dueDay, dayInWords, localIso } from './model/times';
import { Lineage } from './model/lineage';
import { findRequest, type FoundRequest, readRequestName } from './read/findRequest';
import { checkQuery } from './read/checkQuery';
import { openRequestsOfPatron, type PatronsOpenRequests } from './read/openRequestsOfPatron';
import { buildTimeline, type Timeline } from './read/timeline';
import { OwnRules, type RulesSetting } from './OwnRules';
import { Turnaround, type TurnaroundSetting } from './Turnaround';
import type { Choice, ChoiceList, RequestDesk, RequestList, RequestQuery } from './port/RequestDesk';
import { description, type PatronRequest, type RawEntries, type RequestWithRaw, type Side } from './model/request';
import { ruleInNote } from './rules/noteOfAnswer';
import { readSaved, savedOf, type SavedRequest } from './model/savedForMove';
import { isTerminal, isWithPatron, needsStaff, stateLabel, whatToDo, type Phase, type StateLabel } from './model/state';

/** What to create; a loan where nothing else is said. Null counts as absent. */
export type NewRequest = { readonly [Name in keyof Omit<Wish, 'patronId'>]?: Wish[Name] | null } & Pick<Wish, 'patronId'>;

export type NewRequestOptions = Partial<Omit<CreateOptions, 'checks'>> & { readonly checks?: Partial<CheckSwitches> };

export interface WatchOptions extends Omit<Criteria, 'events'> {
	/** Default: any change of status. */
	readonly events?: Iterable<WantedEvent>;
	/** Default: borrowing. */
	readonly side?: Side;
	/** Pause between two looks, in milliseconds. Default one minute. */
	readonly everyMs?: number;
	/** Where an earlier watch has come to; without it, what happens from now on is told. */
	readonly place?: PollState;
	/** Called when all changes before this place have been taken: keep it, and give it to the next watch. */
	readonly onPlace?: (place: PollState) => unknown;
	/** Called when ReShare did not answer; it is asked again after the pause. */
	readonly onSilence?: (error: ReShareError) => unknown;
	/** How much of the patron is told. Default: all. */
	readonly patronDetails?: PatronDetails;
	/** IANA name of the time zone for times in words. Default UTC. */
	readonly timeZone?: string;
	/** Ends the watch. */
	readonly signal?: AbortSignal;
}

interface StatusChoice extends StateLabel {
	/** Which side's requests have it. */
	readonly side: Side;
	/** The family of states that it belongs to, where several have states of one label. */
	readonly family: string | undefined;
	/** Undefined for a state of the consortium's own. */
	readonly phase: Phase | undefined;
}

/** Failures that pass by themselves. */
const passing: ReadonlySet<string> = new Set(['network', 'timeout', 'server', 'rateLimited', 'noModule']);

/** A library's requests: create, find, list and follow them, and act on them. */
export class Requests {
	#creating: Promise<CreateDeps> | undefined;
	readonly #lineage: Lineage;

	/** @param surroundings what creating must know of its process */
	constructor(
		private readonly desk: RequestDesk,
		private readonly key: () => Promise<ReferenceKey>,
		private readonly linkOf: (request: PatronRequest) => string | null,
		private readonly surroundings: Pick<CreateDeps, 'signal' | 'isAlone'> = {},
	) {
		this.#lineage = new Lineage(async (id) => await this.desk.get(id));
	}

	/**
	 * Makes exactly one request of a wish, or tells why there is none. The same reference never makes a second one, however often it
	 * is called; a wish without a reference gets one derived from patron, record and volume.
	 *
	 * @throws ReShareError when surely nothing was made and the cause lies outside the wish
	 */
	async create(request: NewRequest, options: NewRequestOptions = {}): Promise<CreateResult> {
		return await createRequest(await this.#deps(), wishOf(request), this.#withDefaults(options));
	}

	/** What `create` would do, without sending anything. */
	async preview(request: NewRequest, options: NewRequestOptions = {}): Promise<PreviewResult> {
		return await previewRequest(await this.#deps(), wishOf(request), this.#withDefaults(options));
	}

	/**
	 * One request, read whole: by UUID, number, reference, barcode of an item, or the address of its page.
	 *
	 * @param side on which a number, a reference or a barcode is looked for
	 * @throws ReShareError `badInput` for what cannot be a name
	 */
	async get(name: string, side: Side = 'borrowing'): Promise<FoundRequest | undefined> {
		return await findRequest(this.desk, name, side);
	}

	/** Whether a name is a request's own id, which tells the side as well. */
	isId(name: string): boolean {
		return readRequestName(name).by === 'id';
	}

	/** The requests that fit, each once. */
	list(query: Partial<RequestQuery> = {}): Listing<PatronRequest, RequestList> {
		const whole: RequestQuery = { side: 'borrowing', sort: 'createdNewest', ...query };
		const read = async (): Promise<RequestList> => {
			await checkQuery(this.desk, whole);
			return await this.desk.find(whole);
		};
		return new Listing(read, ({ listed }) => listed.map(({ request }) => request));
	}

	/**
	 * What happened to a request so far, in plain sentences.
	 *
	 * @param timeZone IANA name; times are told in it
	 */
	timeline(request: PatronRequest, timeZone = 'UTC'): Timeline {
		return buildTimeline(request, timeZone, new Date());
	}

	/** The request with no more of the patron than may be told; less than `full` leaves out what people wrote, too. */
	masked(request: PatronRequest, details: PatronDetails): PatronRequest {
		return maskFor(details).request(request);
	}

	/** What the story of a request comes from, as the server sent it. It can hold patron data. */
	async rawEntries(found: RequestWithRaw): Promise<RawEntries> {
		return await this.desk.rawEntries(found);
	}

	/** The open requests of both sides with what a move to another back end would leave behind. */
	async save(): Promise<SavedRequest[]> {
		const sides: readonly Side[] = ['borrowing', 'lending'];
		const lists = await Promise.all(sides.map(async (side) => await this.desk.find({ side, openOrClosed: 'open', whole: true, sort: 'createdOldest' })));
		return lists.flatMap(({ listed }, index) => listed.map(({ request }) => savedOf(request, sides[index] ?? 'borrowing')));
	}

	/**
	 * Finds a request that was moved here, and notes in it what was saved of it before. Doing it again changes nothing.
	 *
	 * @param saved as `save` made it, or as JSON
	 * @throws ReShareError `badInput` for anything else, and where the library's back end is none that requests are moved to
	 */
	async restore(saved: unknown): Promise<RestoredRequest> {
		return await restoreSaved(this.desk, readSaved(saved));
	}

	/** A patron's open requests and their count against the library's limit. */
	async openOf(patronId: string): Promise<PatronsOpenRequests> {
		return await openRequestsOfPatron(this.desk, patronId);
	}

	/**
	 * Performs an action, once, if the request allows it now.
	 *
	 * @throws ReShareError `badInput` when a text or state cannot be sent
	 */
	async perform(request: PatronRequest, action: RequestAction): Promise<ActionResult> {
		return await performAction(this.desk, request, action);
	}

	/** The lending rule that has answered a request, by the note to staff; null where none has. */
	ruleThatAnswered({ staffNote }: PatronRequest): string | null {
		return ruleInNote(staffNote) ?? null;
	}

	/** A lending library's own rules, which can answer what other libraries ask. */
	ownRules(setting: RulesSetting): OwnRules {
		return new OwnRules(this.desk, setting);
	}

	/** How long lending libraries take, from the library's own requests. */
	turnaround(setting: TurnaroundSetting): Turnaround {
		return new Turnaround(this.desk, setting);
	}

	/** What `perform` would do now, without doing anything. */
	async previewAction(request: PatronRequest, action: RequestAction): Promise<ActionResult> {
		return await previewAction(this.desk, request, action);
	}

	/** Each change once, forever or until the signal: in order of time, those that happened meanwhile included. */
	async *watch(options: WatchOptions = {}): AsyncGenerator<ChangeItem, void, void> {
		const { events = ['anyStatusChange'], side = 'borrowing', everyMs = 60_000, patronDetails = 'full', timeZone = 'UTC', signal, onPlace, onSilence, place: _place, ...criteria } = options;
		const follower = this.follow({ side, criteria: { ...criteria, events: new Set(events) }, patronDetails, timeZone, ignoreOlderThanSeconds: 0 });
		const failures = new Map<string, number>();
		const hasEnded = (): boolean => signal?.aborted === true;
		let { place } = options;
		while (!hasEnded()) {
			try {
				const news = await follower.poll(place, { failures, signal });
				for (const { item } of news.told) yield item;
				place = news.place;
				await onPlace?.(place);
			} catch (error) {
				if (hasEnded()) return;
				if (!(error instanceof ReShareError) || !passing.has(error.kind)) throw error;
				await onSilence?.(error);
			}
			await pause(everyMs, undefined, { signal }).catch(() => undefined);
		}
	}

	/** Follows changes poll by poll, for callers that keep the place and the time themselves. */
	follow(following: Partial<Following> & Pick<Following, 'criteria'>): Follower {
		return new Follower(this.desk, {
			side: 'borrowing',
			overlapSeconds: 300,
			ignoreOlderThanSeconds: 0,
			startHours: 0,
			repeatAfterRestart: false,
			patronDetails: 'full',
			timeZone: 'UTC',
			staffLink: this.linkOf,
			...following,
		});
	}

	/** Address of a request's page in the staff interface; null where the settings name none. */
	staffLink(request: PatronRequest): string | null {
		return this.linkOf(request);
	}

	/** The caller's reference: its own or, where it was made again, that of the first one. */
	async referenceOf(request: PatronRequest): Promise<string | undefined> {
		return await this.#lineage.referenceOf(request);
	}

	/**
	 * When the item is due back: a day as `YYYY-MM-DD`, null where it is not known, and in words. Without a day the words are what the
	 * supplier wrote in its place, which may speak of the patron.
	 *
	 * @param timeZone IANA name; the due date is a day in it
	 */
	due({ due }: PatronRequest, timeZone: string) {
		const day = dueDay(due, timeZone) ?? null;
		return { day, words: day === null ? (due.words ?? null) : dayInWords(day) };
	}

	/**
	 * A time of ReShare's as ISO 8601 with the zone's offset; null where there is none.
	 *
	 * @param timeZone IANA name
	 */
	localTime(iso: string | undefined, timeZone: string): string | null {
		return iso === undefined ? null : localIso(iso, timeZone);
	}

	/** What describes the item; null for what is not known. */
	description(request: PatronRequest) {
		return description(request);
	}

	/** Where a request stands; null for what ReShare does not tell, and for what is not known of a status. */
	standing({ state }: PatronRequest) {
		const { phase, event, deskPart } = state?.known ?? {};
		return {
			status: stateLabel(state),
			isOpen: !isTerminal(state),
			/** Staff must do something before it goes on. */
			needsStaff: needsStaff(state),
			/** A sentence for staff; null where there is nothing to do. */
			whatToDo: whatToDo(state),
			/** Whether the patron can have the item in hand. */
			isWithPatron: isWithPatron(state),
			phase: phase ?? null,
			statusEvent: event ?? null,
			/** The part of the lending desk's list that it stands in; null where that has it nowhere. */
			deskPart: deskPart ?? null,
		};
	}

	/** Where the library's patrons can collect. */
	async pickupLocations(): Promise<PickupLocation[]> {
		return await this.desk.pickupLocations();
	}

	/** The statuses of a side in the order of a request's life; the consortium's own come last. */
	async statuses(side: Side): Promise<StatusChoice[]> {
		const states = await this.desk.states();
		const order = states.codes(side);
		const place = (code: string) => (order.includes(code) ? order.indexOf(code) : order.length);
		const told = new Map((await this.desk.statuses(side)).map((state) => [state.code, state]));
		return [...told.values()]
			.sort((a, b) => place(a.code) - place(b.code) || a.code.localeCompare(b.code))
			.map(({ code, label, known }) => ({ code, label, side, family: states.familyOf(code), phase: known?.phase }));
	}

	/** A list of values to choose from; empty where the library's back end takes none of the kind. */
	async choices(list: ChoiceList): Promise<Choice[]> {
		return await this.desk.choices(list);
	}

	async #deps(): Promise<CreateDeps> {
		this.#creating ??= this.key().then((key) => startCreating(this.desk, key, this.surroundings));
		return await this.#creating;
	}

	#withDefaults({ checks, ...options }: NewRequestOptions): CreateOptions {
		return { via: this.desk.usualWay, verdictWaitMs: 20_000, cutNote: false, ...options, checks: { ...allChecks, ...checks } };
	}
}

function wishOf(request: NewRequest): Wish {
	const given = Object.entries(request).filter(([, value]) => value !== null && value !== undefined);
	return { serviceType: 'loan', patronId: request.patronId, ...Object.fromEntries(given) };
}
