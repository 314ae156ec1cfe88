import { findPickupLocation, guessPickupLocation } from '../../directory';
import { ReShareError, stopsEverything } from '../../errors';
import type { PatronRequest } from '../model/request';
import { countForLimit } from '../model/state';
import { asksForSameThing, asksForSameWork } from './duplicate';
import type { RunLookups } from './runLookups';
import { nameWithStatus } from './results';
import { isInHand } from '../model/inHand';
import type { CheckName, CheckResult, CheckSwitches } from './optionsAndResult';
import type { NotCreatedReason } from '../model/verdict';
import type { Wish } from '../../wish';

interface Checked {
	readonly checks: readonly CheckResult[];
	readonly warnings: readonly string[];
	/** The first refusal, in the order of the checks; undefined when the wish may be sent. */
	readonly refusal: CheckRefusal | undefined;
	/** Ids of the patron's open requests, where they were read. */
	readonly known: ReadonlySet<string> | undefined;
}

interface CheckRefusal {
	readonly reason: NotCreatedReason;
	readonly note: string;
	/** The other request that stands in the way. */
	readonly other?: PatronRequest;
}

/** `isUsual`: that it could not be checked is nothing that staff need to be warned of, or they are anyway. */
type Finding = { readonly result: CheckResult; readonly refusal?: CheckRefusal; readonly isUsual?: boolean };

/**
 * Asks what must be asked before a wish is sent; all checks that are switched on are made, so that staff see every
 * obstacle at once. A check whose source does not answer lets the wish pass and says so.
 */
export async function runChecks(lookups: RunLookups, wish: Wish, switches: CheckSwitches): Promise<Checked> {
	const reading = attempt(async () => await lookups.openRequests(wish.patronId));
	const [open, patron, limit, pickup] = await Promise.all([
		reading,
		switches.patron ? checkPatron(lookups, wish) : undefined,
		switches.limit ? checkLimit(lookups, reading) : undefined,
		switches.pickupLocation && wish.pickupLocation !== undefined ? checkPickup(lookups, wish.pickupLocation) : undefined,
	]);
	const findings: Finding[] = [];
	if (switches.duplicate !== 'off') findings.push(checkDuplicate(open, wish, switches.duplicate));
	if (switches.sameWork !== 'off') findings.push(checkSameWork(open, wish, switches.sameWork));
	for (const finding of [patron, limit, pickup]) if (finding !== undefined) findings.push(finding);
	const checks = findings.map(({ result }) => result);
	return {
		checks,
		warnings: findings.filter(({ result: { result }, isUsual }) => isUsual !== true && (result === 'warning' || result === 'couldNotCheck')).map(({ result }) => result.note),
		refusal: findings.find(({ refusal }) => refusal !== undefined)?.refusal,
		known: open.ok ? new Set(open.value.map(({ id }) => id)) : undefined,
	};
}

type Attempt<Value> = { readonly ok: true; readonly value: Value } | { readonly ok: false; readonly why: string };

async function attempt<Value>(read: () => Promise<Value>): Promise<Attempt<Value>> {
	try {
		return { ok: true, value: await read() };
	} catch (error) {
		if (error instanceof ReShareError && stopsEverything.has(error.kind)) throw error;
		return { ok: false, why: error instanceof ReShareError ? error.message : 'an unknown answer came' };
	}
}

function checkDuplicate(open: Attempt<readonly PatronRequest[]>, wish: Wish, decides: 'refuse' | 'warn'): Finding {
	if (!open.ok) return unasked('duplicate', `Whether the patron has already asked for this could not be checked: ${open.why}`);
	const other = open.value.find((row) => isInHand(row) && asksForSameThing(row, wish));
	if (other === undefined) return passed('duplicate', 'The patron has no open request for the same title');
	const note = `The patron already has an open request for the same title: ${nameWithStatus(other)}`;
	return decides === 'warn' ? warned('duplicate', note) : refused('duplicate', { reason: 'duplicate', note, other });
}

function checkSameWork(open: Attempt<readonly PatronRequest[]>, wish: Wish, decides: 'refuse' | 'warn'): Finding {
	if (!open.ok) return unasked('sameWork', `Whether the patron has asked for another edition could not be checked: ${open.why}`);
	const other = open.value.find((row) => isInHand(row) && !asksForSameThing(row, wish) && asksForSameWork(row, wish));
	if (other === undefined) return passed('sameWork', 'The patron has no open request for another edition of the same work');
	const note = `The patron has an open request for what seems to be the same work: ${nameWithStatus(other)}`;
	return decides === 'warn' ? warned('sameWork', note) : refused('sameWork', { reason: 'duplicate', note, other });
}

async function checkPatron(lookups: RunLookups, wish: Wish): Promise<Finding> {
	const answer = await attempt(async () => await lookups.patron(wish.patronId));
	if (!answer.ok) return unasked('patron', `The patron could not be confirmed: ${answer.why}`);
	if (answer.value === undefined) {
		const note = "The patron cannot be checked beforehand: ReShare asks the library's own system as it takes the request in, and holds the request for staff if that says no";
		return { result: { check: 'patron', result: 'couldNotCheck', note }, isUsual: true };
	}
	const { patronValid, status } = answer.value;
	if (patronValid === true) return passed('patron', "The library's own system accepts the patron");
	if (status === 'BLOCKED' || status === 'OK') {
		return refused('patron', { reason: 'patronNotValid', note: "The library's own system does not allow this patron to make requests" });
	}
	return unasked('patron', "The patron could not be confirmed: the library's own system does not know the patron or did not answer");
}

async function checkLimit(lookups: RunLookups, reading: Promise<Attempt<readonly PatronRequest[]>>): Promise<Finding> {
	const [open, limit] = await Promise.all([reading, attempt(async () => await lookups.limit())]);
	const failure = open.ok ? (limit.ok ? undefined : limit.why) : open.why;
	if (failure !== undefined || !open.ok || !limit.ok) return unasked('limit', `The patron's limit could not be checked: ${failure ?? ''}`);
	if (limit.value === undefined) return passed('limit', 'No limit of requests per patron is set, or this user may not see it');
	const count = countForLimit(open.value);
	if (count < limit.value) return passed('limit', `The patron has ${count} of ${limit.value} requests under way`);
	return refused('limit', { reason: 'patronAtLimit', note: `The patron has ${count} requests under way, and ${limit.value} are allowed` });
}

async function checkPickup(lookups: RunLookups, slug: string): Promise<Finding> {
	const locations = await attempt(async () => await lookups.pickupLocations());
	if (!locations.ok) return { ...unasked('pickupLocation', `The pickup location could not be checked: ${locations.why}`), isUsual: lookups.notesUnlistedPickup };
	const location = findPickupLocation(locations.value, slug);
	if (location !== undefined) return passed('pickupLocation', `The Directory knows the pickup location: ${location.name}`);
	const guess = guessPickupLocation(locations.value, slug);
	const hint = guess === undefined ? '' : `; perhaps ${guess.slug} is meant`;
	return refused('pickupLocation', { reason: 'unknownPickupLocation', note: `The Directory knows no pickup location with the slug ${slug}${hint}` });
}

function passed(check: CheckName, note: string): Finding {
	return { result: { check, result: 'passed', note } };
}

function warned(check: CheckName, note: string): Finding {
	return { result: { check, result: 'warning', note } };
}

function unasked(check: CheckName, note: string): Finding {
	return { result: { check, result: 'couldNotCheck', note } };
}

function refused(check: CheckName, refusal: CheckRefusal): Finding {
	return { result: { check, result: 'refused', note: refusal.note }, refusal };
}
