import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'isbn3';
import { ReShareCreateRequest } from '../../../nodes/ReShareCreateRequest/ReShareCreateRequest.node';
import { ReShareRequest } from '../../../nodes/ReShareRequest/ReShareRequest.node';
import { ReShareSearch } from '../../../nodes/ReShareSearch/ReShareSearch.node';
import { OkapiApi } from '../../../credentials/OkapiApi.credentials';
import { ReShareInventoryApi } from '../../../credentials/ReShareInventoryApi.credentials';
import { ReShareNotice } from '../../../nodes/ReShareNotice/ReShareNotice.node';
import { ReShareRequestStatusTrigger } from '../../../nodes/ReShareRequestStatusTrigger/ReShareRequestStatusTrigger.node';
import { checkoutFolder } from '../../../n8n/paths';

const nodes = Object.entries({ ReShareCreateRequest, ReShareNotice, ReShareRequest, ReShareRequestStatusTrigger, ReShareSearch }).map(
	([folder, Node]) => ({ folder, description: new Node().description }),
);

const fields = nodes.flatMap(({ description }) => (description.properties as Field[]).flatMap(withInner));

function codexOf(folder: string): { readonly alias: string[]; readonly resources?: object } {
	return JSON.parse(readFileSync(path.join(checkoutFolder, 'nodes', folder, `${folder}.node.json`), 'utf8')) as {
		alias: string[];
		resources?: object;
	};
}

function aliasOf(folder: string) {
	return codexOf(folder).alias;
}

describe("the nodes in n8n's panel", () => {
	it('each node has a light and a dark icon, and all icons share one design', () => {
		const icons = nodes.map(({ folder, description }) => {
			const { light, dark } = description.icon as { light: string; dark: string };
			return [light, dark].map((name) => readFileSync(path.join(checkoutFolder, 'nodes', folder, name.replace('file:', '')), 'utf8'));
		});
		const cover = 'M14 4h34a4 4 0 0 1 4 4v48H16a8 8 0 0 1-8-8V10a6 6 0 0 1 6-6Z';
		expect(new Set(icons.flat()).size).toBe(10);
		expect(icons.flat().every((svg) => svg.includes(cover) && svg.includes('viewBox="0 0 60 60"'))).toBe(true);
	});

	it("n8n's panel finds each node by the words for interlibrary loan", () => {
		for (const { folder } of nodes)
			expect([folder, aliasOf(folder)]).toEqual([
				folder,
				expect.arrayContaining(['interlibrary loan', 'inter-library loan', 'ILL', 'library']),
			]);
		expect(aliasOf('ReShareRequest')).toEqual(expect.arrayContaining(['renew', 'cancel', 'lending']));
	});

	it('the search words of the nodes are in English alone, as n8n requires of verified packages', () => {
		for (const { folder } of nodes)
			for (const alias of aliasOf(folder)) {
				expect(alias).toMatch(/^[\x20-\x7e]+$/);
				expect(['Fernleihe', 'Leihverkehr', 'Mahnung', 'Benachrichtigung', 'aviso', 'avis']).not.toContain(alias);
			}
	});

	it('the codex of each node has a resources part, without which n8n drops all its search words', () => {
		// n8n reads codex.resources without checking, and drops the whole codex if that throws (directory-loader.ts, getCodex).
		for (const { folder } of nodes) expect([folder, codexOf(folder).resources]).toEqual([folder, {}]);
	});

	it('nodes and credentials link to one documentation address that is not an example', () => {
		const links = [
			...nodes.map(({ description }) => description.documentationUrl),
			new OkapiApi().documentationUrl,
			new ReShareInventoryApi().documentationUrl,
		];
		expect(new Set(links).size).toBe(1);
		expect(links[0]).toMatch(/^https:\/\/(?!.*example)/);
		for (const { folder } of nodes) expect(aliasOf(folder).length).toBe(new Set(aliasOf(folder)).size);
	});

	it('the descriptions and actions of the nodes use the words of library work, not those of an API', () => {
		const told = nodes.flatMap(({ description }) => [
			description.description,
			...description.properties.flatMap(({ options }) =>
				(options ?? []).flatMap((option) => ('action' in option && option.action !== undefined ? [option.action] : [])),
			),
		]);
		expect(told.length).toBeGreaterThan(20);
		expect(told.filter((words) => /\binstances?\b|\bAPI\b|\bperform\b|\bget many\b|\bquer/i.test(words))).toEqual([]);
	});

	it('each field that takes several values has an example with several values', () => {
		const several = fields.filter(({ description, hint }) => [description, hint].some((text) => /separate/i.test(text ?? '')));
		expect(several.map(({ displayName }) => displayName)).toEqual(
			expect.arrayContaining(['ISBN', 'OCLC Number', 'ISSN', 'Author', 'Holidays', 'Request List', 'Lending Policies']),
		);
		const withoutExample = several.filter(
			({ hint = '', placeholder = '' }) => !/such as \S/.test(hint) && !/^e\.g\. .+[,;] \S/.test(placeholder),
		);
		expect(withoutExample.map(({ displayName }) => displayName)).toEqual([]);
	});

	it('a field that refers to an option refers to one that exists in the same operation', () => {
		const named = nodes.flatMap(({ description: { properties } }) =>
			properties.flatMap(({ displayName, hint = '', description = '', displayOptions }) => {
				const operation = String(displayOptions?.show?.operation);
				const there = properties
					.filter((other) => String(other.displayOptions?.show?.operation) === operation)
					.flatMap((other) => withInner(other as Field));
				return [...`${hint}. ${description}`.matchAll(/\bsee the option ([\w ]+)/g)].map(([, option = '']) => ({
					operation,
					displayName,
					option,
					isThere: there.some((other) => other.displayName === option),
				}));
			}),
		);
		expect(named.length).toBeGreaterThan(0);
		expect(named.filter(({ isThere }) => !isThere)).toEqual([]);
	});

	it('every ISBN in hints and placeholders is valid', () => {
		const isbns = fields.flatMap(({ hint = '', placeholder = '', name }) =>
			name === 'isbn' ? [...`${hint} ${placeholder}`.matchAll(/\b97[89][\d-]{10,14}\b/g)].map(([number]) => number) : [],
		);
		expect(isbns.length).toBeGreaterThan(2);
		expect(isbns.filter((number) => parse(number) === null)).toEqual([]);
	});
});

interface Field {
	readonly displayName: string;
	readonly name: string;
	readonly hint?: string;
	readonly placeholder?: string;
	readonly description?: string;
	readonly options?: readonly unknown[];
	readonly values?: readonly unknown[];
}

/** A field and those inside it. */
function withInner(field: Field): Field[] {
	const inner = [...(field.options ?? []), ...(field.values ?? [])] as Field[];
	return [field, ...inner.filter((one) => 'displayName' in one).flatMap(withInner)];
}
