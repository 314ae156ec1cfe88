import { parseArgs } from 'node:util';
import type { MigrationReport } from './crosslink/createCrossLink';
import { startSandbox, type Sandbox } from './index';
import { MailServer, type ReceivedMail } from './mail/MailServer';
import { serveMailPage } from './mail/serveMailPage';

const help = `Serves the practice consortium: a small ReShare with invented libraries, for learning and for tests.

  npm run sandbox -- [--port 9130] [--mail-port 2525] [--host 127.0.0.1] [--speed 1440]
                     [--letters-port 8025] [--shared-index folio] [--gateway okapi] [--past 0] [--lend]
  npm run sandbox -- --move [--port 9130]

  --port       port to listen on (default 9130; 0 takes any free one)
  --mail-port  port of the mail server, which shows every mail here and delivers none (default 2525)
  --letters-port  port of the web page that shows every mail as its reader sees it (default 8025; 0 takes any free one)
  --host       address to listen on (default 127.0.0.1, this machine only)
  --speed      how much faster suppliers and parcels are (default 1440: a day takes a minute)
  --shared-index  where the libraries' ReShare looks for lenders: folio (default) or reservoir
  --gateway    what stands in front of the modules: okapi (default) or eureka, FOLIO's Kong and Keycloak
  --past       how many requests of the last two years East Harbor has (default 0)
  --lend       West Prairie lends nothing by itself, and all others say no, so that you answer, ship and take back at its desk
  --move       moves all open requests of the consortium that runs at the port from mod-rs into CrossLink, and ends
`;

function readOptions() {
	const { values } = parseArgs({
		options: {
			port: { type: 'string', default: '9130' },
			'mail-port': { type: 'string', default: '2525' },
			'letters-port': { type: 'string', default: '8025' },
			host: { type: 'string', default: '127.0.0.1' },
			speed: { type: 'string', default: '1440' },
			'shared-index': { type: 'string', default: 'folio' },
			gateway: { type: 'string', default: 'okapi' },
			past: { type: 'string', default: '0' },
			lend: { type: 'boolean', default: false },
			move: { type: 'boolean', default: false },
			help: { type: 'boolean', short: 'h', default: false },
		},
	});
	const { gateway, 'shared-index': sharedIndex, host, lend, move, help: wantsHelp } = values;
	const [speed, past] = [Number(values.speed), Number(values.past)];
	if (!(speed > 0)) throw new Error('--speed must be a number greater than 0');
	if (sharedIndex !== 'folio' && sharedIndex !== 'reservoir') throw new Error('--shared-index must be folio or reservoir');
	if (gateway !== 'okapi' && gateway !== 'eureka') throw new Error('--gateway must be okapi or eureka');
	if (!Number.isInteger(past) || past < 0) throw new Error('--past must be a whole number');
	return {
		...({ gateway, sharedIndex, host, speed, past, lend, move, wantsHelp } as const),
		port: portNumber('--port', values.port),
		mailPort: portNumber('--mail-port', values['mail-port']),
		lettersPort: portNumber('--letters-port', values['letters-port']),
	};
}

async function main(): Promise<void> {
	const { wantsHelp, move, lend, past, mailPort, lettersPort, ...options } = readOptions();
	if (wantsHelp) return void process.stdout.write(help);
	if (move) return await moveRequests(`http://${options.host}:${options.port}/_control/crosslink/import`);
	const sandbox = await startSandbox({ ...options, ...(past === 0 ? {} : { past: { seed: 'practice', requests: past } }) });
	if (lend) sandbox.scenarios.leaveTo('US-WEST');
	const mail = new MailServer(show);
	const mailHost = options.host === '0.0.0.0' ? '127.0.0.1' : options.host;
	const mailAddress = `host ${mailHost}, port ${await mail.start(mailPort, options.host)}`;
	const letters = await serveMailPage(mail, lettersPort, options.host);
	const stop = () => {
		void Promise.all([sandbox.close(), mail.stop(), letters.close()]).then(() => process.exit(0));
	};
	process.once('SIGINT', stop);
	process.once('SIGTERM', stop);
	process.stdout.write(welcome(sandbox, mailAddress, letters.url));
}

/** Lists the values that people type into credentials. */
function welcome({ inventory, libraries, reservoir, vufind, ...sandbox }: Sandbox, mailAddress: string, lettersUrl: string): string {
	return [
		'The practice consortium is open.',
		'',
		`Okapi URL            ${sandbox.okapiUrl}`,
		`OpenURL base URL     ${sandbox.resolverUrl}`,
		`  version 1.6.0      ${sandbox.oldResolverUrl}`,
		`  version 1.5.0      ${sandbox.oldestResolverUrl}`,
		`  default service    ${sandbox.defaultResolverUrl}`,
		`Control interface    ${sandbox.controlUrl}`,
		`Mail server          ${mailAddress}, SSL/TLS off, no user, no password`,
		`Letters to read      ${lettersUrl}`,
		'',
		`Shared inventory     tenant ${inventory.tenant}, user ${inventory.username}, password ${inventory.password}`,
		`VuFind               ${vufind.urls.v10}`,
		`  version 8          ${vufind.urls.v8}`,
		`  version 7          ${vufind.urls.v7}`,
		`Reservoir            tenant ${reservoir.tenant}, no user`,
		...Object.values(libraries).flatMap((library) => [
			`${library.name} (${library.symbol})`,
			`                     tenant ${library.tenant}, user ${library.username}, password ${library.password}, OpenURL tenant ${library.openUrlTenant}`,
			`  with CrossLink     tenant ${library.tenant}_crosslink, the same user and password`,
		]),
		'',
		'Mails appear below. Stop with Ctrl+C.',
		'',
	].join('\n');
}

/** Moves requests to CrossLink over HTTP, because another process runs the consortium and has the requests in its memory. */
async function moveRequests(address: string): Promise<void> {
	const answer = await fetch(address, { method: 'POST', body: '{}' });
	if (!answer.ok) throw new Error(`The practice consortium at ${address} answers ${answer.status}`);
	const { imported, failed } = (await answer.json()) as MigrationReport;
	process.stdout.write(
		[
			`${imported.length} requests are in CrossLink now, ${failed.length} were refused.`,
			...failed.map(({ id, error }) => `${id}: ${error}`),
			'',
		].join('\n'),
	);
}

function show({ from, to, subject, text }: ReceivedMail): void {
	process.stdout.write(`\n---- mail ----\nFrom: ${from}\nTo: ${to.join(', ')}\nSubject: ${subject}\n\n${text.trim()}\n`);
}

function portNumber(name: string, value: string): number {
	const number = value === '' ? Number.NaN : Number(value);
	if (!Number.isInteger(number) || number < 0 || number > 65_535) throw new Error(`${name} must be a whole number from 0 to 65535`);
	return number;
}

main().catch((error: unknown) => {
	process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
	process.exit(1);
});
