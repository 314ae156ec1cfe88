import fc from 'fast-check';
import { findEligible } from '../../../../reshare/inventory/find/findEligible';
import { compareAuthors } from '../../../../reshare/inventory/match/compareAuthors';
import { buildInstanceId } from '../../../../sandbox/inventory/recordIds';
import { bibRecords } from '../../../../sandbox/inventory/records/bibRecords';
import type { BibRecord } from '../../../../sandbox/inventory/createInventory';
import { isLongRun, caseCount, shareOfCases } from '../../../caseCount';
import { titleFit } from '../buildRecord';
import { openFolioIndex } from './judgeLookups';
import { sandboxForAll } from '../../sandboxForTests';

/** How patrons type a title. */
const typing: ReadonlyArray<(title: string) => string> = [
	(title) => title,
	(title) => title.toUpperCase(),
	(title) => title.toLowerCase(),
	(title) => title.normalize('NFD').replace(/[\u0300-\u036f]/gu, ''),
	(title) => title.replace(/ [:;/] /gu, ': '),
	(title) => title.replace(/[^\p{Letter}\p{Number}\p{Mark}'’]+/gu, ' ').trim(),
	(title) => title.replace(/\s+[:=;/]\s.*$/u, ''),
	(title) => title.replace(/^(?:the|an?) /iu, ''),
	(title) => `${title} (paperback)`,
	(title) => `${title.replace(/[\s/:;,.]+$/u, '')}, 2nd ed.`,
	(title) => `“${title}”`,
	(title) => title.replace(/'/gu, '’').replace(/-/gu, '–'),
];

/** How patrons type a name. */
const naming: ReadonlyArray<(name: string) => string> = [
	(name) => name,
	(name) => plain(name),
	(name) => plain(name).split(', ').reverse().join(' '),
	(name) => plain(name).split(', ')[0] ?? '',
	(name) => plain(name).toUpperCase(),
	(name) => `by ${plain(name).split(', ').reverse().join(' ')}`,
];

/** Returns a cataloged name without dates and additions. */
function plain(name: string) {
	return name
		.split(', ')
		.slice(0, 2)
		.filter((part) => !/\d/u.test(part))
		.join(', ');
}

const titled = bibRecords.filter(({ title, suppressed }) => suppressed !== true && /\p{Letter}/u.test(title));

const inventories = [
	['inventory storage to 23.x', {}],
	['inventory storage from 24.0', { era: 'current' }],
	['mod-search', { searchModule: 'loaded' }],
] as const;
/** Each title is typed in a twelfth of the ways, and looked up in one of the inventories. */
const plays = titled
	.flatMap((record) => typing.map((type, number) => ({ record, type, number })))
	.filter(({ record, number }) => isLongRun || (Math.floor(record.number / naming.length) + number) % 12 === 0);

describe.each(inventories.map((inventory, place) => [...inventory, place] as const))('typed titles over %s', (_name, inventory, place) => {
	const sandbox = sandboxForAll({ inventory });

	it("a record's own title, author and year find the record, however they are typed", async () => {
		const index = openFolioIndex(sandbox);
		const lost = await Promise.all(
			shareOfCases(plays, place, inventories.length).map(async ({ record, type, number }) => {
				const name = naming[(record.number + number) % naming.length]?.(record.authors?.[0] ?? '') ?? '';
				// The statement of responsibility is not part of the title.
				const citation = { title: type(record.title.replace(/ \/ .*$/u, '')), author: name, year: record.date ?? '' };
				const { reason, candidates } = await findEligible(index, citation, { ownSymbols: ['US-ISLE'] });
				return reason === 'nothingFound' || !candidates.some((candidate) => candidate.instanceId === buildInstanceId(record.number))
					? [{ number: record.number, citation: citation, reason }]
					: [];
			}),
		);
		expect(lost.flat()).toEqual([]);
	});

	it("a mix of three records' title, author and year is Eligible only for a record that agrees with all three", async () => {
		const index = openFolioIndex(sandbox);
		const pick = fc.constantFrom(...titled);
		await fc.assert(
			fc.asyncProperty(pick, pick, pick, async (one: BibRecord, other: BibRecord, third: BibRecord) => {
				const citation = { title: one.title, author: other.authors?.[0] ?? '', year: third.date ?? '' };
				const { outcome, title, author, publicationDate } = await findEligible(index, citation, { ownSymbols: ['US-ISLE'] });
				if (outcome !== 'eligible') return;
				expect(titleFit(citation.title, title ?? '')).toMatch(/^(?:exact|same)$/u);
				expect(
					compareAuthors(
						citation.author,
						[...(bibRecords.find((record) => record.title === title)?.authors ?? []), author ?? ''],
						(title ?? '').split(' / ').slice(1),
					),
				).toBe('same');
				expect(publicationDate).not.toBeNull();
			}),
			caseCount(20),
		);
	});
});
