import { badInputError, ReShareError } from '../errors';
import { rethrowUnlessOfOneQuery } from './errorsOfWholeInventory';
import { recordFormOf } from './find/recordForm';
import { toSingleLine } from '../text';
import type { Holding } from './recordsAndHoldings';
import type { SharedIndex } from './SharedIndex';

/** The items of a record with more holdings are not read, because that would take too many calls. */
const mostHoldingsWithItems = 200;

/**
 * Reads a record with its holdings.
 *
 * @throws ReShareError `badInput` for a text that cannot be an id here, `notFound` where there is no such record
 */
export async function getInstance(index: SharedIndex, id: string, options: { readonly withItems?: boolean } = {}) {
	const key = index.ids.read(id);
	if (key === undefined) throw badInputError(`'${toSingleLine(id, 60)}' is not an Instance ID`, `An Instance ID is ${index.ids.form}.`);
	const {
		records: [record],
		unreadable,
	} = await index.byIdentifier('instanceId', [key]);
	if (record === undefined) throw noRecordError(key, unreadable > 0);
	const list = await index.holdings(record.id);
	if (list.error !== undefined) throw list.error;
	const items = options.withItems === true ? await readItems(index, list.holdings) : [];
	const holdings = list.holdings.map(
		({ id: holdingId, library, locationCode, locationName, callNumber, policy, policyUnknown, statements }, place) => ({
			id: holdingId,
			library,
			location: { code: locationCode, name: locationName },
			callNumber,
			policy,
			/** Whether the holding is lendable; null if that is not known. */
			lendable: policyUnknown ? null : policy !== null && index.lending.loanPolicies.includes(policy),
			statements,
			items: typeof items === 'string' ? [] : (items[place] ?? []),
		}),
	);
	const lending = holdings.filter(({ lendable }) => lendable === true).flatMap(({ library }) => library ?? []);
	const warnings: string[] = [];
	if (list.cut)
		warnings.push(`The inventory may have more holdings than it gave${list.problem === undefined ? '' : `: ${list.problem.message}`}`);
	if (typeof items === 'string') warnings.push(items);
	if (holdings.some(({ lendable }) => lendable === null)) warnings.push('Some lending policies could not be read');
	// The lending libraries have a holding with the index's usual lending policy.
	return { record, format: recordFormOf(record), holdings, lendingLibraries: [...new Set(lending)].sort(), warnings };
}

function noRecordError(id: string, isUnreadable: boolean) {
	return isUnreadable
		? new ReShareError(
				'badAnswer',
				`The record ${id} came without a title, or in a form that cannot be read`,
				'Where other records can be read, this one lacks what every record must have, such as its title. Otherwise test the ⟦settings⟧.',
			)
		: new ReShareError(
				'notFound',
				`The shared inventory has no record ${id}`,
				'It may have been merged into another one. Search for it by ISBN or title.',
			);
}

/** Reads the items. If that fails, the result is a warning, because a record without its items is still useful. */
async function readItems(index: SharedIndex, holdings: readonly Holding[]) {
	if (index.items === undefined) return 'This shared index tells nothing of single items';
	const { length } = holdings.filter(({ id }) => id !== null);
	if (length > mostHoldingsWithItems) return `The record has ${length} holdings; their items were not read`;
	try {
		return await Promise.all(holdings.map(async ({ id }) => (id === null ? [] : await index.items?.(id))));
	} catch (error) {
		return `Items could not be read: ${rethrowUnlessOfOneQuery(error).message}`;
	}
}
