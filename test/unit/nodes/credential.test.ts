import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ICredentialType } from 'n8n-workflow';
import { OkapiApi } from '../../../credentials/OkapiApi.credentials';
import { ReShareInventoryApi } from '../../../credentials/ReShareInventoryApi.credentials';
import { ReShareLibraryProfileApi } from '../../../credentials/ReShareLibraryProfileApi.credentials';
import { readCredential } from '../../../nodes/shared/credentials';
import packageJson from '../../../package.json';

const myLibrary = new OkapiApi();
const sharedInventory = new ReShareInventoryApi();
const both: ReadonlyArray<readonly [string, ICredentialType]> = [myLibrary, sharedInventory].map((type) => [type.displayName, type]);

const property = (type: ICredentialType, name: string) => type.properties.find((candidate) => candidate.name === name);
const shown = (type: ICredentialType) => type.properties.filter((candidate) => candidate.type !== 'hidden').map(({ name }) => name);
const account = ['url', 'tenant', 'username', 'password'];

describe('the fields of the credentials', () => {
	it('the library credential shows its fields in this order, and those of the chosen back end only', () => {
		expect(shown(myLibrary)).toEqual(['backEnd', ...account, 'openUrlBaseUrl', 'openUrlTenant', 'librarySymbol', 'staffUrl']);
		const shownWith = (backEnd: string) =>
			myLibrary.properties.filter(({ displayOptions }) => displayOptions?.show?.backEnd?.includes(backEnd)).map(({ name }) => name);
		expect([shownWith('modRs'), shownWith('crossLink')]).toEqual([['openUrlBaseUrl', 'openUrlTenant'], ['librarySymbol']]);
	});

	it('the shared inventory credential shows its fields in this order', () => {
		expect(shown(sharedInventory)).toEqual([
			'searchedThrough',
			...account,
			'vufindUrl',
			'vufindKey',
			'reservoirUrl',
			'reservoirTenant',
			'ownSymbols',
		]);
	});

	it.each(both)('the credential %s hides its password, and starts with an empty hidden token', (_name, type) => {
		expect(property(type, 'password')?.typeOptions?.password).toBe(true);
		expect(property(type, 'sessionToken')).toMatchObject({ type: 'hidden', default: '', typeOptions: { expirable: true } });
	});

	it.each(both)('the credential %s has every field that the nodes read', (_name, type) => {
		const fields = shown(type).filter((name) => name !== 'backEnd');
		const typed = Object.fromEntries(fields.map((name) => [name, name === 'searchedThrough' ? 'vufind' : `typed ${name}`]));
		expect(readCredential(typed)).toMatchObject({
			...typed,
			...('librarySymbol' in typed ? { librarySymbol: '' } : {}),
			...('ownSymbols' in typed ? { ownSymbols: ['typed ownSymbols'] } : {}),
		});
	});

	it('readCredential ignores fields of the back end that is not chosen, because n8n keeps hidden values', () => {
		const typed = { openUrlBaseUrl: 'https://openurl.example.org', openUrlTenant: 'RESHARE:EAST', librarySymbol: ' ISIL:US-EAST ' };
		expect(readCredential({ ...typed, backEnd: 'crossLink' })).toMatchObject({
			backEnd: 'crossLink',
			openUrlBaseUrl: '',
			openUrlTenant: '',
			librarySymbol: 'ISIL:US-EAST',
		});
		for (const backEnd of ['modRs', undefined])
			expect(readCredential({ ...typed, ...(backEnd === undefined ? {} : { backEnd }) })).toMatchObject({
				...typed,
				backEnd: 'modRs',
				librarySymbol: '',
			});
	});
});

describe('readCredential', () => {
	it('readCredential accepts numbers, which an expression or a store of secrets may give', () => {
		expect(readCredential({ username: 4711, password: 20260512 })).toMatchObject({ username: '4711', password: '20260512' });
	});

	it('readCredential trims every field except the password, and reads an absent field as empty', () => {
		expect(readCredential({ openUrlTenant: ' RESHARE:EAST ', staffUrl: ' https://east.example.org// ', password: ' p ' })).toEqual({
			url: '',
			tenant: '',
			username: '',
			password: ' p ',
			backEnd: 'modRs',
			librarySymbol: '',
			openUrlBaseUrl: '',
			openUrlTenant: 'RESHARE:EAST',
			staffUrl: 'https://east.example.org',
			searchedThrough: 'graphql',
			vufindUrl: '',
			reservoirUrl: '',
			reservoirTenant: '',
			vufindKey: '',
			ownSymbols: [],
		});
	});
});

describe('the credentials in the package', () => {
	it('package.json lists every credential', () => {
		expect(packageJson.n8n.credentials).toEqual(
			[...both.map(([, type]) => type), new ReShareLibraryProfileApi()].map(
				(type) => `dist/credentials/${type.constructor.name}.credentials.js`,
			),
		);
	});

	it.each(both.flatMap(([name, type]) => (['light', 'dark'] as const).map((mode) => [name, mode, type] as const)))(
		'the credential %s has a square %s icon that loads nothing from outside',
		(_name, mode, { icon }) => {
			const path = typeof icon === 'object' ? icon[mode].replace('file:', '') : '';
			const svg = readFileSync(join(__dirname, '../../../credentials', path), 'utf8');
			const [, width, height] = /viewBox="0 0 (\d+) (\d+)"/.exec(svg) ?? [];
			expect(width).toBeDefined();
			expect(width).toBe(height);
			expect(svg.replace('http://www.w3.org/2000/svg', '')).not.toMatch(/https?:|<script|<image|<style/);
		},
	);
});
