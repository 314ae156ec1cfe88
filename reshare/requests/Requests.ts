import { clock } from '../clock';
import type { PickupLocation } from '../directory';
import type { RequestAction } from './model/actions';
import { restoreAfterMigration } from './act/restoreAfterMigration';
import { performAction, previewAction, type ActionResult } from './act/performAction';
import { Follower, type FollowerOptions } from './changes/Follower';
import { usualOverlapMinutes } from './changes/overlapWindow';
import { conditionFieldsOf } from './model/conditions';
import { patronMasks, type PatronDetails } from './model/masking';
import { createRequest } from './create/createRequest';
import { setUpCreateRun } from './create/setUpCreateRun';
import { defaultValidationWaitMs } from './create/timing';
import { previewRequest, type PreviewResult } from './create/previewRequest';
import type { ReferenceDerivation } from './create/reference';
import { usualCheckSwitches, type CheckSwitches, type CreateOptions, type CreateResult } from './create/createTypes';
import type { RequestDraft } from '../draft';
import { badInputError } from '../errors';
import { once } from '../memoize';
import { dueDay, formatDayInWords, formatLocalIso } from './model/datesAndTimes';
import { Lineage } from './model/Lineage';
import { findRequest, type FoundRequest, parseRequestName } from './read/findRequest';
import { checkQuery } from './read/checkQuery';
import { listOpenRequestsOfPatron } from './read/listOpenRequestsOfPatron';
import { buildTimeline } from './read/timelineEntries';
import { LendingRuleEngine, type RuleEngineSettings } from './LendingRuleEngine';
import { Turnaround, type TurnaroundSettings } from './Turnaround';
import type { ListChoice, ChoiceListName, RequestBackend, RequestList } from './port/RequestBackend';
import type { RequestQuery } from './port/RequestQuery';
import { bibliographicFieldsOf, type PatronRequest, type RequestWithRaw, type Side } from './model/request';
import { findRuleInNote } from './rules/staffAnswer';
import { readSavedRequest, toRequestSavedBeforeMigration, type RequestSavedBeforeMigration } from './model/requestSavedBeforeMigration';
import { isTerminal, isWithPatron, needsStaff, stateLabelOf, adviceOfState } from './model/state';

/** What to request. `serviceType` is `loan` unless it is given. A field that is null counts as absent. */
export type NewRequest = { readonly [Name in keyof Omit<RequestDraft, 'patronId'>]?: RequestDraft[Name] | null } & Pick<
	RequestDraft,
	'patronId'
>;

export type NewRequestOptions = Partial<Omit<CreateOptions, 'checks'>> & { readonly checks?: Partial<CheckSwitches> };

export class Requests {
	readonly #creating = once(async () => setUpCreateRun(this.backend, await this.referenceDerivation(), this.signal));
	readonly #lineage = new Lineage((id) => this.backend.get(id));

	constructor(
		private readonly backend: RequestBackend,
		private readonly referenceDerivation: () => Promise<ReferenceDerivation>,
		/** The address of a request's page; null where the settings name no staff interface. */
		readonly staffLink: (request: PatronRequest) => string | null,
		private readonly signal: AbortSignal | undefined,
	) {}

	/**
	 * Creates a request, as `createRequest` does. Repeated calls with the same reference create no second request. If the draft has no
	 * reference, one is derived from it.
	 */
	async create(request: NewRequest, options: NewRequestOptions = {}): Promise<CreateResult> {
		return await createRequest(await this.#creating(), draftOf(request), this.#withDefaults(options));
	}

	/** Says what `create` would do, without sending anything. */
	async preview(request: NewRequest, options: NewRequestOptions = {}): Promise<PreviewResult> {
		return await previewRequest(await this.#creating(), draftOf(request), this.#withDefaults(options));
	}

	/** Finds a request, as `findRequest` does. */
	get(name: string, side: Side = 'borrowing'): Promise<FoundRequest | undefined> {
		return findRequest(this.backend, name, side);
	}

	/**
	 * Whether a name is a request's own id, or the address of its page, which contains the id. Only such a name identifies a request
	 * without its side.
	 */
	isId(name: string) {
		return 'id' in parseRequestName(name);
	}

	async list(query: Partial<RequestQuery> = {}): Promise<RequestList> {
		const whole: RequestQuery = { side: 'borrowing', sort: 'createdNewest', ...query };
		await checkQuery(this.backend, whole);
		return await this.backend.find(whole);
	}

	timeline(request: PatronRequest, timeZone = 'UTC') {
		return buildTimeline(request, timeZone, new Date(clock.now()));
	}

	/**
	 * Masks the data about the patron. Unless `details` is `full`, texts that people wrote are left out as well. Of another library's
	 * patron, nothing is shown.
	 */
	masked(request: PatronRequest, details: PatronDetails): PatronRequest {
		return patronMasks[details].request(request);
	}

	rawEntries(found: RequestWithRaw) {
		return this.backend.rawEntries(found);
	}

	/**
	 * Returns the open requests of both sides, each with the data that a migration to another back end would lose.
	 *
	 * @throws ReShareError `badInput` for the back end to which requests migrate, whose list lacks those that have yet to migrate
	 */
	async save(): Promise<RequestSavedBeforeMigration[]> {
		if (this.backend.restore !== undefined)
			throw badInputError(
				'Requests are moved from mod-rs, and this library works with CrossLink',
				"Choose ⟦settings⟧ in which '⟦backEnd⟧' is ReShare (mod-rs).",
			);
		const saved = (['borrowing', 'lending'] as const).map(async (side) => {
			const { listed } = await this.backend.find({ side, openOrClosed: 'open', whole: true, sort: 'createdOldest' });
			return listed.map(({ request }) => toRequestSavedBeforeMigration(request, side));
		});
		return (await Promise.all(saved)).flat();
	}

	/**
	 * Finds a request that has migrated to this back end, and notes in it what `save` returned for it, as an object or as JSON. A
	 * repetition changes nothing.
	 */
	async restore(saved: unknown) {
		return await restoreAfterMigration(this.backend, readSavedRequest(saved));
	}

	openOf(patronId: string) {
		return listOpenRequestsOfPatron(this.backend, patronId);
	}

	/** Performs an action. Its explanation quotes the notes of conditions only as far as `details` allows. */
	perform(request: PatronRequest, action: RequestAction, details: PatronDetails = 'full'): Promise<ActionResult> {
		return performAction(this.backend, request, action, undefined, patronMasks[details].condition);
	}

	/** Returns the name of the lending rule that answered a request, as the note to staff has it; null if no rule did. */
	ruleThatAnswered({ staffNote }: PatronRequest): string | null {
		return findRuleInNote(staffNote) ?? null;
	}

	ownRules(setting: RuleEngineSettings) {
		return new LendingRuleEngine(this.backend, setting);
	}

	turnaround(setting: TurnaroundSettings) {
		return new Turnaround(this.backend, setting);
	}

	previewAction(request: PatronRequest, action: RequestAction, details: PatronDetails = 'full'): Promise<ActionResult> {
		return previewAction(this.backend, request, action, patronMasks[details].condition);
	}

	/** Follows changes, each of which is delivered once, from a cursor that the caller stores. */
	follow(following: Partial<FollowerOptions> & Pick<FollowerOptions, 'criteria'>) {
		return new Follower(this.backend, {
			side: 'borrowing',
			overlapSeconds: usualOverlapMinutes * 60,
			ignoreOlderThanSeconds: 0,
			startHours: 0,
			repeatAfterRestart: false,
			patronDetails: 'full',
			timeZone: 'UTC',
			staffLink: this.staffLink,
			...following,
		});
	}

	referenceOf(request: PatronRequest): Promise<string | undefined> {
		return this.#lineage.referenceOf(request);
	}

	/**
	 * Returns the due date as a day `YYYY-MM-DD` in the zone (IANA name), and in words. If the day is not known, the words are the date as
	 * somebody wrote it, a text that may contain patron data.
	 */
	due({ due }: PatronRequest, timeZone: string) {
		const day = dueDay(due, timeZone) ?? null;
		return { day, words: day === null ? (due.words ?? null) : formatDayInWords(day) };
	}

	localTime(iso: string | undefined, timeZone: string): string | null {
		return iso === undefined ? null : formatLocalIso(iso, timeZone);
	}

	readonly description = bibliographicFieldsOf;

	/** Describes where a request stands; null for what is not known. */
	standing({ state }: PatronRequest) {
		const { phase, event, deskPart } = state?.known ?? {};
		return {
			status: stateLabelOf(state),
			isOpen: !isTerminal(state),
			needsStaff: needsStaff(state),
			whatToDo: adviceOfState(state),
			isWithPatron: isWithPatron(state),
			phase: phase ?? null,
			statusEvent: event ?? null,
			/** The section of the lending desk's list in which the request stands. */
			deskPart: deskPart ?? null,
		};
	}

	/** Returns the conditions of a request that was read whole: all that its lenders have set so far. */
	readonly conditions = conditionFieldsOf;

	pickupLocations(): Promise<PickupLocation[]> {
		return this.backend.pickupLocations();
	}

	/** Lists the statuses in the order of a request's life. The consortium's own statuses come last, and have no phase. */
	async statuses(side: Side) {
		const { states } = this.backend;
		const offered = new Map((await this.backend.statuses(side)).map((state) => [state.code, state]));
		const codes = new Set([...states.codes(side), ...[...offered.keys()].sort((a, b) => a.localeCompare(b))]);
		return [...codes]
			.flatMap((code) => offered.get(code) ?? [])
			.map(({ code, label, known }) => ({ code, label, side, family: states.familyOf(code), phase: known?.phase }));
	}

	choices(list: ChoiceListName): Promise<ListChoice[]> {
		return this.backend.choices(list);
	}

	#withDefaults({ checks, ...options }: NewRequestOptions): CreateOptions {
		return { validationWaitMs: defaultValidationWaitMs, cutNote: false, ...options, checks: { ...usualCheckSwitches, ...checks } };
	}
}

function draftOf(request: NewRequest): RequestDraft {
	const given = Object.entries(request).filter(([, value]) => value !== null && value !== undefined);
	return { serviceType: 'loan', patronId: request.patronId, ...Object.fromEntries(given) };
}
