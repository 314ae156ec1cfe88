import { makeStableId } from '../stableIds';
import {
	combinedSymbolsOf,
	findMember,
	libraries,
	members,
	pickupEntries,
	type LibraryTenant,
	type LoanPolicy,
	type Member,
} from '../consortium';

export interface StoredEntry {
	readonly id: string;
	readonly name: string;
	readonly slug?: string;
	readonly status: 'managed' | 'reference';
	readonly type: 'institution' | 'branch' | 'consortium';
	readonly tags: readonly string[];
	readonly symbols: readonly DirectorySymbol[];
	readonly lmsLocationCode?: string;
	readonly shippingSymbol?: string;
	/** The loan policy, which only institutions have. */
	loanPolicy?: LoanPolicy;
	readonly parent?: StoredEntry;
}

export interface DirectorySymbol {
	readonly id: string;
	readonly symbol: string;
	readonly authority: string;
}

function symbolsOf(member: Member): DirectorySymbol[] {
	return combinedSymbolsOf(member).map((combined) => ({
		id: makeStableId(`symbol:${combined}`),
		symbol: member.symbol,
		authority: combined.split(':')[0] ?? '',
	}));
}

function institution(member: Member, tenant: LibraryTenant): StoredEntry {
	return {
		id: makeStableId(`directory:${member.symbol}`),
		name: member.name,
		slug: member.symbol.replace('US-', ''),
		status: member.tenant === tenant ? 'managed' : 'reference',
		type: 'institution',
		tags: [],
		symbols: symbolsOf(member),
		...(member.loanPolicy === undefined ? {} : { loanPolicy: member.loanPolicy }),
	};
}

/** Builds the directory as one tenant sees it: all members, and the pickup locations that the tenant knows. */
export function directoryEntriesOf(tenant: LibraryTenant): StoredEntry[] {
	const institutions = members.map((member) => institution(member, tenant));
	const own = institutions.find((entry) => entry.name === libraries[tenant].name);
	const branches = pickupEntries[tenant].map((location): StoredEntry => {
		const other = location.slug?.startsWith('WEST') === true ? findMember('US-WEST') : findMember('US-EAST');
		const parent = location.status === 'managed' ? own : institutions.find((entry) => entry.name === other?.name);
		return {
			id: makeStableId(`directory:${tenant}:${location.slug ?? location.name}`),
			name: location.name,
			...(location.slug === undefined ? {} : { slug: location.slug }),
			status: location.status,
			type: 'branch',
			tags: ['Pickup'],
			symbols: [],
			lmsLocationCode: location.lmsLocationCode,
			...(location.shippingSymbol === undefined ? {} : { shippingSymbol: location.shippingSymbol }),
			...(parent === undefined ? {} : { parent }),
		};
	});
	const consortium: StoredEntry = {
		id: makeStableId('directory:consortium'),
		name: 'Practice Consortium',
		slug: 'PRACTICE',
		status: 'reference',
		type: 'consortium',
		tags: [],
		symbols: [],
	};
	return [consortium, ...institutions, ...branches];
}
