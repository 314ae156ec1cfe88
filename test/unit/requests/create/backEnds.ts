import { CrossLinkBackend } from '../../../../reshare/requests/crosslink/CrossLinkBackend';
import { setUpCreateRun, type CreateDependencies } from '../../../../reshare/requests/create/setUpCreateRun';
import type { CreateOptions } from '../../../../reshare/requests/create/createTypes';
import { waitingTimes } from '../../../../reshare/transport';
import { startSandbox, type Sandbox, type SandboxOptions } from '../../../sandboxInVirtualTime';
import { makeStableId } from '../../../../sandbox/stableIds';
import { okapiFor, type AccountChanges } from '../crosslink/crosslinkClients';
import {
	createDependenciesFor,
	isOpenRow,
	optionsWith,
	testReferenceDerivation,
	usualTimeLimitMs,
	type CreateDependenciesOptions,
} from './practiceDependencies';

export interface StoredRequest {
	readonly id: string;
	/** The number that staff read. */
	readonly number: string | null;
	readonly isOpen: boolean;
}

export type RequestStage = 'shipped' | 'onItsWayBack' | 'complete' | 'cancelled';

export interface BackEnd {
	readonly name: string;
	start(options?: SandboxOptions): Promise<Sandbox>;
	/** Makes the dependencies of Create as a process of its own has them. */
	deps(sandbox: Sandbox, options?: CreateDependenciesOptions): CreateDependencies;
	options(changes?: Partial<CreateOptions>): CreateOptions;
	readonly pickupLocation: string;
	/** The name of the pickup location in the Directory. */
	readonly pickupName: string;
	/** Whether the Directory has pickup locations. */
	readonly namesPickups: boolean;
	/** The paths of the calls that store a request, and of those that read one by its id. */
	readonly posts: string;
	/** Returns all borrowing requests of the library. */
	all(sandbox: Sandbox): StoredRequest[];
	move(sandbox: Sandbox, id: string, stage: RequestStage): void;
	age(sandbox: Sandbox, id: string, hours: number): void;
	clear(sandbox: Sandbox): void;
}

const stages: Readonly<Record<RequestStage, readonly [modRs: string, crossLink: string]>> = {
	shipped: ['REQ_SHIPPED', 'SHIPPED'],
	onItsWayBack: ['REQ_SHIPPED_TO_SUPPLIER', 'SHIPPED_RETURNED'],
	complete: ['REQ_REQUEST_COMPLETE', 'COMPLETED'],
	cancelled: ['REQ_CANCELLED', 'CANCELLED'],
};

function modRs(name: string, changes: Partial<CreateOptions>): BackEnd {
	return {
		name,
		start: (options) => startSandbox({ validationDelayMs: 60, ...options }),
		deps: createDependenciesFor,
		options: (more) => optionsWith({ ...changes, ...more }),
		pickupLocation: 'EAST-MAIN',
		pickupName: 'Main Library',
		namesPickups: true,
		posts: '^/rs/patronrequests$',
		all: (sandbox) =>
			sandbox.requests
				.all('east')
				.filter((row) => row.isRequester === true)
				.map((row) => ({ id: row.id, number: row.hrid ?? null, isOpen: isOpenRow(row) })),
		move: (sandbox, id, stage) => sandbox.requests.move(id, stages[stage][0]),
		age: (sandbox, id, hours) => {
			const row = sandbox.requests.get(id);
			Object.assign(row, { dateCreated: row.dateCreated - hours * 3_600_000 });
		},
		clear: (sandbox) => sandbox.requests.clear(),
	};
}

function crossLink(crosslinkModel: '3.0.0' | '3.7.0'): BackEnd {
	return {
		name: `CrossLink ${crosslinkModel}`,
		start: (options) => startSandbox({ validationDelayMs: 60, crosslinkModel, ...options }),
		deps: createCrossLinkDependencies,
		options: ({ via: _, requestingSymbol: __, ...more } = {}) => {
			const { via: ___, ...usual } = optionsWith(more);
			return usual;
		},
		pickupLocation: makeStableId('crosslink:east:MAIN'),
		pickupName: 'Main Library',
		namesPickups: crosslinkModel !== '3.0.0',
		posts: '^/broker/patron_requests$',
		all: (sandbox) =>
			sandbox.crosslink.requests
				.all('east_crosslink')
				.filter(({ side }) => side === 'borrowing')
				.map(({ id, requesterRequestId, terminalState }) => ({ id, number: requesterRequestId, isOpen: !terminalState })),
		move: (sandbox, id, stage) => sandbox.crosslink.requests.move(id, stages[stage][1]),
		age: (sandbox, id, hours) => sandbox.crosslink.requests.age(id, hours * 3_600_000),
		clear: (sandbox) => sandbox.crosslink.requests.clear(),
	};
}

export function createCrossLinkDependencies(
	sandbox: Sandbox,
	{ username, timeoutMs }: CreateDependenciesOptions = {},
	symbol?: string,
): CreateDependencies & { readonly requests: CrossLinkBackend } {
	const okapi = okapiFor(sandbox, username === undefined ? {} : crossLinkAccount(sandbox, username));
	waitingTimes.action = timeoutMs ?? usualTimeLimitMs;
	const requests = new CrossLinkBackend(okapi, symbol);
	return { ...setUpCreateRun(requests, testReferenceDerivation), requests };
}

function crossLinkAccount(sandbox: Sandbox, username: string): AccountChanges {
	const account = sandbox.accounts.get('east_crosslink', username);
	if (account === undefined) throw new Error('No such account');
	return { username, password: account.password };
}

export const backEnds: readonly BackEnd[] = [
	modRs('mod-rs, through the resolver', { via: 'resolver' }),
	modRs('mod-rs, directly', { via: 'direct', requestingSymbol: 'RESHARE:US-EAST' }),
	crossLink('3.0.0'),
	crossLink('3.7.0'),
];
