import { makeStableId } from '../stableIds';
import type { StoredEntry, DirectorySymbol } from './entries';

function refdata(category: string, value: string): unknown {
	const label = value.charAt(0).toUpperCase() + value.slice(1);
	return { id: makeStableId(`directory:${category}:${value}`), label, owner: { id: makeStableId(`directory:${category}`) }, value };
}

function fullyQualifiedName(entry: StoredEntry): string {
	return entry.parent === undefined ? entry.name : `${fullyQualifiedName(entry.parent)} / ${entry.name}`;
}

function common(entry: StoredEntry): Record<string, unknown> {
	const { parent } = entry;
	return {
		id: entry.id,
		name: entry.name,
		slug: entry.slug,
		status: refdata('status', entry.status),
		tags: entry.tags.map((tag) => ({ id: 40, normValue: tag.toLowerCase(), value: tag })),
		parent:
			parent === undefined
				? undefined
				: { id: parent.id, name: parent.name, fullyQualifiedName: fullyQualifiedName(parent), slug: parent.slug },
		tagSummary: entry.tags.join(', '),
		symbolSummary: entry.symbols.map((symbol) => `${symbol.authority}:${symbol.symbol}`).join(', '),
		fullyQualifiedName: fullyQualifiedName(entry),
		lmsLocationCode: entry.lmsLocationCode,
	};
}

export function buildEntryView(entry: StoredEntry): unknown {
	return {
		...common(entry),
		type: refdata('type', entry.type),
		symbols: entry.symbols.map((symbol) => ({
			id: symbol.id,
			symbol: symbol.symbol,
			priority: 'a',
			authority: { id: makeStableId(`authority:${symbol.authority}`), symbol: symbol.authority },
		})),
		customProperties:
			entry.loanPolicy === undefined
				? {}
				: { 'policy.ill.loan_policy': [{ id: 1, internal: false, value: refdata('LoanPolicy', entry.loanPolicy) }] },
		memberCount: 0,
	};
}

/** Builds an entry as it stands inside a patron request: its type is only an id, and symbols are left out. */
export function buildNestedEntryView(entry: StoredEntry): unknown {
	return { ...common(entry), type: { id: makeStableId(`directory:type:${entry.type}`) } };
}

/** Builds a symbol with its owner, as `resolvedSupplier` and `resolvedRequester` show it. */
export function buildSymbolView(symbol: DirectorySymbol, owner: StoredEntry): unknown {
	return {
		id: symbol.id,
		symbol: symbol.symbol,
		priority: 'a',
		authority: { id: makeStableId(`authority:${symbol.authority}`) },
		owner: buildNestedEntryView(owner),
	};
}
