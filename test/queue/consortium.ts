import { createServer } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { inventoryAccount, libraryAccount } from '../../demo/practice';
import { startSandbox, type RequestRow } from '../../sandbox';
import { statusOf } from '../../sandbox/modrs/states';
import { loadTestRecords } from './records';
import type { ConsortiumAddresses, Ledger, RequestLine } from './ledger';

/*
 * The practice consortium in a process of its own, as its real counterpart would be. What happened in it can be asked for
 * at a second port, past Okapi. The first line that it prints is JSON with the addresses.
 */

const second = 1000;
const day = 86_400 * second;

function lineOf(row: RequestRow): RequestLine {
	return {
		id: row.id,
		state: row.state,
		open: !statusOf(row.state).terminal,
		references: row.requestIdentifiers.map(({ identifier }) => identifier),
		transitions: row.audit.flatMap(({ id, from, to }) => (from === undefined || to === undefined || from === to ? [] : [id])),
		cancelled: row.audit.find(({ from, to }) => to === 'REQ_CANCELLED' && from !== to)?.id,
	};
}

async function main(): Promise<void> {
	const sandbox = await startSandbox({
		inventory: { records: loadTestRecords },
		// Suppliers promise and send within seconds; then parcels are on their way for longer than the test.
		waits: { answer: 3 * second, ship: 8 * second, transit: 10 * day },
	});
	// Eight patrons share some hundred requests each.
	sandbox.settings.set('east', 'max_requests', '100000');

	const ledger = (): Ledger => ({
		requests: sandbox.requests
			.all('east')
			.filter((row) => row.isRequester)
			.map(lineOf),
		logins: sandbox.log.countOf('POST', /^\/authn\/login/),
		graphqlCalls: sandbox.log.countOf('POST', /graphql/),
		resolverCalls: sandbox.log.countOf(undefined, /^\/openurl/),
		listCalls: sandbox.log.countOf('GET', /^\/rs\/patronrequests$/),
		itemReads: sandbox.log.countOf('GET', /^\/rs\/patronrequests\/[^/]+$/),
	});
	const desk = createServer((request, response) => {
		response.setHeader('content-type', 'application/json');
		response.end(JSON.stringify(request.url === '/count' ? sandbox.requests.count('east', (row) => row.isRequester === true) : ledger()));
	});
	// An idle connection must not be closed just when it is used again.
	desk.keepAliveTimeout = 600 * second;
	desk.listen(0, '127.0.0.1');
	await once(desk, 'listening');
	const addresses: ConsortiumAddresses = {
		ledgerUrl: `http://127.0.0.1:${(desk.address() as AddressInfo).port}`,
		sharedInventory: inventoryAccount(sandbox),
		myLibrary: libraryAccount(sandbox),
	};
	process.stdout.write(`${JSON.stringify(addresses)}\n`);
}

main().catch((error: unknown) => {
	process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
	process.exitCode = 1;
});
