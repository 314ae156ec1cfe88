/** Splits an OpenURL as the resolver does: into who asks (`rft_id`) and what is wanted (`rft.title`). */
import { parse } from 'node:querystring';

/** The value of a key. A key that is given twice has an array, in the order of the query. */
export type OpenUrlQueryValue = string | string[];
export type OpenUrlQuery = Record<string, OpenUrlQueryValue>;
type Realms = Record<string, Record<string, OpenUrlQueryValue>>;

export interface ContextObject {
	readonly query: OpenUrlQuery;
	/** The values of keys with an underscore, e.g. `rft_id` as `admindata.rft.id`. */
	readonly admindata: Realms;
	/** The values of keys with a dot, e.g. `rft.title` as `metadata.rft.title`. */
	readonly metadata: Realms;
}

const keptInVersion01 = new Set(['svc_id', 'req.emailAddress', 'svc.pickupLocation', 'svc.neededBy', 'svc.note']);

/** Parses the raw query as node's querystring module does: `+` becomes a space, and broken percent signs stay. */
export function parseRawQuery(rawQuery: string): OpenUrlQuery {
	const query: OpenUrlQuery = {};
	for (const [key, value] of Object.entries(parse(rawQuery))) {
		if (value !== undefined) query[key] = value;
	}
	return query;
}

/** Translates the keys of OpenURL 0.1 (`title`, `issn`, ...) into those of version 1.0. */
function fromVersion01(old: OpenUrlQuery): OpenUrlQuery {
	const query: OpenUrlQuery = {};
	for (const [key, value] of Object.entries(old)) {
		if (key === 'sid') query.rfr_id = value;
		else if (key === 'pid') query.rft_dat = value;
		else if (keptInVersion01.has(key)) query[key] = value;
		else {
			query[`rft.${key}`] = value;
			if (key === 'title') {
				const partOfJournal = old.genre === 'article' || old.genre === 'proceeding';
				query[partOfJournal ? 'rft.jtitle' : 'rft.btitle'] = value;
			}
		}
	}
	return query;
}

/** Splits each key of the query at its first dot or underscore. A key with neither is dropped. */
export function readContextObject(original: OpenUrlQuery, { version1Key }: { readonly version1Key: RegExp }): ContextObject {
	const isVersion01 = !Object.keys(original).some((key) => version1Key.test(key));
	const query = isVersion01 ? fromVersion01(original) : original;
	const admindata: Realms = {};
	const metadata: Realms = {};
	for (const [key, value] of Object.entries(query)) {
		const at = key.search(/[_.]/);
		if (at < 0) continue;
		const area = key[at] === '_' ? admindata : metadata;
		const realm = key.slice(0, at);
		const values = Object.hasOwn(area, realm) ? area[realm] : undefined;
		if (values) values[key.slice(at + 1)] = value;
		else area[realm] = { [key.slice(at + 1)]: value };
	}
	return { query, admindata, metadata };
}
