import { ReShareError } from '../errors';
import { isAboutAccess } from './access';
import { librarySymbol, modRsPolicy } from './eligibility';
import { formOf, type Form } from './find/form';
import type { Inventory, Item } from './Inventory';
import { uuidKey } from './match/uuid';
import { shown } from './match/values';
import type { InventoryRecord } from './records';

export interface HoldingDetails {
	readonly id: string | null;
	/** The holding library's symbol; null where the location code does not name one. */
	readonly library: string | null;
	readonly location: { readonly code: string | null; readonly name: string | null };
	readonly callNumber: string | null;
	readonly policy: string | null;
	/** Null: unknown. */
	readonly lendable: boolean | null;
	readonly statements: readonly string[];
	readonly items: readonly Item[];
}

export interface InstanceDetails {
	readonly record: InventoryRecord;
	readonly format: Form;
	readonly holdings: readonly HoldingDetails[];
	/** Libraries with a holding whose policy is `Will lend`, sorted. */
	readonly lendingLibraries: readonly string[];
	readonly warnings: readonly string[];
}

/** Holdings whose items are read; a record with more gets none, since each would cost more than it tells. */
const mostHoldingsWithItems = 200;

/**
 * One record with its holdings, policies and copies.
 *
 * @throws ReShareError `badInput` for an id that is no UUID, `notFound` where there is no such record
 */
export async function getInstance(inventory: Inventory, id: string, options: { readonly withItems?: boolean } = {}): Promise<InstanceDetails> {
	const key = uuidKey(id);
	if (key === undefined) {
		throw new ReShareError('badInput', `'${shown(id)}' is not an Instance ID`, { description: 'An Instance ID is a UUID such as 69640328-788e-43fc-9c3c-af39e243f3b7.' });
	}
	const record = await inventory.record(key);
	if (record === undefined) {
		throw new ReShareError('notFound', `The shared inventory has no record ${key}`, { description: 'It may have been merged into another one. Search for it by ISBN or title.' });
	}
	const list = await inventory.holdings(record.id);
	if (list.error !== undefined) throw list.error;
	const warnings: string[] = [];
	if (list.cut) warnings.push('The inventory may have more holdings than it gave');
	const holdingIds = list.holdings.flatMap(({ id: holdingId }) => holdingId ?? []);
	const items = options.withItems === true ? await readItems(inventory, holdingIds, warnings) : new Map<string, Item[]>();
	const holdings = list.holdings.map((holding): HoldingDetails => ({
		id: holding.id,
		library: librarySymbol(holding.locationCode) ?? null,
		location: { code: holding.locationCode, name: holding.locationName },
		callNumber: holding.callNumber,
		policy: holding.policy,
		lendable: holding.policyUnknown ? null : holding.policy === modRsPolicy,
		statements: holding.statements,
		items: items.get(holding.id ?? '') ?? [],
	}));
	if (holdings.some(({ lendable }) => lendable === null)) warnings.push('Some lending policies could not be read');
	const lendingLibraries = [...new Set(holdings.flatMap(({ library, lendable }) => (lendable === true && library !== null ? [library] : [])))].sort();
	return { record, format: formOf(record), holdings, lendingLibraries, warnings };
}

/** Items are an extra: a record without them is still worth having, so that what went wrong becomes a warning. */
async function readItems(inventory: Inventory, holdingIds: readonly string[], warnings: string[]): Promise<Map<string, Item[]>> {
	if (holdingIds.length > mostHoldingsWithItems) {
		warnings.push(`The record has ${holdingIds.length} holdings; their items were not read`);
		return new Map();
	}
	try {
		return await inventory.items(holdingIds);
	} catch (error) {
		if (!(error instanceof ReShareError) || isAboutAccess(error)) throw error;
		warnings.push(`Items could not be read: ${error.message}`);
		return new Map();
	}
}
