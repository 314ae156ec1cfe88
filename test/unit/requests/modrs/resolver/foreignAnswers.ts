import type { AskedAnswerKind, ResolverOutcome } from '../../../../../reshare/requests/modrs/resolver/resolverOutcome';
import type { HttpAnswer } from '../../../../../reshare/transport';

type ResolverAnswer = Pick<HttpAnswer, 'status' | 'contentType' | 'text'>;

/** An answer that does not come from the practice resolver: of other servers in front, of replaced pages, or a broken one. */
export interface AnswerInWords {
	readonly name: string;
	readonly answer: ResolverAnswer;
	/** Of `Retry-After`. */
	readonly retryAfter?: number;
	readonly asked?: AskedAnswerKind;
	readonly outcome: ResolverOutcome;
}

function posted(
	status: number,
	message: unknown,
	sent: Record<string, unknown> = { patronIdentifier: 'patron-77', patronNote: 'my shoe size' },
): ResolverAnswer {
	const text = JSON.stringify({
		status,
		message: typeof message === 'string' ? message : JSON.stringify(message),
		contextObject: {},
		reshareRequest: sent,
	});
	return { status: 200, contentType: 'application/json', text };
}

function page(title: string, body: string, status = 200): ResolverAnswer {
	return { status, contentType: 'text/html', text: `<!DOCTYPE html><html><head><title>${title}</title></head><body>${body}</body></html>` };
}

const refused = (detail: string, more: Partial<Extract<ResolverOutcome, { kind: 'refused' }>> = {}): ResolverOutcome => ({
	kind: 'refused',
	reason: 'resolverRefused',
	detail,
	mayPass: false,
	...more,
});
const mayPass = { mayPass: true };
const unclear = (detail: string): ResolverOutcome => ({ kind: 'unclear', detail, mayStillRun: false });
/** Returns the outcome of an answer that does not say that the work has ended. */
const running = (outcome: ResolverOutcome): ResolverOutcome => (outcome.kind === 'unclear' ? { ...outcome, mayStillRun: true } : outcome);
const unknownPage = unclear('the resolver answered with a page that ⟦caller⟧ does not know');
const webServer = (status: number, more = {}): ResolverOutcome =>
	refused(`the resolver's web server refused the OpenURL (status ${status})`, more);
const unknownService = refused(
	"the resolver does not know this library; check '⟦openUrlBaseUrl⟧' and '⟦openUrlTenant⟧' in the ⟦settings⟧, capitals included",
	{ inAdvance: true },
);
const row = { id: '6230fb55-e847-4165-a0d9-9a47de95635c', version: 0, isRequester: true, title: 'Walden', state: { code: 'REQ_IDLE' } };

const created = (request: { readonly id: string; readonly state: unknown }): ResolverOutcome => ({ kind: 'created', request });

export const answersInWords: readonly AnswerInWords[] = [
	{
		name: 'created, number not given yet',
		answer: posted(201, row),
		outcome: created(row),
	},
	{
		name: 'created, JSON by the older name of the type, state in a new shape',
		answer: { ...posted(201, { ...row, state: 'REQ_IDLE' }), contentType: 'text/json' },
		outcome: created({ ...row, state: 'REQ_IDLE' }),
	},
	{
		name: 'created, inner answer cut short',
		answer: posted(201, '{"id": "6230fb55-'),
		outcome: unclear('ReShare seems to have taken the request, but its answer does not name it'),
	},
	{
		name: 'inner answer is a web page',
		answer: posted(200, '<html>Welcome</html>'),
		outcome: unclear('ReShare seems to have taken the request, but its answer does not name it'),
	},
	{
		name: 'answer cut short',
		answer: { status: 200, contentType: 'application/json', text: '{"status":201,"mess' },
		outcome: unclear("the resolver's answer broke off"),
	},
	{
		name: 'JSON of another kind',
		answer: { status: 200, contentType: 'application/json', text: '{"ok":true}' },
		outcome: unclear("the resolver's answer has not the form that it should have"),
	},
	{
		name: '422 with one problem',
		answer: posted(422, { message: 'Property neededBy must be a valid Date', path: '/rs/patronrequests', _links: {} }),
		outcome: refused("ReShare refused the request: it does not accept the value of 'Needed By'"),
	},
	{
		name: '422 with several problems, one of them without a field',
		answer: posted(422, {
			total: 2,
			_embedded: {
				errors: [
					{
						message:
							'Property [patronIdentifier] of class [class org.olf.rs.PatronRequest] with value [patron-77] does not pass validation',
						path: '/x',
					},
					{ message: 'The request is incomplete', path: '/x' },
				],
			},
		}),
		outcome: refused("ReShare refused the request: it does not accept the value of 'Patron ID'; The request is incomplete"),
	},
	{
		name: '422 in the oldest form',
		answer: posted(422, {
			total: 1,
			errors: [{ object: 'org.olf.rs.PatronRequest', field: 'title', 'rejected-value': 'x', message: 'no' }],
		}),
		outcome: refused("ReShare refused the request: it does not accept the value of 'Title'"),
	},
	{
		name: '400 in plain text',
		answer: posted(400, 'No such Tenant east'),
		outcome: refused('ReShare refused the request: No such Tenant east'),
	},
	{
		name: '400 that repeats the patron id',
		answer: posted(400, 'unknown user PATRON-77'),
		outcome: refused('ReShare refused the request (status 400)'),
	},
	{
		name: '400 that repeats a value',
		answer: posted(400, 'Wrong type with value [4711] here'),
		outcome: refused('ReShare refused the request: Wrong type here'),
	},
	{
		name: '400 as a web page',
		answer: posted(400, '<html><h1>400</h1></html>'),
		outcome: refused('ReShare refused the request (status 400)'),
	},
	{
		name: "403 for the resolver's account",
		answer: posted(403, "Access for user 'openurl' (9a1) requires permission: rs.patronrequests.item.post"),
		outcome: refused(
			"ReShare refused the resolver's own account (it lacks the permission rs.patronrequests.item.post); tell whoever runs the resolver",
			mayPass,
		),
	},
	{
		name: '404 of the gateway',
		answer: posted(404, 'No suitable module found for path and tenant'),
		outcome: refused('ReShare does not take requests at the address that the resolver uses; tell whoever runs the resolver'),
	},
	{ name: '408 inside', answer: posted(408, ''), outcome: running(unclear('ReShare answered the resolver with status 408')) },
	{
		name: '500 inside',
		answer: posted(500, { error: 500, message: 'Internal server error' }),
		outcome: running(unclear('ReShare answered the resolver with status 500')),
	},

	{
		name: 'success page of older releases',
		answer: page('Request sent &mdash; A Library', '<h1><svg><title>ok</title></svg> Request sent</h1><h2>Walden</h2>'),
		outcome: { kind: 'createdUnnamed' },
	},
	{
		name: "success page with the site's own title",
		answer: page('A Library', '<h1>Request sent</h1>'),
		outcome: { kind: 'createdUnnamed' },
	},
	{
		name: "success page with the site's search box",
		answer: page('Request sent', '<form action="/search"><input name="q"></form><h1>Request sent</h1>'),
		outcome: { kind: 'createdUnnamed' },
	},
	{
		name: 'success page with a script that speaks of errors',
		answer: page('Request sent', "<script>show('<h1>Error</h1>')</script><h1>Request sent</h1>"),
		outcome: { kind: 'createdUnnamed' },
	},
	{ name: "success page in the site's own words", answer: page('Danke', '<h1>Bestellung angenommen</h1>'), outcome: unknownPage },
	{
		name: 'success page with a form for the next request',
		answer: page('Request sent', '<h1>Request sent</h1><form><input name="rft.title"><input name="rft.au"></form>'),
		outcome: unclear('the resolver answered with a page that shows a form and says something else as well'),
	},
	{ name: 'page that says two things', answer: page('Request sent', '<h1>Error</h1>'), outcome: unknownPage },
	{
		name: "form in the site's own words",
		answer: page(
			'Bitte pr&uuml;fen',
			'<FORM><select name="svc.pickupLocation"><option value="">-<option value="MAIN">Main</select><textarea name=svc.note></textarea></FORM>',
		),
		outcome: refused("the resolver asks a person to fill in a form; it shows these fields empty: 'Pickup Location'"),
	},
	{
		name: 'form with everything filled in',
		answer: page(
			'Confirm request',
			"<form id='form'><select name='svc.pickupLocation'><option value=''></option><option value='MAIN' selected>Main</option></select><input name='svc.neededBy' value=''></form>",
		),
		outcome: refused('the resolver shows a form to a person instead of making the request'),
	},
	{
		name: 'form title without its fields',
		answer: page('Confirm request', '<h1>Confirm request</h1>'),
		outcome: unclear('the resolver answered with a form that ⟦caller⟧ does not know'),
	},
	{
		name: 'limit page',
		answer: page('Request limit reached — A Library', '<h1>You have reached your limit of active requests.</h1>'),
		outcome: refused('the patron has as many requests under way as the library allows', { reason: 'patronAtLimit', inAdvance: true }),
	},
	{
		name: 'page of a reload',
		answer: page('Request already sent — A Library', '<h1>Request already sent</h1>'),
		outcome: refused('the resolver took the OpenURL for a page that was loaded again'),
	},
	{
		name: 'error page, 422',
		answer: page(
			'Error',
			'<h1>Error</h1><p>Something failed, the HTTP status is 422.</p><pre>{ &quot;status&quot;: &quot;422&quot;, &quot;json&quot;: { &quot;message&quot;: &quot;Property [neededBy] of class [x] with value [soon] does not&quot; } }</pre>',
		),
		outcome: refused("ReShare refused the request: it does not accept the value of 'Needed By'"),
	},
	{
		name: 'error page, text that may hold patron data',
		answer: page(
			'Error',
			'<h1>Error</h1><p>the HTTP status is 400.</p><pre>{ &quot;json&quot;: { &quot;message&quot;: &quot;patron-77 is unknown&quot; } }</pre>',
		),
		outcome: refused('ReShare refused the request (status 400)'),
	},
	{
		name: 'error page, 502',
		answer: page('Error', '<h1>Error</h1><p>the HTTP status is 502.</p>'),
		outcome: unclear('ReShare answered the resolver with status 502'),
	},
	{
		name: 'error page without a status',
		answer: page('Error', '<h1>Error</h1>'),
		outcome: unclear("the resolver's page speaks of an error"),
	},
	{ name: 'page of another server with status 200', answer: page('Welcome to nginx!', '<h1>Welcome to nginx!</h1>'), outcome: unknownPage },

	{
		name: 'unknown library',
		answer: { status: 404, contentType: 'text/plain', text: "unsupported service 'nosuch'" },
		outcome: unknownService,
	},
	{
		name: 'unknown library, v1.5.0',
		answer: { status: 200, contentType: 'text/plain', text: "unsupported service 'nosuch'" },
		outcome: unknownService,
	},
	{ name: '404 of another server', answer: page('404 Not Found', '<h1>404</h1>', 404), outcome: unknownService },
	{
		name: '404 for a list, after a page was asked for',
		answer: {
			status: 404,
			contentType: 'text/plain',
			text: "404 for http://okapi.example.org/directory/entry: cannot fetch default pickup locations for 'x'",
		},
		outcome: unclear('the resolver could not read a list that it needs from ReShare (status 404)'),
	},
	{
		name: "resolver's login refused, JSON asked for",
		asked: 'json',
		answer: {
			status: 422,
			contentType: 'text/plain',
			text: "422 for http://okapi.example.org/authn/login: cannot login to FOLIO session 'x'",
		},
		outcome: refused('the resolver could not log in to ReShare (status 422); tell whoever runs the resolver'),
	},
	{
		name: "resolver's login refused, page asked for",
		answer: {
			status: 422,
			contentType: 'text/plain',
			text: "422 for http://okapi.example.org/authn/login: cannot login to FOLIO session 'x'",
		},
		outcome: unclear('the resolver could not log in to ReShare (status 422)'),
	},
	{
		name: '500 text',
		asked: 'json',
		answer: { status: 500, contentType: 'text/plain', text: 'Internal Server Error' },
		outcome: running(unclear('the resolver answered with status 500')),
	},
	{
		name: '500 text for a preview',
		asked: 'preview',
		answer: { status: 500, contentType: 'text/plain', text: 'Internal Server Error' },
		outcome: refused('the resolver could not answer (status 500)'),
	},
	{
		name: '502 of a web server in front',
		answer: page('502 Bad Gateway', '<h1>Error</h1>', 502),
		outcome: unclear('the resolver answered with status 502'),
	},
	{ name: '403 of a web server in front', answer: page('Forbidden', '', 403), outcome: webServer(403, mayPass) },
	{ name: '403 for a preview', asked: 'preview', answer: page('Forbidden', '', 403), outcome: webServer(403, mayPass) },
	...(
		[
			[90, '90 seconds'],
			[3600, '1 hour'],
		] as const
	).map(([retryAfter, words]) => ({
		name: `429 of a web server in front, with a pause of ${words}`,
		answer: page('Too Many Requests', '', 429),
		retryAfter,
		outcome: refused(`the resolver's web server refused the OpenURL (status 429); it asks to wait ${words}`, {
			mayPass: true,
			waitMs: retryAfter * 1000,
		}),
	})),
	{ name: '429 without a pause', answer: page('Too Many Requests', '', 429), retryAfter: 0, outcome: webServer(429, mayPass) },
	{
		name: '408 of a web server in front',
		answer: page('Timeout', '', 408),
		outcome: running(unclear('the resolver answered with status 408')),
	},
	{ name: '431', answer: { status: 431, contentType: '', text: '' }, outcome: refused('the OpenURL is too long for the resolver') },
];
