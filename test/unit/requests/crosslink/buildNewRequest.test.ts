import { buildNewRequest, type RequestEnvelope } from '../../../../reshare/requests/crosslink/buildNewRequest';
import { crossLinkRowSchema } from '../../../../reshare/requests/crosslink/schemas';
import { StateModel } from '../../../../reshare/requests/crosslink/stateModel';
import { toPatronRequest } from '../../../../reshare/requests/crosslink/toPatronRequest';
import { draftFieldNamesOfRequest } from '../../../../reshare/requests/model/request';
import { draftFields } from '../../../../reshare/draft';
import { iso18626Choices } from '../../../../reshare/requests/crosslink/iso18626Choices';
import { readBody } from '../../../../sandbox/crosslink/readBodies';
import { validationErrorsOf, readIllRequest } from '../../../../sandbox/crosslink/iso/readIllRequest';
import { buildCopyDraft, buildLoanDraft } from '../create/practiceDependencies';

const to: RequestEnvelope = {
	id: 'ILL-1.1c9f0b7e',
	requesterSymbol: undefined,
	requesterPickupLocationId: undefined,
	internalNote: undefined,
};

/** Returns the request as the practice broker reads it, in which a misspelled name would be missing. */
function understood(body: Record<string, unknown>) {
	const read = readBody({ body: JSON.stringify(body), headers: { 'content-type': 'application/json' } } as never, 'CreatePatronRequest');
	const illRequest = readIllRequest(read.illRequest as Record<string, unknown>);
	if (illRequest === undefined) throw new Error('Nothing was understood');
	expect(validationErrorsOf(illRequest)).toEqual([]);
	return { ...read, illRequest };
}

describe('the body of a new CrossLink request', () => {
	it('a loan with every field filled in becomes a CrossLink request with each value in its ISO 18626 element', () => {
		const draft = buildLoanDraft({
			edition: '2nd',
			volume: '3',
			isbn: '978-0-00-000002-6',
			issn: '0028-0836',
			oclcNumber: '48885207',
			neededBy: '2126-03-31',
			note: 'With the maps, please',
			patronEmail: 'amara@example.edu',
		});
		const body = buildNewRequest(draft, {
			...to,
			requesterSymbol: 'ISIL:US-EAST',
			requesterPickupLocationId: '11f0c3b2-0a51-4a30-9f0e-2f3b1a000002',
			internalNote: 'From the form',
		});
		expect(body).toEqual({
			id: 'ILL-1.1c9f0b7e',
			patron: 'P1001',
			requesterSymbol: 'ISIL:US-EAST',
			internalNote: 'From the form',
			requesterPickupLocationId: '11f0c3b2-0a51-4a30-9f0e-2f3b1a000002',
			illRequest: {
				bibliographicInfo: {
					supplierUniqueRecordId: draft.instanceId,
					title: 'Baby signs',
					author: 'Acredolo, Linda P.',
					edition: '2nd',
					volume: '3',
					bibliographicItemId: [
						{ bibliographicItemIdentifier: '978-0-00-000002-6', bibliographicItemIdentifierCode: { '#text': 'ISBN' } },
						{ bibliographicItemIdentifier: '0028-0836', bibliographicItemIdentifierCode: { '#text': 'ISSN' } },
					],
					bibliographicRecordId: [{ bibliographicRecordIdentifier: '48885207', bibliographicRecordIdentifierCode: { '#text': 'OCLC' } }],
				},
				publicationInfo: { publicationType: { '#text': 'Book' }, publicationDate: '2002' },
				serviceInfo: { serviceType: 'Loan', needBeforeDate: '2126-03-31T23:59:59Z', note: 'With the maps, please' },
				patronInfo: {
					patronId: 'P1001',
					address: [{ electronicAddress: { electronicAddressType: { '#text': 'Email' }, electronicAddressData: 'amara@example.edu' } }],
				},
			},
		});
		expect(understood(body)).toEqual(body);
	});

	it('a copy becomes a CrossLink request with its article, pages and copyright rule', () => {
		const body = buildNewRequest(buildCopyDraft({ issue: '4356' }), to);
		expect(body.illRequest).toMatchObject({
			bibliographicInfo: {
				title: 'Nature',
				volume: '171',
				issue: '4356',
				titleOfComponent: 'Molecular structure of nucleic acids',
				authorOfComponent: 'Watson, J. D.',
				pagesRequested: '737-738',
			},
			publicationInfo: { publicationType: { '#text': 'Article' }, publicationDate: '1953' },
			serviceInfo: { serviceType: 'Copy', copyrightCompliance: { '#text': 'US-CCG' } },
		});
		expect(understood(body)).toEqual(body);
	});

	it('a CrossLink request is read back with every field of the draft that it was made from', () => {
		const names = draftFieldNamesOfRequest.filter((name) => draftFields[name].crossLink !== undefined);
		const draft = Object.fromEntries(names.map((name) => [name, name === 'neededBy' ? '2126-03-31' : `A ${name}`]));
		const row = crossLinkRowSchema.parse(buildNewRequest(buildCopyDraft(draft), to));
		expect(toPatronRequest(row, {}, { tenant: 'east', model: new StateModel(), libraryNames: new Map() })).toMatchObject(draft);
	});

	it("a copyright rule in mod-rs's spelling becomes the ISO 18626 code, and an unknown one is sent as it is", () => {
		const code = (copyrightType: string) =>
			(buildNewRequest(buildCopyDraft({ copyrightType }), to) as { illRequest: { serviceInfo: { copyrightCompliance: unknown } } })
				.illRequest.serviceInfo.copyrightCompliance;
		expect(['us-ccl', 'US-CCL', 'other', 'house rule'].map(code)).toEqual(
			['US-CCL', 'US-CCL', 'Other', 'house rule'].map((value) => ({ '#text': value })),
		);
		for (const value of Object.keys(iso18626Choices.copyrightTypes)) expect(code(value.toLowerCase())).toEqual({ '#text': value });
	});
});
