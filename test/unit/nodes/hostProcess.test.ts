import { runsAlone } from '../../../nodes/shared/hostProcess';

const server = (more: { argv?: string[]; env?: Record<string, string>; seconds?: number } = {}) =>
	runsAlone({
		argv: ['/usr/bin/node', '/usr/lib/node_modules/n8n/bin/n8n', ...(more.argv ?? ['start'])],
		env: more.env ?? {},
		uptime: () => more.seconds ?? 3600,
	});

test.each<[string, Parameters<typeof server>[0]]>([
	['the server', {}],
	['the server, started without a command', { argv: [] }],
	['the server with a switch', { argv: ['--tunnel'] }],
	['with the usual mode by its name', { env: { EXECUTIONS_MODE: 'regular', N8N_MULTI_MAIN_SETUP_ENABLED: 'false' } }],
])('is sure that %s runs alone', (_, how) => expect(server(how)).toBe(true));

test.each<[string, Parameters<typeof server>[0]]>([
	['a server with workers', { env: { EXECUTIONS_MODE: 'queue' } }],
	['a server that reads its mode from a file', { env: { EXECUTIONS_MODE_FILE: '/run/secrets/mode' } }],
	['one of several servers', { env: { N8N_MULTI_MAIN_SETUP_ENABLED: 'true' } }],
	['a worker', { argv: ['worker'] }],
	['a webhook process', { argv: ['webhook'] }],
	['a single execution beside the server', { argv: ['execute', '--id=1'] }],
	['a server that has just started, after one that may have sent something', { seconds: 20 }],
])('%s may not be alone', (_, how) => expect(server(how)).toBe(false));

test('another program is not known to be', () => {
	expect(runsAlone({ argv: ['/usr/bin/node', '/srv/app/server.js'], env: {}, uptime: () => 3600 })).toBe(false);
});
