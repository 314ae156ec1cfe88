import { MailServer, type ReceivedMail } from '../../../sandbox/mail/MailServer';
import { serveMailPage } from '../../../sandbox/mail/mailPage';

const received: ReceivedMail = {
	from: 'ill@library.example.edu',
	to: ['nora@example.edu'],
	subject: 'Your request <EAST-1>',
	text: 'Hello',
	html: '<p>Hello</p>',
	attachments: [],
	receivedAt: new Date(),
};

it('lists the mails of the practice mail server, the newest first, and shows each without its scripts', async () => {
	const mail = new MailServer();
	const { url, close } = await serveMailPage(mail);
	const read = async (path: string) => {
		const response = await fetch(`${url}${path}`);
		return { status: response.status, policy: response.headers.get('content-security-policy'), html: await response.text() };
	};
	try {
		expect((await read('/')).html).toContain('None yet');
		mail.mails.push(received, { ...received, subject: 'Shipped', html: '', text: '<b>plain</b>' });
		const { html } = await read('/');
		expect(html).toContain('Your request &lt;EAST-1>');
		expect(html.indexOf('Shipped')).toBeLessThan(html.indexOf('Your request'));
		expect((await read('/1')).html).toContain('<iframe title="The letter" sandbox src="/1/html">');
		expect(await read('/1/html')).toMatchObject({
			status: 200,
			html: '<p>Hello</p>',
			policy: expect.stringContaining("default-src 'none'") as string,
		});
		expect((await read('/2')).html).toContain('<pre>&lt;b>plain');
		expect((await read('/3')).status).toBe(404);
	} finally {
		await close();
	}
});
