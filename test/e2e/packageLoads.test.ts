import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { runN8nCommand } from '../../n8n/runN8nCommand';
import { linkPackage } from '../../n8n/installPackage';
import { checkoutFolder } from '../../n8n/paths';
import { newUserFolder, removeFolder } from './support/userFolder';

interface NodeType {
	readonly name: string;
	readonly displayName: string;
	readonly credentials?: ReadonlyArray<{ readonly name: string }>;
	readonly codex?: { readonly alias?: readonly string[] };
	readonly iconUrl?: string | { readonly light: string; readonly dark: string };
}

describe('the package in real n8n', () => {
	let userFolder: string;
	let ours: NodeType[];

	beforeAll(async () => {
		userFolder = await newUserFolder();
		await linkPackage(userFolder);
		const file = path.join(userFolder, 'nodes.json');
		const result = await runN8nCommand(userFolder, ['export:nodes', `--output=${file}`]);
		expect(result.code).toBe(0);
		const types = JSON.parse(await readFile(file, 'utf8')) as NodeType[];
		ours = types.filter((type) => type.name.startsWith('n8n-nodes-reshare.'));
	});

	afterAll(() => removeFolder(userFolder));

	it('n8n registers every node of package.json under its type name, and no other node of the package', async () => {
		const manifest = JSON.parse(await readFile(path.join(checkoutFolder, 'package.json'), 'utf8')) as { n8n: { nodes: string[] } };
		const declared = manifest.n8n.nodes.map((file) => path.basename(file, '.node.js'));
		const expected = declared.map((name) => `n8n-nodes-reshare.${name.charAt(0).toLowerCase()}${name.slice(1)}`);
		const names = ours.map((type) => type.name).filter((name) => !name.endsWith('Tool'));
		expect(names.sort()).toEqual(expected.sort());
	});

	it('n8n gives each node its credentials, an icon for light and dark mode, and the words that staff search by', () => {
		expect(ours.length).toBeGreaterThan(0);
		for (const type of ours) {
			expect([type.name, type.credentials?.map(({ name }) => name)]).toEqual([
				type.name,
				type.name.includes('reShareSearch')
					? ['reShareInventoryApi']
					: type.name.includes('reShareNotice')
						? ['reShareLibraryProfileApi']
						: type.name.includes('reShareCreateRequest')
							? ['okapiApi', 'reShareLibraryProfileApi']
							: ['okapiApi'],
			]);
			expect([type.name, typeof type.iconUrl === 'object' && Object.keys(type.iconUrl).sort()]).toEqual([type.name, ['dark', 'light']]);
			// Nobody searches for the node for notices by the name of a server.
			const byServer = type.name.includes('reShareNotice') ? [] : ['OpenURL', 'FOLIO', 'Okapi'];
			expect([type.name, type.codex?.alias]).toEqual([
				type.name,
				expect.arrayContaining(['interlibrary loan', 'ILL', 'library', ...byServer]),
			]);
		}
	});
});
