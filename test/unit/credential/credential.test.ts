import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { NodeHelpers } from 'n8n-workflow';
import { OkapiApi } from '../../../credentials/OkapiApi.credentials';
import { readCredential } from '../../../nodes/shared/credential';
import packageJson from '../../../package.json';

const credential = new OkapiApi();
const property = (name: string) => credential.properties.find((candidate) => candidate.name === name);
const shownFor = (usedFor: string) =>
	credential.properties
		.filter((candidate) => candidate.type !== 'hidden' && NodeHelpers.displayParameter({ usedFor }, candidate, null, null))
		.map(({ name }) => name);

describe('the form', () => {
	it('asks for what each kind of account needs, in this order', () => {
		const account = ['usedFor', 'url', 'tenant', 'username', 'password'];
		expect(shownFor('sharedInventory')).toEqual(account);
		expect(shownFor('myLibrary')).toEqual([...account, 'openUrlBaseUrl', 'openUrlTenant', 'staffUrl']);
	});

	it('hides password and token, and starts without a token', () => {
		expect(property('password')?.typeOptions?.password).toBe(true);
		expect(property('sessionToken')).toMatchObject({ type: 'hidden', default: '', typeOptions: { expirable: true } });
	});

	it('has the fields that the nodes read', () => {
		const typed = Object.fromEntries(credential.properties.map(({ name }) => [name, name === 'usedFor' ? 'myLibrary' : `typed ${name}`]));
		const read = readCredential(typed);
		for (const name of shownFor('myLibrary')) expect(read).toHaveProperty(name, typed[name]);
	});
});

describe('what is read', () => {
	it('is cleaned where blanks mean nothing, and absent fields are empty', () => {
		expect(readCredential({ usedFor: 'myLibrary', openUrlTenant: ' RESHARE:EAST ', staffUrl: ' https://east.example.org// ', password: ' p ' })).toEqual({
			usedFor: 'myLibrary',
			url: '',
			tenant: '',
			username: '',
			password: ' p ',
			openUrlBaseUrl: '',
			openUrlTenant: 'RESHARE:EAST',
			staffUrl: 'https://east.example.org',
		});
	});

	it('is of the kind that the form starts with where none was chosen', () => {
		expect(readCredential({}).usedFor).toBe(property('usedFor')?.default);
	});
});

describe('around it', () => {
	it('links to the home page of the package', () => {
		expect(credential.documentationUrl.startsWith(packageJson.homepage)).toBe(true);
	});

	it.each(['light', 'dark'] as const)('has a square icon for the %s mode that needs nothing from outside', (mode) => {
		const { icon } = credential;
		const path = typeof icon === 'string' ? '' : icon[mode].replace('file:', '');
		const svg = readFileSync(join(__dirname, '../../../credentials', path), 'utf8');
		const [, width, height] = /viewBox="0 0 (\d+) (\d+)"/.exec(svg) ?? [];
		expect(width).toBeDefined();
		expect(width).toBe(height);
		expect(svg.replace('http://www.w3.org/2000/svg', '')).not.toMatch(/https?:|<script|<image|<style/);
	});
});
