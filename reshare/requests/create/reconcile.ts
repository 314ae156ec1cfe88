import { hostTerms } from '../../hostTerms';
import type { PatronRequest } from '../model/request';
import { warningsOfArrival } from './droppedFields';
import type { CreateDeps } from './run';
import type { Made, Prepared } from './plan';
import { explainMissing, explainUnchecked, resultOf, resultTwo, resultWith, warned } from './results';
import type { Attempt } from './send';
import type { Timing } from './timing';
import { settleRace, type RaceResult } from './concurrentDuplicates';
import type { CreateOptions, CreateResult } from './optionsAndResult';
import { awaitValidation, type Watched } from './awaitValidation';

/**
 * Another request with the reference is looked for shortly after sending, and again at the end of the race window, since ReShare may store
 * one late. One look is enough without a wait for the validation, or where no other process can have made one. Where an earlier attempt may
 * have left one, the last look comes when none can appear any more.
 */
export async function reconcile(deps: CreateDeps, options: CreateOptions, prepared: Prepared, made: Made): Promise<CreateResult> {
	const { requests, lookups, timing, isAlone = false } = deps;
	const { draft, reference, submitter } = prepared;
	const { row, attempt, context: told } = made;
	const { validationWaitMs: verdictWaitMs } = options;
	const alreadyExisted = attempt === undefined;
	const isOnce = requests.enforcesUniqueReference === true;
	const guarded = options.checks.reference && !isOnce ? attempt : undefined;
	const looksUpOnce = (verdictWaitMs <= 0 || isAlone) && attempt?.duplicateUntil === undefined;
	const lookup = async ({ at, isOwn }: Attempt, isLast: boolean): Promise<RaceResult> =>
		await settleRace(deps, reference, isLast, { id: row.id, ownSince: isOwn ? at : undefined });
	// Another process made the request a moment earlier, and ours is withdrawn.
	const settleOther = async (winner: PatronRequest): Promise<CreateResult> =>
		await reconcile(deps, options, prepared, {
			kind: 'made',
			row: winner,
			context: warned(told, 'The same request was made twice at the same moment; the later one was canceled at once.'),
		});
	let race: RaceResult | undefined = undefined;
	if (guarded !== undefined && (looksUpOnce || guarded.isOwn)) {
		await waitUntil(guarded.at + timing.firstRaceLookup, timing);
		race = await lookup(guarded, looksUpOnce);
		if (race.kind === 'yielded') return await settleOther(race.winner);
	}
	// What was there before has just been read, and such a server always answers with the whole request.
	let watched = await awaitValidation(requests, row, verdictWaitMs, timing, alreadyExisted || isOnce ? row : race?.watched);
	if (watched.isMissing) {
		submitter.resolver?.strayed();
		return resultWith(told, { outcome: 'needsStaff', ...explainMissing(row.id, requests.tenant, submitter) });
	}
	if (guarded !== undefined && !looksUpOnce) {
		const waited = await waitUntil(guarded.duplicateUntil ?? guarded.at + Math.min(timing.raceWindow, verdictWaitMs), timing);
		race = await lookup(guarded, true);
		if (race.kind === 'yielded') return await settleOther(race.winner);
		if (waited && !timing.isStopped()) watched = await awaitValidation(requests, watched.row, 0, timing, race.watched);
	}
	if (race?.kind === 'two') return resultTwo(race.rows, told, alreadyExisted);
	const warnings: string[] = [];
	if (race?.kind === 'unknown')
		warnings.push('Whether another request with the same reference came into being meanwhile could not be checked.');
	if (!alreadyExisted && watched.wasRead) warnings.push(...warningsOfArrival(draft, reference.value, watched.row, submitter));
	warnings.push(
		...warningsOfProgress(watched, timing.isStopped() ? 'before this was stopped' : `within ${Math.round(verdictWaitMs / 1000)} seconds`),
	);
	await lookups.remember(draft.patronId, watched.row);
	const whole = warned(told, ...warnings);
	if (submitter.checksBeforeAnswer === true && watched.progress === 'unchecked' && verdictWaitMs > 0) {
		return resultWith(
			whole,
			{ outcome: 'needsStaff', reason: 'reshareError', explanation: explainUnchecked(watched.row, alreadyExisted) },
			watched.row,
			alreadyExisted,
		);
	}
	return resultOf(watched.row, whole, alreadyExisted);
}

function warningsOfProgress({ wasRead, progress }: Watched, when: string): string[] {
	if (!wasRead) return ['The request could not be read again to learn its status.'];
	if (progress === 'passedOn') return [];
	const what = progress === 'unchecked' ? 'has not checked the request' : 'has not asked a library for the request';
	return [`ReShare ${what} ${when}; the ${hostTerms.follower} tells what comes of it.`];
}

async function waitUntil(moment: number, timing: Timing): Promise<boolean> {
	const left = moment - timing.now();
	if (left <= 0) return false;
	await timing.sleep(left);
	return true;
}
