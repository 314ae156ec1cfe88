import type { PatronRequest } from '../schemas';
import { describeState } from '../states';
import type { Verdict } from './outcome';
import type { CreateOptions } from './types';
import { isOpen, nameOf, stateCode, type RequestRow } from './row';

/** `Request EAST-7 (Request sent)`. */
export function nameWithStatus(row: RequestRow): string {
	const code = stateCode(row);
	return code === '' ? nameOf(row) : `${nameOf(row)} (${describeState(code).label})`;
}

/** What a request's state means, as a sentence for staff. */
export function explainVerdict(row: PatronRequest, verdict: Verdict, alreadyExisted: boolean): string {
	const name = nameOf(row);
	const label = describeState(stateCode(row)).label;
	const was = alreadyExisted ? `Request ${name} was there already` : `Request ${name} was created`;
	switch (verdict.reason) {
		case 'patronNotValid':
			return verdict.outcome === 'needsStaff'
				? `${was}, and ReShare could not confirm the patron. It waits for staff: correct the patron, let it pass, or cancel it.`
				: `ReShare took request ${name} in and closed it at once, since the patron is not valid. Nothing is open.`;
		case 'patronAtLimit':
			return `ReShare took request ${name} in and closed it at once, since the patron has too many requests under way. Nothing is open.`;
		case 'possibleDuplicate':
			return `${was}, and ReShare holds it back: the patron has asked for the same title lately. Staff decide.`;
		case 'blankForm':
			return `${was}, and ReShare holds it back, since it names no record of the shared inventory. Staff must complete it.`;
		case 'locallyAvailable':
			return `${was}, and ReShare holds it back: the library seems to have the title itself. Staff decide.`;
		case 'reshareError':
			return `${was}, and ReShare stopped at it with an error of its own. Staff must look at it.`;
		default:
			break;
	}
	if (!isOpen(row)) return `${was}, and it is closed by now: ${label}.`;
	return `${was}: ${label}.`;
}

export function explainTwo(rows: readonly RequestRow[], reference: string): string {
	const names = rows.map(nameWithStatus).join(' and ');
	return `There are ${rows.length} open requests with the reference ${reference}: ${names}. Cancel all but one by hand, so that nothing is ordered twice.`;
}

export function explainUnclear(detail: string, reference: string): string {
	return (
		`It is not certain whether the request was created: ${sentence(detail)} ` +
		`Look in ReShare for a request with the reference ${reference}, or among the patron's newest requests, before it is sent again.`
	);
}

/** A request that was made, and that the library's own ReShare does not have. */
export function explainMissing(id: string, tenant: string, via: CreateOptions['via']): { reason: 'otherLibrary' | 'unclear'; explanation: string } {
	if (via === 'direct') return { reason: 'unclear', explanation: `ReShare took the request in as ${id}, and does not know it any more. Staff must find out why before it is sent again.` };
	return {
		reason: 'otherLibrary',
		explanation:
			`The OpenURL resolver made a request (${id}), but not in your library: ReShare does not know it in the tenant ${tenant}. ` +
			"Either 'OpenURL Tenant ID' in the credential is another library's, or the resolver sends a name that it does not know to another library. " +
			'Have the request cancelled in that library and the credential corrected before anything is sent again.',
	};
}

export function explainRefused(detail: string): string {
	return `${sentence(detail)} Nothing is open in ReShare for this item.`;
}

/** Both systems read one setting, and take 0 for opposite things. */
export const zeroLimitHint =
	"Staff: the setting 'max_requests' of ReShare is 0, by which ReShare means no limit and the OpenURL resolver that nobody may have a request. Have it emptied, or set 'Send Through' to ReShare directly.";

/** With a capital letter and a full stop. */
export function sentence(text: string): string {
	const trimmed = text.trim();
	if (trimmed === '') return '';
	const capital = trimmed.charAt(0).toUpperCase() + trimmed.slice(1);
	return /[.!?]$/.test(capital) ? capital : `${capital}.`;
}
