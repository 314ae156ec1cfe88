import { words } from '../../words';
import type { PatronRequest } from '../model/request';
import { warningsOfArrival } from './droppedOnTheWay';
import type { CreateDeps } from './run';
import type { Made, Prepared } from './plan';
import { explainMissing, explainUnchecked, resultOf, resultTwo, resultWith, warned } from './results';
import type { Attempt } from './send';
import type { Timing } from './timing';
import { settleRace, type RaceResult } from './twins';
import type { CreateOptions, CreateResult } from './optionsAndResult';
import { waitForVerdict, type Watched } from './waitForVerdict';

/**
 * Another request with the reference is looked for shortly after sending, and again at the end of the race window, since ReShare may store
 * one late. One look is enough without a wait for the verdict, or where no other process can have made one. Where an earlier attempt may
 * have left one, the last look comes when none can appear any more.
 */
export async function settle(deps: CreateDeps, options: CreateOptions, prepared: Prepared, made: Made): Promise<CreateResult> {
	const { requests, lookups, timing, isAlone = false } = deps;
	const { wish, reference, way } = prepared;
	const { row, attempt, told } = made;
	const { verdictWaitMs } = options;
	const alreadyExisted = attempt === undefined;
	const isOnce = requests.takesReferenceOnce === true;
	const guarded = options.checks.reference && !isOnce ? attempt : undefined;
	const looksOnce = (verdictWaitMs <= 0 || isAlone) && attempt?.twinUntil === undefined;
	const look = async ({ at, isOwn }: Attempt, isLast: boolean): Promise<RaceResult> => await settleRace(deps, reference, isLast, { id: row.id, ownSince: isOwn ? at : undefined });
	// Another process made the request a moment earlier, and ours is withdrawn.
	const settleOther = async (winner: PatronRequest): Promise<CreateResult> =>
		await settle(deps, options, prepared, { kind: 'made', row: winner, told: warned(told, 'The same request was made twice at the same moment; the later one was canceled at once.') });
	let race: RaceResult | undefined = undefined;
	if (guarded !== undefined && (looksOnce || guarded.isOwn)) {
		await waitUntil(guarded.at + timing.firstRaceLook, timing);
		race = await look(guarded, looksOnce);
		if (race.kind === 'yielded') return await settleOther(race.winner);
	}
	// What was there before has just been read, and such a server always answers with the whole request.
	let watched = await waitForVerdict(requests, row, verdictWaitMs, timing, alreadyExisted || isOnce ? row : race?.watched);
	if (watched.isMissing) {
		way.resolver?.strayed();
		return resultWith(told, { outcome: 'needsStaff', ...explainMissing(row.id, requests.tenant, way) });
	}
	if (guarded !== undefined && !looksOnce) {
		const waited = await waitUntil(guarded.twinUntil ?? guarded.at + Math.min(timing.raceWindow, verdictWaitMs), timing);
		race = await look(guarded, true);
		if (race.kind === 'yielded') return await settleOther(race.winner);
		if (waited && !timing.isStopped()) watched = await waitForVerdict(requests, watched.row, 0, timing, race.watched);
	}
	if (race?.kind === 'two') return resultTwo(race.rows, told, alreadyExisted);
	const warnings: string[] = [];
	if (race?.kind === 'unknown') warnings.push('Whether another request with the same reference came into being meanwhile could not be checked.');
	if (!alreadyExisted && watched.wasRead) warnings.push(...warningsOfArrival(wish, reference.value, watched.row, way));
	warnings.push(...warningsOfProgress(watched, timing.isStopped() ? 'before this was stopped' : `within ${Math.round(verdictWaitMs / 1000)} seconds`));
	await lookups.remember(wish.patronId, watched.row);
	const whole = warned(told, ...warnings);
	if (way.checksBeforeAnswer === true && watched.progress === 'unchecked' && verdictWaitMs > 0) {
		return resultWith(whole, { outcome: 'needsStaff', reason: 'reshareError', explanation: explainUnchecked(watched.row, alreadyExisted) }, watched.row, alreadyExisted);
	}
	return resultOf(watched.row, whole, alreadyExisted);
}

function warningsOfProgress({ wasRead, progress }: Watched, when: string): string[] {
	if (!wasRead) return ['The request could not be read again to learn its status.'];
	if (progress === 'passedOn') return [];
	const what = progress === 'unchecked' ? 'has not checked the request' : 'has not asked a library for the request';
	return [`ReShare ${what} ${when}; the ${words.follower} tells what comes of it.`];
}

async function waitUntil(moment: number, timing: Timing): Promise<boolean> {
	const left = moment - timing.now();
	if (left <= 0) return false;
	await timing.sleep(left);
	return true;
}
