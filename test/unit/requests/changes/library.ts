import { randomUUID } from 'node:crypto';
import { type OkapiCall, type OkapiClient } from '../../../../reshare/okapi';
import { ModRsDesk, type ModRsDesk as Requests } from '../../../../reshare/requests';
import { parseJson } from '../../../../reshare/okapi';
import { okapiError } from '../../../../reshare/okapi/answers';
import type { HttpAnswer } from '../../../../reshare/transport';
import { usualBehaviour } from '../../../../sandbox/options';
import { SandboxClock } from '../../../../sandbox/clock';
import { Directory } from '../../../../sandbox/directory';
import { FateBook } from '../../../../sandbox/requests/fates';
import { requestRoutes } from '../../../../sandbox/requests/routes';
import type { RequestRow } from '../../../../sandbox/requests/row';
import { RequestService } from '../../../../sandbox/requests/service';
import { Settings } from '../../../../sandbox/requests/settings';
import { makeRow, RequestStore, type NewRow } from '../../../../sandbox/requests/store';
import { usualWaits } from '../../../../sandbox/requests/world';

/**
 * One library's mod-rs of the practice consortium, called without a network, on a clock that only moves by hand. The real
 * client talks to it; `beforeCall` runs between its calls, when other people change things.
 */
export class Library {
	readonly store = new RequestStore();
	readonly client: Requests;
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
	readonly #service: RequestService;
	#count = 0;

	constructor() {
		const tenants = ['east'] as const;
		const clock = new SandboxClock();
		clock.now = () => this.now * 1000;
		this.#service = new RequestService({
			clock,
			store: this.store,
			directory: new Directory([...tenants]),
			settings: new Settings([...tenants]),
			fates: new FateBook(),
			inventory: { instance: () => undefined },
		reservoir: { copies: () => [], oaiXml: () => undefined },
			options: usualBehaviour,
			waits: usualWaits,
			verdictDelayMs: 1000,
			autoStaff: false,
		});
		this.client = new ModRsDesk(this.#okapi());
	}

	request(values: NewRow = {}): RequestRow {
		this.#count++;
		return this.store.add(
			makeRow('east', this.now * 1000, { isRequester: true, hrid: `EAST-${this.#count}`, title: `Number ${this.#count}`, patronIdentifier: 'P-1', refdata: { serviceType: 'loan' }, ...values }),
		);
	}

	/** @returns the id of the audit entry, which is the event's */
	move(row: RequestRow, to: string, at = this.now): string {
		this.#service.trail.move(row, to, `Status change from ${row.state} to ${to}`, { at: at * 1000 });
		return row.audit.at(-1)?.id ?? '';
	}

	note(row: RequestRow, message = 'Looked at'): void {
		this.#service.trail.note(row, message);
	}

	/** A message of the other library arrives. */
	message(row: RequestRow, messageContent: string, at = this.now): string {
		const id = randomUUID();
		row.notifications.push({ id, at: at * 1000, updatedAt: at * 1000, seen: false, isSender: false, attachedAction: 'Notification', messageContent, sender: 'ISIL:US-LAKE', receiver: 'RESHARE:US-EAST' });
		this.note(row, 'Incoming message');
		return id;
	}

	delete(row: RequestRow): void {
		this.store.delete('east', row.id);
	}

	countOf(path: RegExp): number {
		return this.calls.filter((call) => path.test(call.path)).length;
	}

	#garble(body: unknown): unknown {
		if (Array.isArray(body)) return body.map((row) => this.#garble(row));
		return typeof body === 'object' && body !== null && 'id' in body && this.garbled.has(String(body.id)) ? { ...body, title: { garbled: true } } : body;
	}

	#okapi(): OkapiClient {
		const routes = requestRoutes(this.#service);
		const account = { url: 'http://okapi.example.org', tenant: 'east', username: 'u', password: 'p' };
		const send = async (call: OkapiCall): Promise<HttpAnswer> => {
			this.beforeCall();
			this.calls.push(call);
			const query = new URLSearchParams(call.query?.map(([name, value]): [string, string] => [name, value]) ?? []);
			for (const route of routes) {
				const match = route.method === call.method ? route.path.exec(call.path) : null;
				if (match === null) continue;
				const answer = await route.handle({ method: call.method, path: call.path, query, headers: { accept: 'application/json' }, body: JSON.stringify(call.json ?? {}), tenant: 'east' }, match);
				const isBroken = this.broken.has(call.path.slice(call.path.lastIndexOf('/') + 1));
				const http = { status: isBroken ? 500 : answer.status, headers: new Headers(this.tellsTime ? { Date: new Date(this.now * 1000).toUTCString() } : {}), contentType: 'application/json', text: JSON.stringify(this.#garble(answer.body ?? {})) };
				if (http.status >= 400 && call.handles?.(http) !== true) throw okapiError(http, account.url, call.what);
				return http;
			}
			throw new Error(`No route for ${call.method} ${call.path}`);
		};
		// The session and HTTP are not part of these tests.
		return {
			account,
			scope: `http://okapi.example.org|east|${randomUUID()}`,
			send,
			json: async (call: OkapiCall, schema: Parameters<typeof parseJson>[1]) => parseJson(await send(call), schema, call.what, account.url),
		} as unknown as OkapiClient;
	}
}
