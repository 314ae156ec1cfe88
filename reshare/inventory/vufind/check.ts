import { z } from 'zod';
import { counted } from '../../okapi/permissions';
import { ReShareError } from '../../errors';
import { readUuid } from '../match/uuid';
import type { Reservoir } from '../reservoir/Reservoir';
import type { HttpClient } from '../../transport';
import { vufindBase } from './address';
import type { SearchAnswer } from './answers';
import { readRecord } from './readRecord';
import { named } from '../../words';

export interface VufindCheck {
	/** As errors show it. */
	readonly host: string;
	/** The first records of VuFind, with all fields that a search reads. */
	readonly answer: SearchAnswer;
	readonly reservoir: Reservoir | undefined;
}

/**
 * Looks whether VuFind has what a search needs: the consortium's records with their holdings; and whether the Reservoir, if
 * one is named, has these records.
 *
 * @returns a sentence saying what was reached
 * @throws ReShareError in words for whoever fills in the settings
 */
export async function checkVufind({ host, answer, reservoir }: VufindCheck): Promise<string> {
	if (answer.resultCount === 0 || answer.records.length === 0) return `Connected, but the VuFind at ${host} has no records. Is it the right one?`;
	const ours = answer.records.flatMap((record) => {
		const id = record && readUuid(record.id);
		return record === undefined || id === undefined ? [] : [{ ...record, id }];
	});
	if (ours.length === 0 && answer.records.some((record) => record !== undefined)) {
		throw new ReShareError('noModule', `The VuFind at ${host} is a catalog of its own, not ReShare's`, {
			description: `Its records have no IDs of a shared inventory. Enter the site where patrons search the whole consortium as ${named('vufindUrl')}.`,
		});
	}
	const read = ours.flatMap((record) => readRecord(record, record.id) ?? []);
	if (read.length === 0) {
		throw new ReShareError('inventory', `The VuFind at ${host} does not give its records in full`, { description: "Ask whoever runs it to give the field 'fullRecord' through its API." });
	}
	const inReservoir = reservoir === undefined ? undefined : await lookAt(reservoir, ours[0]?.id ?? '');
	const libraries = new Set(read.flatMap(({ holdings }) => holdings.holdings.flatMap(({ library }) => library ?? [])));
	const records = counted(answer.resultCount, 'record', 'records');
	if (libraries.size > 0) {
		return [`Connected: ${records} in VuFind, ${counted(libraries.size, 'library', 'libraries')} in the first ${read.length}`, ...(inReservoir ?? [])].join('. ');
	}
	if (inReservoir !== undefined) return [`Connected: ${records} in VuFind, which leaves the holdings out`, ...inReservoir, 'Holdings are read from the Reservoir'].join('. ');
	throw new ReShareError('inventory', `The VuFind at ${host} leaves the holdings out of its records`, {
		description: `Ask whoever runs it to give field 999 in 'fullRecord', or fill in ${named('reservoirUrl')} and ${named('reservoirTenant')}.`,
	});
}

async function lookAt(reservoir: Reservoir, recordId: string): Promise<string[]> {
	try {
		if ((await reservoir.record(recordId)) !== 'gone') return ['The Reservoir answers'];
		return ['The Reservoir answers, but does not have the first record of VuFind: make sure that it is the one behind this VuFind'];
	} catch (error) {
		if (!(error instanceof ReShareError)) throw error;
		throw new ReShareError(error.kind, `VuFind answers, but the Reservoir was not reached: ${error.message}`, { ...(error.status === undefined ? {} : { status: error.status }), description: error.description });
	}
}

/** Whether VuFind's API answers below an address, open or not. */
export async function isVufind(http: HttpClient, url: string): Promise<boolean> {
	try {
		const answer = await http.send({ method: 'GET', url: `${vufindBase(url)}/api/v1/search?limit=0` });
		return vufindState.safeParse(JSON.parse(answer.text)).success;
	} catch {
		return false;
	}
}

const vufindState = z.object({ status: z.enum(['OK', 'ERROR', 'UNAUTHORIZED']) });
