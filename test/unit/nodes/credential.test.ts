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

describe('the form', () => {
	it("asks for what a library's own ReShare needs, in this order", () => {
		expect(shown(myLibrary)).toEqual(['backEnd', ...account, 'openUrlBaseUrl', 'openUrlTenant', 'librarySymbol', 'staffUrl']);
		const shownWith = (backEnd: string) =>
			myLibrary.properties.filter(({ displayOptions }) => displayOptions?.show?.backEnd?.includes(backEnd)).map(({ name }) => name);
		expect([shownWith('modRs'), shownWith('crossLink')]).toEqual([['openUrlBaseUrl', 'openUrlTenant'], ['librarySymbol']]);
	});

	it('asks for what the shared inventory needs, in this order', () => {
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

	it.each(both)('hides password and token, and starts without a token (%s)', (_name, type) => {
		expect(property(type, 'password')?.typeOptions?.password).toBe(true);
		expect(property(type, 'sessionToken')).toMatchObject({ type: 'hidden', default: '', typeOptions: { expirable: true } });
	});

	it.each(both)('has the fields that the nodes read (%s)', (_name, type) => {
		const fields = shown(type).filter((name) => name !== 'backEnd');
		const typed = Object.fromEntries(fields.map((name) => [name, name === 'searchedThrough' ? 'vufind' : `typed ${name}`]));
		expect(readCredential(typed)).toMatchObject({
			...typed,
			...('librarySymbol' in typed ? { librarySymbol: '' } : {}),
			...('ownSymbols' in typed ? { ownSymbols: ['typed ownSymbols'] } : {}),
		});
	});

	it('heeds only what belongs to the back end: n8n keeps what hidden fields held', () => {
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

describe('what is read', () => {
	it('may be a number, which an expression or a store of secrets gives', () => {
		expect(readCredential({ username: 4711, password: 20260512 })).toMatchObject({ username: '4711', password: '20260512' });
	});

	it('is cleaned where blanks mean nothing, and absent fields are empty', () => {
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

describe('around it', () => {
	it('is listed in package.json', () => {
		expect(packageJson.n8n.credentials).toEqual(
			[...both.map(([, type]) => type), new ReShareLibraryProfileApi()].map(
				(type) => `dist/credentials/${type.constructor.name}.credentials.js`,
			),
		);
	});

	it.each(both.flatMap(([name, type]) => (['light', 'dark'] as const).map((mode) => [name, mode, type] as const)))(
		'has a square icon that needs nothing from outside (%s, %s)',
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
