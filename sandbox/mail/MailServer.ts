import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { simpleParser } from 'mailparser';
import { SMTPServer } from 'smtp-server';

export interface ReceivedMail {
	readonly from: string;
	readonly to: readonly string[];
	readonly subject: string;
	readonly text: string;
	/** The HTML of the mail; empty where it is plain text only. */
	readonly html: string;
	readonly attachments: ReadonlyArray<{ readonly name: string; readonly content: Buffer }>;
	readonly receivedAt: Date;
}

/** An SMTP answer that accepts no mail. With a code from 400 on, the client tries again later; from 500 on, never. */
export interface SmtpRefusal {
	readonly code: number;
	readonly words: string;
}

/** Runs a real SMTP server, usually on the loopback interface, that stores every mail and delivers none. */
export class MailServer {
	readonly mails: ReceivedMail[] = [];
	/** Returns the SMTP answer by which the server refuses a mail to this address; undefined if it accepts the mail. */
	refusal: (to: string) => SmtpRefusal | undefined = () => undefined;
	private readonly server: SMTPServer;

	constructor(private readonly onMail: (mail: ReceivedMail) => void = () => undefined) {
		this.server = new SMTPServer({
			authOptional: true,
			disabledCommands: ['STARTTLS'],
			allowInsecureAuth: true,
			onRcptTo: ({ address }, _session, done) => {
				const refusal = this.refusal(address);
				if (refusal === undefined) done();
				else done(Object.assign(new Error(refusal.words), { responseCode: refusal.code }));
			},
			onAuth: ({ username }, _session, done) => done(null, { user: username ?? 'anybody' }),
			onData: (stream, session, done) => {
				simpleParser(stream)
					.then((parsed) => {
						const mail: ReceivedMail = {
							from: parsed.from?.text ?? '',
							to: session.envelope.rcptTo.map(({ address }) => address),
							subject: parsed.subject ?? '',
							text: parsed.text ?? '',
							html: parsed.html || '',
							attachments: parsed.attachments.map(({ filename, content }) => ({ name: filename ?? '', content })),
							receivedAt: new Date(),
						};
						this.mails.push(mail);
						this.onMail(mail);
						done();
					})
					.catch((error: Error) => done(error));
			},
		});
		// An error of one connection ends that connection only.
		this.server.on('error', () => undefined);
	}

	/** Starts listening; returns the port. @throws Error when the port is taken */
	async start(port = 0, host = '127.0.0.1'): Promise<number> {
		const listening = this.server.listen(port, host);
		await once(listening, 'listening');
		return (listening.address() as AddressInfo).port;
	}

	/** Waits for a mail. One that has already come counts. Undefined if none comes in time. */
	async waitFor(wanted: (mail: ReceivedMail) => boolean, timeoutMs: number): Promise<ReceivedMail | undefined> {
		const deadline = Date.now() + timeoutMs;
		for (;;) {
			const found = this.mails.find(wanted);
			if (found || Date.now() > deadline) return found;
			await sleep(100);
		}
	}

	async stop(): Promise<void> {
		await new Promise<void>((resolve) => this.server.close(resolve));
	}
}
