import type { PatronRequest } from '../schemas';
import { describeState } from '../states';
import { explainTwo, sentence } from './explain';
import type { Obstacle } from './resolverService';
import { stateCode } from './row';
import type { CheckResult, CreateReason, CreateResult, InputProblem, NotCreatedReason, StatusWords } from './types';

/** What is told of a wish whatever becomes of it. */
export interface Told {
	readonly reference: string | null;
	readonly checks: readonly CheckResult[];
	readonly warnings: readonly string[];
}

export function statusOf(row: PatronRequest): StatusWords | null {
	const code = stateCode(row);
	return code === '' ? null : describeState(code);
}

/** The result that points at a request. */
export function resultWith(row: PatronRequest, told: Told, rest: Pick<CreateResult, 'outcome' | 'reason' | 'explanation' | 'alreadyExisted'>): CreateResult {
	return { ...blank(told), requestId: row.id, hrid: row.hrid ?? null, status: statusOf(row), ...rest };
}

export function resultWithout(told: Told, rest: Pick<CreateResult, 'outcome' | 'reason' | 'explanation'>): CreateResult {
	return { ...blank(told), ...rest };
}

/** Two or more requests are open; the first one is the one that counts by age. */
export function resultTwo(rows: readonly PatronRequest[], told: Told, alreadyExisted: boolean): CreateResult {
	const [first, ...others] = rows;
	const base = first === undefined ? blank(told) : resultWith(first, told, { outcome: 'needsStaff', reason: 'twoRequests', explanation: '', alreadyExisted });
	return {
		...base,
		outcome: 'needsStaff',
		reason: 'twoRequests',
		otherRequests: others.map((row) => ({ requestId: row.id, hrid: row.hrid ?? null, status: statusOf(row) })),
		explanation: explainTwo(rows, told.reference ?? ''),
	};
}

/** Nothing is sent through a resolver that something is wrong with. */
export function resultOfObstacle({ reason, detail }: Obstacle, told: Told): CreateResult {
	return resultWithout(told, { outcome: reason === 'otherLibrary' ? 'needsStaff' : 'notCreated', reason, explanation: `${sentence(detail)} Nothing was sent.` });
}

/** The input was refused before anything was sent. */
export function resultOfProblems(problems: readonly InputProblem[], told: Told): CreateResult {
	const reason: NotCreatedReason = problems[0]?.reason ?? 'badInput';
	const text = problems.map((problem) => sentence(problem.text)).join(' ');
	return resultWithout(told, { outcome: 'notCreated', reason, explanation: `${text} Nothing was sent.` });
}

function blank(told: Told): CreateResult {
	const reason: CreateReason | null = null;
	return {
		outcome: 'notCreated',
		reason,
		requestId: null,
		hrid: null,
		status: null,
		reference: told.reference,
		alreadyExisted: false,
		otherRequests: [],
		checks: told.checks,
		explanation: '',
		warnings: told.warnings,
	};
}
