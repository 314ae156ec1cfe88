import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { INodeProperties } from 'n8n-workflow';
import ts from 'typescript';
import { OkapiApi } from '../../credentials/OkapiApi.credentials';
import { ReShareInventoryApi } from '../../credentials/ReShareInventoryApi.credentials';
import { ReShareCreateRequest } from '../../nodes/ReShareCreateRequest/ReShareCreateRequest.node';
import { ReShareRequest } from '../../nodes/ReShareRequest/ReShareRequest.node';
import { ReShareRequestStatusTrigger } from '../../nodes/ReShareRequestStatusTrigger/ReShareRequestStatusTrigger.node';
import { ReShareSearch } from '../../nodes/ReShareSearch/ReShareSearch.node';
import { n8nTerms } from '../../nodes/shared/n8nTerms';
import { ReShare, ReShareError, type Fetch, type LibraryAccess } from '../../reshare';
import { badInputError } from '../../reshare/errors';
import type { CallingProgram } from '../../reshare/callerTerms';
import { withCallerTerms } from '../../reshare/withCallerTerms';
import { checkoutFolder } from '../../n8n/paths';

const sources = globSync('reshare/**/*.ts', { cwd: checkoutFolder }).map((file) => ({
	file,
	text: readFileSync(path.join(checkoutFolder, file), 'utf8'),
}));

/** Names of all fields and choices of the nodes and credentials. */
const shown = [
	...[new ReShareCreateRequest(), new ReShareRequest(), new ReShareRequestStatusTrigger(), new ReShareSearch()].flatMap(
		({ description }) => [description.displayName, ...namesOf(description.properties)],
	),
	...[new OkapiApi(), new ReShareInventoryApi()].flatMap(({ displayName, properties }) => [displayName, ...namesOf(properties)]),
];

function namesOf(fields: readonly unknown[]): string[] {
	return (fields as INodeProperties[]).flatMap((field) => [
		...('displayName' in field ? [field.displayName] : [field['name'] as string]),
		...('options' in field ? namesOf(field.options ?? []) : []),
		...('values' in field ? namesOf(field['values'] as unknown[]) : []),
	]);
}

/** Returns the string literals and the fixed parts of templates in a text. */
function textsOf(text: string) {
	const texts: string[] = [];
	const visit = (node: ts.Node) => {
		if (ts.isStringLiteralLike(node) || ts.isTemplateHead(node) || ts.isTemplateMiddleOrTemplateTail(node)) texts.push(node.text);
		node.forEachChild(visit);
	};
	visit(ts.createSourceFile('source.ts', text, ts.ScriptTarget.Latest));
	return texts;
}

describe("the caller's terms in the client's source", () => {
	it("the client's source never mentions n8n, nodes, credentials, workflows or executions", () => {
		const ofN8n =
			/\bn8n\b|\bnodes?\b(?!:|\.js)|\b(?:the|a|this) credentials?\b|\bthe editor\b|\bworkflows?\b|\b(?:this|the|a) triggers?\b|\bexecutions?\b/gi;
		const found = sources.flatMap(({ file, text }) => [...text.matchAll(ofN8n)].map(([word]) => `${file}: ${word}`));
		expect(sources.length).toBeGreaterThan(100);
		expect(found).toEqual([]);
	});

	it("the client's messages never quote a field name of the nodes", () => {
		const found = sources.flatMap(({ file, text }) =>
			textsOf(text).flatMap((one) => shown.filter((name) => one.includes(`'${name}'`)).map((name) => `${file}: ${name}`)),
		);
		expect(shown.length).toBeGreaterThan(100);
		expect(found).toEqual([]);
	});

	it('every field name in n8nTerms, which messages quote, is one that the n8n editor shows', () => {
		expect(Object.values(n8nTerms.names).filter((name) => !shown.some((one) => one === name || one.startsWith(`${name} `)))).toEqual([]);
	});
});

describe("two clients with different callers' terms", () => {
	const account = { url: 'https://okapi.example.org', tenant: 'east', username: 'ada', password: 'x' };
	const agents = new Set<string | undefined>();
	const refuseLogin: Fetch = async (_url, { headers }) => {
		agents.add(headers['User-Agent']);
		return Response.json({ errors: [{ code: 'password.incorrect', message: 'x' }] }, { status: 422 });
	};
	const said = async (caller: CallingProgram | undefined, library: LibraryAccess, fetch: Fetch) => {
		const reshare = await ReShare.open({ caller, library, transport: { fetch } });
		// The member `requests` may throw, too.
		const error = await (async () => await reshare.requests.get('ILL-1'))().catch((thrown: unknown) => thrown);
		return error instanceof ReShareError ? `${error.message}. ${error.description}` : String(error);
	};

	it('two clients for programs with different wording each name a wrong setting as their own program does', async () => {
		const wrong = { ...account, tenant: 'two words' };
		expect(await said(n8nTerms, wrong, refuseLogin)).toMatch(/^'Tenant' has spaces/);
		expect(await said(undefined, wrong, refuseLogin)).toMatch(/^'tenant' has spaces/);
	});

	it('two clients for programs with different wording each report one shared refused login in the words of their own program', async () => {
		expect(await said(n8nTerms, account, refuseLogin)).toContain("Check 'Username' and 'Password' in the credential");
		const later = await said(undefined, account, () => Promise.reject(new Error('Nothing may be asked again')));
		expect(later).toContain("Check 'username' and 'password' in the configuration");
		expect(later).toContain('testing the configuration by hand tries at once');
	});

	it('two clients in different programs each send their own user agent and refuse a blocked address in their own words', async () => {
		agents.clear();
		await said(n8nTerms, { ...account, username: 'bob' }, refuseLogin);
		await said(undefined, { ...account, username: 'cyd' }, refuseLogin);
		expect([...agents]).toEqual(['n8n-nodes-reshare', 'reshare-client']);
		const refusing: Fetch = () => Promise.reject(Object.assign(new Error('10.0.0.1'), { name: 'SsrfBlockedIpError' }));
		expect(await said(n8nTerms, { ...account, username: 'dan' }, refusing)).toMatch(/^n8n does not allow connections to okapi/);
		expect(await said(undefined, { ...account, username: 'eve' }, refusing)).toMatch(/^The call to okapi.example.org was stopped/);
	});

	it('two clients for programs with different wording each describe an unreadable cursor in the words of their own program', async () => {
		const follow = async (caller?: CallingProgram) =>
			(await ReShare.open({ caller, library: account, transport: { fetch: refuseLogin } })).requests.follow({} as never);
		const [ofEditor, neutral] = [await follow(n8nTerms), await follow()];
		expect(() => ofEditor.parseCursor({ v: 99 })).toThrow('A newer version of the ReShare nodes has run this workflow');
		expect(() => neutral.parseCursor({ v: 99 })).toThrow('A newer version of the client');
	});
});

describe('withCallerTerms', () => {
	it('withCallerTerms replaces every placeholder such as ⟦tenant⟧ in texts, lists, objects and errors, and changes nothing else', () => {
		const error = badInputError("'⟦tenant⟧' is empty", 'Fill it in in the ⟦settings⟧.');
		const day = new Date(0);
		const other = { title: '⟦tenants⟧ ⟦', day };
		const filled = withCallerTerms({ problems: ["'⟦via⟧'"], error, other }, n8nTerms);
		expect(filled).toMatchObject({
			problems: ["'Send Through'"],
			error: { kind: 'badInput', message: "'Tenant' is empty", description: 'Fill it in in the credential.' },
		});
		expect(filled.other).toEqual(other);
		expect(error.message).toBe("'⟦tenant⟧' is empty");
	});

	it("withCallerTerms has a text for every placeholder such as ⟦tenant⟧ in the client's source", () => {
		const texts = sources.flatMap(({ text }) => textsOf(text)).filter((text) => /⟦\w/.test(text));
		expect(texts.length).toBeGreaterThan(50);
		expect(withCallerTerms(texts, n8nTerms).filter((text) => /⟦\w/.test(text))).toEqual([]);
	});
});
