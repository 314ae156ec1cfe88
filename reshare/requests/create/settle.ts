import { words } from '../../words';
import type { PatronRequest } from '../model/request';
import { warningsOfArrival } from './droppedOnTheWay';
import type { CreateDeps } from './run';
import type { Prepared } from './plan';
import { explainMissing, explainUnchecked, explainUnclear, resultOf, resultTwo, resultWith, resultWithout, type ToldOfWish } from './results';
import { answerLost, awaitLate, type Pending } from './send';
import type { Timing } from './timing';
import { settleRace, type OwnRow, type RaceResult } from './twins';
import { winnerOf } from '../model/inHand';
import type { CreateOptions, CreateResult } from './optionsAndResult';
import { waitForVerdict, type Watched } from './waitForVerdict';

export type Sent = Made | (Pending & { readonly told: ToldOfWish });

interface Made {
	readonly kind: 'made';
	readonly row: PatronRequest;
	readonly alreadyExisted: boolean;
	/** Set when our own call made it. */
	readonly own?: OwnRow;
	/** Milliseconds since 1970; absent for one that was there before. */
	readonly sentAt?: number;
	/** Until then, the request of an earlier attempt may turn up. */
	readonly twinUntil?: number;
	readonly told: ToldOfWish;
}

/**
 * Waits for ReShare's verdict on a request, makes sure that it is the only one, and says what came of it. A request that may still be
 * stored is waited for first.
 *
 * Another request with the reference is looked for shortly after sending, and again at the end of the race window, since ReShare may store
 * one late. One look is enough without a wait for the verdict, or where no other process can have made one. Where an earlier attempt may
 * have left one, the last look comes when none can appear any more.
 */
export async function settle(deps: CreateDeps, options: CreateOptions, prepared: Prepared, sent: Sent): Promise<CreateResult> {
	const { requests, lookups, timing, isAlone = false } = deps;
	const { wish, reference } = prepared;
	if (sent.kind === 'pending') {
		const row = await awaitLate(sent, timing);
		const { told, sentAt } = sent;
		if (row === null) return resultWithout(told, { outcome: 'needsStaff', reason: 'unclear', explanation: explainUnclear(sent.detail, reference.value, requests) });
		const warnings = [...told.warnings, answerLost];
		return await settle(deps, options, prepared, { kind: 'made', row, alreadyExisted: false, sentAt, told: { ...told, warnings } });
	}
	const { told, twinUntil } = sent;
	const { verdictWaitMs } = options;
	const runner = { watchedId: sent.row.id, own: sent.own, patronId: reference.patronId };
	const isOnce = requests.takesReferenceOnce === true;
	const guardedFrom = options.checks.reference && !isOnce ? sent.sentAt : undefined;
	const looksOnce = (verdictWaitMs <= 0 || isAlone) && twinUntil === undefined;
	let race: RaceResult | undefined;
	if (guardedFrom !== undefined && (looksOnce || sent.own !== undefined)) {
		await waitUntil(guardedFrom + timing.firstRaceLook, timing);
		race = await settleRace(deps, reference.value, runner, looksOnce);
		if (race.kind === 'yielded') return await settleOther(deps, verdictWaitMs, race.winner, told);
	}
	// Such a server always answers with the whole request.
	let watched = await waitForVerdict(requests, sent.row, verdictWaitMs, timing, isOnce ? sent.row : race?.watched);
	if (watched.isMissing) {
		prepared.way.resolver?.strayed();
		return resultWithout(told, { outcome: 'needsStaff', ...explainMissing(sent.row.id, requests.tenant, prepared.way) });
	}
	if (guardedFrom !== undefined && !looksOnce) {
		const waited = await waitUntil(twinUntil ?? guardedFrom + Math.min(timing.raceWindow, verdictWaitMs), timing);
		race = await settleRace(deps, reference.value, runner, true);
		if (race.kind === 'yielded') return await settleOther(deps, verdictWaitMs, race.winner, told);
		if (waited) watched = await waitForVerdict(requests, watched.row, 0, timing, race.watched);
	}
	if (race?.kind === 'two') {
		const winner = winnerOf(race.rows) ?? watched.row;
		return resultTwo([winner, ...race.rows.filter(({ id }) => id !== winner.id)], told, sent.alreadyExisted);
	}
	const warnings = [...told.warnings];
	if (race?.kind === 'unknown') warnings.push('Whether another request with the same reference came into being meanwhile could not be checked.');
	if (sent.sentAt !== undefined && watched.wasRead) warnings.push(...warningsOfArrival(wish, reference.value, watched.row, prepared.way));
	warnings.push(...warningsOfProgress(watched, verdictWaitMs));
	await lookups.remember(wish.patronId, watched.row);
	if (prepared.way.checksBeforeAnswer === true && watched.progress === 'unchecked' && verdictWaitMs > 0) {
		return resultWith(watched.row, { ...told, warnings }, { outcome: 'needsStaff', reason: 'reshareError', explanation: explainUnchecked(watched.row, sent.alreadyExisted), alreadyExisted: sent.alreadyExisted });
	}
	return resultOf(watched.row, { ...told, warnings }, sent.alreadyExisted);
}

/** Another process made the request a moment earlier, and ours is withdrawn. */
async function settleOther({ requests, timing }: CreateDeps, verdictWaitMs: number, winner: PatronRequest, told: ToldOfWish): Promise<CreateResult> {
	const watched = await waitForVerdict(requests, winner, verdictWaitMs, timing, winner);
	const warnings = [...told.warnings, 'The same request was made twice at the same moment; the later one was canceled at once.', ...warningsOfProgress(watched, verdictWaitMs)];
	return resultOf(watched.row, { ...told, warnings }, true);
}

function warningsOfProgress({ wasRead, progress }: Watched, waitMs: number): string[] {
	if (!wasRead) return ['The request could not be read again to learn its status.'];
	if (progress === 'passedOn') return [];
	const what = progress === 'unchecked' ? 'has not checked the request' : 'has not asked a library for the request';
	return [`ReShare ${what} within ${Math.round(waitMs / 1000)} seconds; the ${words.follower} tells what comes of it.`];
}

async function waitUntil(moment: number, timing: Timing): Promise<boolean> {
	const left = moment - timing.now();
	if (left <= 0) return false;
	await timing.sleep(left);
	return true;
}
