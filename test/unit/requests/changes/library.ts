import { randomUUID } from 'node:crypto';
import { type OkapiCall, type OkapiClient, parseJson } from '../../../../reshare/okapi';
import { okapiError } from '../../../../reshare/okapi/answers';
import type { RequestSource } from '../../../../reshare/requests/port/RequestDesk';
import type { HttpAnswer } from '../../../../reshare/transport';
import type { Route } from '../../../../sandbox/types';

/** What can happen to a request, on every back end. */
export type Step = 'checked' | 'sent' | 'promised' | 'declined' | 'shipped' | 'received' | 'cancelled' | 'another';

export interface NewRequest {
	readonly id?: string;
	/** Seconds since 1970; the library's present where it is not given. */
	readonly createdAt?: number;
}

/**
 * One library's back end of the practice consortium, called without a network, on a clock that only moves by hand. The real
 * client talks to it; `beforeCall` runs between its calls, when other people change things.
 */
export abstract class Library<Row extends { readonly id: string } = { readonly id: string }> {
	abstract readonly client: RequestSource;
	/** Calls for a list of requests, and for what happened to one. */
	abstract readonly list: RegExp;
	abstract readonly item: RegExp;
	readonly calls: OkapiCall[] = [];
	beforeCall: () => void = () => undefined;
	/** Ids of requests that the server cannot give out: it answers 500. */
	readonly broken = new Set<string>();
	/** Ids of requests whose records, and rows in lists, have a form that nobody knows. */
	readonly garbled = new Set<string>();
	/** Seconds since 1970 on the server's clock. */
	now = 1_795_000_000;
	/** Whether answers carry a Date. */
	tellsTime = true;
	/** Whether what happened is told in the order of its stamps alone, so that a clock that is ahead puts it into another order. */
	readonly ordersByStamp: boolean = false;

	abstract request(values?: NewRequest): Row;
	/** @returns the id of the event */
	abstract move(row: Row, to: Step, at?: number): string;
	abstract isIn(row: Row, state: Step): boolean;
	/** When the server changed it last, in seconds since 1970: no change comes before. */
	abstract changedAt(row: Row): number;
	/** The ids of what has happened to it, oldest first. */
	abstract eventsOf(row: Row): string[];
	/** It changes without a change of state. */
	abstract note(row: Row): void;
	/**
	 * A message of the other library arrives.
	 *
	 * @returns the id of the event
	 */
	abstract message(row: Row, text: string): string;
	abstract delete(row: Row): void;

	/** A request of a day ago, which is no news any more. */
	old(values: NewRequest = {}): Row {
		return this.request({ createdAt: this.now - 90_000, ...values });
	}

	countOf(path: RegExp): number {
		return this.calls.filter((call) => path.test(call.path)).length;
	}

	/** Makes what a row or record holds unreadable. */
	protected abstract garble(row: object): object;

	/** A client whose calls go to these routes. */
	protected okapi(tenant: string, routes: () => readonly Route[]): OkapiClient {
		const account = { url: 'http://okapi.example.org', tenant, username: 'u', password: 'p' };
		// Okapi's permissions are not asked for here; the directory asks for its own.
		const user = { id: 'u', tenant, username: 'u', password: 'p', permissions: ['directory.public.all'] };
		const send = async (call: OkapiCall): Promise<HttpAnswer> => {
			this.beforeCall();
			this.calls.push(call);
			const query = new URLSearchParams(call.query?.map(([name, value]): [string, string] => [name, value]) ?? []);
			for (const route of routes()) {
				const match = route.method === call.method ? route.path.exec(call.path) : null;
				if (match === null) continue;
				const { status, body } = await route.handle({ method: call.method, path: call.path, query, headers: { accept: 'application/json' }, body: JSON.stringify(call.json ?? {}), tenant, user }, match);
				const isBroken = call.path.split('/').some((part) => this.broken.has(decodeURIComponent(part)));
				const headers = new Headers(this.tellsTime ? { Date: new Date(this.now * 1000).toUTCString() } : {});
				const json: unknown = Buffer.isBuffer(body) ? JSON.parse(body.toString()) : body;
				const http = { status: isBroken ? 500 : status, headers, contentType: 'application/json', text: JSON.stringify(this.#garbled(json ?? {})) };
				if (http.status >= 400 && call.handles?.(http) !== true) throw okapiError(http, account.url, call.what);
				return http;
			}
			throw new Error(`No route for ${call.method} ${call.path}`);
		};
		// The session and HTTP are not part of these tests.
		return {
			account,
			scope: `http://okapi.example.org|${tenant}|${randomUUID()}`,
			send,
			json: async (call: OkapiCall, schema: Parameters<typeof parseJson>[1]) => parseJson(await send(call), schema, call.what, account.url),
		} as unknown as OkapiClient;
	}

	#garbled(body: unknown): unknown {
		if (this.garbled.size === 0 || typeof body !== 'object' || body === null) return body;
		if (Array.isArray(body)) return body.map((row) => this.#garbled(row));
		if ('id' in body) return this.garbled.has(String(body.id)) ? this.garble(body) : body;
		return 'items' in body ? { ...body, items: this.#garbled(body.items) } : body;
	}
}
