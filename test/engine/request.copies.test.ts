import { ReShareRequest } from '../../nodes/ReShareRequest/ReShareRequest.node';
import { startSandbox } from '../../sandbox';
import { backEnds } from './backEnds';
import { runNode } from './harness';
import { libraryCredential } from './request/practice';
import { TriggerBench } from './trigger/TriggerBench';

const part = {
	title: 'Nature',
	partTitle: 'Molecular structure of nucleic acids',
	partAuthor: 'Watson, J. D.',
	pages: '737-738',
	issn: '0028-0836',
};
const edition = {
	edition: '2nd',
	issue: '4356',
	publisher: 'Macmillan',
	placeOfPublication: 'London',
	publicationDate: '1953',
	oclcNumber: '1586310',
};

it('mod-rs gives Get and the trigger the part that was requested, its edition and the group of the patron', async () => {
	const sandbox = await startSandbox({ autoStaff: false });
	try {
		const bench = new TriggerBench(sandbox, {});
		await bench.activate();
		const { id } = sandbox.requests.add('east', {
			isRequester: true,
			title: part.title,
			titleOfComponent: part.partTitle,
			authorOfComponent: part.partAuthor,
			pagesRequested: part.pages,
			issn: part.issn,
			...edition,
			patronIdentifier: 'P1001',
			patronType: 'faculty',
			state: 'REQ_VALIDATED',
		});
		const { outputs } = await runNode({
			node: new ReShareRequest(),
			parameters: { operation: 'get', request: { __rl: true, mode: 'id', value: id } },
			credentials: { okapiApi: libraryCredential(sandbox) },
			items: [{}],
		});
		expect(outputs.flat()[0]?.json).toMatchObject({ ...part, ...edition, patronGroup: 'faculty' });
		sandbox.requests.move(id, 'REQ_SHIPPED');
		expect((await bench.poll()).at(-1)).toMatchObject({ event: 'shipped', ...part, ...edition, patronGroup: 'faculty' });
	} finally {
		await sandbox.close();
	}
});

it('CrossLink gives Get the part that was requested, its edition and the group of the patron', async () => {
	const crossLink = backEnds.at(-1);
	if (crossLink === undefined) throw new Error('No back end');
	const sandbox = await crossLink.start();
	try {
		const { id } = crossLink.add(sandbox, { patronId: 'P1001', isCopy: true });
		Object.assign(sandbox.crosslink.requests.get(id), {
			illRequest: {
				publicationInfo: {
					publisher: edition.publisher,
					placeOfPublication: edition.placeOfPublication,
					publicationDate: edition.publicationDate,
				},
				bibliographicInfo: {
					title: part.title,
					edition: edition.edition,
					issue: edition.issue,
					bibliographicRecordId: [
						{ bibliographicRecordIdentifier: edition.oclcNumber, bibliographicRecordIdentifierCode: { '#text': 'OCLC' } },
					],
					titleOfComponent: part.partTitle,
					authorOfComponent: part.partAuthor,
					pagesRequested: part.pages,
					bibliographicItemId: [{ bibliographicItemIdentifier: part.issn, bibliographicItemIdentifierCode: { '#text': 'ISSN' } }],
				},
				serviceInfo: { serviceType: 'Copy' },
				patronInfo: { patronId: 'P1001', patronType: { '#text': 'faculty' } },
			},
		});
		const { outputs } = await runNode({
			node: new ReShareRequest(),
			parameters: { operation: 'get', request: { __rl: true, mode: 'id', value: id } },
			credentials: { okapiApi: crossLink.credential(sandbox) },
			items: [{}],
		});
		expect(outputs.flat()[0]?.json).toMatchObject({ ...part, ...edition, patronGroup: 'faculty' });
	} finally {
		await sandbox.close();
	}
});
