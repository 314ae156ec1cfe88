import { once } from 'node:events';
import { connect } from 'node:net';
import { submitForm } from '../../demo/submitForm';
import { libraryProfile } from '../../demo/practiceCredentials';
import { readTemplate, withCredentials } from '../../demo/readTemplate';
import { demoCases } from '../../demo/demoCases';
import { compareWithLimit, formatFigure, statisticsOf, type TimeStatistics } from '../figures';
import { printHeading, printProgress, printLine } from '../print';
import { MailServer } from '../../sandbox/mail/MailServer';
import type { SavedWorkflow } from '../../n8n/n8nTypes';
import type { BenchPart, BenchSetup } from '../BenchSetup';
import { warmUpCount, type N8nServer } from '../n8n/N8nServer';

const mailWithinMs = 60_000;

/** Measures templates/guide-workflow.json, from the sent form to the patron's mail in the mail server. */
export const benchForm: BenchPart = async (bench) => {
	const latencyMs = Math.max(...bench.latencies);
	bench.proxy.latencyMs = latencyMs;
	printHeading(`A patron's form to the patron's mail, ${latencyMs} ms`);
	const server = await bench.n8n();
	printProgress('form');
	const mail = new MailServer();
	const port = await mail.start();
	try {
		const workflow = await publish(server, port);
		const measured = await submitForms(bench, server.n8n.url, workflow, mail, port);
		await bench.practice.ask.clearRequests();
		const [whole, apart] = [measured.times, measured.beyond].map((times) => statisticsOf(times.map((ms) => ms / 1000)));
		if (whole === undefined || apart === undefined) return [];
		const range = ({ median, least, most }: TimeStatistics) => `${formatFigure(median)} s (${formatFigure(least)}-${formatFigure(most)})`;
		printLine(`From the sent form to the mail: ${range(whole)}, ${measured.requests} calls.`);
		printLine(`Beyond the practice consortium's own checks and routing, and the mail server's wait before it greets: ${range(apart)}.`);
		return [compareWithLimit(`${latencyMs} ms: seconds of the package and n8n, from form to mail`, apart.median, 0.5)];
	} finally {
		await mail.stop();
	}
};

async function publish({ n8n: { rest } }: N8nServer, port: number) {
	const server = { host: '127.0.0.1', port, secure: false, disableStartTls: true };
	const credentials = {
		sharedInventory: { id: 'benchSharedInventory', name: 'Shared Inventory', type: 'reShareInventoryApi' },
		myLibrary: { id: 'benchMyLibrary', name: "My Library's ReShare", type: 'okapiApi' },
		libraryProfile: await rest.createCredential('Library Profile', 'reShareLibraryProfileApi', { ...libraryProfile }),
		mail: await rest.createCredential('Mail', 'smtp', { user: '', password: '', hostName: '', ...server }),
	};
	const workflow = await rest.importWorkflow(withCredentials(await readTemplate('guide-workflow'), credentials));
	await rest.activate(workflow.id);
	return workflow;
}

interface Forms {
	/** The milliseconds from the sent form to the mail, for each run. */
	readonly times: readonly number[];
	/** The part of each of these times that the package and n8n take, without the servers, in milliseconds. */
	readonly beyond: readonly number[];
	readonly requests: number;
}

async function submitForms(
	{ practice, proxy, runs }: BenchSetup,
	url: string,
	workflow: SavedWorkflow,
	mail: MailServer,
	port: number,
): Promise<Forms> {
	const [first] = demoCases;
	if (first === undefined) throw new Error('The demo has no case');
	const { title, author, isbn, patronId, patronEmail, pickupLocation } = first.entry;
	const values = { Title: title, Author: author, ISBN: isbn, 'Library Card Number': patronId, Email: patronEmail };
	const times: number[] = [];
	const beyond: number[] = [];
	for (let run = -warmUpCount; run < runs; run++) {
		await practice.ask.clearRequests();
		mail.mails.length = 0;
		proxy.reset();
		const started = Date.now();
		await submitForm(url, workflow, { ...values, 'Pickup Location': pickupLocation });
		const arrived = await mail.waitFor(({ to }) => to.includes(patronEmail), mailWithinMs);
		if (arrived === undefined || !arrived.subject.startsWith('Requested: '))
			throw new Error(`The form ended with '${arrived?.subject ?? 'no mail'}'`);
		if (run < 0) continue;
		const ms = arrived.receivedAt.getTime() - started;
		times.push(ms);
		beyond.push(ms - (await practice.ask.ownMs()) - (await greetingMs(port)));
	}
	return { times, beyond, requests: proxy.traffic.requests };
}

/** Measures how long the mail server waits before it greets: smtp-server delays its greeting to catch clients that talk first. */
async function greetingMs(port: number) {
	const started = performance.now();
	const connection = connect(port, '127.0.0.1');
	try {
		await once(connection, 'data');
		return performance.now() - started;
	} finally {
		connection.destroy();
	}
}
