import { stableId } from '../ids';
import { combinedSymbols, findMember, libraries, type LibraryTenant } from '../consortium';
import { findPage, printPage } from '../lookup/list';
import { lookupAnswer } from '../lookup/answer';
import { own, scalar, type EntitySchema } from '../lookup/schema';
import { route } from '../route';
import type { Route } from '../types';

export interface AppSetting {
	readonly id: string;
	readonly section: string;
	readonly key: string;
	readonly settingType: 'String' | 'Refdata' | 'Password';
	readonly vocab?: string;
	readonly defValue?: string;
	readonly hidden?: boolean;
	value?: string;
}

function setting(section: string, key: string, more: Partial<AppSetting> = {}): AppSetting {
	return { id: stableId(`setting:${section}:${key}`), section, key, settingType: 'String', ...more };
}

function settingsOf(tenant: LibraryTenant): AppSetting[] {
	const { hridPrefix } = libraries[tenant];
	const own = findMember(libraries[tenant].symbol);
	return [
		setting('requests', 'max_requests', { value: '50' }),
		setting('requests', 'request_id_prefix', { value: hridPrefix }),
		setting('requests', 'default_request_symbol'),
		setting('requests', 'default_peer_symbol'),
		setting('requests', 'local_symbols', own === undefined ? {} : { value: combinedSymbols(own).join(',') }),
		setting('requests', 'free_text_pickup_location', { settingType: 'Refdata', vocab: 'YesNo', defValue: 'no' }),
		setting('requests', 'last_resort_lenders'),
		setting('requests', 'suppress_patron_info', { settingType: 'Refdata', vocab: 'YesNo', defValue: 'no' }),
		setting('autoResponder', 'check_duplicate_time', { defValue: '0' }),
		setting('autoResponder', 'auto_responder_status', { settingType: 'Refdata', vocab: 'AutoResponder', value: 'off' }),
		setting('autoResponder', 'auto_responder_local', { settingType: 'Refdata', vocab: 'AutoResponder', value: 'on' }),
		setting('state_model', 'requester_returnables_state_model', { defValue: 'PatronRequest' }),
		setting('state_model', 'requester_non_returnables_state_model', { defValue: 'NonreturnableRequester' }),
		setting('Routing', 'routing_adapter', { settingType: 'Refdata', vocab: 'RequestRouter', value: 'FolioSharedIndex' }),
		setting('hostLMSIntegration', 'borrower_check', { settingType: 'Refdata', vocab: 'BorrowerCheckMethod', value: 'ncip' }),
		setting('sharedIndex', 'shared_index_integration', { settingType: 'Refdata', vocab: 'SharedIndexAdapter', defValue: 'FOLIO' }),
		setting('sharedIndex', 'shared_index_base_url'),
		setting('sharedIndex', 'shared_index_tenant', { value: 'shared' }),
		setting('sharedIndex', 'shared_index_pass', { settingType: 'Password', value: '********', hidden: true }),
		setting('other', 'default_copyright_type', { settingType: 'Refdata', vocab: 'copyrightType' }),
	];
}

const schema: EntitySchema = { ...own<AppSetting>('text', 'id', 'section', 'key', 'value'), hidden: scalar<AppSetting>('boolean', (entry) => entry.hidden ?? false) };

export class Settings {
	private readonly byTenant = new Map<string, AppSetting[]>();

	constructor(tenants: readonly LibraryTenant[]) {
		for (const tenant of tenants) this.byTenant.set(tenant, settingsOf(tenant));
	}

	/** The value that counts: the one set, else the default; undefined when there is neither. */
	get(tenant: string, key: string): string | undefined {
		const entry = this.byTenant.get(tenant)?.find((candidate) => candidate.key === key);
		const value = entry?.value ?? entry?.defValue;
		return value === '' ? undefined : value;
	}

	number(tenant: string, key: string): number {
		const value = Number(this.get(tenant, key) ?? 0);
		return Number.isFinite(value) ? value : 0;
	}

	/** @throws Error when the tenant or the key does not exist */
	set(tenant: string, key: string, value: string | undefined): void {
		const entry = this.byTenant.get(tenant)?.find((candidate) => candidate.key === key);
		if (entry === undefined) throw new Error(`There is no setting ${key} in tenant ${tenant}`);
		if (value === undefined) delete entry.value;
		else entry.value = value;
	}

	/** Whether requests go to an external broker instead of along a rota of our own. */
	brokerMode(tenant: string): boolean {
		return this.get(tenant, 'routing_adapter') === 'disabled';
	}

	/** Whether lenders are looked for in Reservoir, by OAI, in place of FOLIO's inventory. */
	asksReservoir(tenant: string): boolean {
		return this.get(tenant, 'shared_index_integration') === 'OAIPMH' && /\/reservoir\/oai$/u.test(this.get(tenant, 'shared_index_base_url') ?? '');
	}

	routes(): Route[] {
		return [
			route('GET', '/rs/settings/appSettings', 'rs.settings.get', ({ tenant, query, user }) => {
				const mentionsHidden = query.getAll('filters').some((filter) => filter.includes('hidden'));
				const mayRead = ({ section }: AppSetting) =>
					user === undefined || ['all', section.toLowerCase()].some((name) => user.permissions.includes(`rs.settings.getsection.${name}`));
				return lookupAnswer(() => {
					const page = findPage(this.byTenant.get(tenant) ?? [], query, { schema, largestPage: 1000, shuffleBy: (entry: AppSetting) => entry.id });
					// The permission of the section is looked at after paging, so totals count what is not shown.
					const shown = page.rows.filter((entry) => mayRead(entry) && (entry.hidden !== true || mentionsHidden));
					return printPage({ ...page, rows: shown }, query, (entry) => ({ ...entry }));
				});
			}),
		];
	}
}
