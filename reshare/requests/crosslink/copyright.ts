import type { Choice } from '../port/RequestDesk';

/** ISO 18626's open list of 2017, which CrossLink's own form offers: it has no list of the library's own. */
const labels = {
	'US-CCG': 'US: CONTU guidelines (CCG)',
	'US-CCL': 'US: copyright law (CCL)',
	'UK-CopyRFeePaid': 'UK: copyright fee paid',
	'UK-FairDealing': 'UK: fair dealing',
	'AU-CopyRCatS183ComW': 'Australia: Copyright Act section 183, Commonwealth',
	'AU-CopyRCatS183State': 'Australia: Copyright Act section 183, state',
	'AU-CopyrightActS49': 'Australia: Copyright Act section 49',
	'AU-CopyrightActS50-1': 'Australia: Copyright Act section 50 (1)',
	'AU-CopyrightActS50-7A': 'Australia: Copyright Act section 50 (7A)',
	'AU-CopyrightActS50-7B': 'Australia: Copyright Act section 50 (7B)',
	'AU-CopyrightCleared': 'Australia: copyright cleared',
	'AU-GenBus': 'Australia: general business',
	'NZ-CopyrightActS54': 'New Zealand: Copyright Act section 54',
	'NZ-CopyrightActS55': 'New Zealand: Copyright Act section 55',
	Other: 'Other',
} as const;

export const copyrightChoices: readonly Choice[] = Object.entries(labels).map(([value, label]) => ({ value, label }));

/** The list's way of writing a code: mod-rs has the same ones in small letters. Another code goes along as it is. */
export function copyrightCode(typed: string): string {
	const wanted = typed.trim().toLowerCase();
	return Object.keys(labels).find((code) => code.toLowerCase() === wanted) ?? typed;
}
