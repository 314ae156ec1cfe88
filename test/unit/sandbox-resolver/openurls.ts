/**
 * OpenURLs and what each release of the resolver does with them. The expectations were checked against the public
 * resolver's own releases, run on loopback; see `expectation` for the words.
 */

/** E.g. `json 201`, `short form`, `sent`, `error 422`, `text 500`. */
export type Expectation = string;

export interface OpenUrlCase {
	readonly name: string;
	/** Path and query below the resolver's base URL. */
	readonly url: string;
	readonly newest: Expectation;
	/** Defaults to `newest`. */
	readonly v160?: Expectation;
	/** Defaults to `v160`. */
	readonly v150?: Expectation;
	readonly method?: string;
	readonly headers?: Readonly<Record<string, string>>;
	/** Fields of the request that the newest release posts; null: absent. */
	readonly posts?: Readonly<Record<string, unknown>>;
}

const east = '/RESHARE:US-EAST';
const loan = 'svc_id=json&req_id=p1&rft_id=i1&rft.title=Walden&rft.au=Thoreau&rft.date=1854&svc.pickupLocation=MAIN';
const copy =
	'svc_id=copy&req_id=p1&rft.title=Nature&rft.genre=article&rft.copyrightType=us-ccg&rft.titleOfComponent=On%20pears' +
	'&rft.authorOfComponent=Doe&rft.date=2001&rft.pagesRequested=1-9';

export const openUrls: readonly OpenUrlCase[] = [
	// JSON answers
	{
		name: 'complete loan as JSON',
		url: `${east}?${loan}&svc.ntries=1&rft.identifier_illiad=R-1`,
		newest: 'json 201',
		posts: {
			title: 'Walden',
			author: 'Thoreau',
			publicationDate: '1854',
			systemInstanceIdentifier: 'i1',
			patronIdentifier: 'p1',
			pickupLocationSlug: 'MAIN',
			serviceType: 'json',
			isRequester: true,
			requestingInstitutionSymbol: 'RESHARE:US-EAST',
			requestIdentifiers: [{ identifierType: 'illiad', identifier: 'R-1' }],
		},
	},
	{
		name: 'reference with a dot is ignored',
		url: `${east}?${loan}&rft.identifier.illiad=R-1`,
		newest: 'json 201',
		posts: { requestIdentifiers: null },
	},
	{
		name: 'empty reference is kept',
		url: `${east}?${loan}&rft.identifier_illiad=`,
		newest: 'json 201',
		posts: { requestIdentifiers: [{ identifierType: 'illiad', identifier: '' }] },
	},
	{
		name: 'repeated reference',
		url: `${east}?${loan}&rft.identifier_illiad=a&rft.identifier_illiad=b`,
		newest: 'json 201',
		posts: { requestIdentifiers: [{ identifierType: 'illiad', identifier: ['a', 'b'] }] },
	},
	{
		name: 'loan with every field',
		url: `${east}?${loan}&rft.genre=book&rft.isbn=9780691061948&rft.oclc=123&rft.edition=2&rft.volume=3&rft.pub=P&rft.place=Boston&svc.note=hello&svc.neededBy=2027-01-31&svc.level=rush&svc.costAmount=10&svc.costCurrency=USD&req.emailAddress=a%40example.org`,
		newest: 'json 201',
		posts: {
			publicationType: 'Book',
			oclcNumber: '123',
			patronNote: 'hello',
			neededBy: '2027-01-31',
			serviceLevel: 'rush',
			maximumCostsMonetaryValue: '10',
			patronEmail: 'a@example.org',
		},
	},
	{
		name: 'id only, no title',
		url: `${east}?svc_id=json&req_id=p1&rft_id=i1&svc.pickupLocation=MAIN`,
		newest: 'json 201',
		posts: { title: null },
	},
	{
		name: 'no id but title, author, date',
		url: `${east}?svc_id=json&req_id=p1&rft.title=T&rft.au=A&rft.date=2000&svc.pickupLocation=MAIN`,
		newest: 'long form',
		v160: 'json 201',
	},
	{
		name: 'no id, title and author',
		url: `${east}?svc_id=json&req_id=p1&rft.title=T&rft.au=A&svc.pickupLocation=MAIN`,
		newest: 'long form',
	},
	{ name: 'empty id', url: `${east}?svc_id=json&rft_id=&rft.title=T&rft.au=A&svc.pickupLocation=MAIN`, newest: 'long form' },
	{ name: 'pickup location missing', url: `${east}?svc_id=json&req_id=p1&rft_id=i1&rft.title=T&rft.au=A`, newest: 'short form' },
	{
		name: 'pickup location empty',
		url: `${east}?svc_id=json&req_id=p1&rft_id=i1&rft.title=T&rft.au=A&svc.pickupLocation=`,
		newest: 'short form',
	},
	{
		name: 'pickup location waived',
		url: `${east}?svc_id=json&req_id=p1&rft_id=i1&rft.title=T&svc.noPickupLocation=1`,
		newest: 'json 201',
		posts: { pickupLocationSlug: null },
	},
	{ name: 'waiver empty', url: `${east}?svc_id=json&req_id=p1&rft_id=i1&rft.title=T&svc.noPickupLocation=`, newest: 'short form' },
	{ name: 'nothing but the service', url: `${east}?svc_id=json`, newest: 'long form' },
	{
		name: 'no patron',
		url: `${east}?svc_id=json&rft_id=i1&rft.title=T&svc.pickupLocation=MAIN`,
		newest: 'json 201',
		posts: { patronIdentifier: null },
	},
	{
		name: 'own request id',
		url: `${east}?${loan}&ctx_id=66666666-6666-4666-8666-666666666666`,
		newest: 'json 201',
		posts: { id: '66666666-6666-4666-8666-666666666666' },
	},
	{
		name: 'service in capitals',
		url: `${east}?${loan.replace('svc_id=json', 'svc_id=JSON')}`,
		newest: 'sent',
		posts: { serviceType: 'JSON' },
	},
	{
		name: 'dotted service',
		url: `${east}?svc.id=json&req_id=p1&rft_id=i1&rft.title=T&svc.pickupLocation=MAIN`,
		newest: 'sent',
		posts: { serviceType: null },
	},
	{ name: 'service json then copy', url: `${east}?${loan}&svc_id=copy`, newest: 'sent', posts: { serviceType: ['json', 'copy'] } },
	{ name: 'service copy then json', url: `${east}?svc_id=copy&${loan}`, newest: 'sent', posts: { serviceType: ['copy', 'json'] } },
	{ name: 'confirm present', url: `${east}?${loan}&confirm=1`, newest: 'json 201', v160: 'short form', v150: 'json 201' },
	{ name: 'confirm empty', url: `${east}?${loan}&confirm=`, newest: 'json 201', v160: 'short form', v150: 'json 201' },
	{ name: 'submitted present', url: `${east}?${loan}&submitted=1`, newest: 'already', v160: 'json 201' },
	{ name: 'submitted empty', url: `${east}?${loan}&submitted=`, newest: 'json 201' },
	{ name: 'long form asked for', url: `${east}?svc_id=json&rft_id=i1&rft.title=T&svc.longForm=1`, newest: 'long form', v160: 'short form' },
	{ name: 'HEAD creates', url: `${east}?${loan}`, method: 'HEAD', newest: 'json 201' },
	{ name: 'PUT creates', url: `${east}?${loan}`, method: 'PUT', newest: 'json 201' },
	{
		name: 'answer of mod-rs: 422',
		url: `${east}?svc_id=json&req_id=p1&rft_id=i1&rft.title=FAIL422&svc.pickupLocation=MAIN`,
		newest: 'json 422',
	},
	{
		name: 'answer of mod-rs: 400 text',
		url: `${east}?svc_id=json&req_id=p1&rft_id=i1&rft.title=FAIL400&svc.pickupLocation=MAIN`,
		newest: 'json 400',
	},
	{
		name: 'answer of mod-rs: 500 text',
		url: `${east}?svc_id=json&req_id=p1&rft_id=i1&rft.title=FAIL500&svc.pickupLocation=MAIN`,
		newest: 'json 500',
	},
	{
		name: 'answer of a proxy: 502 HTML',
		url: `${east}?svc_id=json&req_id=p1&rft_id=i1&rft.title=FAIL502&svc.pickupLocation=MAIN`,
		newest: 'json 502',
	},
	{
		name: 'answer of mod-rs: 403',
		url: `${east}?svc_id=json&req_id=p1&rft_id=i1&rft.title=FAIL403&svc.pickupLocation=MAIN`,
		newest: 'json 403',
	},
	{
		name: 'connection lost upstream',
		url: `${east}?svc_id=json&req_id=p1&rft_id=i1&rft.title=FAILCUT&svc.pickupLocation=MAIN`,
		newest: 'text 500',
	},
	{ name: 'failure provoked', url: `${east}?${loan}&ctx_FAIL=1`, newest: 'json 404' },
	{ name: 'failure not provoked', url: `${east}?${loan}&ctx_FAIL=`, newest: 'json 201' },

	// What values do
	{ name: 'plus signs are spaces', url: `${east}?${loan}&svc.note=a+b%2Bc`, newest: 'json 201', posts: { patronNote: 'a b+c' } },
	{
		name: 'unicode',
		url: `${east}?svc_id=json&rft_id=i1&rft.title=%E6%88%98%E4%BA%89%E4%B8%8E%E5%92%8C%E5%B9%B3&rft.au=Tolsto%C4%AD&svc.pickupLocation=MAIN`,
		newest: 'json 201',
		posts: { title: '战争与和平', author: 'Tolstoĭ' },
	},
	{
		name: 'unicode in a patron id',
		url: `${east}?svc_id=json&rft_id=i1&rft.title=T&req_id=j%C3%B6rg&svc.pickupLocation=MAIN`,
		newest: 'json 201',
		posts: { patronIdentifier: 'jörg' },
	},
	{
		name: 'ampersand and hash in a patron id',
		url: `${east}?svc_id=json&rft_id=i1&rft.title=T&req_id=a%26b%23c+d&svc.pickupLocation=MAIN`,
		newest: 'json 201',
		posts: { patronIdentifier: 'a&b#c d' },
	},
	{
		name: 'quotes and angle brackets',
		url: `${east}?svc_id=json&rft_id=i1&rft.title=%3Cb%3E%22x%22%26amp%3B&svc.pickupLocation=MAIN`,
		newest: 'json 201',
		posts: { title: '<b>"x"&amp;' },
	},
	{
		name: 'broken percent sign',
		url: `${east}?svc_id=json&rft_id=i1&rft.title=100%&svc.pickupLocation=MAIN`,
		newest: 'json 201',
		posts: { title: '100%' },
	},
	{
		name: 'question mark in the query',
		url: `${east}?svc_id=json&rft_id=i1&rft.title=why?&svc.pickupLocation=MAIN`,
		newest: 'json 201',
		posts: { title: 'why?' },
	},
	{
		name: 'equals sign in a value',
		url: `${east}?svc_id=json&rft_id=i1&rft.title=a=b&svc.pickupLocation=MAIN`,
		newest: 'json 201',
		posts: { title: 'a=b' },
	},
	{ name: 'key without a value', url: `${east}?${loan}&rft.volume`, newest: 'json 201', posts: { volume: '' } },
	{ name: 'key without a realm', url: `${east}?${loan}&volume=3`, newest: 'json 201', posts: { volume: null } },
	{ name: 'empty volume is kept', url: `${east}?${loan}&rft.volume=`, newest: 'json 201', posts: { volume: '' } },
	{
		name: 'repeated title',
		url: `${east}?svc_id=json&rft_id=i1&rft.title=a&rft.title=b&svc.pickupLocation=MAIN`,
		newest: 'json 201',
		posts: { title: ['a', 'b'] },
	},
	{
		name: 'repeated pickup location',
		url: `${east}?svc_id=json&rft_id=i1&rft.title=a&svc.pickupLocation=MAIN&svc.pickupLocation=LAW`,
		newest: 'json 201',
		posts: { pickupLocationSlug: ['MAIN', 'LAW'] },
	},
	{
		name: 'repeated patron',
		url: `${east}?svc_id=json&rft_id=i1&rft.title=a&req_id=p1&req_id=p2&svc.pickupLocation=MAIN`,
		newest: 'json 201',
		posts: { patronIdentifier: ['p1', 'p2'] },
	},
	{ name: 'repeated note', url: `${east}?${loan}&svc.note=a&svc.note=b`, newest: 'text 500', v150: 'json 201' },
	{ name: 'repeated genre', url: `${east}?${loan}&rft.genre=book&rft.genre=journal`, newest: 'text 500', v160: 'json 201' },
	{ name: 'repeated pages', url: `${east}?${loan}&rft.pages=1-2&rft.pages=3-4`, newest: 'text 500' },
	{
		name: 'note of 300 characters',
		url: `${east}?${loan}&svc.note=${'n'.repeat(300)}`,
		newest: 'json 201',
		posts: { patronNote: 'n'.repeat(255) },
	},
	{
		name: 'note cut within an emoji',
		url: `${east}?${loan}&svc.note=${'n'.repeat(254)}%F0%9F%93%9A`,
		newest: 'json 201',
		posts: { patronNote: `${'n'.repeat(254)}\ud83d` },
	},
	{ name: 'empty note', url: `${east}?${loan}&svc.note=`, newest: 'json 201', posts: { patronNote: '' } },
	{ name: 'long title', url: `${east}?svc_id=json&rft_id=i1&rft.title=${'t'.repeat(4000)}&svc.pickupLocation=MAIN`, newest: 'json 201' },
	{ name: 'too long', url: `${east}?${loan}&rft.pub=${'t'.repeat(17000)}`, newest: 'text 431' },
	{ name: 'genre bookitem', url: `${east}?${loan}&rft.genre=bookitem`, newest: 'json 201', posts: { publicationType: 'Chapter' } },
	{ name: 'genre other', url: `${east}?${loan}&rft.genre=other`, newest: 'json 201', posts: { publicationType: 'X-Other' } },
	{ name: 'genre conference', url: `${east}?${loan}&rft.genre=conference`, newest: 'json 201', posts: { publicationType: 'Conference' } },
	{ name: 'genre empty', url: `${east}?${loan}&rft.genre=`, newest: 'json 201', posts: { publicationType: '' } },
	{ name: 'page range', url: `${east}?${loan}&rft.pages=361-386`, newest: 'json 201', posts: { startPage: '361', numberOfPages: 26 } },
	{
		name: 'start and end page',
		url: `${east}?${loan}&rft.spage=10&rft.epage=19`,
		newest: 'json 201',
		posts: { startPage: '10', numberOfPages: 10 },
	},
	{
		name: 'pages that are no numbers',
		url: `${east}?${loan}&rft.spage=x&rft.epage=y`,
		newest: 'json 201',
		posts: { startPage: 'x', numberOfPages: null },
	},
	{
		name: 'title from the journal',
		url: `${east}?svc_id=json&rft_id=i1&rft.jtitle=J&svc.pickupLocation=MAIN`,
		newest: 'json 201',
		posts: { title: 'J', stitle: 'J' },
	},
	{
		name: 'author from the last name',
		url: `${east}?svc_id=json&rft_id=i1&rft.title=T&rft.aulast=Doe&svc.pickupLocation=MAIN`,
		newest: 'json 201',
		posts: { author: 'Doe' },
	},

	// Other services
	{
		name: 'loan by default',
		url: `${east}?req_id=p1&rft.title=Walden&rft.au=Thoreau&rft.isbn=9780691061948&rft.date=1854&svc.pickupLocation=MAIN`,
		newest: 'sent',
		posts: { serviceType: null },
	},
	{
		name: 'loan by default without date',
		url: `${east}?req_id=p1&rft.title=Walden&rft.au=Thoreau&svc.pickupLocation=MAIN`,
		newest: 'sent',
		v160: 'long form',
	},
	{
		name: 'loan by default without pickup location',
		url: `${east}?req_id=p1&rft.title=Walden&rft.au=Thoreau`,
		newest: 'short form',
		v160: 'long form',
	},
	{
		name: 'loan with an unknown pickup location',
		url: `${east}?svc_id=loan&req_id=p1&rft_id=i1&rft.title=Walden&svc.pickupLocation=NOWHERE`,
		newest: 'sent',
	},
	{ name: 'loan refused', url: `${east}?svc_id=loan&req_id=p1&rft_id=i1&rft.title=FAIL422&svc.pickupLocation=MAIN`, newest: 'error 422' },
	{
		name: 'loan refused in plain text',
		url: `${east}?svc_id=loan&req_id=p1&rft_id=i1&rft.title=FAIL400&svc.pickupLocation=MAIN`,
		newest: 'error 400',
		v150: 'text 500',
	},
	{
		name: 'loan, connection lost upstream',
		url: `${east}?svc_id=loan&req_id=p1&rft_id=i1&rft.title=FAILCUT&svc.pickupLocation=MAIN`,
		newest: 'text 500',
	},
	{
		name: 'loan with volume',
		url: `${east}?svc_id=loan&req_id=p1&rft_id=i1&rft.title=Walden&rft.volume=2&svc.pickupLocation=MAIN`,
		newest: 'sent',
	},
	{
		name: 'copy',
		url: `${east}?${copy}`,
		newest: 'sent',
		v160: 'long form',
		posts: { serviceType: 'copy', copyrightType: { value: 'us-ccg' }, titleOfComponent: 'On pears', pagesRequested: '1-9' },
	},
	{
		name: 'copy with everything that all releases want',
		url: `${east}?${copy}&rft.au=Doe&svc.pickupLocation=MAIN&rft.volume=3&rft.issue=4&rft.issn=0028-0836&rft.identifier_illiad=C-1`,
		newest: 'sent',
		posts: { issue: '4', issn: '0028-0836' },
	},
	{ name: 'copy with the pickup location waived', url: `${east}?${copy}&rft.au=Doe&svc.noPickupLocation=1`, newest: 'sent' },
	{ name: 'copy without copyright type', url: `${east}?${copy.replace('&rft.copyrightType=us-ccg', '')}`, newest: 'long form' },
	{ name: 'copy with an id alone', url: `${east}?svc_id=copy&rft_id=i1&req_id=p1`, newest: 'sent', v160: 'short form' },
	{ name: 'copy refused', url: `${east}?${copy.replace('Nature', 'FAIL422')}&rft.au=Doe&svc.pickupLocation=MAIN`, newest: 'error 422' },
	{ name: 'preview', url: `${east}?${loan.replace('svc_id=json', 'svc_id=reshareRequest')}`, newest: 'request' },
	{
		name: 'preview without id',
		url: `${east}?svc_id=reshareRequest&req_id=p1&rft.title=T&rft.au=A&rft.date=2000&svc.pickupLocation=MAIN`,
		newest: 'long form',
		v160: 'request',
	},
	{ name: 'preview without pickup location', url: `${east}?svc_id=reshareRequest&req_id=p1&rft_id=i1&rft.title=T`, newest: 'short form' },
	{
		name: 'parsed OpenURL',
		url: `${east}?svc_id=contextObject&req_id=p1&rft.title=T&rft.au=A&rft.date=2000&svc.pickupLocation=MAIN`,
		newest: 'context',
	},
	{
		name: 'unknown service',
		url: `${east}?${loan.replace('svc_id=json', 'svc_id=teleport')}`,
		newest: 'sent',
		posts: { serviceType: 'teleport' },
	},
	{ name: 'unknown service without id', url: `${east}?svc_id=teleport&rft.title=T&rft.au=A&svc.pickupLocation=MAIN`, newest: 'long form' },

	// Version 0.1
	{
		name: 'version 0.1 loan',
		url: `${east}?title=Walden&au=Thoreau&date=1854&svc.pickupLocation=MAIN&svc.note=hi`,
		newest: 'sent',
		posts: { title: 'Walden', author: 'Thoreau', patronNote: 'hi' },
	},
	{
		name: 'version 0.1 article',
		url: `${east}?title=Nature&genre=article&au=Doe&date=2001&id=doi:10/1&svc.pickupLocation=MAIN`,
		newest: 'sent',
		posts: { stitle: 'Nature', systemInstanceIdentifier: null },
	},
	{
		name: 'version 0.1 with a last name',
		url: `${east}?title=Walden&aulast=Thoreau&date=1854&svc.pickupLocation=MAIN`,
		newest: 'long form',
	},
	{
		name: 'version 0.1 keys and a patron',
		url: `${east}?title=Walden&au=Thoreau&date=1854&req_id=p1&svc.pickupLocation=MAIN`,
		newest: 'long form',
		v160: 'sent',
	},
	{
		name: 'version 0.1 as JSON',
		url: `${east}?svc_id=json&title=Walden&au=Thoreau&date=1854&svc.pickupLocation=MAIN`,
		newest: 'long form',
		v160: 'json 201',
	},
	{
		name: 'version 0.1 with sid and pid',
		url: `${east}?sid=a:b&pid=z&title=Walden&au=Thoreau&date=1854&svc.pickupLocation=MAIN`,
		newest: 'sent',
	},

	// Forms
	{ name: 'form, second try', url: `${east}?svc_id=json&rft_id=i1&rft.title=T&rft.au=A&svc.ntries=1`, newest: 'short form' },
	{ name: 'form, tries no number', url: `${east}?svc_id=json&rft_id=i1&rft.title=T&rft.au=A&svc.ntries=x`, newest: 'short form' },
	{
		name: 'form with a repeated ISBN',
		url: `${east}?svc_id=json&rft_id=i1&rft.title=T&rft.au=A&rft.isbn=1&rft.isbn=2`,
		newest: 'short form',
		v160: 'text 500',
		v150: 'short form',
	},
	{
		name: 'form with quotes in a hidden value',
		url: `${east}?svc_id=json&rft_id=i1&rft.title=%22T%22&rft.au=A&rft.sici=%3Cx%3E`,
		newest: 'short form',
	},
	{
		name: 'long form with values',
		url: `${east}?svc_id=copy&rft.title=N&rft.genre=journal&rft.copyrightType=us-ccl&svc.level=rush&svc.costCurrency=EUR&rft.oclc=1&rft.sponsoringBody=S&svc.pickupLocation=LAW`,
		newest: 'long form',
	},
	{
		name: 'long form for a loan',
		url: `${east}?svc_id=loan&rft.btitle=B&rft.creator=C&svc.note=n`,
		newest: 'long form',
		v160: 'long form',
	},
	{
		name: 'short form for a copy',
		url: `${east}?svc_id=copy&rft_id=i1&rft.titleOfComponent=P&rft.genre=article&rft.authorOfComponent=D&rft.date=1&confirm=1`,
		newest: 'sent',
		v160: 'short form',
	},

	// Which library
	{
		name: 'unknown library',
		url: '/nosuch?svc_id=json&rft_id=i1&rft.title=T&svc.pickupLocation=MAIN',
		newest: 'text 404',
		v150: 'text 200',
	},
	{ name: 'library in lower case', url: `/reshare:us-east?${loan}`, newest: 'text 404', v150: 'text 200' },
	{ name: 'library with an encoded colon', url: `/RESHARE%3AUS-EAST?${loan}`, newest: 'text 404', v150: 'text 200' },
	{ name: 'library with a slash', url: `${east}/?${loan}`, newest: 'text 404', v150: 'text 200' },
	{
		name: 'library in the query',
		url: `/whatever?res.org=RESHARE%3AUS-EAST&${loan}`,
		newest: 'json 201',
		posts: { requestingInstitutionSymbol: 'RESHARE:US-EAST' },
	},
	{ name: 'library in the query twice', url: `/whatever?res.org=west&res.org=tokenless&${loan}`, newest: 'text 404', v150: 'text 200' },
	{ name: 'library without a colon', url: `/west?${loan}`, newest: 'json 201', posts: { requestingInstitutionSymbol: 'RESHARE:west' } },
	{ name: 'no library', url: `/?${loan}`, newest: 'text 404', v150: 'text 200' },
	{
		name: 'library that insists on its form',
		url: `/form?svc_id=json&req_id=p1&rft_id=i1&rft.title=T&svc.pickupLocation=MAIN`,
		newest: 'short form',
		v160: 'json 201',
	},
	{
		name: 'library that insists on its form, second try',
		url: `/form?svc_id=json&req_id=p1&rft_id=i1&rft.title=T&svc.pickupLocation=MAIN&svc.ntries=1`,
		newest: 'json 201',
	},

	// The session with the gateway
	{ name: 'token forgotten', url: `/west?${loan}&svc.logout=1`, newest: 'json 201' },
	{ name: 'token spoilt', url: `/west?${loan}&svc.logout=2`, newest: 'json 201' },
	{ name: 'token spoilt, found out by the two look-ups of the limit', url: `${east}?${loan}&svc.logout=2`, newest: 'json 201' },
	{ name: 'patron at the limit', url: `${east}?${loan.replace('req_id=p1', 'req_id=full')}`, newest: 'limit', v160: 'json 201' },
	{ name: 'limit cannot be read', url: `${east}?${loan.replace('req_id=p1', 'req_id=broken')}`, newest: 'json 201' },
	{ name: 'login without a token header', url: `/tokenless?${loan}`, newest: 'json 401' },
	{ name: 'directory down, JSON', url: `/nodirectory?${loan}`, newest: 'json 201' },
	{ name: 'directory down, page after the post', url: `/nodirectory?${loan.replace('svc_id=json', 'svc_id=loan')}`, newest: 'text 403' },
	{ name: 'directory down, form', url: `/nodirectory?svc_id=json&rft_id=i1`, newest: 'text 403' },
];
