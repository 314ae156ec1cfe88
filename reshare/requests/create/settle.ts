import { references } from '../reference';
import type { RequestsClient } from '../RequestsClient';
import type { PatronRequest } from '../schemas';
import { droppedFields, droppedWarning } from './dropped';
import { explainMissing, explainVerdict } from './explain';
import { judge } from './outcome';
import { settleRace, winnerOf, type OwnRow, type RaceResult } from './race';
import type { ReferenceLooks } from './referenceLooks';
import { resultTwo, resultWith, resultWithout, type Told } from './result';
import type { Timing } from './timing';
import type { CreateOptions, CreateResult, Wish } from './types';
import { waitForVerdict, type Watched } from './verdict';

export interface Settling {
	readonly requests: RequestsClient;
	readonly looks: ReferenceLooks;
	readonly timing: Timing;
	readonly verdictWaitMs: number;
	readonly via: CreateOptions['via'];
	/** Told when the request is not in the library's tenant. */
	readonly strayed: () => void;
	/** Whether other requests with the same reference matter. */
	readonly guardsReference: boolean;
	/** Told of the request as it is in the end. */
	readonly noticed: (row: PatronRequest) => Promise<void>;
}

/** The request that came of a wish. */
export interface Made {
	readonly row: PatronRequest;
	readonly alreadyExisted: boolean;
	/** Set when our own call made it, by the UUID in its answer. */
	readonly own?: OwnRow;
	/** When it was sent, in milliseconds since 1970; absent for one that was there before. */
	readonly sentAt?: number;
}

/**
 * Waits for ReShare's verdict on a request, makes sure that it is the only one, and says what came of it.
 *
 * Another process's request is looked for a moment after sending, and again at the end of the race window, since ReShare
 * may store one late. Without a wait for the verdict nothing lies between the two, and one look must do; what it has read
 * of our own request is the verdict then.
 */
export async function settle(context: Settling, made: Made, wish: Wish, reference: string, told: Told): Promise<CreateResult> {
	const { requests, timing, verdictWaitMs } = context;
	const runner = { watchedId: made.row.id, own: made.own };
	const guardedFrom = context.guardsReference ? made.sentAt : undefined;
	const looksOnce = verdictWaitMs <= 0;
	let race: RaceResult | undefined;
	if (guardedFrom !== undefined && (looksOnce || made.own !== undefined)) {
		await waitUntil(guardedFrom + timing.firstRaceLook, timing);
		race = await settleRace(context, reference, runner, looksOnce);
		if (race.kind === 'yielded') return await settleOther(context, race.winner, told);
	}
	let watched = await waitForVerdict(requests, made.row, verdictWaitMs, timing, race?.watched);
	if (watched.isMissing) {
		context.strayed();
		return resultWithout(told, { outcome: 'needsStaff', ...explainMissing(made.row.id, requests.okapi.account.tenant, context.via) });
	}
	const keptReference = !watched.wasRead || references(watched.row).includes(reference);
	if (guardedFrom !== undefined && !looksOnce) {
		race = undefined;
		if (keptReference) {
			const waited = await waitUntil(guardedFrom + Math.min(timing.raceWindow, verdictWaitMs), timing);
			race = await settleRace(context, reference, runner, true);
			if (race.kind === 'yielded') return await settleOther(context, race.winner, told);
			if (waited) watched = await waitForVerdict(requests, watched.row, 0, timing, race.watched);
		}
	}
	if (race?.kind === 'two') {
		const winner = winnerOf(race.rows);
		const rows = winner === undefined ? race.rows : [winner, ...race.rows.filter(({ id }) => id !== winner.id)];
		return resultTwo(rows, told, made.alreadyExisted);
	}
	const warnings = [...told.warnings];
	if (race?.kind === 'unknown') warnings.push('Whether another request with the same reference came into being meanwhile could not be checked.');
	if (made.sentAt !== undefined) warnings.push(...warningsAbout(watched, wish, keptReference));
	if (!watched.judged) warnings.push(unjudged(watched, verdictWaitMs));
	await context.noticed(watched.row);
	const verdict = judge(watched.row);
	const explanation = explainVerdict(watched.row, verdict, made.alreadyExisted);
	return resultWith(watched.row, { ...told, warnings }, { ...verdict, explanation, alreadyExisted: made.alreadyExisted });
}

/** Another process made the same request a moment earlier, and ours is withdrawn. */
async function settleOther(context: Settling, winner: PatronRequest, told: Told): Promise<CreateResult> {
	const { row, judged } = await waitForVerdict(context.requests, winner, context.verdictWaitMs, context.timing, winner);
	const warnings = [...told.warnings, 'The same request was made twice at the same moment; the later one was cancelled at once.'];
	if (!judged) warnings.push(unjudged({ wasRead: true }, context.verdictWaitMs));
	const verdict = judge(row);
	return resultWith(row, { ...told, warnings }, { ...verdict, explanation: explainVerdict(row, verdict, true), alreadyExisted: true });
}

function warningsAbout(watched: Watched, wish: Wish, keptReference: boolean): string[] {
	if (!watched.wasRead) return [];
	const warnings: string[] = [];
	if (!keptReference) {
		warnings.push(
			"The OpenURL resolver did not pass the reference on (it is older than v1.5.1), so that the reference protects nothing here: sending this again makes a second request. Set 'Send Through' to ReShare directly.",
		);
	}
	const dropped = droppedWarning(droppedFields(wish, watched.row));
	if (dropped !== undefined) warnings.push(dropped);
	return warnings;
}

function unjudged({ wasRead }: Pick<Watched, 'wasRead'>, waitMs: number): string {
	if (!wasRead) return 'The request was created, and it could not be read again to learn its status.';
	return `ReShare has not checked the request within ${Math.round(waitMs / 1000)} seconds; the trigger tells what comes of it.`;
}

async function waitUntil(moment: number, timing: Timing): Promise<boolean> {
	const left = moment - timing.now();
	if (left <= 0) return false;
	await timing.sleep(left);
	return true;
}
