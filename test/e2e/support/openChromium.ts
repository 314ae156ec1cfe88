import { existsSync } from 'node:fs';
import { chromium } from 'playwright-core';
import { runProcess, createTemporaryFolder } from '../../../n8n/childProcesses';

const binary = '/usr/bin/chromium';

export const windowSize = { width: 1400, height: 820 } as const;

/** These arguments keep Chromium from calling any server but the page under test. */
const quietArguments = [
	'--no-sandbox',
	'--disable-gpu',
	'--disable-quic',
	'--no-first-run',
	'--disable-background-networking',
	'--disable-component-update',
	'--disable-sync',
];

/** Installs Debian's Chromium if it is absent. That needs the rights to install packages. */
async function ensureChromium() {
	if (existsSync(binary)) return;
	const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
	await runProcess('apt-get', ['update'], { env });
	await runProcess('apt-get', ['install', '-y', '--no-install-recommends', 'chromium'], { env });
}

/** Opens a Chromium with a fresh profile. */
export async function openChromium() {
	await ensureChromium();
	const profile = createTemporaryFolder('reshare-chromium-');
	return await chromium.launchPersistentContext(profile, {
		executablePath: binary,
		headless: true,
		args: quietArguments,
		viewport: windowSize,
		locale: 'en-US',
	});
}
