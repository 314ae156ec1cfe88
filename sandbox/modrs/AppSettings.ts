import { withoutUndefined } from '../withoutUndefined';
import { makeStableId } from '../stableIds';
import { combinedSymbolsOf, findMember, libraries, type LibraryTenant } from '../consortium';
import { defineSameNamedFields } from '../webToolkitLists/compileFilters';
import { answerList } from '../webToolkitLists/answerList';
import { defineRoute } from '../route';
import type { Route } from '../sharedTypes';
import rows from './settings.json';

interface AppSetting {
	readonly id: string;
	readonly section: string;
	readonly key: string;
	readonly settingType: string;
	readonly hidden?: boolean;
	readonly vocab?: string;
	readonly defValue?: string;
	value?: string;
}

function settingsOf(tenant: LibraryTenant): AppSetting[] {
	const { symbol, hridPrefix } = libraries[tenant];
	const member = findMember(symbol);
	const own: Readonly<Record<string, string | undefined>> = {
		request_id_prefix: hridPrefix,
		local_symbols: member && combinedSymbolsOf(member).join(','),
	};
	return rows.map(({ words: _words, ...row }) => ({
		id: makeStableId(`setting:${row.section}:${row.key}`),
		settingType: 'String',
		...row,
		...withoutUndefined({ value: own[row.key] }),
	}));
}

/** The settings that are worth trying out, with the meaning of each. */
export const settingDescriptions = new Map(rows.flatMap(({ key, words }) => (words === undefined ? [] : [[key, words] as const])));

const schema = defineSameNamedFields<AppSetting>('text', 'section', 'key');

export class AppSettings {
	private readonly byTenant = new Map<string, AppSetting[]>();

	constructor(tenants: readonly LibraryTenant[]) {
		for (const tenant of tenants) this.byTenant.set(tenant, settingsOf(tenant));
	}

	/** Returns the value of a setting: the one that was set, or else the default; undefined if there is neither. */
	get(tenant: string, key: string): string | undefined {
		const entry = this.byTenant.get(tenant)?.find((candidate) => candidate.key === key);
		const value = entry?.value ?? entry?.defValue;
		return value === '' ? undefined : value;
	}

	number(tenant: string, key: string): number {
		const value = Number(this.get(tenant, key) ?? 0);
		return Number.isFinite(value) ? value : 0;
	}

	set(tenant: string, key: string, value: string | undefined): void {
		const entry = this.byTenant.get(tenant)?.find((candidate) => candidate.key === key);
		if (entry === undefined) throw new Error(`There is no setting ${key} in tenant ${tenant}`);
		if (value === undefined) delete entry.value;
		else entry.value = value;
	}

	/** Whether requests go to an external broker instead of along the library's own rota. */
	isInBrokerMode(tenant: string): boolean {
		return this.get(tenant, 'routing_adapter') === 'disabled';
	}

	routes(): Route[] {
		return [
			defineRoute('GET', '/rs/settings/appSettings', 'rs.settings.get', ({ tenant, query, user }) => {
				const mayRead = ({ section }: AppSetting) =>
					user === undefined || ['all', section.toLowerCase()].some((name) => user.permissions.includes(`rs.settings.getsection.${name}`));
				return answerList(this.byTenant.get(tenant) ?? [], query, {
					schema,
					print: (entry) => ({ ...entry }),
					isShown: (entry) => mayRead(entry) && entry.hidden !== true,
				});
			}),
		];
	}
}
