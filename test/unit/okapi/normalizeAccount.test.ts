import fc from 'fast-check';
import { z } from 'zod';
import cases from '../../fixtures/cases/okapiErrors.json';
import { ReShareError } from '../../../reshare/errors';
import { normalizeAccount, normalizeBaseUrl, parseJsonAnswerOrThrow } from '../../../reshare/okapi';
import type { HttpAnswer } from '../../../reshare/transport';

const fine = { url: 'https://okapi.example.org', tenant: 'east', username: 'ada', password: 'x' };

function refusal(act: () => unknown) {
	try {
		act();
		return undefined;
	} catch (error) {
		if (error instanceof ReShareError) return error;
		throw error;
	}
}

describe('normalizeAccount', () => {
	it('normalizeAccount trims and lowercases the URL and tenant that people paste, and keeps the password', () => {
		expect(
			normalizeAccount({ url: ' HTTPS://Okapi.Example.ORG:443/base// ', tenant: ' Reshare_East ', username: ' ada ', password: ' p ' }),
		).toEqual({
			url: 'https://okapi.example.org/base',
			tenant: 'reshare_east',
			username: 'ada',
			password: ' p ',
		});
	});

	it.each(cases.accounts)('normalizeAccount refuses an account whose %s is %j and says why', (field, value, words) => {
		const error = refusal(() => normalizeAccount({ ...fine, [field]: value }));
		expect(error).toMatchObject({ kind: 'badInput', message: words });
		expect(error?.description).not.toBe('');
		expect(`${error?.message ?? ''}${error?.description ?? ''}`).not.toContain('secret');
	});

	it('normalizeAccount returns its own result unchanged when applied to it again, whatever was typed', () => {
		fc.assert(
			fc.property(
				fc.webUrl({ withQueryParameters: false }),
				fc.stringMatching(/^[A-Za-z][\w-]{0,30}$/),
				fc.string(),
				fc.string(),
				(url, tenant, username, password) => {
					const raw = { url, tenant, username, password };
					const refused = refusal(() => normalizeAccount(raw));
					if (refused !== undefined) {
						expect(refused.kind).toBe('badInput');
						return;
					}
					const once = normalizeAccount(raw);
					expect(normalizeAccount(once)).toEqual(once);
					expect(once.password).toBe(password);
					expect(() => new Headers({ 'X-Okapi-Tenant': once.tenant })).not.toThrow();
				},
			),
		);
	});

	it('normalizeAccount throws only its own error, which never holds the password', () => {
		const password = fc.stringMatching(/^[!-~]{12,20}$/);
		fc.assert(
			fc.property(fc.string(), fc.string(), fc.string(), password, (url, tenant, username, secret) => {
				const error = refusal(() => normalizeAccount({ url, tenant, username, password: secret }));
				if (error !== undefined) expect(`${error.message} ${error.description}`).not.toContain(secret);
			}),
		);
	});

	it('normalizeBaseUrl gives an address to which a path can be added', () => {
		fc.assert(
			fc.property(fc.webUrl(), fc.constantFrom('', '/', '//', ' '), (url, end) => {
				const base = normalizeBaseUrl(url + end, 'okapiUrl');
				expect(base.endsWith('/')).toBe(false);
				expect(new URL(`${base}/authn/login`).pathname.endsWith('/authn/login')).toBe(true);
			}),
		);
	});
});

describe('parseJsonAnswerOrThrow', () => {
	const schema = z.object({ id: z.string(), rows: z.array(z.object({ count: z.number() })) });
	const url = 'https://okapi.example.org/rs?patron=1';
	const answer = (text: string, contentType = 'application/json'): HttpAnswer => ({
		status: 200,
		headers: new Headers(),
		contentType,
		text,
	});

	it.each([
		['HTML', answer('<html>Patron 4711</html>', 'text/html'), 'okapi.example.org sent text/html instead of the list'],
		['no content type', answer('Patron 4711', ''), 'okapi.example.org sent something unknown instead of the list'],
		['only the first half of its JSON', answer('{"id":"Patron 4711'), 'okapi.example.org sent the list only in part'],
		[
			'a wrong field',
			answer('{"id":"a","rows":[{"count":"Patron 4711"}]}'),
			"okapi.example.org sent the list in an unknown form: field 'rows.0.count' (invalid_type)",
		],
		['a missing field', answer('{"rows":[]}'), "okapi.example.org sent the list in an unknown form: field 'id' (invalid_type)"],
		['a string instead of an object', answer('"Patron 4711"'), 'okapi.example.org sent the list in an unknown form (invalid_type)'],
	])('parseJsonAnswerOrThrow throws an error that says what is wrong with an answer that is or has %s', (_name, given, words) => {
		const error = refusal(() => parseJsonAnswerOrThrow(given, schema, 'the list', url));
		expect(error).toMatchObject({ kind: 'badAnswer', message: words, mayHaveReached: true });
		expect(`${words}${error?.description ?? ''}`).not.toContain('4711');
	});

	it('parseJsonAnswerOrThrow returns the fields of an answer that are in the schema, and drops the others', () => {
		expect(parseJsonAnswerOrThrow(answer('{"id":"a","rows":[{"count":1,"more":2}]}'), schema, 'the list', url)).toEqual({
			id: 'a',
			rows: [{ count: 1 }],
		});
	});

	it('the errors of parseJsonAnswerOrThrow never hold a value or a key of the answer', () => {
		const secret = fc.stringMatching(/^[a-z]{16}$/);
		fc.assert(
			fc.property(fc.jsonValue(), secret, fc.constantFrom('id', 'rows', 'other'), (value, patron, field) => {
				const wrapped = {
					id: 1,
					rows: [{ count: patron }, value, patron],
					[field]: { [patron]: value, [field]: patron },
					[patron]: patron,
				};
				const error = refusal(() => parseJsonAnswerOrThrow(answer(JSON.stringify(wrapped)), schema, 'the list', url));
				expect(error?.kind).toBe('badAnswer');
				expect([error?.message, error?.description, error?.stack, String(error?.cause), JSON.stringify(error)].join()).not.toContain(
					patron,
				);
			}),
		);
	});

	it('the errors of parseJsonAnswerOrThrow never hold a key of a record in the answer', () => {
		const record = z.record(z.object({ count: z.number() }));
		const error = refusal(() => parseJsonAnswerOrThrow(answer('{"patron 4711":{"count":"x"}}'), record, 'the list', url));
		expect(error?.message).not.toContain('4711');
	});
});
