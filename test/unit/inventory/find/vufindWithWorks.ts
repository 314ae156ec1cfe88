import { findEligible } from '../../../../reshare/inventory/find/findEligible';
import type { Citation } from '../../../../reshare/inventory/find/findTypes';
import { VufindIndex } from '../../../../reshare/inventory/vufind/VufindIndex';
import { HttpClient } from '../../../../reshare/transport';
import { writeMarcXml } from '../marc/marcXml';

export const ownSymbolOptions = { ownSymbols: ['US-EAST'] };
export const isbn = '9780151446476';
/** The MARC field of a record that has this ISBN. */
export const marcFieldOfIsbn = `020 ## $a ${isbn}`;
export const lentCopyField = '999 11 $s ISIL:US-WEST $l 1 $p LOANABLE';

export const eligibleResult = { outcome: 'eligible' };
export const reviewResult = (reason: string) => ({ outcome: 'needsReview', reason });

/** Makes a VuFind with these works, each under the number by which it is found. A work that names no copy is lent by West Prairie. */
export function vufindWithWorks(works: Readonly<Record<string, readonly string[]>>, leader?: string) {
	const records = Object.entries(works).map(([number, fields], index) => {
		const id = `5d0b6a3e-7c41-4a52-9a0e-2f6c1b7d9e1${index}`;
		const copies = fields.some((field) => field.startsWith('999')) ? [] : [lentCopyField];
		return { number, record: { id, fullRecord: writeMarcXml([`001 ${id}`, ...fields, ...copies], leader) } };
	});
	const fetch = async (url: string) => {
		const asked = new URL(url).searchParams.get('lookfor') ?? '';
		const found = records.filter(({ number }) => asked.includes(number)).map(({ record }) => record);
		return Response.json({ status: 'OK', resultCount: found.length, records: found });
	};
	return new VufindIndex(new HttpClient({ fetch }), { vufindUrl: 'https://discovery.example.org' });
}

/** Looks a citation up in a VuFind that answers every search with one record, which has these fields. */
export async function findInSingleRecord(fields: readonly string[], citation: Citation, leader?: string) {
	return await findEligible(vufindWithWorks({ '': fields }, leader), citation, ownSymbolOptions);
}
