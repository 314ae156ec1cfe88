import { ReShareError } from '../../errors';
import { named, words } from '../../words';
import { marcIn, type MarcRecord } from '../marc/MarcRecord';
import { elementsIn, readXml } from '../marc/xml';

/**
 * @param host begins the sentence that says what is wrong with it
 * @param id the record that was asked for
 * @returns the record, `gone` where it has been deleted or never was; undefined for an answer about something else
 * @throws ReShareError `badAnswer` for what is no answer of OAI-PMH, `refused` for a request that it does not understand
 */
export function readOai(xml: string, host: string, id: string): MarcRecord | 'gone' | undefined {
	const document = readXml(xml, host);
	if (document.name !== 'OAI-PMH') throw new ReShareError('badAnswer', `${host} sent something else than a record of the Reservoir`, { description: `Check ${named('reservoirUrl')} in the ${words.settings}.` });
	// A cache may have mixed up answers.
	const [identifier] = elementsIn(document, 'identifier');
	if (identifier !== undefined && !identifier.text.trim().toLowerCase().endsWith(id.toLowerCase())) {
		throw new ReShareError('badAnswer', `${host} sent another record than the one asked for`, { description: 'Tell whoever runs the Reservoir; a cache may stand before it.' });
	}
	const [problem] = elementsIn(document, 'error').map(({ attributes }) => attributes.code ?? '');
	if (problem === 'idDoesNotExist' || elementsIn(document, 'header').some(({ attributes }) => attributes.status === 'deleted')) return 'gone';
	if (problem !== undefined) throw new ReShareError('refused', `${host} refused to give the record (${/^\w{1,40}$/u.test(problem) ? problem : 'unknown'})`, { description: 'Please report it with this text.' });
	return marcIn(document)[0];
}
