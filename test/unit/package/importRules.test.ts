import { execFile } from 'node:child_process';
import { existsSync, globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';

const root = path.join(__dirname, '..', '..', '..');
const cruiser = path.join(root, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs');

interface Violation {
	readonly from: string;
	readonly rule: { readonly name: string };
}

/** Returns the violations by files with these imports. */
async function violations(imports: Readonly<Record<string, string>>) {
	const house = mkdtempSync(path.join(tmpdir(), 'walls-'));
	try {
		const write = (file: string, text: string) => {
			mkdirSync(path.dirname(path.join(house, file)), { recursive: true });
			writeFileSync(path.join(house, file), text, { flag: 'a' });
		};
		for (const [from, to] of Object.entries(imports)) {
			const name = `./${path.relative(path.dirname(from), to).replace(/\.ts$/, '')}`;
			write(from, `import type { A } from '${name}';\nexport type B = A;\n`);
			write(to, 'export type A = string;\n');
		}
		write('tsconfig.json', '{}');
		const { stdout } = await promisify(execFile)(
			process.execPath,
			[cruiser, '--config', path.join(root, '.dependency-cruiser.mjs'), '--output-type', 'json', '.'],
			{ cwd: house },
		).catch((error: unknown) => error as { stdout: string });
		const { summary } = JSON.parse(stdout) as { summary: { violations: Violation[] } };
		return summary.violations.map(({ from, rule }) => `${rule.name}: ${from}`).sort();
	} finally {
		rmSync(house, { recursive: true });
	}
}

describe('the import rules', () => {
	it('each forbidden import between folders is reported with the rule that it breaks, and no allowed one is', async () => {
		expect(
			await violations({
				'reshare/inventory/find/a.ts': 'reshare/inventory/folio/b.ts',
				'reshare/requests/create/a.ts': 'reshare/requests/modrs/b.ts',
				'reshare/requests/read/a.ts': 'reshare/requests/create/b.ts',
				'reshare/requests/model/a.ts': 'reshare/requests/port/b.ts',
				'reshare/requests/port/a.ts': 'reshare/requests/changes/b.ts',
				'reshare/requests/modrs/resolver/a.ts': 'reshare/requests/modrs/c.ts',
				'reshare/requests/crosslink/a.ts': 'reshare/requests/modrs/d.ts',
				'reshare/requests/Requests.ts': 'reshare/requests/crosslink/b.ts',
				'reshare/okapi/a.ts': 'nodes/shared/b.ts',
				'nodes/ReShareSearch/a.ts': 'reshare/okapi/b.ts',
				'sandbox/a.ts': 'reshare/errors.ts',
				'n8n/a.ts': 'test/b.ts',
				'reshare/x.ts': 'reshare/y.ts',
				'reshare/y.ts': 'reshare/x.ts',
				// These are allowed.
				'nodes/ReShareSearch/c.ts': 'reshare/index.ts',
				'reshare/requests/create/c.ts': 'reshare/requests/port/RequestBackend.ts',
				'reshare/requests/create/d.ts': 'reshare/requests/create/e.ts',
				'reshare/requests/modrs/e.ts': 'reshare/requests/modrs/resolver/b.ts',
				'reshare/requests/Turnaround.ts': 'reshare/requests/turnaround/b.ts',
				'reshare/connection/a.ts': 'reshare/requests/crosslink/b.ts',
				'test/a.ts': 'reshare/okapi/b.ts',
			}),
		).toEqual([
			'back-end-behind-its-port: reshare/requests/Requests.ts',
			'client-knows-no-n8n: reshare/okapi/a.ts',
			'floor-of-create: reshare/requests/create/a.ts',
			'floor-of-crosslink: reshare/requests/crosslink/a.ts',
			'floor-of-model: reshare/requests/model/a.ts',
			'floor-of-modrs-resolver: reshare/requests/modrs/resolver/a.ts',
			'floor-of-port: reshare/requests/port/a.ts',
			'floor-of-read: reshare/requests/read/a.ts',
			'index-behind-its-port: reshare/inventory/find/a.ts',
			'no-circle: reshare/x.ts',
			'nodes-use-the-facade: nodes/ReShareSearch/a.ts',
			'practice-consortium-is-an-independent-witness: sandbox/a.ts',
			'product-knows-no-test: n8n/a.ts',
		]);
	});
});

it('every program that a file starts by its path exists', () => {
	const started = globSync('{bench,demo,n8n,scripts,test}/**/*.ts', { cwd: root }).flatMap((file) =>
		[...readFileSync(path.join(root, file), 'utf8').matchAll(/(join\(__dirname, |startBenchProcess<[^>]*>\()'([^']+\.m?[jt]s)'/g)].map(
			([, how, program]) => path.join(how?.startsWith('join') === true ? path.dirname(file) : 'bench', program ?? ''),
		),
	);
	expect(started.length).toBeGreaterThan(5);
	expect(started.filter((program) => !existsSync(path.join(root, program)))).toEqual([]);
});
