import { unescape } from 'node:querystring';
import type { Behavior } from '../behavior';
import { escapeHtml } from '../resolver/htmlElements';
import type { IncomingCall } from '../startServer';
import type { SandboxAnswer } from '../sharedTypes';
import type { IndexDocument } from './IndexDocument';
import {
	readListParameter,
	readSingleParameter,
	encodePhpJson,
	readPhpParameters,
	withoutEmptyValues,
	type PhpParameters,
} from './phpParameters';
import { defaultRecordFields, vufindRecordFields, reshareRecordFields, type RecordContext } from './recordFields';
import { countFacets, searchDocuments } from './searchDocuments';
import { VufindQueryProblem } from './compileVufindQuery';
import { vufindTraits, type VufindTraits, type VufindVersion } from './versions';

/** The key that a caller sends as X-API-KEY if the site requires keys. */
export const practiceApiKey = 'practice-key-of-a-library';

interface SiteParts {
	readonly base: string;
	readonly version: VufindVersion;
	readonly isReshare: boolean;
	readonly options: Behavior;
	now(): number;
	documents(): readonly IndexDocument[];
}

class ApiProblem extends Error {
	constructor(
		readonly status: number,
		message: string,
	) {
		super(message);
	}
}

export class VufindSite {
	private readonly traits: VufindTraits;
	private readonly limiter: SearchLimiter;

	constructor(private readonly parts: SiteParts) {
		this.traits = vufindTraits[parts.version];
		this.limiter = new SearchLimiter(parts);
	}

	handle(request: IncomingCall): SandboxAnswer | undefined {
		const { base } = this.parts;
		if (request.path !== base && !request.path.startsWith(`${base}/`)) return undefined;
		const path = request.path.slice(base.length).replace(/\/$/u, '');
		const action = /^\/api\/v1\/(search|record)$/u.exec(path)?.[1];
		if (action === undefined) return this.page(path);
		const taken = action === 'search' && this.traits.rateLimiter ? this.limiter.take() : undefined;
		// The answer has no Retry-After. Only its text says how long to wait, in the language of the site, and headers of the site's own if
		// they are configured.
		if (taken?.isRefused === true)
			return {
				status: 429,
				body: `Too many requests. Please try again in ${taken.retryAfter} seconds.`,
				contentType: 'text/html; charset=UTF-8',
				headers: taken.headers,
			};
		const answer = this.api(request, action === 'search');
		return taken === undefined ? answer : { ...answer, headers: { ...answer.headers, ...taken.headers } };
	}

	private api(request: IncomingCall, isSearch: boolean): SandboxAnswer {
		const parameters = readPhpParameters(request.query);
		const { vufindApi, vufindIndexDown } = this.parts.options;
		if (vufindApi === 'closed') return output(403, { status: 'ERROR', statusMessage: 'Permission denied' });
		if (vufindApi === 'keys' && request.headers['x-api-key'] !== practiceApiKey)
			return { status: 401, body: 'Provided API key is missing or invalid.', contentType: 'text/html; charset=UTF-8', headers: openToAll };
		try {
			if (!isSearch) return output(200, this.record(parameters));
			const limit = limitOf(parameters, this.parts.options.vufindMaxLimit);
			if (vufindIndexDown) throw new ApiProblem(this.traits.indexDown.status, this.traits.indexDown.message);
			return output(200, this.search(parameters, limit));
		} catch (error) {
			if (error instanceof VufindQueryProblem) return output(400, { status: 'ERROR', statusMessage: 'Invalid search' });
			if (error instanceof ApiProblem) return output(error.status, { status: 'ERROR', statusMessage: error.message });
			throw error;
		}
	}

	private search(parameters: PhpParameters, limit: number): unknown {
		const found = searchDocuments(this.parts.documents(), parameters);
		const page = Math.max(1, Number.parseInt(readSingleParameter(parameters, 'page') ?? '1', 10) || 1);
		const records = this.format(found.slice((page - 1) * limit, page * limit), fieldList(parameters));
		const facets = readListParameter(parameters, 'facet').flatMap((field) => {
			const counts = countFacets(found, field, this.parts.options.vufindFacetLimit);
			return counts.length === 0 ? [] : [[field, counts] as const];
		});
		return {
			resultCount: found.length,
			...(records.length === 0 ? {} : { records }),
			...(facets.length === 0 ? {} : { facets: Object.fromEntries(facets) }),
			status: 'OK',
		};
	}

	private record(parameters: PhpParameters): unknown {
		const single = readSingleParameter(parameters, 'id');
		const ids = single === undefined ? readListParameter(parameters, 'id') : [single];
		if (ids.length === 0) throw new ApiProblem(400, 'Missing id');
		const most = this.parts.options.vufindMaxLimit;
		if (ids.length > most) throw new ApiProblem(400, `Record limit (${most}) exceeded`);
		const byId = new Map(this.parts.documents().map((document) => [document.id, document]));
		const found = ids.flatMap((id) => byId.get(id) ?? []);
		if (this.parts.options.vufindIndexDown || (single !== undefined && found.length === 0))
			throw new ApiProblem(400, 'Error loading record');
		const records = this.format(found, fieldList(parameters));
		return { resultCount: found.length, ...(records.length === 0 ? {} : { records }), status: 'OK' };
	}

	private get fields(): typeof vufindRecordFields {
		return this.parts.isReshare && this.parts.options.vufindLendingStatus
			? { ...vufindRecordFields, ...reshareRecordFields }
			: vufindRecordFields;
	}

	/** Formats documents. Field names that the site does not know are ignored. A record without any of the fields disappears. */
	private format(documents: readonly IndexDocument[], names: readonly string[]): readonly unknown[] {
		const { fields } = this;
		const context: RecordContext = { traits: this.traits, filters9xx: this.parts.options.vufindFilters9xx };
		const records = documents.map((document) =>
			Object.fromEntries(names.flatMap((name) => (fields[name] === undefined ? [] : [[name, fields[name](document, context)]]))),
		);
		const kept = withoutEmptyValues(records, this.traits.keepsEmptyLists);
		return Array.isArray(kept) ? kept : [];
	}

	private page(path: string): SandboxAnswer {
		const id = /^\/Record\/([^/]+)$/u.exec(path)?.[1];
		const title = id === undefined ? undefined : this.parts.documents().find((document) => document.id === unescape(id))?.values.title?.[0];
		const isFound = path === '' || path.startsWith('/Search') || title !== undefined;
		const heading = isFound ? (title ?? 'Search the libraries') : 'An error has occurred';
		const body = `<!DOCTYPE html><html lang="en"><head><title>${escapeHtml(heading)}</title><meta name="generator" content="VuFind ${this.traits.release}"></head><body><h1>${escapeHtml(heading)}</h1></body></html>`;
		return { status: isFound ? 200 : 404, body, contentType: 'text/html; charset=UTF-8' };
	}
}

const quarterHourMs = 15 * 60_000;

/** Plays Symfony's token bucket for all callers together. It is full at first, and half of it is refilled every quarter of an hour. */
class SearchLimiter {
	private spent = 0;
	private since: number | undefined;

	constructor(private readonly parts: Pick<SiteParts, 'options' | 'now'>) {}

	take(): { readonly isRefused: boolean; readonly retryAfter: number; readonly headers: Readonly<Record<string, string>> } | undefined {
		const { vufindSearchLimit: limit, vufindLimitHeaders } = this.parts.options;
		if (limit <= 0) return undefined;
		const now = this.parts.now();
		this.since ??= now;
		const filled = Math.floor((now - this.since) / quarterHourMs);
		this.since += filled * quarterHourMs;
		this.spent = Math.max(0, this.spent - filled * Math.ceil(limit / 2));
		const isRefused = this.spent >= limit;
		if (!isRefused) this.spent += 1;
		const retryAfter = isRefused ? Math.ceil((this.since + quarterHourMs - now) / 1000) : 0;
		const headers = {
			'X-RateLimit-Remaining': String(limit - this.spent),
			'X-RateLimit-Retry-After': String(retryAfter),
			'X-RateLimit-Limit': String(limit),
		};
		return { isRefused, retryAfter, headers: vufindLimitHeaders ? headers : {} };
	}
}

const openToAll = { 'Access-Control-Allow-Origin': '*' };

/** Reads the limit, which is checked if the query names one. Without one there are twenty records, whatever the site allows. */
function limitOf(parameters: PhpParameters, most: number): number {
	const text = readSingleParameter(parameters, 'limit');
	if (text === undefined) return 20;
	if (!/^\d+$/u.test(text) || Number(text) > most) throw new ApiProblem(400, 'Invalid limit');
	return Number(text);
}

/** Reads the list of fields. `field` without brackets names none. */
function fieldList(parameters: PhpParameters): readonly string[] {
	return parameters.has('field') ? [...new Set(readListParameter(parameters, 'field'))] : defaultRecordFields;
}

function output(status: number, body: unknown): SandboxAnswer {
	return { status, body: encodePhpJson(body), contentType: 'application/json', headers: openToAll };
}
