import type { DateTime } from 'luxon';
import { findPickupLocationBySlugOrCode, unknownSlugSentence, type PickupLocation } from '../../directory';
import { answerOrElse } from '../../errors';
import type { PatronCheck } from '../port/RequestBackend';
import { isOpenRequest, type PatronRequest } from '../model/request';
import { ruleOfFive } from '../model/ruleOfFive';
import { countAgainstLimit } from '../model/state';
import { asksForSameThing, asksForSameWork } from './compareRequestWithDraft';
import { isOfRecentIssue } from './CopyRequestsOfYear';
import type { CreateLookups } from './setUpCreateRun';
import { requestNameWithStatus, type CreateBlocker } from './buildResult';
import type { CheckResult, CheckSwitches, CopyrightApproval } from './createTypes';
import type { RequestDraft } from '../../draft';

type Judgement =
	| ({ readonly result: 'refused' } & CreateBlocker)
	/** `needsNoWarning`: staff need no warning that this could not be checked, or get one from elsewhere. */
	| { readonly result: 'passed' | 'warning' | 'couldNotCheck'; readonly note: string; readonly needsNoWarning?: boolean };

/**
 * Makes all checks that are switched on, so that staff see every obstacle at once. If the source of a check does not answer, the check lets
 * the draft pass and says so; only the rule of five then refuses the draft. Each check has a switch in `CheckSwitches` (createTypes.ts),
 * and an option in the caller's optionsFieldOfCreate.ts.
 *
 * @param today the present moment in the library's time zone
 */
export async function runDraftChecks(lookups: CreateLookups, draft: RequestDraft, switches: CheckSwitches, today: DateTime) {
	const { duplicate, sameWork, copyrightLimit } = switches;
	const { patronId, pickupLocation } = draft;
	const open = lookups.openRequests(patronId);
	const isSame = (row: PatronRequest) => asksForSameThing(row, draft);
	const [known, ...made] = await Promise.all([
		answerOrElse(
			async () => new Set((await open).map(({ id }) => id)),
			() => undefined,
		),
		duplicate !== 'off' &&
			check('duplicate', 'Whether the patron has already asked for this could not be checked', async () =>
				judgeOpen(
					await open,
					isSame,
					duplicate,
					'open request for the same title',
					'The patron already has an open request for the same title',
				),
			),
		sameWork !== 'off' &&
			check('sameWork', 'Whether the patron has asked for another edition could not be checked', async () =>
				judgeOpen(
					await open,
					(row) => !isSame(row) && asksForSameWork(row, draft),
					sameWork,
					'open request for another edition of the same work',
					'The patron has an open request for what seems to be the same work',
				),
			),
		switches.patron && check('patron', 'The patron could not be confirmed', async () => judgePatron(await lookups.patron(patronId))),
		switches.limit &&
			check('limit', "The patron's limit could not be checked", async () => {
				const [rows, { most }] = await Promise.all([open, lookups.patronLimit()]);
				return judgeCount(countAgainstLimit(rows), most);
			}),
		switches.ownLimit !== undefined &&
			check('ownLimit', 'How many open requests the patron has could not be checked', async () =>
				judgeOwnLimit(countAgainstLimit(await open), switches.ownLimit),
			),
		copyrightLimit !== undefined &&
			isOfRecentIssue(draft, today) &&
			check(
				'copyrightLimit',
				'How many copies from recent issues of the journal were requested this year could not be read',
				async () => judgeCopies(await lookups.copies.ofJournal(draft, today), copyrightLimit),
				// If the counted requests cannot be read, a person decides.
				(note) => ({ result: 'refused', reason: 'copyrightLimit', note }),
			),
		switches.pickupLocation &&
			pickupLocation !== undefined &&
			check(
				'pickupLocation',
				'The pickup location could not be checked',
				async () => judgePickup(await lookups.pickupLocations(), pickupLocation),
				(note) => ({ result: 'couldNotCheck', note, needsNoWarning: lookups.requests.notesUnlistedPickup }),
			),
	]);
	return { ...conclude(made.filter((finding) => finding !== false)), known };
}

type Finding = Judgement & Pick<CheckResult, 'check'>;

function conclude(findings: readonly Finding[]) {
	return {
		checks: findings.map(({ check: name, result, note }) => ({ check: name, result, note })),
		warnings: findings
			.filter((finding) => (finding.result === 'warning' || finding.result === 'couldNotCheck') && finding.needsNoWarning !== true)
			.map(({ note }) => note),
		/** The first refusal in the order of the checks; undefined if the draft may be sent. */
		refusal: findings.find((finding) => finding.result === 'refused'),
	};
}

async function check(
	name: CheckResult['check'],
	failing: string,
	judge: () => Promise<Judgement>,
	judgeUnanswered = (note: string): Judgement => ({ result: 'couldNotCheck', note }),
): Promise<Finding> {
	const judgement = await answerOrElse(judge, (why) => judgeUnanswered(`${failing}: ${why}`));
	return { ...judgement, check: name };
}

const passed = (note: string) => ({ result: 'passed', note }) as const;

function judgeOpen(
	rows: readonly PatronRequest[],
	isSame: (row: PatronRequest) => boolean,
	decision: 'refuse' | 'warn',
	what: string,
	finding: string,
): Judgement {
	const other = rows.find((row) => isOpenRequest(row) && isSame(row));
	if (other === undefined) return passed(`The patron has no ${what}`);
	const note = `${finding}: ${requestNameWithStatus(other)}`;
	return decision === 'warn' ? { result: 'warning', note } : { result: 'refused', reason: 'duplicate', note, other };
}

function judgePatron(answer: PatronCheck | undefined): Judgement {
	if (answer === undefined) {
		const note =
			"The patron cannot be checked beforehand: ReShare asks the library's own system as it takes the request in, and holds the request for staff if that says no";
		return { result: 'couldNotCheck', note, needsNoWarning: true };
	}
	if (answer.patronValid === true) return passed("The library's own system accepts the patron");
	if (answer.status === 'BLOCKED' || answer.status === 'OK') {
		return { result: 'refused', reason: 'patronNotValid', note: "The library's own system does not allow this patron to make requests" };
	}
	return {
		result: 'couldNotCheck',
		note: "The patron could not be confirmed: the library's own system does not know the patron or did not answer",
	};
}

function judgeCount(count: number, most: number | undefined): Judgement {
	if (most === undefined) return passed('No limit of requests per patron is set, or this user may not see it');
	if (count < most) return passed(`The patron has ${count} of ${most} requests under way`);
	return { result: 'refused', reason: 'patronAtLimit', note: `The patron has ${count} requests under way, and ${most} are allowed` };
}

function judgeOwnLimit(count: number, most = Infinity): Judgement {
	const note = `The patron has ${count} open ${count === 1 ? 'request' : 'requests'}, and your library allows ${most}`;
	return count < most ? passed(note) : { result: 'refused', reason: 'tooManyOpen', note };
}

function judgeCopies(counted: readonly PatronRequest[], { approvedBy, shown }: CopyrightApproval): Judgement {
	const most = ruleOfFive.mostCopies;
	const note = `This year, ${counted.length} requests for copies from recent issues of the journal count, and ${most} are allowed without approval`;
	if (counted.length < most) return passed(note);
	const isShown = counted.every(({ id, hrid }) => shown.includes(id) || (hrid !== undefined && shown.includes(hrid)));
	if (approvedBy !== '' && isShown) return passed(`${note}: ${approvedBy} has approved one more`);
	const why = approvedBy === '' ? '' : `. ${approvedBy} was not shown all of them, so that the approval does not count`;
	return { result: 'refused', reason: 'copyrightLimit', note: `${note}${why}`, counted };
}

function judgePickup(locations: readonly PickupLocation[], slug: string): Judgement {
	const location = findPickupLocationBySlugOrCode(locations, slug);
	if (location !== undefined) return passed(`The Directory knows the pickup location: ${location.name}`);
	return { result: 'refused', reason: 'unknownPickupLocation', note: unknownSlugSentence(slug, locations) };
}
