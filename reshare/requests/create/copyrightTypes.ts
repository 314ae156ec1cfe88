import { z } from 'zod';
import type { OkapiClient } from '../../okapi';

export interface CopyrightType {
	/** The code that a request carries, e.g. `us-ccg`. */
	readonly value: string;
	/** As staff see it; administrators can change it. */
	readonly label: string;
}

const entry = z.object({ value: z.string(), label: z.string().nullish() });
const categories = z.array(z.object({ values: z.array(entry).nullish() }));
const answer = z.union([categories, z.object({ results: categories }).transform(({ results }) => results)]);

/** The library's own list of rules under which copies are made, in the order of their labels. */
export async function listCopyrightTypes(okapi: OkapiClient): Promise<CopyrightType[]> {
	const found = await okapi.json(
		{
			method: 'GET',
			path: '/rs/refdata',
			query: [
				['filters', 'desc==copyrightType'],
				['max', '100'],
			],
			what: 'the list of copyright types',
			safeToRepeat: true,
		},
		answer,
	);
	return found
		.flatMap(({ values }) => values ?? [])
		.map(({ value, label }) => ({ value, label: label ?? value }))
		.sort((a, b) => a.label.localeCompare(b.label));
}
