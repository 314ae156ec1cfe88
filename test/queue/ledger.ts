import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { BackEndName } from '../../demo/backEnds';
import { checkoutFolder, nodeBinary } from '../../n8n/paths';
import { startProcess } from '../../n8n/processes';

export interface ConsortiumAddresses {
	readonly ledgerUrl: string;
	/** The two credentials. */
	readonly sharedInventory: Record<string, unknown>;
	readonly myLibrary: Record<string, unknown>;
}

export interface RequestLine {
	readonly id: string;
	readonly state: string;
	readonly open: boolean;
	readonly references: readonly string[];
	/** Ids of the history's entries that change the state. */
	readonly transitions: readonly string[];
	/** The one that withdrew it. */
	readonly cancelled: string | undefined;
}

/** The truth that n8n's work is measured by. */
export interface Ledger {
	readonly requests: readonly RequestLine[];
	readonly logins: number;
	readonly graphqlCalls: number;
	/** Calls to the resolver, or to CrossLink. */
	readonly creatingCalls: number;
	readonly listCalls: number;
	readonly itemReads: number;
}

export interface Consortium extends ConsortiumAddresses {
	count(): Promise<number>;
	ledger(): Promise<Ledger>;
}

const startWithinMs = 30_000;

export async function startConsortium(backEnd: BackEndName): Promise<Consortium> {
	const tsx = path.join(checkoutFolder, 'node_modules', 'tsx', 'dist', 'cli.mjs');
	const program = startProcess(nodeBinary, [tsx, path.join(__dirname, 'consortium.ts'), backEnd]);
	const deadline = Date.now() + startWithinMs;
	while (!program.standardOutput().includes('\n')) {
		if (program.hasEnded() || Date.now() > deadline) throw new Error(`The practice consortium did not start:\n${program.output()}`);
		await sleep(50);
	}
	const addresses = JSON.parse(program.standardOutput().split('\n')[0] ?? '') as ConsortiumAddresses;
	return {
		...addresses,
		count: async () => await read<number>(`${addresses.ledgerUrl}/count`),
		ledger: async () => await read<Ledger>(`${addresses.ledgerUrl}/`),
	};
}

async function read<Result>(url: string): Promise<Result> {
	return (await (await fetch(url)).json()) as Result;
}
