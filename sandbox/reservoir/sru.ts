import type { Answer, ModuleRequest } from '../types';
import type { Cluster } from './clusters';
import { cqlFilter, CqlUnsupported, type CqlIndexes } from './cql';
import { marcXml, reservoirXml } from './marc';
import type { ReservoirWorld } from './world';

/** SRU 2.0 with a single index beside `cql.allRecords`. Errors are diagnostics with status 200. */

const namespace = 'http://docs.oasis-open.org/ns/search-ws/sruResponse';
const indexes: CqlIndexes<Cluster> = { 'rec.id': (cluster) => [cluster.id] };

class Diagnostic extends Error {
	constructor(
		readonly number: number,
		message: string,
		readonly details: string,
	) {
		super(message);
	}
}

export function sruAnswer(world: ReservoirWorld, { query }: ModuleRequest): Answer {
	const asked = query.get('query');
	const element = asked === null ? 'explainResponse' : 'searchRetrieveResponse';
	let content: string;
	try {
		const version = query.get('version');
		if (version !== null && version !== '2.0') throw new Diagnostic(5, 'Unsupported version', '2.0');
		content = asked === null ? '' : search(world, asked, query);
	} catch (error) {
		if (!(error instanceof Diagnostic)) throw error;
		content = diagnosticElement(error);
	}
	const body = `<?xml version="1.0" encoding="UTF-8"?>\n<${element} xmlns="${namespace}">\n  <version>2.0</version>\n${content}</${element}>\n`;
	return { status: 200, body, contentType: 'text/xml' };
}

function search(world: ReservoirWorld, cql: string, query: URLSearchParams): string {
	const schema = query.get('recordSchema');
	if (schema !== null && schema !== 'marcxml') throw new Diagnostic(66, 'Unknown schema for retrieval', schema);
	const start = wholeNumber(query, 'startRecord', 1);
	const most = wholeNumber(query, 'maximumRecords', 10);
	const found = world.clusters.all().filter(filterOf(cql));
	if (found.length === 0) return '  <numberOfRecords>0</numberOfRecords>\n';
	// It has begun the list when it finds that it cannot go on: what follows is not well-formed.
	if (start < 1 || world.options.transformerFails) return `  <numberOfRecords>${found.length}</numberOfRecords>\n  <records>\n`;
	// What was dissolved counts, yet gives no record.
	const records = found.slice(start - 1, start - 1 + most).flatMap((cluster) => world.record(cluster) ?? []);
	const elements = records.map((record) => `    <record>\n      <recordSchema>marcxml</recordSchema>\n      <recordData>\n${marcXml(record, reservoirXml)}      </recordData>\n    </record>\n`);
	return `  <numberOfRecords>${found.length}</numberOfRecords>\n  <records>\n${elements.join('')}  </records>\n`;
}

function filterOf(cql: string): (cluster: Cluster) => boolean {
	try {
		return cqlFilter(cql, indexes, ['rec.id']);
	} catch (error) {
		const details = error instanceof Error ? error.message : String(error);
		throw error instanceof CqlUnsupported ? new Diagnostic(47, 'Cannot process query', details) : new Diagnostic(10, 'Query syntax error', details);
	}
}

function wholeNumber(query: URLSearchParams, name: string, usual: number): number {
	const text = query.get(name);
	if (text === null) return usual;
	if (!/^-?\d+$/u.test(text)) throw new Diagnostic(6, 'Unsupported parameter value', `For input string: "${text}"`);
	return Number(text);
}

/** The details are not escaped: a query with `<` in it makes the answer ill-formed. */
function diagnosticElement({ number, message, details }: Diagnostic): string {
	return [
		'  <diagnostics>',
		'    <diagnostic xmlns="http://docs.oasis-open.org/ns/search-ws/diagnostic">',
		`      <uri>info:srw/diagnostic/1/${number}</uri>`,
		`      <details>${details}</details>`,
		`      <message>${message}</message>`,
		'    </diagnostic>',
		'  </diagnostics>',
		'',
	].join('\n');
}
