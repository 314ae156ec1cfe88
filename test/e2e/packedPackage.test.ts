import { createHash } from 'node:crypto';
import { access, readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { requestByForm } from '../../demo/requestByForm';
import { startPracticeEnvironment, type PracticeEnvironment } from '../../demo/startPracticeEnvironment';
import { installedPackageFolder, installTarball, packPackage } from '../../n8n/installPackage';
import { runN8nCommand } from '../../n8n/runN8nCommand';
import { checkoutFolder } from '../../n8n/paths';
import { buildChildEnvironment, runProcess } from '../../n8n/childProcesses';
import { readTemplate, withCredentials } from '../../demo/readTemplate';
import { startN8n, type StartN8nOptions } from '../../n8n/startN8n';
import type { SavedWorkflow } from '../../n8n/n8nTypes';
import { demoCases } from '../../demo/demoCases';
import { newUserFolder, removeFolder } from './support/userFolder';

/** Returns `checksum path` for every file below a folder. */
async function checksums(folder: string) {
	const entries = await readdir(folder, { recursive: true, withFileTypes: true });
	const files = entries
		.filter((entry) => entry.isFile())
		.map((entry) => path.join(entry.parentPath, entry.name))
		.sort();
	return await Promise.all(
		files.map(
			async (file) =>
				`${createHash('sha256')
					.update(await readFile(file))
					.digest('hex')} ${path.relative(folder, file)}`,
		),
	);
}

describe('the published form: packed, and installed as n8n installs a community package', () => {
	let userFolder: string;
	let practice: PracticeEnvironment | undefined;
	let asInTheImage: StartN8nOptions;

	beforeAll(async () => {
		userFolder = await newUserFolder();
		await installTarball(userFolder, await packPackage(userFolder));
		// The user folder outlives the container. No other machine is reached, because nothing listens on port 9.
		const nobody = 'http://127.0.0.1:9';
		asInTheImage = {
			userFolder,
			linkPackage: false,
			env: {
				N8N_RELEASE_TYPE: 'stable',
				N8N_UNVERIFIED_PACKAGES_ENABLED: 'true',
				HTTP_PROXY: nobody,
				HTTPS_PROXY: nobody,
				ALL_PROXY: nobody,
			},
		};
	});

	afterAll(async () => {
		await practice?.stop();
		await removeFolder(userFolder);
	});

	it('the packed package contains its templates, change log, licenses and SBOM, and no TypeScript sources', async () => {
		const folder = installedPackageFolder(userFolder);
		for (const file of [
			'dist/reshare/LICENSES.txt',
			'dist/reshare/sbom.cdx.json',
			'dist/templates/guide-workflow.json',
			'CHANGELOG.md',
			'LICENSE',
		])
			await access(path.join(folder, file));
		expect((await readdir(folder)).sort()).not.toEqual(expect.arrayContaining(['nodes']));
		const everything = await readdir(folder, { recursive: true });
		expect(everything.filter((file) => file.endsWith('.ts'))).toEqual([]);
	});

	it('a second build of the package has the same bytes as the packed one', async () => {
		const folder = path.join(userFolder, 'built-again');
		await runProcess('npx', ['gulp', 'build'], { cwd: checkoutFolder, env: buildChildEnvironment({ BUILD_FOLDER: folder }) });
		const published = await checksums(path.join(installedPackageFolder(userFolder), 'dist'));
		expect(published.length).toBeGreaterThan(50);
		expect(await checksums(folder)).toEqual(published);
	});

	it('installing the package as n8n does installs no other package', async () => {
		expect(await readdir(installedPackageFolder(userFolder))).not.toContain('node_modules');
	});

	it('installing the package by hand, as README says, installs no other package', async () => {
		const readme = await readFile(path.join(checkoutFolder, 'README.md'), 'utf8');
		const options = /npm install ((?:--\S+ )+)\/path\/to\/n8n-nodes-reshare/.exec(readme)?.[1]?.trim().split(' ') ?? [];
		const folder = path.join(userFolder, 'by-hand');
		const tarball = await packPackage(folder);
		await runProcess('npm', ['install', ...options, tarball], { cwd: folder });
		expect((await readdir(path.join(folder, 'node_modules'))).filter((name) => !name.startsWith('.'))).toEqual(['n8n-nodes-reshare']);
	});

	it('n8n finds the Search, Create Request and trigger nodes of the packed package', async () => {
		const file = path.join(userFolder, 'nodes.json');
		expect((await runN8nCommand(userFolder, ['export:nodes', `--output=${file}`])).code).toBe(0);
		const types = JSON.parse(await readFile(file, 'utf8')) as Array<{ name: string }>;
		expect(types.map(({ name }) => name)).toEqual(
			expect.arrayContaining([
				'n8n-nodes-reshare.reShareSearch',
				'n8n-nodes-reshare.reShareCreateRequest',
				'n8n-nodes-reshare.reShareRequestStatusTrigger',
			]),
		);
	});

	it("the guide's workflow creates a request with the packed package and no outside network, also after n8n starts anew", async () => {
		practice = await startPracticeEnvironment({ n8n: asInTheImage });
		const guide = await practice.n8n.rest.importWorkflow(withCredentials(await readTemplate('guide-workflow'), practice.credentials));
		await practice.n8n.rest.activate(guide.id);
		await createsRequest(practice, guide, 0);

		await practice.n8n.stop();
		const again = await startN8n(asInTheImage);
		try {
			await again.rest.signIn();
			await createsRequest({ ...practice, n8n: again }, guide, 1);
		} finally {
			await again.stop();
		}
	});

	async function createsRequest(there: PracticeEnvironment, guide: SavedWorkflow, which: number) {
		const filled = demoCases.filter(({ expected }) => expected.outcome === 'eligible')[which];
		if (filled === undefined) throw new Error('There is no case');
		const result = await requestByForm(there, guide, filled);
		expect(result).toMatchObject({ succeeded: true, outcome: 'eligible', request: { hrid: expect.stringMatching(/^EAST-\d+$/) } });
		expect(there.sandbox.requests.get(result.request?.id ?? '').patronIdentifier).toBe(filled.entry.patronId);
	}
});
