import { ModRsLibrary } from '../changes/ModRsLibrary';

const identifiers = (identifier: string) => ({ requestIdentifiers: [{ id: `of-${identifier}`, identifierType: 'ILLIAD', identifier }] });

/** The second word is one that filters cannot express, so that the text search finds more. */
describe.each(['ILL-7', 'ILL (7)'])('a request with the reference %s', (reference) => {
	it('is found, and none that only has it as a part', async () => {
		const library = new ModRsLibrary();
		library.request(identifiers(`${reference}0`));
		const { id } = library.request(identifiers(reference));
		expect((await library.client.named(reference, 'borrowing')).map((request) => request.id)).toEqual([id]);
	});

	it('is found at a server before version 2.15, whose lists show no identifiers', async () => {
		const library = new ModRsLibrary();
		library.request(identifiers(`${reference}0`));
		const { id } = library.request(identifiers(reference));
		const list = library.client.list.bind(library.client);
		jest.spyOn(library.client, 'list').mockImplementation(async (options) => await list({ ...options, fullRecord: false }));
		expect((await library.client.named(reference, 'borrowing')).map((request) => request.id)).toEqual([id]);
	});

	it('is found by the reference that it passes on', async () => {
		const library = new ModRsLibrary();
		const { id } = library.request({ patronReference: reference });
		expect((await library.client.named(reference, 'borrowing')).map((request) => request.id)).toEqual([id]);
	});

	it('is none of the other side', async () => {
		const library = new ModRsLibrary();
		library.request(identifiers(reference));
		expect(await library.client.named(reference, 'lending')).toEqual([]);
	});
});
