import type { Choice } from '../port/RequestDesk';

/**
 * ISO 18626's open lists, which the broker keeps none of: it takes any code and hands it on. Codes as ReShare's libraries use
 * them (RefdataValueData of mod-rs; opencodes.go of CrossLink).
 */
export const reasonsUnfilled: readonly Choice[] = choices({
	OnLoan: 'On loan',
	InUse: 'In use',
	NotOnShelf: 'Not on the shelf',
	NotHeld: 'Not held',
	NotAvailable: 'Not available',
	NonCirculating: 'Does not circulate',
	PolicyProblem: 'Against policy',
	PoorCondition: 'In poor condition',
	Other: 'Other',
});

export const loanConditions: readonly Choice[] = choices({
	LibraryUseOnly: 'Library use only',
	NoReproduction: 'No reproduction',
	SignatureRequired: 'Signature required',
	SpecCollSupervReq: 'Supervised, in special collections',
	WatchLibraryUseOnly: 'Library use only, watched',
	Other: 'Other',
});

/** A code of such a list as ISO 18626 writes it; mod-rs writes it in small letters. */
export function asWritten(list: readonly Choice[], code: string | undefined): string | undefined {
	return list.find(({ value }) => value.toLowerCase() === code?.toLowerCase())?.value ?? code;
}

function choices(labels: Readonly<Record<string, string>>): Choice[] {
	return Object.entries(labels).map(([value, label]) => ({ value, label }));
}
