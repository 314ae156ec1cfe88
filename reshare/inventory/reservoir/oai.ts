import { ReShareError } from '../../errors';
import { named, words } from '../../words';
import { MarcCollector, type MarcRecord } from '../marc/MarcRecord';
import { walkXml } from '../marc/xml';

/**
 * @param host begins the sentence that says what is wrong with it
 * @param id the record that was asked for
 * @returns the record, `gone` where it has been deleted or never was; undefined for an answer about something else
 * @throws ReShareError `badAnswer` for what is no answer of OAI-PMH, `refused` for a request that it does not understand
 */
export function readOai(xml: string, host: string, id: string): MarcRecord | 'gone' | undefined {
	const marc = new MarcCollector();
	let text = '';
	let identifier: string | undefined;
	let root: string | undefined;
	let isDeleted = false;
	let problem: string | undefined;
	walkXml(xml, {
		open(name, attributes) {
			root ??= name;
			if (name === 'header' && attributes.status === 'deleted') isDeleted = true;
			if (name === 'error') problem = attributes.code ?? '';
			text = '';
			marc.open(name, attributes);
		},
		text(part) {
			text += part;
			marc.text(part);
		},
		close(name) {
			if (name === 'identifier') identifier ??= text.trim();
			marc.close(name);
		},
	}, host);
	if (root !== 'OAI-PMH') throw new ReShareError('badAnswer', `${host} sent something else than a record of the Reservoir`, { description: `Check ${named('reservoirUrl')} in the ${words.settings}.` });
	// A cache may have mixed up answers.
	if (identifier !== undefined && !identifier.toLowerCase().endsWith(id.toLowerCase())) {
		throw new ReShareError('badAnswer', `${host} sent another record than the one asked for`, { description: 'Tell whoever runs the Reservoir; a cache may stand before it.' });
	}
	if (problem === 'idDoesNotExist' || isDeleted) return 'gone';
	if (problem !== undefined) throw new ReShareError('refused', `${host} refused to give the record (${/^\w{1,40}$/u.test(problem) ? problem : 'unknown'})`, { description: 'Please report it with this text.' });
	return marc.found[0];
}
