import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Returns the second page of a form as text; empty if the workflow ended without one.
 *
 * @param answer n8n's answer to the form
 */
export async function readSecondPage(answer: Response): Promise<string> {
	const { formWaitingUrl } = (await answer.json()) as { formWaitingUrl?: string };
	if (formWaitingUrl === undefined) throw new Error('The form has no second page');
	const status = new URL(formWaitingUrl);
	status.pathname += '/n8n-execution-status';
	if ((await statusOf(status, ['form-waiting', 'success'])) === 'success') return '';
	const page = await (await fetch(formWaitingUrl)).text();
	// The page itself makes this call to tell n8n that it was shown.
	await fetch(formWaitingUrl, { method: 'POST', body: new FormData() });
	await statusOf(status, ['success']);
	return page.replaceAll('&quot;', '"').replaceAll('&#x27;', "'").replaceAll('&amp;', '&');
}

async function statusOf(address: URL, wanted: readonly string[]): Promise<string> {
	const deadline = Date.now() + 60_000;
	while (Date.now() < deadline) {
		const said = (await (await fetch(address)).text()).trim();
		if (wanted.includes(said)) return said;
		await sleep(150);
	}
	throw new Error(`The form's execution came to none of ${wanted.join(', ')} within a minute`);
}
