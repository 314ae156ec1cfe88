import { ReShare } from '../../reshare';
import { findMember, members } from '../../sandbox/consortium';
import { createConsortium } from '../../sandbox';
import { createConsortiumFetch } from '../../sandbox/createConsortiumFetch';
import { buildInstanceId } from '../../sandbox/inventory/recordIds';
import { recordOfMarc } from '../../sandbox/inventory/records/recordOfMarc';
import type { HoldingSpec } from '../../sandbox/inventory/records/BibRecord';
import { clusterIdOf } from '../../sandbox/reservoir/createReservoir';
import { marcFieldsOf, type MarcInJson } from '../../sandbox/reservoir/marcInJson';
import type { Book } from './Book';
import type { IndexName } from './judgeOptions';

export interface ServedCatalog {
	/** Opens the client as a run of a workflow does. */
	open(): Promise<ReShare['inventory']>;
	book(id: string): Book | undefined;
}

/** The library that asks. It owns none of the copies, so that all of them can be lent to it. */
export const askingLibrary = 'US-EAST';

const lenders = members
	.filter(({ symbol, loanPolicy, tenant }) => tenant !== 'east' && loanPolicy === undefined && findMember(symbol) !== undefined)
	.map(({ symbol }) => symbol);

export function serveCatalog(books: readonly Book[], index: IndexName): ServedCatalog {
	const records = books.map(({ number, marc }) => recordOfMarc(number, marc, copiesOf(marc, number)));
	const consortium = createConsortium({ inventory: { records, era: index === 'folio24' ? 'current' : 'classic' } });
	const { okapiUrl, inventory, reservoir, vufind } = consortium.open(`https://${index}.example.org`);
	const access =
		index === 'folio' || index === 'folio24'
			? { url: okapiUrl, tenant: inventory.tenant, username: inventory.username, password: inventory.password }
			: { vufindUrl: vufind.urls.v10, ...(index === 'reservoir' ? { reservoir: { url: okapiUrl, tenant: reservoir.tenant } } : {}) };
	const idOf = index.startsWith('folio') ? buildInstanceId : clusterIdOf;
	const byId = new Map(books.map((book) => [idOf(book.number), book]));
	return {
		open: async () => (await ReShare.open({ inventory: access, transport: { fetch: createConsortiumFetch(consortium) } })).inventory,
		book: (id) => byId.get(id),
	};
}

/**
 * Returns the record's own copies (999 with indicators 1 1), at libraries of the practice consortium. A record without any is lent by two
 * libraries.
 */
function copiesOf(marc: MarcInJson, number: number): HoldingSpec[] {
	const copies = marcFieldsOf(marc, '999', '11');
	if (copies.length === 0) return [0, 1].map((step) => ({ place: lenders[(number + step) % lenders.length] ?? '', policy: 'willLend' }));
	const symbols = [...new Set(copies.map((field) => first(field.subfields, 's')))];
	return copies.map(({ subfields }) => {
		const [callNumber, volume] = [
			first(subfields, 'c'),
			[first(subfields, 'n'), first(subfields, 'u'), first(subfields, 'v')].filter((text) => text !== '').join(' '),
		];
		return {
			place: lenders[symbols.indexOf(first(subfields, 's')) % lenders.length] ?? '',
			policy: first(subfields, 'p') === 'UNLOANABLE' ? 'willNotLend' : 'willLend',
			...(callNumber === '' ? {} : { callNumber }),
			...(volume === '' ? {} : { items: [volume] }),
		};
	});
}

function first(subfields: ReadonlyArray<readonly [string, string]>, code: string): string {
	return subfields.find(([one]) => one === code)?.[1] ?? '';
}
