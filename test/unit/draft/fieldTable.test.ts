import { readFileSync } from 'node:fs';
import path from 'node:path';
import { draftFieldNamesOfRequest } from '../../../reshare/requests/model/request';
import { draftFields, draftFieldNames, type DraftFieldName } from '../../../reshare/draft';

const only = (which: 'openUrl' | 'modRs' | 'crossLink') => draftFieldNames.flatMap((name) => draftFields[name][which] ?? []);

describe('the table of draft fields', () => {
	it.each(['openUrl', 'modRs', 'crossLink'] as const)('the draft field table maps no key of %s to two fields', (which) => {
		expect(only(which).length).toBeGreaterThan(15);
		expect(only(which)).toEqual([...new Set(only(which))]);
	});

	it('the draft field table maps no OpenURL key, whether we write it or only read it in links, to two fields', () => {
		const keys = draftFieldNames.flatMap((name) => [draftFields[name].openUrl ?? [], draftFields[name].links ?? []].flat());
		expect(keys).toEqual([...new Set(keys)]);
	});

	it('the draft field table maps every field of a loan or copy to a key of OpenURL, mod-rs and CrossLink, with named exceptions', () => {
		// The broker accepts locations by their ids, and notes for staff beside the request. The reference becomes the request's id.
		const otherwise: Readonly<Record<string, readonly DraftFieldName[]>> = {
			openUrl: ['staffNote'],
			modRs: [],
			crossLink: ['pickupLocation', 'staffNote', 'reference'],
		};
		const asked = draftFieldNames.filter((name) => draftFields[name].loan !== undefined || draftFields[name].copy !== undefined);
		for (const [which, names] of Object.entries(otherwise)) {
			expect(asked.filter((name) => draftFields[name][which as 'modRs'] === undefined)).toEqual(names);
		}
	});

	it('the type of a patron request has every draft field that mod-rs gets under the same name, with named exceptions', () => {
		// A request has these fields of the draft under other names: the record's id, the type of publication, the location's names, and
		// the references.
		const otherwise: readonly DraftFieldName[] = ['instanceId', 'genre', 'pickupLocation', 'reference'];
		const sent = draftFieldNames.filter((name) => draftFields[name].modRs !== undefined && !otherwise.includes(name));
		expect([...draftFieldNamesOfRequest].sort()).toEqual(sent.sort());
	});

	it.each([
		'ReShareSearch/__schema__/v1.0.0/findEligibleInstance',
		'ReShareCreateRequest/__schema__/v1.0.0/create',
		'ReShareCreateRequest/__schema__/v1.0.0/preview',
	])("the output schema %s lists every draft field, so that n8n's editor offers them", (file) => {
		const { properties } = JSON.parse(readFileSync(path.join(__dirname, `../../../nodes/${file}.json`), 'utf8')) as { properties: object };
		expect(Object.keys(properties)).toEqual(expect.arrayContaining([...draftFieldNames]));
	});
});
