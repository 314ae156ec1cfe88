import type { LibraryTenant, LoanPolicy } from '../consortium';
import { defineSameNamedFields, type EntitySchema } from '../webToolkitLists/compileFilters';
import { answerList } from '../webToolkitLists/answerList';
import { defineRoute } from '../route';
import type { Route } from '../sharedTypes';
import { directoryEntriesOf, type StoredEntry, type DirectorySymbol } from './entries';
import { buildEntryView, buildSymbolView } from './buildEntryViews';

const schema: EntitySchema<StoredEntry> = {
	...defineSameNamedFields<StoredEntry>('text', 'id', 'name'),
	'status.value': { kind: 'text', read: ({ status }) => [status] },
	'tags.value': { kind: 'text', read: ({ tags }) => tags },
};

/** The most entries of a page in all releases up to 2.11.1, the last one with a tag (openlibraryenvironment/mod-directory, ILLDEV-191). */
const largestPage = 100;

/** The directories of all library tenants. Entries can be added, e.g. to have more than one page of them. */
export class Directory {
	private readonly entries = new Map<string, StoredEntry[]>();

	constructor(tenants: readonly LibraryTenant[]) {
		for (const tenant of tenants) this.entries.set(tenant, directoryEntriesOf(tenant));
	}

	of(tenant: string): StoredEntry[] {
		return this.entries.get(tenant) ?? [];
	}

	pickup(tenant: string, slug: string): StoredEntry | undefined {
		return this.of(tenant).find((entry) => entry.slug === slug && entry.type === 'branch');
	}

	owner(tenant: string, combined: string): { symbol: DirectorySymbol; owner: StoredEntry } | undefined {
		for (const owner of this.of(tenant)) {
			const symbol = owner.symbols.find((candidate) => `${candidate.authority}:${candidate.symbol}` === combined.toUpperCase());
			if (symbol !== undefined) return { symbol, owner };
		}
		return undefined;
	}

	/**
	 * Whether mod-rs may ask the library. It also may if the entry says nothing, but not if the library lends only electronically.
	 *
	 * @param combined `authority:symbol`; the result is false if the directory does not know it
	 */
	isLending(tenant: string, combined: string): boolean {
		const entry = this.owner(tenant, combined)?.owner;
		return (
			entry !== undefined &&
			(entry.loanPolicy === undefined || entry.loanPolicy === 'lending_all_types' || entry.loanPolicy === 'lending_physical_only')
		);
	}

	/**
	 * Sets what every tenant's directory says about a library from now on; undefined: nothing.
	 *
	 * @throws Error if no library has the symbol
	 */
	setLoanPolicy(symbol: string, policy: LoanPolicy | undefined): void {
		const entries = [...this.entries.values()].flat().filter(({ symbols }) => symbols.some((one) => one.symbol === symbol.toUpperCase()));
		if (entries.length === 0) throw new Error(`No library has the symbol ${symbol}`);
		for (const entry of entries) {
			if (policy === undefined) delete entry.loanPolicy;
			else entry.loanPolicy = policy;
		}
	}

	buildSymbolView(tenant: string, combined: string): unknown {
		const found = this.owner(tenant, combined);
		return found === undefined ? undefined : buildSymbolView(found.symbol, found.owner);
	}

	routes(): Route[] {
		return [
			defineRoute('GET', '/directory/entry', 'directory.entry.collection.get', ({ tenant, query }) =>
				answerList(this.of(tenant), query, { schema, print: buildEntryView, largestPage }),
			),
		];
	}
}
