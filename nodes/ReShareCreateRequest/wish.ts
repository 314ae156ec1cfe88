import type { IDataObject } from 'n8n-workflow';
import type { Client, InputProblem, NewRequest } from '../shared/client';
import { readChoice } from '../shared/choices';
import { readPatronId, readText, type ReadParameter } from '../shared/parameters';
import { serviceTypeField } from './fields';
import { readPickup } from './pickup';

export interface ReadWish {
	readonly wish: NewRequest;
	readonly problems: readonly InputProblem[];
	readonly options: IDataObject;
}

/** Reads one item's parameters. Nothing is judged here but what is no text at all. */
export function readWish(client: Client, read: ReadParameter, itemIndex: number): ReadWish {
	const problems: InputProblem[] = [];
	const field = (name: string, displayName: string): string | undefined => readText(read(name, itemIndex, ''), displayName, problems);
	const options = read('options', itemIndex, {}) as IDataObject;
	const option = (name: string, displayName: string): string | undefined => readText(options[name], displayName, problems);
	const isCopy = readChoice(read('serviceType', itemIndex, 'loan'), serviceTypeField, problems) === 'copy';
	const pickup = readPickup(client, read, itemIndex);

	const wish: NewRequest = {
		serviceType: isCopy ? 'copy' : 'loan',
		patronId: readPatronId(read('patronId', itemIndex, ''), problems),
		...known({
			instanceId: field('instanceId', 'Instance ID'),
			pickupSlug: pickup.slug,
			pickupName: pickup.name,
			reference: field('reference', 'Reference'),
			title: field('title', isCopy ? 'Journal or Book Title' : 'Title'),
			author: isCopy ? undefined : field('author', 'Author'),
			publicationDate: field('publicationDate', isCopy ? 'Date' : 'Publication Date'),
			volume: isCopy ? (field('volume', 'Volume') || option('volume', 'Volume')) : option('volume', 'Volume'),
			issn: isCopy ? field('issn', 'ISSN') : undefined,
			edition: option('edition', 'Edition'),
			isbn: option('isbn', 'ISBN'),
			oclc: option('oclc', 'OCLC Number'),
			neededBy: option('neededBy', 'Needed By'),
			note: option('note', 'Note to the Lending Library'),
			patronEmail: option('patronEmail', 'Patron Email'),
		}),
		...(isCopy
			? {
					copy: known({
						partTitle: field('partTitle', 'Article or Chapter Title'),
						partAuthor: field('partAuthor', 'Article Author'),
						pages: field('pages', 'Pages'),
						issue: field('issue', 'Issue'),
						genre: field('genre', 'Genre'),
						copyrightType: field('copyrightType', 'Copyright Type'),
					}),
				}
			: {}),
	};
	return { wish, problems: [...problems, ...pickup.problems], options };
}

/** Without the absent ones. */
function known<Name extends string>(fields: Readonly<Record<Name, string | undefined>>): { [Key in Name]?: string } {
	return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as { [Key in Name]?: string };
}
