import type { ResolverCustomer } from '../../../../../sandbox/resolver/OkapiSession';
import rows from '../../../../fixtures/recorded/resolver/openurls.json';

/**
 * An OpenURL, and what each release of the public resolver did with it when run on loopback: `json 201`, `short form`, `error 422` and so
 * on.
 */
export interface OpenUrlCase {
	readonly name: string;
	/** The path and query below the resolver's base URL. */
	readonly url: string;
	readonly newest: string;
	/** What v1.6.0 did with the OpenURL; absent if it did the same as `newest`. */
	readonly v160?: string;
	/** What v1.5.0 did with the OpenURL; absent if it did the same as v1.6.0. */
	readonly v150?: string;
	readonly method?: string;
	readonly headers?: Readonly<Record<string, string>>;
	/** The fields of the request that the newest release posts; null: absent. */
	readonly posts?: Readonly<Record<string, unknown>>;
}

export const openUrls = rows as readonly OpenUrlCase[];

function service(name: string) {
	return { name, tenant: name.toLowerCase().replace('reshare:us-', ''), username: 'resolver', password: 'secret' };
}

/** The libraries of the OpenURLs. */
export const testServices: readonly ResolverCustomer[] = [
	...['RESHARE:US-EAST', 'west', 'tokenless', 'nodirectory'].map(service),
	{ ...service('form'), alwaysShowForm: true },
];
