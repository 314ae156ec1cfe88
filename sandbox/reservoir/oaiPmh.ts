import type { SandboxAnswer, ModuleRequest } from '../sharedTypes';
import { clusterPool, type Cluster } from './ClusterStore';
import { escapeXml, serializeMarcXml, reservoirXmlStyle } from './marcInJson';
import type { ReservoirContext } from './ReservoirContext';

/** OAI-PMH 2.0, of which only GetRecord is served, because no client here uses another verb. */

/** An error of OAI-PMH, which is answered with status 200. */
class OaiError extends Error {
	constructor(
		readonly code: string,
		message: string,
	) {
		super(message);
	}
}

const uuid = /^[0-9a-f]{1,8}(?:-[0-9a-f]{1,4}){3}-[0-9a-f]{1,12}$/iu;

export function answerOai(world: ReservoirContext, request: ModuleRequest): SandboxAnswer {
	const { query } = request;
	try {
		const verb = query.get('verb');
		if (verb === null) throw new OaiError('badVerb', 'missing verb');
		const prefix = query.get('metadataPrefix');
		if (prefix !== null && prefix !== 'marcxml') throw new OaiError('cannotDisseminateFormat', 'only metadataPrefix "marcxml" supported');
		if (verb !== 'GetRecord') throw new OaiError('badVerb', verb);
		return getRecord(world, request);
	} catch (error) {
		if (!(error instanceof OaiError)) throw error;
		const message = error.message === '' ? '/>' : `>${escapeXml(error.message)}</error>`;
		return envelope(world, request, `  <error code="${error.code}"${message}\n`);
	}
}

/** Builds the answer to GetRecord as mod-rs gets it. mod-rs asks with the bare id. */
export function buildOaiRecordXml(world: ReservoirContext, id: string): string | undefined {
	if (!uuid.test(id) || world.clusters.get(id) === undefined || world.options.transformerFails) return undefined;
	const request = {
		method: 'GET',
		path: '/reservoir/oai',
		query: new URLSearchParams({ verb: 'GetRecord', identifier: id }),
		headers: {},
		body: '',
		tenant: '',
	};
	return String(getRecord(world, request).body);
}

function getRecord(world: ReservoirContext, request: ModuleRequest): SandboxAnswer {
	const identifier = request.query.get('identifier');
	if (identifier === null) throw new OaiError('badArgument', 'missing identifier');
	const id = identifier.slice(identifier.indexOf(':') + 1);
	if (!uuid.test(id)) return { status: 500, body: `Invalid UUID string: ${id}` };
	const cluster = world.clusters.get(id);
	if (cluster === undefined) throw new OaiError('idDoesNotExist', identifier);
	if (world.options.transformerFails) return { status: 500, body: 'TypeError: Cannot read property "marc" of undefined' };
	return envelope(world, request, `  <GetRecord>\n${recordElement(world, cluster)}  </GetRecord>\n`);
}

function recordElement(world: ReservoirContext, cluster: Cluster): string {
	const marc = world.record(cluster);
	const metadata = marc === undefined ? '' : `    <metadata>\n${serializeMarcXml(marc, reservoirXmlStyle)}\n    </metadata>\n`;
	return `    <record>\n${headerElement(cluster)}${metadata}    </record>\n`;
}

function headerElement({ id, datestamp, records }: Cluster): string {
	return [
		`      <header${records.length === 0 ? ' status="deleted"' : ''}>`,
		`        <identifier>oai:${id}</identifier>`,
		`        <datestamp>${datestamp.slice(0, 19)}Z</datestamp>`,
		`        <setSpec>${clusterPool}</setSpec>`,
		'      </header>',
		'',
	].join('\n');
}

function envelope(world: ReservoirContext, { path, query }: ModuleRequest, content: string): SandboxAnswer {
	const parameters = [...query].map(([name, value]) => `${name}=${value}`).join('&');
	// The answer has the module's own address behind Okapi, and not the one that was called.
	const address = `http://reservoir.internal:8081${path}${parameters === '' ? '' : `?${parameters}`}`;
	const verb = query.get('verb');
	const body = `<?xml version="1.0" encoding="UTF-8"?>
<OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/"
         xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
         xsi:schemaLocation="http://www.openarchives.org/OAI/2.0/
         http://www.openarchives.org/OAI/2.0/OAI-PMH.xsd">
  <responseDate>${new Date(world.now()).toISOString().replace('Z', '456789Z')}</responseDate>
  <request${verb === null ? '' : ` verb="${escapeXml(verb)}"`}>${escapeXml(address)}</request>
${content}</OAI-PMH>`;
	return { status: 200, body, contentType: 'text/xml' };
}
