import { randomUUID } from 'node:crypto';
import { OkapiClient, SessionStore } from '../../../../reshare/okapi';
import type { ChangeSource } from '../../../../reshare/requests/port/RequestBackend';
import { HttpClient, type HttpAnswer, type HttpRequest } from '../../../../reshare/transport';
import type { Route } from '../../../../sandbox/sharedTypes';

export type Step = 'checked' | 'sent' | 'promised' | 'declined' | 'shipped' | 'received' | 'cancelled' | 'another';

export interface NewRequest {
	readonly id?: string;
	/** Seconds since 1970. The default is the library's present. */
	readonly createdAt?: number;
}

/**
 * A back end of the practice consortium without a network, on a clock that moves only by hand. The real client reads it; `beforeCall` runs
 * between the client's calls, for changes by others.
 */
export abstract class TestLibrary<Row extends { readonly id: string } = { readonly id: string }> {
	abstract readonly client: ChangeSource;
	/** The paths of the calls for a list of requests, and of those for the history of one. */
	abstract readonly list: RegExp;
	abstract readonly item: RegExp;
	readonly calls: Array<{ readonly path: string }> = [];
	beforeCall: () => void = () => undefined;
	/** The ids of requests for which the server answers 500. */
	readonly broken = new Set<string>();
	/** The ids of requests whose records and rows cannot be read. */
	readonly garbled = new Set<string>();
	/** Seconds since 1970 on the server's clock. */
	now = 1_795_000_000;
	/** Whether answers carry a Date. */
	tellsTime = true;

	abstract request(values?: NewRequest): Row;
	/**
	 * Moves a request.
	 *
	 * @returns the id of the event
	 */
	abstract move(row: Row, to: Step, at?: number): string;
	/** Returns the ids of a request's events, oldest first. */
	abstract eventsOf(row: Row): string[];
	abstract delete(row: Row): void;

	/** Makes a request from a day ago, which is no longer reported. */
	old(values: NewRequest = {}) {
		return this.request({ createdAt: this.now - 90_000, ...values });
	}

	countOf(path: RegExp) {
		return this.calls.filter((call) => path.test(call.path)).length;
	}

	/** Makes a row or record unreadable. */
	protected abstract garble(row: object): object;

	protected okapi(tenant: string, routes: () => readonly Route[]) {
		// Limits hold for an address, so that no two libraries may share one.
		const base = `/${randomUUID()}`;
		const account = { url: `http://okapi.example.org${base}`, tenant, username: 'u', password: 'p' };
		// In these tests, only the directory checks permissions.
		const user = { id: 'u', tenant, username: 'u', password: 'p', permissions: ['directory.public.all'] };
		const send = async ({ method, url, body: sent = '{}' }: HttpRequest): Promise<HttpAnswer> => {
			const { pathname, searchParams: query } = new URL(url);
			const path = pathname.slice(base.length);
			const headers = new Headers(this.tellsTime ? { Date: new Date(this.now * 1000).toUTCString() } : {});
			if (path.startsWith('/authn/')) return { status: 201, headers, contentType: 'application/json', text: '{"okapiToken":"t"}' };
			this.beforeCall();
			this.calls.push({ path });
			for (const route of routes()) {
				const match = route.method === method ? route.path.exec(path) : null;
				if (match === null) continue;
				const { status, body } = await route.handle(
					{ method, path, query, headers: { accept: 'application/json' }, body: sent, tenant, user },
					match,
				);
				const isBroken = path.split('/').some((part) => this.broken.has(decodeURIComponent(part)));
				const json: unknown = Buffer.isBuffer(body) ? JSON.parse(body.toString()) : body;
				return {
					status: isBroken ? 500 : status,
					headers,
					contentType: 'application/json',
					text: JSON.stringify(this.#garbled(json ?? {})),
				};
			}
			throw new Error(`No route for ${method} ${path}`);
		};
		return new OkapiClient({
			account,
			http: Object.assign(new HttpClient({ fetch: () => Promise.reject(new Error('no network')) }), { send }),
			sessions: new SessionStore(),
		});
	}

	#garbled(body: unknown): unknown {
		if (this.garbled.size === 0 || typeof body !== 'object' || body === null) return body;
		if (Array.isArray(body)) return body.map((row) => this.#garbled(row));
		if ('id' in body) return this.garbled.has(String(body.id)) ? this.garble(body) : body;
		return 'items' in body ? { ...body, items: this.#garbled(body.items) } : body;
	}
}
