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
	/** The first one, in the order of the checks; undefined: the wish may be sent. */
	readonly refusal: CheckRefusal | undefined;
	/** Ids of the patron's open requests; undefined where they could not be read. */
	readonly known: ReadonlySet<string> | undefined;
}

interface CheckRefusal {
	readonly reason: NotCreatedReason;
	readonly note: string;
	/** The other request that stands in the way. */
	readonly other?: PatronRequest;
}

/** `isUsual`: staff need no warning that it could not be checked, or get one anyway. */
type Finding = { readonly result: CheckResult; readonly refusal?: CheckRefusal; readonly isUsual?: boolean };

/** Makes all checks that are on, so that staff see every obstacle at once. A check whose source does not answer lets the wish pass, and says so. */
export async function runChecks(lookups: RunLookups, wish: Wish, switches: CheckSwitches): Promise<Checked> {
	const reading = lookups.openRequests(wish.patronId);
	const [open, patron, limit, pickup] = await Promise.all([
		attempt(async () => await reading),
		switches.patron ? checkPatron(lookups, wish) : undefined,
		switches.limit ? checkLimit(lookups, reading) : undefined,
		switches.pickupLocation && wish.pickupLocation !== undefined ? checkPickup(lookups, wish.pickupLocation) : undefined,
	]);
	const findings = [
		switches.duplicate === 'off' ? undefined : checkDuplicate(open, wish, switches.duplicate),
		switches.sameWork === 'off' ? undefined : checkSameWork(open, wish, switches.sameWork),
		patron,
		limit,
		pickup,
	].filter((finding) => finding !== undefined);
	return {
		checks: findings.map(({ result }) => result),
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
	if (!open.ok) return found('duplicate', 'couldNotCheck', `Whether the patron has already asked for this could not be checked: ${open.why}`);
	const other = open.value.find((row) => isInHand(row) && asksForSameThing(row, wish));
	if (other === undefined) return found('duplicate', 'passed', 'The patron has no open request for the same title');
	const note = `The patron already has an open request for the same title: ${nameWithStatus(other)}`;
	return decides === 'warn' ? found('duplicate', 'warning', note) : refused('duplicate', { reason: 'duplicate', note, other });
}

function checkSameWork(open: Attempt<readonly PatronRequest[]>, wish: Wish, decides: 'refuse' | 'warn'): Finding {
	if (!open.ok) return found('sameWork', 'couldNotCheck', `Whether the patron has asked for another edition could not be checked: ${open.why}`);
	const other = open.value.find((row) => isInHand(row) && !asksForSameThing(row, wish) && asksForSameWork(row, wish));
	if (other === undefined) return found('sameWork', 'passed', 'The patron has no open request for another edition of the same work');
	const note = `The patron has an open request for what seems to be the same work: ${nameWithStatus(other)}`;
	return decides === 'warn' ? found('sameWork', 'warning', note) : refused('sameWork', { reason: 'duplicate', note, other });
}

async function checkPatron(lookups: RunLookups, wish: Wish): Promise<Finding> {
	const answer = await attempt(async () => await lookups.patron(wish.patronId));
	if (!answer.ok) return found('patron', 'couldNotCheck', `The patron could not be confirmed: ${answer.why}`);
	if (answer.value === undefined) {
		const note = "The patron cannot be checked beforehand: ReShare asks the library's own system as it takes the request in, and holds the request for staff if that says no";
		return { ...found('patron', 'couldNotCheck', note), isUsual: true };
	}
	const { patronValid, status } = answer.value;
	if (patronValid === true) return found('patron', 'passed', "The library's own system accepts the patron");
	if (status === 'BLOCKED' || status === 'OK') {
		return refused('patron', { reason: 'patronNotValid', note: "The library's own system does not allow this patron to make requests" });
	}
	return found('patron', 'couldNotCheck', "The patron could not be confirmed: the library's own system does not know the patron or did not answer");
}

async function checkLimit(lookups: RunLookups, reading: Promise<readonly PatronRequest[]>): Promise<Finding> {
	const asked = await attempt(async () => await Promise.all([reading, lookups.patronLimit()]));
	if (!asked.ok) return found('limit', 'couldNotCheck', `The patron's limit could not be checked: ${asked.why}`);
	const [open, { most }] = asked.value;
	if (most === undefined) return found('limit', 'passed', 'No limit of requests per patron is set, or this user may not see it');
	const count = countForLimit(open);
	if (count < most) return found('limit', 'passed', `The patron has ${count} of ${most} requests under way`);
	return refused('limit', { reason: 'patronAtLimit', note: `The patron has ${count} requests under way, and ${most} are allowed` });
}

async function checkPickup(lookups: RunLookups, slug: string): Promise<Finding> {
	const locations = await attempt(async () => await lookups.pickupLocations());
	if (!locations.ok) return { ...found('pickupLocation', 'couldNotCheck', `The pickup location could not be checked: ${locations.why}`), isUsual: lookups.requests.notesUnlistedPickup };
	const location = findPickupLocation(locations.value, slug);
	if (location !== undefined) return found('pickupLocation', 'passed', `The Directory knows the pickup location: ${location.name}`);
	const guess = guessPickupLocation(locations.value, slug);
	const hint = guess === undefined ? '' : `; perhaps ${guess.slug} is meant`;
	return refused('pickupLocation', { reason: 'unknownPickupLocation', note: `The Directory knows no pickup location with the slug ${slug}${hint}` });
}

function found(check: CheckName, result: CheckResult['result'], note: string): Finding {
	return { result: { check, result, note } };
}

function refused(check: CheckName, refusal: CheckRefusal): Finding {
	return { ...found(check, 'refused', refusal.note), refusal };
}
