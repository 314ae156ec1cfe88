import { ModRsLibrary } from '../changes/ModRsLibrary';
import { modRsReferenceFields } from '../modRsReferenceFields';

/** Filters cannot express the second reference, with its parentheses, so it is looked up by the text search, which finds more. */
describe.each(['ILL-7', 'ILL (7)'])('the reference %s', (reference) => {
	it('a mod-rs request is found by its whole reference, and not by a part of it', async () => {
		const library = new ModRsLibrary();
		library.request(modRsReferenceFields(`${reference}0`));
		const { id } = library.request(modRsReferenceFields(reference));
		expect((await library.client.findByNumberReferenceOrBarcode(reference, 'borrowing')).map((request) => request.id)).toEqual([id]);
	});

	it('a mod-rs request is found by its reference on a server before 2.15, whose lists contain no identifiers', async () => {
		const library = new ModRsLibrary();
		library.request(modRsReferenceFields(`${reference}0`));
		const { id } = library.request(modRsReferenceFields(reference));
		const list = library.client.list.bind(library.client);
		jest.spyOn(library.client, 'list').mockImplementation((options) => list({ ...options, fullRecord: false }));
		expect((await library.client.findByNumberReferenceOrBarcode(reference, 'borrowing')).map((request) => request.id)).toEqual([id]);
	});

	it('a mod-rs request is found by its patronReference, which is not among its identifiers', async () => {
		const library = new ModRsLibrary();
		const { id } = library.request({ patronReference: reference });
		expect((await library.client.findByNumberReferenceOrBarcode(reference, 'borrowing')).map((request) => request.id)).toEqual([id]);
	});

	it('a mod-rs request is not found by its reference on the other side', async () => {
		const library = new ModRsLibrary();
		library.request(modRsReferenceFields(reference));
		expect(await library.client.findByNumberReferenceOrBarcode(reference, 'lending')).toEqual([]);
	});
});
