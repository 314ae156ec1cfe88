import { escapeHtml, renderResolverPage } from './htmlElements';
import type { ResolverVersionTraits } from './versions';

export function renderLimitPage(customerName: string): string {
	return renderResolverPage(`Request limit reached — ${customerName}`, '<h1>You have reached your limit of active requests.</h1>');
}

export function renderAlreadySentPage(customerName: string): string {
	return renderResolverPage(`Request already sent — ${customerName}`, '<h1>Request already sent</h1>');
}

export function renderStartPage(customerName: string): string {
	return renderResolverPage(
		`OpenURL resolver — ${customerName}`,
		'<h1>OpenURL resolver</h1>\n<p>Add the name of a library and an OpenURL.</p>',
	);
}

interface SentPage {
	readonly customerName: string;
	readonly traits: ResolverVersionTraits;
	/** The answer of mod-rs, parsed; empty if it was no JSON. */
	readonly row: Readonly<Record<string, unknown>>;
	readonly pickupLocationName: string | undefined;
	readonly copyrightTypeName: string | undefined;
}

/** Makes the page that is shown after a request was sent. It contains neither the id nor the human-readable id of the new request. */
export function renderSentPage({ customerName, traits, row, pickupLocationName, copyrightTypeName }: SentPage): string {
	const say = (before: string, value: unknown) => (value ? ` ${before} ${escapeHtml(value)}.` : '');
	const isCopy = traits.copyFields && isCopyRow(row);
	const lines = [
		'<h1>Request sent</h1>',
		`<h2>${escapeHtml(isCopy ? row.titleOfComponent : row.title)}</h2>`,
		`<p>${say('By', isCopy ? row.authorOfComponent : row.author)}${say('Published', row.publicationDate)}${say('ISBN', row.isbn)}</p>`,
	];
	if (isCopy) lines.push(`<p>Copyright type: ${escapeHtml(copyrightTypeName)}</p>`);
	if (pickupLocationName) lines.push(`<p>Pick up location: ${escapeHtml(pickupLocationName)}</p>`);
	if (row.volume) lines.push(`<p>Volume(s) needed: ${escapeHtml(row.volume)}</p>`);
	return renderResolverPage(`Request sent — ${customerName}`, lines.join('\n'));
}

export function isCopyRow(row: Readonly<Record<string, unknown>>): boolean {
	const serviceType = row.serviceType as { value?: unknown } | undefined | null;
	return serviceType?.value === 'copy';
}

/** Makes the page of an error. Its title lacks the customer's name, and the answer of mod-rs follows completely as text. */
export function renderErrorPage(status: number, details: unknown): string {
	return renderResolverPage(
		'Error',
		`<h1>Error</h1>
<p>The request could not be sent: the HTTP status is ${status}.</p>
<pre>
${escapeHtml(JSON.stringify(details, null, 2))}
</pre>`,
	);
}
