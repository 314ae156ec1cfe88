/** How two statements agree. `unknown`: one of them is missing or cannot be compared. */
export type Agreement = 'same' | 'different' | 'unknown';

/** Combines several statements, of which one that agrees is enough. */
export const bestAgreement = (fits: readonly Agreement[]): Agreement =>
	(['same', 'different'] as const).find((fit) => fits.includes(fit)) ?? 'unknown';
