import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { MailServer, ReceivedMail } from './MailServer';

interface MailPage {
	readonly url: string;
	close(): Promise<void>;
}

/**
 * Serves a web page with all mails that a practice mail server got, the newest first. A mail can run no scripts and load nothing from
 * elsewhere.
 *
 * @throws Error if the port is taken
 */
export async function serveMailPage({ mails }: MailServer, port = 0, host = '127.0.0.1'): Promise<MailPage> {
	const server: Server = createServer(({ url = '/' }, response) => {
		const [, number, html] = /^\/(\d+)(\/html)?$/.exec(url) ?? [];
		const mail = number === undefined ? undefined : mails[Number(number) - 1];
		const body =
			url === '/' ? listPage(mails) : mail === undefined ? undefined : html === undefined ? mailPage(mail, Number(number)) : mail.html;
		response.writeHead(body === undefined ? 404 : 200, {
			'content-type': 'text/html; charset=utf-8',
			'cache-control': 'no-store',
			'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; frame-src 'self'",
		});
		response.end(body ?? page('Not found', '<p><a href="/">All letters</a></p>'));
	});
	server.listen(port, host);
	await once(server, 'listening');
	return {
		url: `http://${host === '0.0.0.0' ? '127.0.0.1' : host}:${(server.address() as AddressInfo).port}`,
		close: async () => {
			server.closeAllConnections();
			await new Promise((resolve) => server.close(resolve));
		},
	};
}

function listPage(mails: readonly ReceivedMail[]): string {
	const lines = mails.map(
		({ to, subject, receivedAt }, index) =>
			`<li><a href="/${index + 1}">${escaped(subject)}</a><br>to ${escaped(to.join(', '))}, ${receivedAt.toTimeString().slice(0, 8)}</li>`,
	);
	return page('Letters', lines.length === 0 ? '<p>None yet. Reload this page.</p>' : `<ol reversed>${lines.reverse().join('\n')}</ol>`);
}

function mailPage({ from, to, subject, text, html, attachments }: ReceivedMail, number: number): string {
	const files = attachments.length === 0 ? '' : `<p>Attached: ${escaped(attachments.map(({ name }) => name).join(', '))}</p>`;
	const shown = html === '' ? `<pre>${escaped(text)}</pre>` : `<iframe title="The letter" sandbox src="/${number}/html"></iframe>`;
	return page(subject, `<p><a href="/">All letters</a></p><p>From ${escaped(from)}<br>To ${escaped(to.join(', '))}</p>${files}${shown}`);
}

function page(title: string, body: string): string {
	return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(title)}</title>
<style>
body { font: 1rem/1.5 sans-serif; max-width: 50rem; margin: 1rem auto; padding: 0 1rem }
iframe { width: 100%; height: 70vh; border: 1px solid #888 } pre { white-space: pre-wrap }
li { margin-bottom: .5rem }
</style>
</head>
<body>
<h1>${escaped(title)}</h1>
${body}
</body>
</html>`;
}

function escaped(text: string): string {
	return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}
