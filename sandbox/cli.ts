import { parseArgs } from 'node:util';
import { startSandbox } from './index';

const help = `Serves the practice consortium: a small ReShare with invented libraries, for learning and for tests.

  npm run sandbox -- [--port 9130] [--host 127.0.0.1] [--speed 1440]

  --port   port to listen on (default 9130; 0 takes any free one)
  --host   address to listen on (default 127.0.0.1, this machine only)
  --speed  how much faster suppliers and parcels are (default 1440: a day takes a minute)
`;

async function main(): Promise<void> {
	const { values } = parseArgs({
		options: {
			port: { type: 'string', default: '9130' },
			host: { type: 'string', default: '127.0.0.1' },
			speed: { type: 'string', default: '1440' },
			help: { type: 'boolean', short: 'h', default: false },
		},
	});
	if (values.help) return void process.stdout.write(help);
	const port = wholeNumber('--port', values.port, 65_535);
	const speed = Number(values.speed);
	if (!(speed > 0)) throw new Error('--speed must be a number greater than 0');
	const sandbox = await startSandbox({ port, host: values.host, speed });
	const { inventory, libraries } = sandbox;
	const lines = [
		'The practice consortium is open.',
		'',
		`Okapi URL            ${sandbox.okapiUrl}`,
		`OpenURL base URL     ${sandbox.resolverUrl}`,
		`  version 1.6.0      ${sandbox.oldResolverUrl}`,
		`  version 1.5.0      ${sandbox.oldestResolverUrl}`,
		`Control interface    ${sandbox.controlUrl}`,
		'',
		`Shared inventory     tenant ${inventory.tenant}, user ${inventory.username}, password ${inventory.password}`,
		...Object.values(libraries).flatMap((library) => [
			`${library.name} (${library.symbol})`,
			`                     tenant ${library.tenant}, user ${library.username}, password ${library.password}, OpenURL tenant ${library.openUrlTenant}`,
		]),
		'',
		'Stop with Ctrl+C.',
	];
	process.stdout.write(`${lines.join('\n')}\n`);
	const stop = () => {
		void sandbox.close().then(() => process.exit(0));
	};
	process.once('SIGINT', stop);
	process.once('SIGTERM', stop);
}

function wholeNumber(name: string, value: string, largest: number): number {
	const number = Number(value);
	if (!Number.isInteger(number) || number < 0 || number > largest) throw new Error(`${name} must be a whole number from 0 to ${largest}`);
	return number;
}

main().catch((error: unknown) => {
	process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
	process.exitCode = 1;
});
